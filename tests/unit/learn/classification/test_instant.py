"""The instant learner on drawn clouds of points: exact leave-one-out, few labels, several labels, growing labels."""

from __future__ import annotations

import numpy as np
import pytest

from tlstudio.core.errors import NotEnoughLabels
from tlstudio.learn.calibration import softmax
from tlstudio.learn.classification import instant
from tlstudio.learn.classification.instant import InstantLearner, require_enough
from tlstudio.learn.classification.ridge import balanced_weights, solve_dual, solve_primal
from tlstudio.query.neighbourhood import Neighbourhood


def clouds(per_class: int = 60, n_classes: int = 3, dim: int = 40, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    classes = np.repeat(np.arange(n_classes), per_class)
    points = rng.standard_normal((n_classes, dim))[classes] + 0.8 * rng.standard_normal((len(classes), dim)) + 1.0
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    return points.astype(np.float32), classes


def first_of_each(classes: np.ndarray, count: int) -> np.ndarray:
    return np.concatenate([np.flatnonzero(classes == c)[:count] for c in np.unique(classes)])


@pytest.mark.parametrize("solve", ["dual", "primal"])
def test_leave_one_out_equals_refitting_without_the_row(solve: str) -> None:
    rng = np.random.default_rng(1)
    features = rng.standard_normal((14, 6))
    targets = np.eye(3)[rng.integers(0, 3, 14)]
    weights = rng.uniform(0.5, 2.0, 14)

    def fit(keep: np.ndarray):
        if solve == "dual":
            return solve_dual(features[keep] @ features[keep].T, targets[keep], weights[keep], 0.3)
        return solve_primal(features[keep], targets[keep], weights[keep], 0.3)

    everything = fit(np.arange(14))
    for row in range(14):
        keep = np.delete(np.arange(14), row)
        without = fit(keep)
        slopes = features[keep].T @ without.coefficients if solve == "dual" else without.coefficients
        np.testing.assert_allclose(everything.loo_scores[row], features[row] @ slopes + without.intercept, atol=1e-8)


def test_balanced_weights_give_every_group_the_same_sum() -> None:
    groups = np.array([0, 0, 0, 2, 2, 5])
    weights = balanced_weights(groups)
    assert [weights[groups == g].sum() for g in (0, 2, 5)] == pytest.approx([2.0, 2.0, 2.0])


def test_few_labels_name_the_rest_of_the_pool() -> None:
    features, classes = clouds()
    labelled = first_of_each(classes, 5)
    fitted = InstantLearner(features).fit(labelled, np.eye(3)[classes[labelled]])
    assert (fitted.probs.argmax(axis=1) == classes).mean() > 0.95
    np.testing.assert_allclose(fitted.probs.sum(axis=1), 1.0, atol=1e-5)
    assert fitted.probs.shape == (180, 3)
    assert fitted.loo_probs.shape == (15, 3)
    assert fitted.probs.dtype == np.float32


def test_subspace_fit_agrees_with_the_exact_one(monkeypatch: pytest.MonkeyPatch) -> None:
    features, classes = clouds(per_class=40)
    labelled = first_of_each(classes, 20)
    exact = InstantLearner(features).fit(labelled, np.eye(3)[classes[labelled]])
    monkeypatch.setattr(instant, "EXACT_LABELS", 0)
    subspace = InstantLearner(features).fit(labelled, np.eye(3)[classes[labelled]])
    np.testing.assert_allclose(subspace.probs, exact.probs, atol=2e-3)
    np.testing.assert_allclose(subspace.loo_probs, exact.loo_probs, atol=2e-3)


def test_adding_and_taking_back_a_label_leaves_no_trace() -> None:
    features, classes = clouds()
    learner = InstantLearner(features)
    few, more = first_of_each(classes, 3), first_of_each(classes, 4)
    before = learner.fit(few, np.eye(3)[classes[few]]).probs
    learner.fit(more, np.eye(3)[classes[more]])
    after = learner.fit(few[::-1], np.eye(3)[classes[few[::-1]]]).probs
    np.testing.assert_allclose(before, after, atol=1e-5)


def test_linear_head_gives_the_same_probabilities() -> None:
    features, classes = clouds()
    labelled = first_of_each(classes, 5)
    fitted = InstantLearner(features).fit(labelled, np.eye(3)[classes[labelled]])
    head = fitted.linear_head()
    np.testing.assert_allclose(softmax(features @ head.weights + head.bias), fitted.probs, atol=1e-4)


def test_images_of_no_label_get_low_scores_everywhere() -> None:
    features, classes = clouds()
    labelled = first_of_each(classes, 8)
    targets = np.eye(3)[classes[labelled]] * (classes[labelled] != 2)[:, None]
    fitted = InstantLearner(features).fit(labelled, targets)
    assert fitted.probs[classes == 2].max(axis=1).mean() < 0.3
    assert fitted.probs[classes == 0][:, 0].mean() > 0.6


def test_a_label_never_given_is_never_suggested() -> None:
    features, classes = clouds()
    labelled = first_of_each(classes, 4)
    labelled = labelled[classes[labelled] != 1]
    fitted = InstantLearner(features).fit(labelled, np.eye(3)[classes[labelled]])
    assert fitted.probs[:, 1].max() == 0.0


def test_several_labels_per_image_are_decided_apart() -> None:
    features, classes = clouds(n_classes=4)
    truth = np.column_stack([classes < 2, classes % 2 == 0, classes == 3]).astype(float)
    labelled = first_of_each(classes, 8)
    fitted = InstantLearner(features).fit(labelled, truth[labelled], multilabel=True)
    assert ((fitted.probs >= 0.5) == (truth > 0.5)).mean() > 0.95
    assert fitted.loo_accuracy > 0.9


def test_two_decided_images_are_enough() -> None:
    features, classes = clouds()
    labelled = first_of_each(classes, 1)[:2]
    fitted = InstantLearner(features).fit(labelled, np.eye(3)[classes[labelled]])
    rest = classes < 2
    assert (fitted.probs[rest].argmax(axis=1) == classes[rest]).mean() > 0.8


def test_too_few_labels_are_named_in_the_error() -> None:
    with pytest.raises(NotEnoughLabels, match=r"2 labels with 1 decided image each; now crack 2\."):
        require_enough(np.array([[1.0, 0], [1, 0]]), multilabel=False, names=["crack", "rust"])
    with pytest.raises(NotEnoughLabels, match="no image is decided"):
        require_enough(np.zeros((0, 2)), multilabel=False)
    with pytest.raises(NotEnoughLabels, match="one image with a label and one without"):
        require_enough(np.array([[1.0, 1], [1, 1]]), multilabel=True)
    require_enough(np.array([[1.0, 0], [0, 0]]), multilabel=False)


def test_first_labels_spread_along_the_pool() -> None:
    rng = np.random.default_rng(0)
    angle = rng.uniform(0, np.pi, 300)
    classes = np.arange(300) % 2
    # Two half rings that a straight line cannot part, but their own neighbours can.
    ring = np.column_stack([np.cos(angle), np.sin(angle)]) * np.where(classes, -1, 1)[:, None] + classes[:, None] * [
        1,
        0.4,
    ]
    features = np.column_stack([ring + 0.05 * rng.standard_normal(ring.shape), np.full(300, 2.0)])
    features = (features / np.linalg.norm(features, axis=1, keepdims=True)).astype(np.float32)
    labelled = np.concatenate([np.flatnonzero(classes == c)[:2] for c in (0, 1)])
    learner, targets = InstantLearner(features), np.eye(2)[classes[labelled]]
    straight = learner.fit(labelled, targets)
    spread = learner.fit(labelled, targets, neighbourhood=Neighbourhood(features))
    right = [(fitted.probs.argmax(axis=1) == classes).mean() for fitted in (straight, spread)]
    assert right[1] > right[0] + 0.02
    np.testing.assert_allclose(spread.probs.sum(axis=1), 1.0, atol=1e-5)


def test_three_labels_per_class_do_not_spread() -> None:
    features, classes = clouds()
    labelled = first_of_each(classes, 3)
    learner, targets = InstantLearner(features), np.eye(3)[classes[labelled]]
    with_pool = learner.fit(labelled, targets, neighbourhood=Neighbourhood(features))
    np.testing.assert_array_equal(with_pool.probs, learner.fit(labelled, targets).probs)


def test_copies_of_one_picture_spread_without_harm() -> None:
    features = np.repeat(clouds()[0][:1], 12, axis=0)
    fitted = InstantLearner(features).fit(np.array([0, 1]), np.eye(2), neighbourhood=Neighbourhood(features))
    assert np.isfinite(fitted.probs).all()
