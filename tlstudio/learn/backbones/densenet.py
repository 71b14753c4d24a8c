"""DenseNet-121 (Huang et al. 2017)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from tlstudio.core.cards import BackboneCard, Tap
from tlstudio.learn.imagenet import LICENCE, MEAN, STD, cut, weights_file

if TYPE_CHECKING:
    from tlstudio.learn.trunk import Trunk

_OLD_NAME = re.compile(r"^(.*denselayer\d+\.(?:norm|relu|conv))\.([12]\..*)$")

CARDS = [
    BackboneCard(
        key="densenet121",
        title="DenseNet-121",
        family="densenet",
        licence=LICENCE,
        input_size=224,
        embedding_dim=2816,
        parameters_millions=8.0,
        mean=MEAN,
        std=STD,
        taps=(
            Tap("denseblock1", 4, 256),
            Tap("denseblock2", 8, 512),
            Tap("denseblock3", 16, 1024),
            Tap("norm5", 32, 1024),
        ),
        weights=weights_file("densenet121-a639ec97.pth", 30.8),
        paper="arXiv:1608.06993",
        top1=74.43,
        milliseconds=79.4,
        when="Common in medical imaging; many small layers, so slow for its size.",
    ),
]


def build(card: BackboneCard, weights: Path | None) -> Trunk:
    """Build the network; with a weights file, its numbers too (random otherwise).

    Raises:
        WeightsMismatch: The file does not fit; the sentence names the first mismatch.
    """
    from torch import nn
    from torchvision import models

    network = models.densenet121(weights=None)
    units = dict(network.features.named_children())
    units["norm5"] = nn.Sequential(units["norm5"], nn.ReLU())
    return cut(network, units, card, weights, heads=("classifier.",), classifier=network.classifier, rename=_rename)


def _rename(key: str) -> str:
    """The published file still has the names of 2017: `norm.1` for today's `norm1`."""
    return _OLD_NAME.sub(r"\1\2", key)
