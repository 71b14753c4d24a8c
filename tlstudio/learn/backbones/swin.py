"""Swin Transformer, tiny (Liu et al. 2021)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tlstudio.core.cards import BackboneCard, Tap
from tlstudio.learn.imagenet import LICENCE, MEAN, STD, cut, weights_file

if TYPE_CHECKING:
    from torch import Tensor

    from tlstudio.learn.trunk import Trunk

CARDS = [
    BackboneCard(
        key="swin_t",
        title="Swin-T",
        family="swin",
        licence=LICENCE,
        input_size=224,
        embedding_dim=1440,
        parameters_millions=28.3,
        mean=MEAN,
        std=STD,
        taps=(
            Tap("stage1", 4, 96),
            Tap("stage3", 8, 192),
            Tap("stage5", 16, 384),
            Tap("norm", 32, 768),
        ),
        weights=weights_file("swin_t-704ceda3.pth", 108.2),
        paper="arXiv:2103.14030",
        top1=81.47,
        milliseconds=143.3,
        when="A transformer with feature maps of several strides; wants a graphics card or patience.",
    ),
]


def build(card: BackboneCard, weights: Path | None) -> Trunk:
    """Build the network; with a weights file, its numbers too (random otherwise).

    Raises:
        WeightsMismatch: The file does not fit; the sentence names the first mismatch.
    """
    from torchvision import models

    network = models.swin_t(weights=None)
    units = {f"stage{number}": stage for number, stage in enumerate(network.features)}
    units["norm"] = network.norm
    return cut(network, units, card, weights, heads=("head.",), classifier=network.head, to_map=_channels_first)


def _channels_first(x: Tensor) -> Tensor:
    """(B, H, W, C), in which the network computes, to (B, C, H, W)."""
    return x.permute(0, 3, 1, 2)
