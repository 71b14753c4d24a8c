"""Suggestions become groups that one Enter can accept."""

from __future__ import annotations

import numpy as np
import pytest

from tlstudio.core.words import Suggestion
from tlstudio.gui.models.review_groups import group_suggestions, propose


def test_groups_are_by_best_label_the_largest_first_and_most_certain_first_inside():
    ids = np.array([10, 11, 12, 13])
    probs = np.array([[0.6, 0.4], [0.1, 0.9], [0.2, 0.8], [0.3, 0.7]], dtype=np.float32)
    groups = group_suggestions(ids, probs, [1, 2], several=False)
    assert [(g.label_ids, g.image_ids.tolist()) for g in groups] == [((2,), [11, 12, 13]), ((1,), [10])]
    assert groups[0].lowest == pytest.approx(0.7)


def test_skipped_images_come_last_in_their_group():
    ids = np.array([10, 11])
    probs = np.array([[0.9, 0.1], [0.8, 0.2]], dtype=np.float32)
    groups = group_suggestions(ids, probs, [1, 2], several=False, last=np.array([True, False]))
    assert groups[0].image_ids.tolist() == [11, 10]


def test_with_several_labels_a_group_is_a_set_of_labels():
    ids = np.array([10, 11, 12])
    probs = np.array([[0.9, 0.8], [0.1, 0.2], [0.9, 0.1]], dtype=np.float32)
    groups = {g.label_ids: g.image_ids.tolist() for g in group_suggestions(ids, probs, [1, 2], several=True)}
    assert groups == {(1, 2): [10], (): [11], (1,): [12]}


def test_nothing_to_review_gives_no_groups():
    assert group_suggestions(np.zeros(0, np.int64), np.zeros((0, 2), np.float32), [1, 2], several=False) == []
    assert group_suggestions(np.array([1]), np.zeros((1, 0), np.float32), [], several=False) == []


def test_a_proposal_names_what_accepting_assigns():
    suggestion = Suggestion(7, (2, 1, 3), (0.9, 0.6, 0.1), "instant", 4)
    assert propose(suggestion, several=False, positions={}).label_ids == (2,)
    several = propose(suggestion, several=True, positions={1: 0, 2: 1, 3: 2})
    assert several.label_ids == (1, 2)
    assert several.score == pytest.approx(0.6)
    assert several.ref is not None
    assert (several.ref.label_id, several.ref.score) == (2, 0.9)
