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
        self._with = np.flatnonzero(positive)
        without = np.flatnonzero(~positive)
        self._without = without[np.argsort(scores[without], kind="stable")]
        ordered = scores[self._without]
        # How many images without the label score below each image with it, and how many at most the same.
        self._below = np.searchsorted(ordered, scores[self._with], side="left")
        self._up_to = np.searchsorted(ordered, scores[self._with], side="right")

    def __call__(self, weights: np.ndarray) -> np.ndarray:
        """Areas (r,) for r weightings, (n, r) float64, one in each column; NaN where all the weight is on one side."""
        sums = np.zeros((len(self._without) + 1, weights.shape[1]))
        np.cumsum(weights[self._without], axis=0, out=sums[1:])
        positives = weights[self._with]
        # Twice the weight beaten, so that half a tie is a whole number.
        beaten = np.einsum("pr,pr->r", positives, sums[self._below] + sums[self._up_to])
        pairs = 2.0 * positives.sum(axis=0) * sums[-1]
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(pairs > 0, beaten / pairs, np.nan)
