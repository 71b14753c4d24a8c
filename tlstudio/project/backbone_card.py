"""Cards of backbones, reached by name as the folder scan does: no room below `learn` imports it."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from tlstudio.core.cards import BackboneCard

REGISTRY = "tlstudio.learn.backbones.registry"


@cache
def card_of(key: str) -> BackboneCard:
    """The card of a backbone.

    Raises:
        UsageError: There is none of this key.
    """
    return import_module(REGISTRY).get(key)


def weights_missing(card: BackboneCard) -> str:
    """Why the backbone cannot be fine-tuned on this machine; empty when it can."""
    if card.weights is None:
        return f"{card.title} has no network to fine-tune; choose another backbone"
    if import_module(REGISTRY).place_of(card.weights) is None:
        return f"The weights of {card.title} are not on this machine; download them or choose another backbone"
    return ""
