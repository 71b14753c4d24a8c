"""The hint about when to stop."""

from __future__ import annotations

import numpy as np

from tlstudio.query.stopping import Stability, hint, neediest, wanted


def test_no_word_before_enough_decisions() -> None:
    stability = Stability()
    assert stability.changed() is None
    stability.note(5, np.zeros(10, int))
    stability.note(44, np.ones(10, int))
    assert stability.changed() is None
    assert hint(None, np.array([3, 4]), 0, ["a", "b"]) == ""


def test_answers_are_compared_with_those_of_a_span_ago() -> None:
    stability = Stability(span=10)
    for count in range(2, 30):
        stability.note(count, np.r_[np.full(8, 1), count // 15, 0])
    assert stability.changed() == 0.0
    stability.note(30, np.r_[np.full(8, 1), 9, 9])
    assert stability.changed() == 0.2


def test_taking_back_decisions_forgets_what_came_of_them() -> None:
    stability = Stability(span=10)
    stability.note(2, np.zeros(4, int))
    stability.note(12, np.ones(4, int))
    assert stability.changed() == 1.0
    stability.note(11, np.zeros(4, int))
    assert stability.changed() is None


def test_another_pool_starts_afresh() -> None:
    stability = Stability(span=1)
    stability.note(2, np.zeros(4, int))
    stability.note(4, np.zeros(5, int))
    assert stability.changed() is None


def test_the_rare_and_doubted_label_needs_most() -> None:
    targets = np.eye(3)[[0] * 10 + [1] * 10 + [2] * 3]
    probs = 0.8 * targets + 0.1
    assert neediest(probs, targets) == 2
    even = np.eye(2)[[0, 0, 1, 1]]
    assert neediest(np.array([[0.9, 0.1], [0.9, 0.1], [0.6, 0.4], [0.6, 0.4]]), even) == 1
    assert neediest(np.array([[0.9, 0.1]]), np.array([[1.0, 0.0]])) == 1
    assert neediest(np.empty((0, 0)), np.empty((0, 0))) is None


def test_hint_in_words() -> None:
    counts, names = np.array([40, 60, 20]), ["crack", "dent", "scratch"]
    assert wanted(counts, 2) == 20
    assert hint(0.01, counts, 2, names) == "The last 40 decisions changed little; 20 more scratch would help most"
    assert hint(0.125, counts, 2, names) == (
        "The last 40 decisions changed 12 % of the suggestions; 20 more scratch would help most"
    )
