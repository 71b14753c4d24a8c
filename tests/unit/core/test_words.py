import dataclasses

import pytest

from tlstudio.core.words import DECIDED_STATES, Image, Label, State, Suggestion


@pytest.mark.parametrize(
    ("position", "key"), [(0, "1"), (8, "9"), (9, "0"), (10, "Shift+1"), (18, "Shift+9"), (19, "Shift+0"), (20, "")]
)
def test_hot_keys_follow_the_number_row(position: int, key: str):
    assert Label(1, "crack", "#2B7FE0", position).hot_key == key


def test_hot_keys_are_all_different():
    keys = [Label(i, "x", "#000000", i).hot_key for i in range(20)]
    assert len(set(keys)) == 20


def test_none_of_the_labels_is_a_decision_but_a_skip_is_not():
    assert State.REJECTED.is_decided
    assert not State.SKIPPED.is_decided
    assert not State.UNDECIDED.is_decided
    assert len(DECIDED_STATES) == 4


def test_words_cannot_be_changed_in_place():
    image = Image(1, "a/b.jpg", "00")
    with pytest.raises(dataclasses.FrozenInstanceError):
        image.path = "c.jpg"  # type: ignore[misc]


def test_the_name_of_a_page_tells_which():
    assert Image(1, "scans/stack.tif", "00", page=2, pages=5).name == "stack.tif [3/5]"
    assert Image(1, "scans/one.jpg", "00").name == "one.jpg"


def test_the_best_label_of_a_suggestion_comes_first():
    best = Suggestion(4, (7, 3), (0.8, 0.2), "instant", rank=2).best
    assert (best.label_id, best.score, best.model, best.rank) == (7, 0.8, "instant", 2)
