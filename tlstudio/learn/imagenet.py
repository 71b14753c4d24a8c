"""What the torchvision families share: pixel statistics, weights files, cutting a network into units."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tlstudio.core.cards import BackboneCard, WeightsFile

if TYPE_CHECKING:
    from torch import nn

    from tlstudio.learn.trunk import ToMap, Trunk

LICENCE = "BSD-3-Clause"
# (0.485, 0.456, 0.406) and (0.229, 0.224, 0.225) on the 0..255 scale.
MEAN = (123.675, 116.28, 103.53)
STD = (58.395, 57.12, 57.375)


def weights_file(file_name: str, megabytes: float) -> WeightsFile:
    """A file of torchvision's server, whose name ends in the first 8 digits of its sha256."""
    digest = file_name.removesuffix(".pth").rsplit("-", 1)[-1]
    return WeightsFile(
        file_name=file_name,
        sha256=digest,
        megabytes=megabytes,
        url=f"https://download.pytorch.org/models/{file_name}",
    )


def cut(
    network: nn.Module,
    units: Mapping[str, nn.Module],
    card: BackboneCard,
    weights: Path | None,
    *,
    heads: Sequence[str],
    classifier: nn.Module | None = None,
    rename: Callable[[str], str] | None = None,
    to_map: ToMap | None = None,
) -> Trunk:
    """Fill a torchvision network from a file (None = leave it random) and make a trunk of its units.

    Args:
        network: The whole network as torchvision builds it, sharing its modules with `units`.
        units: In the order of computation.
        card: Whose taps are read.
        weights: In torchvision's names.
        heads: Prefixes of the classifier's names: another size there is tolerated.
        classifier: Passed on to the trunk.
        rename: From the file's names to the network's.
        to_map: Passed on to the trunk.

    Raises:
        WeightsMismatch: The sentence names the first mismatch.
    """
    from tlstudio.learn.trunk import Trunk
    from tlstudio.learn.weights_file import load_into

    loaded = None if weights is None else load_into(network, weights, heads=heads, rename=rename)
    keeps_head = loaded is None or not loaded.head_left
    trunk = Trunk(units, [tap.name for tap in card.taps], to_map=to_map, classifier=classifier if keeps_head else None)
    trunk.loaded = loaded
    return trunk
