"""Which label more decisions would help most."""

from __future__ import annotations

import numpy as np

from tlstudio.query.neediest import neediest, wanted


def test_the_rare_and_doubted_label_needs_most() -> None:
    targets = np.eye(3)[[0] * 10 + [1] * 10 + [2] * 3]
    probs = 0.8 * targets + 0.1
    assert neediest(probs, targets) == 2
    even = np.eye(2)[[0, 0, 1, 1]]
    assert neediest(np.array([[0.9, 0.1], [0.9, 0.1], [0.6, 0.4], [0.6, 0.4]]), even) == 1
    assert neediest(np.array([[0.9, 0.1]]), np.array([[1.0, 0.0]])) == 1
    assert neediest(np.empty((0, 0)), np.empty((0, 0))) is None


def test_more_is_asked_in_tens() -> None:
    assert wanted(np.array([40, 60, 20]), 2) == 20
    assert wanted(np.array([40, 60, 2]), 2) == 40
    assert wanted(np.array([400, 600, 500]), 0) == 50
    assert wanted(np.array([3, 4]), 0) == 10
