"""EfficientNet-B0 (Tan and Le 2019), with squeeze-excite and SiLU."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tlstudio.core.cards import BackboneCard, Tap
from tlstudio.learn.imagenet import LICENCE, MEAN, STD, cut, weights_file

if TYPE_CHECKING:
    from tlstudio.learn.trunk import Trunk

CARDS = [
    BackboneCard(
        key="efficientnet_b0",
        title="EfficientNet-B0",
        family="efficientnet",
        licence=LICENCE,
        input_size=224,
        embedding_dim=2024,
        parameters_millions=5.3,
        mean=MEAN,
        std=STD,
        taps=(
            Tap("stage3", 8, 40),
            Tap("stage4", 16, 80),
            Tap("stage5", 16, 112),
            Tap("stage6", 32, 192),
            Tap("stage7", 32, 320),
            Tap("stage8", 32, 1280),
        ),
        weights=weights_file("efficientnet_b0_rwightman-7f5810bc.pth", 20.5),
        paper="arXiv:1905.11946",
        top1=77.69,
        milliseconds=23.5,
        when="More accurate than Lite0 on everyday objects, about twice its cost.",
    ),
]


def build(card: BackboneCard, weights: Path | None) -> Trunk:
    """Build the network; with a weights file, its numbers too (random otherwise).

    Raises:
        WeightsMismatch: The file does not fit; the sentence names the first mismatch.
    """
    from torchvision import models

    network = models.efficientnet_b0(weights=None)
    units = {f"stage{number}": stage for number, stage in enumerate(network.features)}
    return cut(network, units, card, weights, heads=("classifier.",), classifier=network.classifier)
