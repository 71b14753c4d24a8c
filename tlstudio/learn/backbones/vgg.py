"""VGG-16 (Simonyan and Zisserman 2015), without its fully connected layers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tlstudio.core.cards import BackboneCard, Tap
from tlstudio.learn.imagenet import LICENCE, MEAN, STD, cut, weights_file

if TYPE_CHECKING:
    from tlstudio.learn.trunk import Trunk

CARDS = [
    BackboneCard(
        key="vgg16",
        title="VGG-16",
        family="vgg",
        licence=LICENCE,
        input_size=224,
        embedding_dim=1408,
        parameters_millions=138.4,
        mean=MEAN,
        std=STD,
        taps=(
            Tap("unit9", 4, 128),
            Tap("unit16", 8, 256),
            Tap("unit23", 16, 512),
            Tap("unit30", 32, 512),
        ),
        weights=weights_file("vgg16-397923af.pth", 527.8),
        paper="arXiv:1409.1556",
        top1=71.59,
        milliseconds=287.6,
        when="For comparison with older work; large and slow.",
    ),
]


def build(card: BackboneCard, weights: Path | None) -> Trunk:
    """Build the network; with a weights file, its numbers too (random otherwise).

    Raises:
        WeightsMismatch: The file does not fit; the sentence names the first mismatch.
    """
    from torchvision import models

    network = models.vgg16(weights=None, init_weights=False)
    units = {f"unit{number}": layer for number, layer in enumerate(network.features.children())}
    return cut(network, units, card, weights, heads=("classifier.",))
