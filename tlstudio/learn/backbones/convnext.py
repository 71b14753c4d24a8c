"""ConvNeXt-Tiny (Liu et al. 2022)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tlstudio.core.cards import BackboneCard, Tap
from tlstudio.learn.imagenet import LICENCE, MEAN, STD, cut, weights_file

if TYPE_CHECKING:
    from tlstudio.learn.trunk import Trunk

CARDS = [
    BackboneCard(
        key="convnext_tiny",
        title="ConvNeXt-Tiny",
        family="convnext",
        licence=LICENCE,
        input_size=224,
        embedding_dim=1440,
        parameters_millions=28.6,
        mean=MEAN,
        std=STD,
        taps=(
            Tap("stage1", 4, 96),
            Tap("stage3", 8, 192),
            Tap("stage5", 16, 384),
            Tap("norm", 32, 768),
        ),
        weights=weights_file("convnext_tiny-983f1562.pth", 109.1),
        paper="arXiv:2201.03545",
        top1=82.52,
        milliseconds=127.3,
        when="The most accurate convolutional network here; wants a graphics card or patience.",
    ),
]


def build(card: BackboneCard, weights: Path | None) -> Trunk:
    """Build the network; with a weights file, its numbers too (random otherwise).

    Raises:
        WeightsMismatch: The file does not fit; the sentence names the first mismatch.
    """
    from torchvision import models

    network = models.convnext_tiny(weights=None)
    units = {f"stage{number}": stage for number, stage in enumerate(network.features)}
    # The norm in front of the classifier also tames the few very large channels of the last stage.
    units["norm"] = network.classifier[0]
    return cut(network, units, card, weights, heads=("classifier.2.",), classifier=network.classifier[2])
