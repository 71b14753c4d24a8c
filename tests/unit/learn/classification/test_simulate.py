"""Replaying labels gives curves that can be trusted."""

from __future__ import annotations

import numpy as np
import pytest

from tlstudio.core.errors import NotEnoughLabels, UsageError
from tlstudio.learn.classification.simulate import Curve, Setup, full_accuracy, labels_to_goal, simulate


def drawn(**changes) -> Setup:
    rng = np.random.default_rng(0)
    classes = np.repeat(np.arange(3), 40)
    points = rng.standard_normal((3, 30))[classes] + 1.2 * rng.standard_normal((120, 30))
    points = (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float32)
    rows = rng.permutation(120)
    fields = {"features": points, "targets": np.eye(3)[classes], "train": rows[:80], "test": rows[80:], "until": 30}
    return Setup(**(fields | changes))


def test_curves_rise_from_the_same_start() -> None:
    steps: list[tuple[int, int]] = []
    curves = simulate(drawn(), ["random", "default"], seeds=3, on_step=lambda done, total: steps.append((done, total)))
    assert steps[-1] == (6, 6)
    for curve in curves.values():
        assert curve.labels.tolist() == [3, 8, 13, 18, 23, 28, 30]
        assert curve.accuracy[:, -1].mean() > curve.accuracy[:, 0].mean()
    np.testing.assert_array_equal(curves["random"].accuracy[:, 0], curves["default"].accuracy[:, 0])


def test_replays_repeat() -> None:
    once, again = (simulate(drawn(), ["default"], seeds=2)["default"].accuracy for _ in range(2))
    np.testing.assert_array_equal(once, again)


def test_labels_needed_are_read_between_points() -> None:
    curve = Curve(np.array([10, 20, 30]), np.array([[0.4, 0.6, 0.9], [0.6, 0.8, 0.9]]))
    assert curve.labels_to(0.6) == pytest.approx(15.0)
    assert curve.labels_to(0.5) == 10.0
    assert curve.labels_to(0.95) is None
    assert curve.points()[0] == {"labels": 10, "mean": 0.5, "stderr": pytest.approx(0.1)}


def test_goal_is_a_share_of_the_full_accuracy() -> None:
    setup = drawn(until=80)
    needed = labels_to_goal(setup, simulate(setup, ["random"], seeds=2))
    assert full_accuracy(setup) > 0.8
    assert needed["random"] is not None
    assert 3 <= needed["random"] <= 80


def test_a_start_of_one_label_only_is_survived() -> None:
    curve = simulate(drawn(start=1), ["k_centre"], seeds=1)["k_centre"]
    assert curve.accuracy[0, 0] == 0.0
    assert curve.accuracy[0, -1] > 0.5


def test_without_test_images_or_strategy_it_says_so() -> None:
    with pytest.raises(NotEnoughLabels, match="test side"):
        simulate(drawn(test=np.empty(0, int)), ["random"])
    with pytest.raises(UsageError, match="no query strategy 'rndom'") as caught:
        simulate(drawn(), ["rndom"])
    assert caught.value.hint == "Did you mean random?"
