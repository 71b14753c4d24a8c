"""A backbone with a head that reads the means of its taps, cut in two at a freeze boundary."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn

from tlstudio.learn.training.stages import Stages
from tlstudio.learn.trunk import Trunk


class PooledHead(nn.Module):
    """A linear layer on an embedding of the taps' spatial means."""

    def __init__(self, width: int, n_outputs: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.linear = nn.Linear(width, n_outputs)

    def embed(self, means: Sequence[torch.Tensor]) -> torch.Tensor:
        """Return embeddings (B, D) of the taps' means, each (B, C_tap)."""
        raise NotImplementedError

    def forward(self, means: Sequence[torch.Tensor]) -> torch.Tensor:
        """Return logits (B, outputs)."""
        return self.linear(self.dropout(self.embed(means)))

    @torch.no_grad()
    def start_from(self, weights: torch.Tensor, bias: torch.Tensor) -> None:
        """Take over a linear head fitted on the same embeddings: weights (D, outputs), bias (outputs)."""
        self.linear.weight.copy_(weights.T)
        self.linear.bias.copy_(bias)


class AllStagesHead(PooledHead):
    """Reads every tap, each divided by its length: the same rows as the instant learner's features."""

    def embed(self, means: Sequence[torch.Tensor]) -> torch.Tensor:
        """Return rows (B, D) of length 1."""
        rows = [nn.functional.normalize(mean, dim=1) for mean in means]
        return torch.cat(rows, dim=1) / len(rows) ** 0.5


class LastStageHead(PooledHead):
    """Reads the last tap only, as the networks' authors did for ImageNet."""

    def embed(self, means: Sequence[torch.Tensor]) -> torch.Tensor:
        """Return the mean of the last tap."""
        return means[-1]


class StagedNetwork(nn.Module):
    """Backbone and head; `below` and `above` are the two sides of a freeze boundary.

    Args:
        backbone: Its taps are where it can be cut.
        head: Reads the taps' means.
    """

    def __init__(self, backbone: Trunk, head: PooledHead) -> None:
        super().__init__()
        self.backbone = backbone
        self.head = head
        self.stages = Stages(backbone)

    def below(self, images: torch.Tensor, boundary: int) -> tuple[torch.Tensor, list[torch.Tensor]]:
        """Run the stages below the boundary.

        Args:
            images: (B, 3, S, S), normalised as the backbone's card says.
            boundary: Number of stages to run, from 0 to all.

        Returns:
            The activation (B, C, H, W) at the boundary and the means (B, C_tap) of the taps passed on the way.
        """
        return self.stages.run(images, 0, boundary)

    def above(self, activation: torch.Tensor, means: Sequence[torch.Tensor], boundary: int) -> torch.Tensor:
        """Run the stages above the boundary and the head; returns logits (B, outputs)."""
        _, rest = self.stages.run(activation, boundary, len(self.stages))
        return self.head([*means, *rest])

    def embed(self, activation: torch.Tensor, means: Sequence[torch.Tensor], boundary: int) -> torch.Tensor:
        """Return the embeddings (B, D) that the head's linear layer reads."""
        _, rest = self.stages.run(activation, boundary, len(self.stages))
        return self.head.embed([*means, *rest])

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Return logits (B, outputs) of normalised images (B, 3, S, S)."""
        activation, means = self.below(images, 0)
        return self.above(activation, means, 0)
