"""Results in words."""

from __future__ import annotations

import numpy as np
import pytest

from tlstudio.learn.classification.metrics import evaluate, verdict
from tlstudio.learn.classification.metrics.verdict import wanted_labels


def metrics_of(matrix: list[list[int]], names: list[str]) -> dict:
    """Metrics of predictions with exactly this confusion matrix."""
    probs, truth = [], []
    for true, row in enumerate(matrix):
        for said, count in enumerate(row):
            probs += [0.9 * np.eye(len(names))[said] + 0.1 / len(names)] * count
            truth += [true] * count
    return evaluate(np.array(probs), np.array(truth), names)


def test_the_weakest_label_comes_first() -> None:
    names = ["cercospora", "healthy", "miner"]
    said = verdict(metrics_of([[20, 0, 0], [0, 20, 0], [5, 0, 15]], names))
    assert said.headline == "Finds 15 of 20 miner images (11 to 18) and nearly all others"
    assert "Good for sorting, not yet for counting miner." in said.detail
    assert "1 in 4 miner images is called cercospora." in said.detail
    assert said.detail.endswith("20 more miner would help most.")


def test_false_alarms_are_told_per_images() -> None:
    said = verdict(metrics_of([[8, 2], [8, 22]], ["crack", "fine"]))
    assert said.headline == "Finds 8 of 10 crack images (5 to 9), 1 false alarm per 5 images"


def test_a_perfect_result_on_few_images_asks_for_more() -> None:
    assert "test more images first" in verdict(metrics_of([[10, 0], [0, 10]], ["crack", "fine"])).detail
    assert verdict(metrics_of([[90, 0], [0, 90]], ["crack", "fine"])).detail == "Good for sorting and for counting."


def test_counts_are_told_in_numbers_a_person_can_picture() -> None:
    assert verdict(metrics_of([[30, 0], [0, 30]], ["crack", "fine"])).headline == "Names all 60 tested images right"
    assert verdict(metrics_of([[38, 2], [0, 40]], ["crack", "fine"])).headline.startswith(
        "Finds 38 of 40 crack images ("
    )
    assert verdict(metrics_of([[30, 10], [5, 35]], ["crack", "fine"])).headline.startswith(
        "Finds 8 of 10 crack images ("
    )


def test_a_poor_result_is_called_so() -> None:
    said = verdict(metrics_of([[4, 6], [5, 5]], ["crack", "fine"]))
    assert said.detail.startswith("Good for suggestions only: look at every image.")


def test_labels_hardly_tested_are_named() -> None:
    said = verdict(metrics_of([[20, 0, 0], [0, 20, 0], [1, 0, 1]], ["a", "b", "rare"]))
    assert "Too few tested to say anything: rare." in said.detail


def test_nothing_tested_is_said() -> None:
    metrics = evaluate(np.array([[0.1, 0.2]]), np.array([-1]), ["a", "b"])
    assert verdict(metrics).headline == "No label was tested"


@pytest.mark.parametrize(("count", "wanted"), [(3, 10), (24, 20), (400, 50)])
def test_wanted_labels_grow_with_what_is_there(count: int, wanted: int) -> None:
    assert wanted_labels(count) == wanted
