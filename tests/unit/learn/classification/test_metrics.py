"""Figures of a classifier against scikit-learn and against hand counts."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlstudio.learn.classification.metrics import compare, evaluate
from tlstudio.learn.classification.metrics.compare import mcnemar
from tlstudio.learn.classification.metrics.intervals import bootstrap_counts, wilson
from tlstudio.learn.classification.metrics.ranking import RocArea
from tlstudio.learn.classification.metrics.thresholds import threshold_curve

NAMES = ["crack", "dent", "scratch"]


def drawn(n: int = 90, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    classes = rng.integers(0, 3, n)
    logits = rng.standard_normal((n, 3)) + 1.5 * np.eye(3)[classes]
    probs = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    return probs, classes


def test_figures_agree_with_scikit_learn() -> None:
    sklearn_metrics = pytest.importorskip("sklearn.metrics")
    probs, classes = drawn()
    metrics = evaluate(probs, classes, NAMES)
    said = probs.argmax(axis=1)
    precision, recall, f1, support = sklearn_metrics.precision_recall_fscore_support(classes, said)
    for row, p, r, f, s in zip(metrics["per_label"], precision, recall, f1, support, strict=True):
        assert (row["precision"], row["sensitivity"], row["f1"]) == pytest.approx((p, r, f))
        assert row["support"] == s
    assert metrics["accuracy"] == pytest.approx((said == classes).mean())
    assert metrics["balanced_accuracy"] == pytest.approx(sklearn_metrics.balanced_accuracy_score(classes, said))
    assert metrics["macro_f1"] == pytest.approx(f1.mean())
    assert metrics["auroc"] == pytest.approx(sklearn_metrics.roc_auc_score(classes, probs, multi_class="ovr"))
    np.testing.assert_array_equal(
        metrics["confusion"]["matrix"], sklearn_metrics.confusion_matrix(classes, said, labels=[0, 1, 2])
    )


def test_every_interval_holds_its_value() -> None:
    probs, classes = drawn()
    metrics = evaluate(probs, classes, NAMES)
    for name, (low, high) in metrics["intervals"].items():
        assert low <= metrics[name] <= high
    for row in metrics["per_label"]:
        for name, (low, high) in row["intervals"].items():
            assert 0.0 <= low <= row[name] <= high <= 1.0


def test_metrics_are_plain_json_and_repeatable() -> None:
    probs, classes = drawn()
    once = json.dumps(evaluate(probs, classes, NAMES), allow_nan=False)
    assert once == json.dumps(evaluate(probs, classes, NAMES), allow_nan=False)


def test_confusion_cells_name_their_images() -> None:
    probs = np.array([[0.9, 0.1], [0.2, 0.8], [0.3, 0.7], [0.6, 0.4]])
    metrics = evaluate(probs, np.array([0, 0, 1, 1]), ["cat", "dog"])
    cells = {(cell["true"], cell["said"]): cell["images"] for cell in metrics["confusion"]["cells"]}
    assert cells == {(0, 0): [0], (0, 1): [1], (1, 1): [2], (1, 0): [3]}


def test_none_of_the_labels_is_an_answer_too() -> None:
    probs = np.array([[0.1, 0.1], [0.8, 0.1], [0.2, 0.7]])
    metrics = evaluate(probs, np.array([-1, 0, 1]), ["cat", "dog"])
    assert metrics["accuracy"] == 1.0
    assert metrics["confusion"]["labels"] == ["cat", "dog", "none of the labels"]
    assert metrics["per_label"][0]["specificity"] == 1.0


def test_several_labels_per_image() -> None:
    probs = np.array([[0.9, 0.8, 0.1], [0.2, 0.6, 0.1], [0.7, 0.4, 0.2], [0.1, 0.1, 0.3]])
    targets = np.array([[1, 1, 0], [0, 1, 0], [1, 1, 0], [0, 0, 0]])
    metrics = evaluate(probs, targets, NAMES, multilabel=True)
    assert metrics["accuracy"] == 0.75
    assert metrics["confusion"] is None
    assert metrics["per_label"][1]["sensitivity"] == pytest.approx(2 / 3)
    assert metrics["per_label"][2]["sensitivity"] is None
    assert metrics["per_label"][2]["auroc"] is None


def test_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        evaluate(np.ones((3, 2)), np.zeros((3, 3)), ["a", "b"])
    with pytest.raises(ValueError, match="no image"):
        evaluate(np.ones((0, 2)), np.zeros((0, 2)), ["a", "b"])


def test_wilson_interval_of_published_examples() -> None:
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)  # Newcombe 1998, table I
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)
    assert wilson(0, 0) is None


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), min_size=2, max_size=30))
def test_roc_area_counts_pairs(rows: list[tuple[int, bool]]) -> None:
    scores, positive = np.array([r[0] for r in rows]) / 4, np.array([r[1] for r in rows])
    pairs = [(s > t) + 0.5 * (s == t) for s in scores[positive] for t in scores[~positive]]
    area = RocArea(scores, positive)(np.ones((len(rows), 1)))[0]
    assert np.isnan(area) if not pairs else area == pytest.approx(np.mean(pairs))


@given(
    st.lists(st.tuples(st.integers(0, 4), st.booleans(), st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=12)
)
def test_roc_area_of_weighted_rows_is_that_of_repeated_rows(rows: list[tuple[int, bool, int, int]]) -> None:
    scores, positive = np.array([r[0] for r in rows]) / 4, np.array([r[1] for r in rows])
    counts = np.array([r[2:] for r in rows])
    areas = RocArea(scores, positive)(counts.astype(float))
    for column, area in enumerate(areas):
        again = np.repeat(np.arange(len(rows)), counts[:, column])
        expected = RocArea(scores[again], positive[again])(np.ones((len(again), 1)))[0]
        assert np.isnan(area) if np.isnan(expected) else area == pytest.approx(expected)


def test_bootstrap_keeps_the_size_of_every_stratum() -> None:
    strata = np.array([0, 0, 0, 1, 1])
    counts = np.concatenate(list(bootstrap_counts(strata, replicates=50)))
    assert counts.shape == (50, 5)
    assert (counts[:, :3].sum(axis=1) == 3).all()
    assert (counts[:, 3:].sum(axis=1) == 2).all()


def test_threshold_curve_counts_per_hundred_images() -> None:
    scores = np.array([0.9, 0.6, 0.4, 0.2])
    curve = threshold_curve(scores, np.array([True, True, False, False]))
    at = dict(zip(curve["cuts"], zip(curve["misses"], curve["false_alarms"], strict=True), strict=True))
    assert at[0.5] == (0.0, 0.0)
    assert at[0.7] == (25.0, 0.0)
    assert at[0.3] == (0.0, 25.0)
    assert 0.4 < curve["recommended"] <= 0.6
    assert threshold_curve(scores, np.zeros(4, bool))["recommended"] is None


def test_a_clearly_better_model_is_better() -> None:
    classes = np.arange(60) % 3
    old, new = np.full((60, 3), 1 / 3), np.eye(3)[classes]
    old[:, 0] += 0.01
    comparison = compare(new, old, classes)
    assert comparison.is_better
    assert (comparison.gained, comparison.lost) == (40, 0)
    assert comparison.sentence.startswith("Better by 0.67 (")
    assert compare(old, new, classes).is_worse


def test_one_image_more_is_no_evidence() -> None:
    classes = np.arange(60) % 3
    new = np.eye(3)[classes].astype(float)
    old = new.copy()
    old[0] = [0.0, 1.0, 0.0]
    comparison = compare(new, old, classes)
    assert comparison.difference > 0
    assert not comparison.is_better
    assert comparison.sentence.startswith("No clear difference: +0.02 (")


def test_mcnemar_equals_the_binomial_test() -> None:
    stats = pytest.importorskip("scipy.stats")
    for gained, lost in [(0, 0), (5, 0), (7, 2), (40, 44)]:
        expected = stats.binomtest(gained, gained + lost).pvalue if gained + lost else 1.0
        assert mcnemar(gained, lost) == pytest.approx(expected)
    assert mcnemar(900, 800) == pytest.approx(stats.binomtest(900, 1700).pvalue, abs=2e-3)
