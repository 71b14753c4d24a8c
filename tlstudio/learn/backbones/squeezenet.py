"""SqueezeNet 1.1 (Iandola et al. 2016): few parameters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tlstudio.core.cards import BackboneCard, Tap
from tlstudio.learn.imagenet import LICENCE, MEAN, STD, cut, weights_file

if TYPE_CHECKING:
    from tlstudio.learn.trunk import Trunk

CARDS = [
    BackboneCard(
        key="squeezenet1_1",
        title="SqueezeNet 1.1",
        family="squeezenet",
        licence=LICENCE,
        input_size=224,
        embedding_dim=1280,
        parameters_millions=1.2,
        mean=MEAN,
        std=STD,
        taps=(
            Tap("unit4", 4, 128),
            Tap("unit7", 8, 256),
            Tap("unit10", 16, 384),
            Tap("unit12", 16, 512),
        ),
        weights=weights_file("squeezenet1_1-b8a52dc0.pth", 4.7),
        paper="arXiv:1602.07360",
        top1=58.18,
        milliseconds=8.3,
        when="The smallest file; for comparison with older work.",
    ),
]


def build(card: BackboneCard, weights: Path | None) -> Trunk:
    """Build the network; with a weights file, its numbers too (random otherwise).

    Raises:
        WeightsMismatch: The file does not fit; the sentence names the first mismatch.
    """
    from torchvision import models

    network = models.squeezenet1_1(weights=None)
    units = {f"unit{number}": layer for number, layer in enumerate(network.features)}
    return cut(network, units, card, weights, heads=("classifier.",))
