"""Every backbone found: its card tells the truth about the network it builds."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tlstudio.core.cards import BackboneCard
from tlstudio.learn.backbones import registry

CARDS = registry.backbone_cards()
NETWORKS = [key for key, card in CARDS.items() if card.weights is not None]


def test_cards_are_found_without_loading_anything_heavy():
    code = (
        "import sys; from tlstudio.learn.backbones import registry; assert len(registry.backbone_cards()) > 10; "
        "print(sorted({'torch', 'torchvision', 'sklearn', 'scipy', 'openvino', 'onnxruntime'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize("key", CARDS)
def test_card_says_what_a_person_needs(key: str):
    card = CARDS[key]
    assert isinstance(card, BackboneCard)
    assert card.title
    assert card.licence
    assert card.when.endswith(".")
    assert card.input_size >= 32
    assert min(card.std) > 0
    if card.weights is not None:
        assert sum(tap.channels for tap in card.taps) == card.embedding_dim
        assert card.weights.url or card.weights.package
        assert len(card.weights.sha256) in (8, 64)
        assert 0 < card.weights.megabytes < 1000
        assert card.paper


@pytest.mark.parametrize("key", NETWORKS)
def test_taps_have_the_strides_and_channels_of_the_card(key: str):
    import torch

    card = CARDS[key]
    trunk = registry.build_random(key).eval()
    x = torch.randn(1, 3, card.input_size, card.input_size)
    with torch.inference_mode():
        maps = trunk.forward_taps(x)
        # Reading only the first tap ends the computation there: later units must not have written into its map.
        first = trunk.read(x, [card.taps[0].name])[0]
    assert torch.equal(first, maps[0])
    for tap, one in zip(card.taps, maps, strict=True):
        assert one.shape[:2] == (1, tap.channels)
        # Older networks do not pad, so their maps are a little smaller than size / stride.
        assert card.input_size / tap.stride - 4 <= one.shape[2] <= -(-card.input_size // tap.stride)
        assert one.shape[2] == one.shape[3]
    parameters = sum(p.numel() for p in trunk.parameters()) / 1e6
    assert parameters <= card.parameters_millions + 0.1


@pytest.mark.parametrize("key", NETWORKS)
def test_a_trunk_can_be_cut_anywhere_and_continued(key: str):
    import torch

    trunk = registry.build_random(key).eval()
    x = torch.randn(1, 3, CARDS[key].input_size, CARDS[key].input_size)
    cut = trunk.taps[0]
    with torch.inference_mode():
        whole = trunk.run(x.clone())
        in_two = trunk.run(trunk.run(x.clone(), until=cut), after=cut)
    assert torch.allclose(whole, in_two, atol=1e-5)
