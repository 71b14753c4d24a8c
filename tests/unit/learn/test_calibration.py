"""Scales and calibration errors on drawn scores whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest

from tlstudio.learn.calibration import expected_calibration_error, sigmoid, sigmoid_scale, softmax, softmax_scale


def test_softmax_scale_finds_the_scale_that_made_the_classes() -> None:
    rng = np.random.default_rng(0)
    scores = rng.standard_normal((4000, 3))
    classes = (softmax(4.0 * scores).cumsum(axis=1) < rng.random((4000, 1))).sum(axis=1)
    assert softmax_scale(scores, classes) == pytest.approx(4.0, rel=0.1)


def test_without_rows_the_prior_speaks() -> None:
    assert softmax_scale(np.empty((0, 3)), np.empty(0, int)) == pytest.approx(np.exp(2.2))


def test_sigmoid_scale_finds_scale_and_offset() -> None:
    rng = np.random.default_rng(0)
    scores = rng.uniform(0, 1, (6000, 2))
    targets = (rng.random((6000, 2)) < sigmoid(6.0 * scores + np.array([-3.0, -5.0]))).astype(float)
    scale, offset = sigmoid_scale(scores, targets)
    assert scale == pytest.approx(6.0, rel=0.1)
    assert offset == pytest.approx([-3.0, -5.0], abs=0.3)


def test_calibration_error_is_the_mean_gap() -> None:
    confidence = np.array([0.9, 0.9, 0.6, 0.6])
    assert expected_calibration_error(confidence, np.array([1, 1, 0, 1])) == pytest.approx(0.1)
    assert expected_calibration_error(np.array([]), np.array([])) == 0.0
