"""Slips among the decisions come first in the list."""

from __future__ import annotations

import numpy as np
import pytest

from tlstudio.learn.classification.instant import InstantLearner
from tlstudio.learn.classification.mislabelled import Suspect, suspects


def test_planted_slips_come_first() -> None:
    rng = np.random.default_rng(0)
    truth = np.repeat(np.arange(3), 40)
    points = rng.standard_normal((3, 30))[truth] + 0.5 * rng.standard_normal((120, 30))
    points = (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float32)
    decided = truth.copy()
    slips = [3, 50, 90]
    decided[slips] = (decided[slips] + 1) % 3
    targets = np.eye(3)[decided]
    listed = suspects(InstantLearner(points).fit(np.arange(120), targets).loo_probs, targets, count=3)
    assert {suspect.row for suspect in listed} == set(slips)
    assert all(suspect.is_strong for suspect in listed)
    assert all(suspect.other == truth[suspect.row] for suspect in listed)


def test_none_of_the_labels_can_be_a_slip() -> None:
    probs = np.array([[0.9, 0.05], [0.02, 0.03]])
    listed = suspects(probs, np.array([[0, 0], [1, 0]]))
    assert [(s.row, s.given, s.other) for s in listed] == [(1, 0, -1), (0, -1, 0)]
    assert listed[0].p_other == pytest.approx(0.95)


def test_several_labels_name_the_doubtful_one() -> None:
    probs = np.array([[0.9, 0.1], [0.95, 0.97]])
    listed = suspects(probs, np.array([[1, 1], [1, 0]]), multilabel=True)
    assert [(s.row, s.given, s.other) for s in listed] == [(1, -1, 1), (0, 1, -1)]
    assert listed[0].p_given == pytest.approx(0.03)


def test_a_mild_doubt_is_not_strong() -> None:
    assert not Suspect(0, 0, 0.3, 1, 0.6).is_strong
    assert not Suspect(0, 0, 0.1, 1, 0.4).is_strong
