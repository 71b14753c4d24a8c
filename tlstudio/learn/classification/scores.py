"""The few figures that training follows every epoch; the full set with intervals is in `metrics`."""

from __future__ import annotations

import numpy as np

# The score at which a label counts as suggested when an image may carry several.
MULTILABEL_CUT = 0.5


def key_metric(multilabel: bool) -> str:
    """Name of the figure that decides which epoch is the best."""
    return "macro_f1" if multilabel else "balanced_accuracy"


def key_value(probs: np.ndarray, targets: np.ndarray, multilabel: bool) -> float:
    """Return balanced accuracy, or macro-F1 for several labels per image; NaN without images.

    Args:
        probs: (n, C).
        targets: (n, C) of 0 and 1; one 1 per row unless `multilabel`.
    """
    return macro_f1(probs, targets) if multilabel else balanced_accuracy(probs, targets)


def accuracy(probs: np.ndarray, targets: np.ndarray, multilabel: bool) -> float:
    """Share of images that are entirely right."""
    if not len(probs):
        return float("nan")
    if multilabel:
        return float(((probs >= MULTILABEL_CUT) == (targets > 0)).all(axis=1).mean())
    return float((probs.argmax(axis=1) == targets.argmax(axis=1)).mean())


def balanced_accuracy(probs: np.ndarray, targets: np.ndarray) -> float:
    """Mean sensitivity over the labels that occur (Brodersen et al. 2010)."""
    truth, said = targets.argmax(axis=1), probs.argmax(axis=1)
    occurring = np.unique(truth)
    if not len(occurring):
        return float("nan")
    return float(np.mean([(said[truth == label] == label).mean() for label in occurring]))


def macro_f1(probs: np.ndarray, targets: np.ndarray) -> float:
    """Mean F1 over the labels that occur or are suggested."""
    said, truth = probs >= MULTILABEL_CUT, targets > 0
    hits = (said & truth).sum(axis=0)
    total = said.sum(axis=0) + truth.sum(axis=0)
    used = total > 0
    return float((2.0 * hits[used] / total[used]).mean()) if used.any() else float("nan")
