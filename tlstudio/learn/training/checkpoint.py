"""Checkpoints as safetensors: tensors plus a JSON text in the header, written beside and put in place whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from tlstudio.core.errors import DiskFull, JobError

LAST_FILE = "last.safetensors"
STATE_KEY = "tlstudio"


def save(path: Path, tensors: Mapping[str, torch.Tensor], state: Mapping[str, Any]) -> None:
    """Write one file that holds everything, so that no crash can leave tensors of one epoch beside the state of another.

    Raises:
        DiskFull: The old file stays as it was.
    """
    from safetensors.torch import save_file

    part = path.with_name(path.name + ".part")
    # A copy of its own per tensor: safetensors refuses views that share memory.
    own = {name: tensor.detach().to("cpu", copy=True).contiguous() for name, tensor in tensors.items()}
    try:
        save_file(own, part, metadata={STATE_KEY: json.dumps(state)})
        part.replace(path)
    except Exception as error:
        part.unlink(missing_ok=True)
        # safetensors wraps the system's error in its own type, whose text is all there is.
        if isinstance(error, OSError) or "I/O" in str(error) or "os error" in str(error).lower():
            raise DiskFull(
                f"{path.name} could not be written: {error}.",
                hint="Free some space, then resume the run: it goes on after the last finished epoch.",
            ) from error
        raise


def load(path: Path) -> tuple[dict[str, torch.Tensor], dict[str, Any]]:
    """Read tensors and state.

    Raises:
        JobError: Missing or damaged.
    """
    from safetensors import safe_open

    try:
        with safe_open(str(path), framework="pt", device="cpu") as stored:
            state = json.loads((stored.metadata() or {})[STATE_KEY])
            return {name: stored.get_tensor(name) for name in stored.keys()}, state  # noqa: SIM118 - not a dict
    except Exception as error:
        raise JobError(
            f"{path.name} of {path.parent.name} cannot be read.",
            hint="Start a new run; your labels are safe.",
            detail=str(error),
        ) from error


def optimiser_tensors(optimiser: torch.optim.Optimizer) -> dict[str, torch.Tensor]:
    """Return the optimiser's moments as plain tensors named `optimiser.<index>.<moment>`."""
    state = optimiser.state_dict()["state"]
    return {
        f"optimiser.{index}.{name}": torch.as_tensor(value)
        for index, moments in state.items()
        for name, value in moments.items()
    }


def restore_optimiser(optimiser: torch.optim.Optimizer, tensors: Mapping[str, torch.Tensor]) -> None:
    """Give the optimiser back the moments that `optimiser_tensors` named."""
    moments: dict[int, dict[str, torch.Tensor]] = {}
    for key, tensor in tensors.items():
        kind, _, rest = key.partition(".")
        if kind == "optimiser":
            index, _, name = rest.partition(".")
            moments.setdefault(int(index), {})[name] = tensor
    optimiser.load_state_dict({"state": moments, "param_groups": optimiser.state_dict()["param_groups"]})
