"""Every network for whole-image labels keeps what its card and the trainer promise."""

from __future__ import annotations

import subprocess
import sys

import pytest
import torch

from tlstudio.core.cards import NetworkCard
from tlstudio.core.discover import cards, discover
from tlstudio.learn.backbones import registry
from tlstudio.learn.classification.network import StagedNetwork

PACKAGE = "tlstudio.learn.classification.networks"
NETWORKS = sorted(discover(PACKAGE))
BACKBONE = "efficientnet_lite0"
# Building hundreds of megabytes of random numbers would prove nothing more.
SMALL = sorted(key for key, card in registry.backbone_cards().items() if card.weights and card.parameters_millions < 12)


def built(key: str) -> StagedNetwork:
    torch.manual_seed(0)
    widths = tuple(tap.channels for tap in registry.get(BACKBONE).taps)
    return discover(PACKAGE)[key].build(registry.build_random(BACKBONE), widths, 3).eval()


@pytest.mark.parametrize("key", NETWORKS)
def test_a_card_says_what_a_person_needs_to_choose(key: str) -> None:
    card = cards(PACKAGE)[key]
    assert isinstance(card, NetworkCard)
    assert card.key == key
    assert card.task == "classification"
    assert card.licence
    assert card.title
    assert card.when.endswith(".")


def test_listing_networks_loads_no_torch() -> None:
    code = f"import sys; from tlstudio.core.discover import cards; cards({PACKAGE!r}); print('torch' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"


@pytest.mark.parametrize("key", NETWORKS)
def test_cutting_it_anywhere_gives_the_same_logits(key: str) -> None:
    network = built(key)
    images = torch.randn(2, 3, 64, 64)
    with torch.no_grad():
        whole = network(images)
        assert whole.shape == (2, 3)
        for boundary in range(len(network.stages) + 1):
            activation, means = network.below(images, boundary)
            assert torch.allclose(network.above(activation, means, boundary), whole, atol=1e-5)


@pytest.mark.parametrize("key", NETWORKS)
def test_it_takes_over_a_linear_head_fitted_on_its_embeddings(key: str) -> None:
    network = built(key)
    images = torch.randn(4, 3, 64, 64)
    with torch.no_grad():
        embeddings = network.embed(*network.below(images, 0), 0)
        weights, bias = torch.randn(embeddings.shape[1], 3), torch.randn(3)
        network.head.start_from(weights, bias)
        assert torch.allclose(network(images), embeddings @ weights + bias, atol=1e-4)


@pytest.mark.parametrize("key", NETWORKS)
def test_its_weights_can_be_saved_and_loaded(key: str) -> None:
    network, other = built(key), built(key)
    with torch.no_grad():
        network.head.linear.bias.add_(1.0)
    other.load_state_dict(network.state_dict())
    images = torch.randn(1, 3, 64, 64)
    with torch.no_grad():
        assert torch.equal(network(images), other(images))


@pytest.mark.parametrize("key", SMALL)
def test_every_backbone_can_be_cut_at_its_taps(key: str) -> None:
    from tlstudio.learn.training.stages import Stages

    trunk = registry.build_random(key).eval()
    stages = Stages(trunk)
    size = max(registry.get(key).input_size // 2, 75)
    images = torch.randn(1, 3, size, size)
    middle = len(stages) // 2
    with torch.no_grad():
        whole = [one.mean((2, 3)) for one in trunk.forward_taps(images)]
        activation, below = stages.run(images, 0, middle)
        _, above = stages.run(activation, middle, len(stages))
    assert all(torch.allclose(a, b, atol=1e-4) for a, b in zip(whole, [*below, *above], strict=True))
