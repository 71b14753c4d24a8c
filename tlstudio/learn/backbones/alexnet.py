"""AlexNet (Krizhevsky 2014), without its fully connected layers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tlstudio.core.cards import BackboneCard, Tap
from tlstudio.learn.imagenet import LICENCE, MEAN, STD, cut, weights_file

if TYPE_CHECKING:
    from tlstudio.learn.trunk import Trunk

CARDS = [
    BackboneCard(
        key="alexnet",
        title="AlexNet",
        family="alexnet",
        licence=LICENCE,
        input_size=224,
        embedding_dim=1152,
        parameters_millions=61.1,
        mean=MEAN,
        std=STD,
        taps=(
            Tap("unit2", 8, 64),
            Tap("unit5", 16, 192),
            Tap("unit7", 16, 384),
            Tap("unit9", 16, 256),
            Tap("unit12", 32, 256),
        ),
        weights=weights_file("alexnet-owt-7be5be79.pth", 233.1),
        paper="arXiv:1404.5997",
        top1=56.52,
        milliseconds=14.4,
        when="For comparison with older work.",
    ),
]


def build(card: BackboneCard, weights: Path | None) -> Trunk:
    """Build the network; with a weights file, its numbers too (random otherwise).

    Raises:
        WeightsMismatch: The file does not fit; the sentence names the first mismatch.
    """
    from torchvision import models

    network = models.alexnet(weights=None)
    units = {f"unit{number}": layer for number, layer in enumerate(network.features)}
    return cut(network, units, card, weights, heads=("classifier.",))
