"""Whether one model beats another on the same images, by paired evidence."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

import numpy as np

from tlstudio.learn.classification.metrics.evaluate import as_matrix, column_with_rest, said_matrix
from tlstudio.learn.classification.metrics.intervals import bootstrap_counts, percentile_interval

SIGNIFICANCE = 0.05
# Beyond this the binomial sum is replaced by its normal approximation, equal to three digits.
EXACT_PAIRS = 1000


@dataclass(frozen=True, slots=True)
class Comparison:
    """The new model against the old one.

    Attributes:
        images: Images both were tested on.
        difference: Accuracy of the new model minus the old one's, in [-1, 1].
        interval: 95 % bootstrap interval of it.
        gained: Images (several labels: answers) only the new model gets right.
        lost: Images only the old model gets right.
        p_value: McNemar's exact test, two-sided.
    """

    images: int
    difference: float
    interval: tuple[float, float]
    gained: int
    lost: int
    p_value: float

    @property
    def is_better(self) -> bool:
        """Whether the evidence is enough to change the model: McNemar, or the interval above zero."""
        return self.difference > 0 and (self.p_value < SIGNIFICANCE or self.interval[0] > 0)

    @property
    def is_worse(self) -> bool:
        """Whether the evidence says that the new model is worse."""
        return self.difference < 0 and (self.p_value < SIGNIFICANCE or self.interval[1] < 0)

    @property
    def sentence(self) -> str:
        """The outcome in words, for example `Better by 0.04 (0.01 to 0.08)`."""
        low, high = (f"{end:.2f}".replace("-", "−") for end in self.interval)
        by = f"{abs(self.difference):.2f} ({low} to {high}) on {self.images} images"
        if self.is_better:
            return f"Better by {by}"
        if self.is_worse:
            return f"Worse by {by}"
        return f"No clear difference: {'+' if self.difference >= 0 else '−'}{by}"


def compare(
    new: np.ndarray, old: np.ndarray, targets: np.ndarray, *, multilabel: bool = False, seed: int = 0
) -> Comparison:
    """Compare two models on the same images.

    Args:
        new: (N, C) probabilities.
        old: (N, C) probabilities.
        targets: (N, C) of 0 and 1, or (N,) int with -1 for none of the labels.
        multilabel: Several labels per image: every yes/no answer counts, images are resampled whole.
        seed: Of the resampling.

    Raises:
        ValueError: There is no image, or the shapes differ.
    """
    truth = as_matrix(targets, new.shape[1])
    if new.shape != old.shape or truth.shape != new.shape or not len(new):
        raise ValueError(f"new {new.shape}, old {old.shape} and targets {truth.shape} do not fit")
    new_right = said_matrix(new, multilabel=multilabel) == truth
    old_right = said_matrix(old, multilabel=multilabel) == truth
    if not multilabel:
        new_right, old_right = new_right.all(axis=1, keepdims=True), old_right.all(axis=1, keepdims=True)
    gained, lost = int((new_right & ~old_right).sum()), int((old_right & ~new_right).sum())
    per_image = new_right.mean(axis=1) - old_right.mean(axis=1)
    strata = np.zeros(len(new), int) if multilabel else column_with_rest(truth)
    drawn = np.concatenate([counts @ per_image / len(new) for counts in bootstrap_counts(strata, seed=seed)])
    interval = percentile_interval(drawn)
    assert interval is not None
    return Comparison(len(new), float(per_image.mean()), interval, gained, lost, mcnemar(gained, lost))


def mcnemar(gained: int, lost: int) -> float:
    """Two-sided p-value that gains and losses are equally likely (McNemar 1947, exact binomial form)."""
    pairs = gained + lost
    if pairs == 0:
        return 1.0
    if pairs > EXACT_PAIRS:
        from math import erfc, sqrt

        return erfc(max(abs(gained - lost) - 1, 0) / sqrt(2.0 * pairs))
    tail = sum(comb(pairs, k) for k in range(min(gained, lost) + 1))
    return min(1.0, 2.0 * tail / 2**pairs)
