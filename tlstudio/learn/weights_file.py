"""Read a file of network numbers without running anything in it, and fit them to a module."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tlstudio.core.errors import WeightsMismatch

if TYPE_CHECKING:
    from torch import Tensor, nn

# What training frameworks put in front of every name.
PREFIXES = ("module.", "model.", "state_dict.", "backbone.", "encoder.", "net.")
# Under what a checkpoint keeps the numbers beside optimiser and epoch.
CONTAINERS = ("state_dict", "model_state_dict", "model", "model_ema", "backbone", "network")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What went in.

    Attributes:
        used: Tensors taken from the file.
        left_out: Names in the file that the module does not need (a classifier of other size, a detection head).
        head_left: Whether the module's own classifier stayed random because the file has none that fits.
    """

    used: int
    left_out: tuple[str, ...]
    head_left: bool


def read_tensors(path: Path) -> dict[str, Tensor]:
    """Names and tensors of a safetensors file or a `weights_only` checkpoint, on the CPU.

    Raises:
        WeightsMismatch: Not such a file, damaged, or it would need to run code to be read.
    """
    if path.suffix == ".safetensors":
        from safetensors import SafetensorError
        from safetensors.torch import load_file

        try:
            return load_file(path)
        except (SafetensorError, OSError) as error:
            raise _unreadable(path, error) from error
    import pickle

    import torch

    try:
        content: Any = torch.load(path, map_location="cpu", weights_only=True)
    except (pickle.UnpicklingError, RuntimeError, EOFError, OSError, ValueError, KeyError) as error:
        raise _unreadable(path, error) from error
    for name in CONTAINERS:
        if isinstance(content, Mapping) and isinstance(content.get(name), Mapping):
            content = content[name]
            break
    tensors = (
        {str(k): v for k, v in content.items() if isinstance(v, torch.Tensor)} if isinstance(content, Mapping) else {}
    )
    if not tensors:
        raise WeightsMismatch(
            f"{path.name} holds no named tensors.", hint="Save the network's state_dict(), best as safetensors."
        )
    return tensors


def load_into(
    module: nn.Module,
    path: Path,
    *,
    rename: Callable[[str], str] | None = None,
    heads: Sequence[str] = (),
    tensors: Mapping[str, Tensor] | None = None,
) -> Loaded:
    """Copy a file's numbers into a module; every tensor of the module outside `heads` must be found with its shape.

    Args:
        module: Changed in place, only if everything fits.
        path: The file (for messages when `tensors` is given).
        rename: From the file's names to the module's.
        heads: Prefixes of names that belong to the classifier: where the file has another one, the module keeps its
            random numbers there.
        tensors: Already read.

    Raises:
        WeightsMismatch: The sentence names the first tensor that does not fit.
    """
    import torch

    found = _without_prefixes(read_tensors(path) if tensors is None else tensors, rename or (lambda name: name), module)
    wanted = module.state_dict()
    fitting: dict[str, Tensor] = {}
    head_left = False
    for name, own in wanted.items():
        theirs = found.get(name)
        if theirs is not None and theirs.shape == own.shape:
            fitting[name] = theirs
        elif name.startswith(tuple(heads)) if heads else False:
            head_left = True
        elif theirs is None:
            # Counters of batches seen have no part in what a network computes; old files lack them.
            if not name.endswith("num_batches_tracked"):
                raise _mismatch(path, f"has no {name!r} {tuple(own.shape)}", found)
        else:
            raise _mismatch(path, f"holds {name!r} as {tuple(theirs.shape)} where {tuple(own.shape)} is needed", found)
    with torch.no_grad():
        for name, theirs in fitting.items():
            wanted[name].copy_(theirs)
    return Loaded(len(fitting), tuple(sorted(set(found) - set(fitting))), head_left)


def _without_prefixes(
    tensors: Mapping[str, Tensor], rename: Callable[[str], str], module: nn.Module
) -> dict[str, Tensor]:
    """Strip known prefixes from all names as long as more of them are then known to the module."""
    wanted = set(module.state_dict())

    def known(names: Mapping[str, Tensor]) -> int:
        return sum(rename(name) in wanted for name in names)

    best = dict(tensors)
    while True:
        tries = [
            {name[len(prefix) :]: value for name, value in best.items() if name.startswith(prefix)}
            for prefix in PREFIXES
        ]
        # A prefix that all names share says nothing; another one may hide behind it.
        better = max(tries, key=lambda names: (known(names), len(names) == len(best)))
        hides = known(best) == 0 and 0 < len(best) == len(better)
        if known(better) <= known(best) and not hides:
            return {rename(name): value for name, value in best.items()}
        best = better


def _unreadable(path: Path, error: Exception) -> WeightsMismatch:
    return WeightsMismatch(
        f"{path.name} cannot be read as network weights.",
        hint="Use a safetensors file, or a .pth that holds only tensors (a state_dict): "
        "files that run code when loaded are refused.",
        detail=str(error),
    )


def _mismatch(path: Path, what: str, found: Mapping[str, Tensor]) -> WeightsMismatch:
    some = ", ".join(sorted(found)[:3])
    return WeightsMismatch(
        f"{path.name} does not fit this network: it {what}.",
        hint="Choose the network the file was trained with (`tlstudio backbones list`).",
        detail=f"The file holds {len(found)} tensors, for example {some}.",
    )
