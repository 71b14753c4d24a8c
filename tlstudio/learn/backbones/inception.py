"""Inception v3 (Szegedy et al. 2016)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tlstudio.core.cards import BackboneCard, Tap
from tlstudio.learn.imagenet import LICENCE, cut, weights_file

if TYPE_CHECKING:
    from tlstudio.learn.trunk import Trunk

# Trained by Google on pixels from -1 to 1; torchvision's `transform_input` computes the same from ImageNet's statistics.
_MEAN, _STD = (127.5, 127.5, 127.5), (127.5, 127.5, 127.5)

CARDS = [
    BackboneCard(
        key="inception_v3",
        title="Inception v3",
        family="inception",
        licence=LICENCE,
        input_size=299,
        embedding_dim=3296,
        parameters_millions=27.2,
        mean=_MEAN,
        std=_STD,
        taps=(
            Tap("maxpool2", 8, 192),
            Tap("Mixed_5d", 8, 288),
            Tap("Mixed_6e", 16, 768),
            Tap("Mixed_7c", 32, 2048),
        ),
        weights=weights_file("inception_v3_google-0cc3c7bd.pth", 103.9),
        paper="arXiv:1512.00567",
        top1=77.29,
        milliseconds=141.5,
        when="For comparison with medical imaging papers that use it; large input.",
    ),
]


def build(card: BackboneCard, weights: Path | None) -> Trunk:
    """Build the network; with a weights file, its numbers too (random otherwise).

    Raises:
        WeightsMismatch: The file does not fit; the sentence names the first mismatch.
    """
    from torchvision import models

    network = models.inception_v3(weights=None, init_weights=False, transform_input=False, aux_logits=True)
    not_units = {"AuxLogits", "avgpool", "dropout", "fc"}
    units = {name: unit for name, unit in network.named_children() if name not in not_units}
    return cut(network, units, card, weights, heads=("fc.", "AuxLogits.fc."), classifier=network.fc)
