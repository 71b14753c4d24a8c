"""An exponential moving average of the weights: what is validated and kept, steadier than the last step."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager

import torch


class WeightAverage:
    """Average of the tensors that learn.

    Args:
        tensors: Name -> the network's own tensor (parameter or batch-norm buffer).
        decay: Share of the old average that stays after a step, in [0, 1); 0 follows the weights.
    """

    def __init__(self, tensors: Mapping[str, torch.Tensor], decay: float) -> None:
        self.decay = decay
        self._live = dict(tensors)
        self.tensors = {name: tensor.detach().clone() for name, tensor in tensors.items()}

    @torch.no_grad()
    def update(self) -> None:
        """Take one step towards the present weights; counters are copied."""
        for name, average in self.tensors.items():
            live = self._live[name].detach()
            if average.is_floating_point():
                average.lerp_(live, 1.0 - self.decay)
            else:
                average.copy_(live)

    @contextmanager
    def applied(self) -> Generator[None]:
        """Put the average into the network for the time of the block."""
        kept = {name: tensor.detach().clone() for name, tensor in self._live.items()}
        self.copy_into_network(self.tensors)
        try:
            yield
        finally:
            self.copy_into_network(kept)

    @torch.no_grad()
    def copy_into_network(self, tensors: Mapping[str, torch.Tensor]) -> None:
        """Overwrite the network's tensors."""
        for name, tensor in tensors.items():
            self._live[name].copy_(tensor)
