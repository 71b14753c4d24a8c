"""Replay the labels of a labelled project, to see how fast each query strategy would have learnt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from tlstudio.core.errors import NotEnoughLabels
from tlstudio.learn.classification.instant import Fitted, InstantLearner
from tlstudio.learn.classification.metrics.evaluate import column_with_rest, said_matrix
from tlstudio.query import registry
from tlstudio.query.neighbourhood import Neighbourhood
from tlstudio.query.pool import Pool

GOAL = 0.95


@dataclass(frozen=True, slots=True)
class Setup:
    """What is replayed.

    Attributes:
        features: (N, D) float32, rows of length 1, of all images.
        targets: (N, C) of 0 and 1.
        train: (n,) rows that may be asked for.
        test: (m,) rows that measure.
        start: Random decisions to begin with; None = one of each label.
        batch: Decisions between two fits.
        until: Decisions at the end; None = 60 % of `train`.
        multilabel: Several labels per image.
        balanced: Measure the mean recall of the labels instead of the share of right images.
    """

    features: np.ndarray
    targets: np.ndarray
    train: np.ndarray
    test: np.ndarray
    start: int | None = None
    batch: int = 5
    until: int | None = None
    multilabel: bool = False
    balanced: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """One strategy's replay.

    Attributes:
        labels: (k,) number of decisions at each point.
        accuracy: (seeds, k) test accuracy.
    """

    labels: np.ndarray
    accuracy: np.ndarray

    @property
    def area(self) -> np.ndarray:
        """(seeds,) mean accuracy over the points."""
        return self.accuracy.mean(axis=1)

    def labels_to(self, accuracy: float) -> float | None:
        """Decisions at which the mean curve first reaches an accuracy, between points by a straight line."""
        mean = self.accuracy.mean(axis=0)
        reached = np.flatnonzero(mean >= accuracy)
        if not len(reached):
            return None
        k = int(reached[0])
        if k == 0:
            return float(self.labels[0])
        share = (accuracy - mean[k - 1]) / (mean[k] - mean[k - 1])
        return float(self.labels[k - 1] + share * (self.labels[k] - self.labels[k - 1]))

    def points(self) -> list[dict[str, float]]:
        """The curve for JSON: `labels`, `mean`, `stderr` (of the mean over seeds)."""
        spread = self.accuracy.std(axis=0, ddof=1) if len(self.accuracy) > 1 else np.zeros(len(self.labels))
        stderr = spread / np.sqrt(len(self.accuracy))
        mean = self.accuracy.mean(axis=0)
        return [
            {"labels": int(n), "mean": float(m), "stderr": float(e)}
            for n, m, e in zip(self.labels, mean, stderr, strict=True)
        ]


def simulate(
    setup: Setup, strategies: Sequence[str], seeds: int = 3, *, on_step: Callable[[int, int], None] | None = None
) -> dict[str, Curve]:
    """Replay every strategy from the same start decisions, once per seed.

    Args:
        setup: What is replayed.
        strategies: Keys.
        seeds: Repetitions.
        on_step: Called with (replays done, replays in all).

    Raises:
        NotEnoughLabels: Nothing can be told apart even with all labels, or there are no test images.
        UsageError: A strategy is unknown.
    """
    if not len(setup.test):
        raise NotEnoughLabels(
            "A simulation needs decided images on the test side.", hint="Split the images first: tlstudio split."
        )
    for key in strategies:
        registry.get(key)
    learner, places = InstantLearner(setup.features), Neighbourhood(setup.features)
    curves: dict[str, Curve] = {}
    for number, key in enumerate(strategies):
        runs: list[np.ndarray] = []
        counts = np.empty(0, int)
        for seed in range(seeds):
            counts, accuracy = _replay(setup, learner, places, key, seed)
            runs.append(accuracy)
            if on_step:
                on_step(number * seeds + seed + 1, len(strategies) * seeds)
        curves[key] = Curve(counts, np.stack(runs))
    return curves


def full_accuracy(setup: Setup) -> float:
    """Test accuracy with every train label."""
    fitted = InstantLearner(setup.features).fit(setup.train, setup.targets[setup.train], multilabel=setup.multilabel)
    return _accuracy(setup, fitted)


def labels_to_goal(setup: Setup, curves: dict[str, Curve], goal: float = GOAL) -> dict[str, float | None]:
    """Decisions each strategy needs for 95 % of the accuracy with all labels; None = not reached in the replay."""
    wanted = goal * full_accuracy(setup)
    return {key: curve.labels_to(wanted) for key, curve in curves.items()}


def _replay(
    setup: Setup, learner: InstantLearner, places: Neighbourhood, key: str, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    decided = _start(setup, rng)
    until = min(setup.until or int(0.6 * len(setup.train)), len(setup.train))
    available = np.zeros(len(setup.features), bool)
    available[setup.train] = True
    counts: list[int] = []
    accuracies: list[float] = []
    fitted: Fitted | None = None
    while True:
        labelled = np.zeros(len(setup.features), bool)
        labelled[decided] = True
        try:
            fitted = learner.fit(np.array(decided), setup.targets[decided], multilabel=setup.multilabel)
        except NotEnoughLabels:
            fitted = None
        counts.append(len(decided))
        accuracies.append(_accuracy(setup, fitted) if fitted else 0.0)
        if len(decided) >= until:
            return np.array(counts), np.array(accuracies)
        pool = Pool(
            setup.features,
            labelled,
            setup.targets[decided].sum(axis=0).astype(np.int64),
            fitted.probs if fitted else None,
            setup.multilabel,
            available,
            places,
        )
        wanted = min(setup.batch, until - len(decided))
        picks = registry.queue(key, pool, wanted, seed=int(rng.integers(2**31)))
        decided += [pick.index for pick in picks]


def _start(setup: Setup, rng: np.random.Generator) -> list[int]:
    order = rng.permutation(setup.train)
    if setup.start is not None:
        return order[: max(setup.start, 1)].tolist()
    chosen: list[int] = []
    for column in range(setup.targets.shape[1]):
        with_label = order[setup.targets[order, column] > 0.5]
        chosen += [int(i) for i in with_label[:1] if int(i) not in chosen]
    return chosen


def _accuracy(setup: Setup, fitted: Fitted) -> float:
    truth = setup.targets[setup.test] > 0.5
    said = said_matrix(fitted.probs[setup.test], multilabel=setup.multilabel)
    right = (said == truth).all(axis=1)
    if not setup.balanced:
        return float(right.mean())
    groups = column_with_rest(truth)
    return float(np.mean([right[groups == group].mean() for group in np.unique(groups)]))
