"""Typing a few letters finds the label that was meant."""

from __future__ import annotations

from tlstudio.core.words import Label
from tlstudio.gui.models.label_search import is_new, matching

LABELS = [
    Label(i, name, "#000000", i) for i, name in enumerate(["healthy", "leaf rust", "rust", "Rolled-in scale", "Öl"])
]


def names(typed: str) -> list[str]:
    return [label.name for label in matching(LABELS, typed)]


def test_nothing_typed_lists_all_in_palette_order():
    assert names("  ") == [label.name for label in LABELS]


def test_a_name_that_begins_so_comes_before_a_word_that_does():
    assert names("ru") == ["rust", "leaf rust"]


def test_letters_in_order_are_enough():
    assert names("rlls") == ["Rolled-in scale"]
    assert names("SCALE") == ["Rolled-in scale"]
    assert names("öl") == ["Öl"]


def test_only_an_unknown_name_can_become_a_label():
    assert not is_new(LABELS, " RUST ")
    assert not is_new(LABELS, " ")
    assert is_new(LABELS, "rus")
