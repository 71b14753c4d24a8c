"""The first step of a plain vision transformer, and the way back from its tokens to a map."""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor, nn


class PatchTokens(nn.Module):
    """Cut the picture into patches, embed them, put the class token in front, add the positions.

    Args:
        network: torchvision's `VisionTransformer`; its parameters are shared.
    """

    def __init__(self, network: Any) -> None:
        super().__init__()
        self.conv_proj: nn.Module = network.conv_proj
        self.class_token: nn.Parameter = network.class_token
        self.pos_embedding: nn.Parameter = network.encoder.pos_embedding

    def forward(self, x: Tensor) -> Tensor:
        """(B, 3, S, S) of the size the network was trained with -> (B, 1 + patches, C)."""
        patches = self.conv_proj(x).flatten(2).transpose(1, 2)
        tokens = torch.cat([self.class_token.expand(patches.shape[0], -1, -1), patches], dim=1)
        return tokens + self.pos_embedding


def as_map(tokens: Tensor) -> Tensor:
    """(B, 1 + h * h, C) -> (B, C, h, h), without the class token."""
    side = math.isqrt(int(tokens.shape[1]) - 1)
    return tokens[:, 1:].transpose(1, 2).unflatten(2, (side, side))
