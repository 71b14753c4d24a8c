"""Where a backbone can be cut: after each of its taps. A stage is what lies between two taps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from tlstudio.learn.trunk import Trunk


class Stages:
    """A trunk as a chain of stages, each ending in a tap.

    Units behind the last tap belong to no stage: nothing reads them.
    """

    def __init__(self, trunk: Trunk) -> None:
        self.trunk = trunk
        names, last = list(trunk.units), -1
        self.units: list[list[str]] = []
        for tap in sorted(trunk.taps, key=names.index):
            end = names.index(tap)
            self.units.append(names[last + 1 : end + 1])
            last = end

    def __len__(self) -> int:
        return len(self.units)

    def run(self, x: torch.Tensor, start: int, end: int) -> tuple[torch.Tensor, list[torch.Tensor]]:
        """Run the stages [start, end) on the output of stage start - 1 (the pictures, for 0).

        Returns:
            The raw output of the last stage, fit to be fed back, and the spatial means (B, C) of the taps on the way.
        """
        means: list[torch.Tensor] = []
        for stage in range(start, end):
            for name in self.units[stage]:
                x = self.trunk.units[name](x)
            means.append(self.trunk.as_map(x).mean(dim=(2, 3)))
        return x, means

    def parameters(self, stage: int) -> list[torch.nn.Parameter]:
        """The parameters of one stage."""
        return [parameter for name in self.units[stage] for parameter in self.trunk.units[name].parameters()]
