"""Area under the ROC curve, also for many weightings of the same rows at once."""

from __future__ import annotations

import numpy as np


class RocArea:
    """The area under the ROC curve of one label: the chance that an image with it scores above one without it.

    Ties count half (Hanley and McNeil 1982). Sorting happens once; every weighting then is a sum.

    Args:
        scores: (n,) of one label.
        positive: (n,) bool, images that have the label.
    """

    def __init__(self, scores: np.ndarray, positive: np.ndarray) -> None:
        self._order = np.argsort(scores, kind="stable")
        ordered = scores[self._order]
        self._starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else np.empty(0, int)
        self._positive = positive[self._order].astype(np.float64)

    def __call__(self, weights: np.ndarray) -> np.ndarray:
        """Areas (r,) for weights (r, n); NaN where all the weight is on one side."""
        ordered = weights[:, self._order]
        positives = np.add.reduceat(ordered * self._positive, self._starts, axis=1)
        negatives = np.add.reduceat(ordered * (1.0 - self._positive), self._starts, axis=1)
        below = negatives.cumsum(axis=1) - 0.5 * negatives
        pairs = positives.sum(axis=1) * negatives.sum(axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(pairs > 0, (positives * below).sum(axis=1) / pairs, np.nan)
