"""Vision Transformer, base, patches of 16 pixels (Dosovitskiy et al. 2021)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tlstudio.core.cards import BackboneCard, Tap
from tlstudio.learn.imagenet import LICENCE, MEAN, STD, cut, weights_file

if TYPE_CHECKING:
    from tlstudio.learn.trunk import Trunk

CARDS = [
    BackboneCard(
        key="vit_b_16",
        title="ViT-B/16",
        family="vit",
        licence=LICENCE,
        input_size=224,
        embedding_dim=3072,
        parameters_millions=86.6,
        mean=MEAN,
        std=STD,
        taps=(
            Tap("layer2", 16, 768),
            Tap("layer5", 16, 768),
            Tap("layer8", 16, 768),
            Tap("layer11", 16, 768),
        ),
        weights=weights_file("vit_b_16-c867db91.pth", 330.3),
        paper="arXiv:2010.11929",
        top1=81.07,
        milliseconds=445.1,
        when="A plain transformer; large and slow without a graphics card.",
    ),
]


def build(card: BackboneCard, weights: Path | None) -> Trunk:
    """Build the network; with a weights file, its numbers too (random otherwise).

    Raises:
        WeightsMismatch: The file does not fit; the sentence names the first mismatch.
    """
    from torch import nn
    from torchvision import models

    from tlstudio.learn.patch_tokens import PatchTokens, as_map

    network = models.vit_b_16(weights=None)
    units: dict[str, nn.Module] = {"tokens": PatchTokens(network)}
    last = len(network.encoder.layers) - 1
    for number, layer in enumerate(network.encoder.layers):
        units[f"layer{number}"] = nn.Sequential(layer, network.encoder.ln) if number == last else layer
    return cut(network, units, card, weights, heads=("heads.",), to_map=as_map)
