"""ResNet (He et al. 2016): the field's common reference."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tlstudio.core.cards import BackboneCard, Tap
from tlstudio.learn.imagenet import LICENCE, MEAN, STD, cut, weights_file

if TYPE_CHECKING:
    from tlstudio.learn.trunk import Trunk

CARDS = [
    BackboneCard(
        key="resnet18",
        title="ResNet-18",
        family="resnet",
        licence=LICENCE,
        input_size=224,
        embedding_dim=960,
        parameters_millions=11.7,
        mean=MEAN,
        std=STD,
        taps=(
            Tap("layer1", 4, 64),
            Tap("layer2", 8, 128),
            Tap("layer3", 16, 256),
            Tap("layer4", 32, 512),
        ),
        weights=weights_file("resnet18-f37072fd.pth", 44.7),
        paper="arXiv:1512.03385",
        top1=69.76,
        milliseconds=46.7,
        when="The common reference; robust, medium cost.",
    ),
    BackboneCard(
        key="resnet50",
        title="ResNet-50",
        family="resnet",
        licence=LICENCE,
        input_size=224,
        embedding_dim=3840,
        parameters_millions=25.6,
        mean=MEAN,
        std=STD,
        taps=(
            Tap("layer1", 4, 256),
            Tap("layer2", 8, 512),
            Tap("layer3", 16, 1024),
            Tap("layer4", 32, 2048),
        ),
        weights=weights_file("resnet50-0676ba61.pth", 97.8),
        paper="arXiv:1512.03385",
        top1=76.13,
        milliseconds=117.2,
        when="Where a result must be compared with the literature; slow without a graphics card.",
    ),
]


def build(card: BackboneCard, weights: Path | None) -> Trunk:
    """Build the network; with a weights file, its numbers too (random otherwise).

    Raises:
        WeightsMismatch: The file does not fit; the sentence names the first mismatch.
    """
    from torch import nn
    from torchvision import models

    network = {"resnet18": models.resnet18, "resnet50": models.resnet50}[card.key](weights=None)
    units = {
        "stem": nn.Sequential(network.conv1, network.bn1, network.relu, network.maxpool),
        "layer1": network.layer1,
        "layer2": network.layer2,
        "layer3": network.layer3,
        "layer4": network.layer4,
    }
    return cut(network, units, card, weights, heads=("fc.",), classifier=network.fc)
