"""MobileNet v2 and v3 (Sandler et al. 2018, Howard et al. 2019): made for small processors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tlstudio.core.cards import BackboneCard, Tap
from tlstudio.learn.imagenet import LICENCE, MEAN, STD, cut, weights_file

if TYPE_CHECKING:
    from tlstudio.learn.trunk import Trunk

CARDS = [
    BackboneCard(
        key="mobilenet_v2",
        title="MobileNetV2",
        family="mobilenet",
        licence=LICENCE,
        input_size=224,
        embedding_dim=1952,
        parameters_millions=3.5,
        mean=MEAN,
        std=STD,
        taps=(
            Tap("block6", 8, 32),
            Tap("block10", 16, 64),
            Tap("block13", 16, 96),
            Tap("block16", 32, 160),
            Tap("block17", 32, 320),
            Tap("block18", 32, 1280),
        ),
        weights=weights_file("mobilenet_v2-b0353104.pth", 13.6),
        paper="arXiv:1801.04381",
        top1=71.88,
        milliseconds=15.4,
        when="Small and quick; good on everyday objects.",
    ),
    BackboneCard(
        key="mobilenet_v3_small",
        title="MobileNetV3-Small",
        family="mobilenet",
        licence=LICENCE,
        input_size=224,
        embedding_dim=744,
        parameters_millions=2.5,
        mean=MEAN,
        std=STD,
        taps=(
            Tap("block3", 8, 24),
            Tap("block8", 16, 48),
            Tap("block11", 32, 96),
            Tap("block12", 32, 576),
        ),
        weights=weights_file("mobilenet_v3_small-047dcff4.pth", 9.8),
        paper="arXiv:1905.02244",
        top1=67.67,
        milliseconds=6.0,
        when="The quickest; for very many images or very old computers.",
    ),
    BackboneCard(
        key="mobilenet_v3_large",
        title="MobileNetV3-Large",
        family="mobilenet",
        licence=LICENCE,
        input_size=224,
        embedding_dim=1352,
        parameters_millions=5.5,
        mean=MEAN,
        std=STD,
        taps=(
            Tap("block6", 8, 40),
            Tap("block10", 16, 80),
            Tap("block12", 16, 112),
            Tap("block15", 32, 160),
            Tap("block16", 32, 960),
        ),
        weights=weights_file("mobilenet_v3_large-8738ca79.pth", 21.1),
        paper="arXiv:1905.02244",
        top1=74.04,
        milliseconds=13.7,
        when="Between MobileNetV3-Small and EfficientNet-B0.",
    ),
]


def build(card: BackboneCard, weights: Path | None) -> Trunk:
    """Build the network; with a weights file, its numbers too (random otherwise).

    Raises:
        WeightsMismatch: The file does not fit; the sentence names the first mismatch.
    """
    from torchvision import models

    builders = {
        "mobilenet_v2": models.mobilenet_v2,
        "mobilenet_v3_small": models.mobilenet_v3_small,
        "mobilenet_v3_large": models.mobilenet_v3_large,
    }
    network = builders[card.key](weights=None)
    units = {f"block{number}": block for number, block in enumerate(network.features)}
    # v3 has a hidden layer between the mean and the logits; v2 reads the mean, with a dropout that eval mode skips.
    classifier = network.classifier if card.key == "mobilenet_v2" else None
    return cut(network, units, card, weights, heads=("classifier.",), classifier=classifier)
