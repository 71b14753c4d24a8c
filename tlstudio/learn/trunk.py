"""What every backbone is: units applied one after the other, read at named places."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

if TYPE_CHECKING:
    from tlstudio.learn.weights_file import Loaded

ToMap = Callable[[Tensor], Tensor]


class Trunk(nn.Module):
    """A backbone without its classifier, as a sequence of units.

    Args:
        units: Name -> module, in the order of computation. A name may not contain a dot.
        taps: Names of the units whose outputs `forward_taps` returns, early to late.
        to_map: Turns the output of a tapped unit into a feature map (B, C, H, W), for networks that compute in
            another layout.
        classifier: From the spatial mean of the last tap to 1,000 ImageNet logits, where it is that simple.

    Attributes:
        loaded: What was taken from the weights file; None for random numbers.
    """

    def __init__(
        self,
        units: Mapping[str, nn.Module],
        taps: Sequence[str],
        *,
        to_map: ToMap | None = None,
        classifier: nn.Module | None = None,
    ) -> None:
        super().__init__()
        self.units = nn.ModuleDict(units)
        self.taps = tuple(taps)
        self.classifier = classifier
        self.loaded: Loaded | None = None
        self._to_map = to_map

    def forward_taps(self, x: Tensor) -> list[Tensor]:
        """Feature maps at the taps, each (B, C, H, W), of a normalised batch (B, 3, H, W)."""
        return self.read(x, self.taps)

    def read(self, x: Tensor, names: Sequence[str]) -> list[Tensor]:
        """Feature maps after the named units, in the order of computation; units after the last one are not run."""
        maps: list[Tensor] = []
        wanted = set(names)
        for name, unit in self.units.items():
            x = unit(x)
            if name in wanted:
                maps.append(self.as_map(x))
                if len(maps) == len(wanted):
                    break
        return maps

    def as_map(self, x: Tensor) -> Tensor:
        """The feature map (B, C, H, W) in the raw output of a tapped unit."""
        return self._to_map(x) if self._to_map else x

    def run(self, x: Tensor, *, after: str = "", until: str = "") -> Tensor:
        """Apply the units behind `after` (empty = from the start) up to and with `until` (empty = all).

        The raw output of a unit, fit to be fed back: `run(run(x, until="b"), after="b")` is `run(x)`. This is what
        the boundary cache of a fine-tuning stores.
        """
        names = list(self.units)
        start = names.index(after) + 1 if after else 0
        stop = names.index(until) + 1 if until else len(names)
        for name in names[start:stop]:
            x = self.units[name](x)
        return x

    def forward(self, x: Tensor) -> Tensor:
        """ImageNet logits (B, 1000) of a normalised batch (B, 3, H, W).

        Raises:
            RuntimeError: The trunk was built without a classifier.
        """
        if self.classifier is None:
            raise RuntimeError("this trunk was built without a classifier")
        return self.classifier(self.forward_taps(x)[-1].mean((2, 3)))


def pooled(maps: Sequence[Tensor]) -> Tensor:
    """The pooled features of a batch: spatial mean of each map, each row of length 1, side by side, / sqrt(maps).

    Args:
        maps: Feature maps (B, C_i, H_i, W_i).

    Returns:
        (B, sum of C_i) with rows of length 1 (a map that is zero everywhere adds zeros).
    """
    rows = [nn.functional.normalize(one.mean((2, 3)), dim=1) for one in maps]
    return torch.cat(rows, 1) * (len(rows) ** -0.5)


class PooledFeatures(nn.Module):
    """From decoded pictures to pooled features, in one graph that any runtime can serve.

    Args:
        trunk: The backbone, in eval mode.
        mean: Per channel on the 0..255 scale.
        std: Per channel on the 0..255 scale.
    """

    def __init__(self, trunk: Trunk, mean: Sequence[float], std: Sequence[float]) -> None:
        super().__init__()
        self.trunk = trunk
        scale = 1.0 / torch.tensor(std, dtype=torch.float32)[:, None, None]
        self.scale = nn.Buffer(scale)
        self.shift = nn.Buffer(-torch.tensor(mean, dtype=torch.float32)[:, None, None] * scale)

    def forward(self, pictures: Tensor) -> Tensor:
        """Pooled features (B, D) float32 of pictures (B, H, W, 3) uint8 RGB."""
        x = pictures.permute(0, 3, 1, 2).to(torch.float32) * self.scale + self.shift
        return pooled(self.trunk.forward_taps(x))
