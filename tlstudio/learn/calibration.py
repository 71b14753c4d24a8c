"""Turn scores into probabilities that mean what they say, from the first labels on."""

from __future__ import annotations

import numpy as np

# Prior of the softmax scale: measured over six data sets, worth twenty labels (see docs/performance.md).
PRIOR_LOG_SCALE = 2.2
PRIOR_LABELS = 20.0
LARGEST_STEP = 1.0
STEPS = 25


def softmax(logits: np.ndarray) -> np.ndarray:
    """Normalise the exponentials of (N, C) logits along the last axis; rows sum to 1."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)


def sigmoid(logits: np.ndarray) -> np.ndarray:
    """Squash logits of any shape to (0, 1) without overflow."""
    return 0.5 * (1.0 + np.tanh(0.5 * logits))


def softmax_scale(
    scores: np.ndarray, classes: np.ndarray, *, prior_log: float = PRIOR_LOG_SCALE, prior_labels: float = PRIOR_LABELS
) -> float:
    """Find the scale s for which `softmax(s * scores)` fits held-out rows best: temperature scaling with a prior.

    Minimises `log loss + prior_labels / 2 * (ln s - prior_log)^2` (Guo et al. 2017 with a log-normal prior), so that
    a handful of rows, or none, still gives a sensible scale.

    Args:
        scores: (n, C) held-out scores, for example leave-one-out.
        classes: (n,) true columns.
        prior_log: The logarithm of the scale expected before any row was seen.
        prior_labels: How much the prior weighs.

    Returns:
        s > 0.
    """
    log_scale = prior_log
    truth = scores[np.arange(len(classes)), classes]
    for _ in range(STEPS):
        scale = np.exp(log_scale)
        probs = softmax(scale * scores)
        mean = np.einsum("nc,nc->n", probs, scores)
        spread = np.einsum("nc,nc->n", probs, scores**2) - mean**2
        slope = scale * float((mean - truth).sum()) + prior_labels * (log_scale - prior_log)
        # Gauss-Newton: without the term that may turn negative, every step goes downhill.
        step = slope / (scale**2 * float(spread.sum()) + prior_labels)
        log_scale -= float(np.clip(step, -LARGEST_STEP, LARGEST_STEP))
        if abs(step) < 1e-4:
            break
    return float(np.exp(log_scale))


def sigmoid_scale(
    scores: np.ndarray, targets: np.ndarray, *, prior_log: float = PRIOR_LOG_SCALE, prior_labels: float = PRIOR_LABELS
) -> tuple[float, np.ndarray]:
    """Find scale and offsets for which `sigmoid(s * scores + offset)` fits held-out rows best (Platt 2000, with a prior).

    One scale for all columns, one offset per column. The prior puts the offset where a score of one half is an even
    bet and counts as `prior_labels` rows in each column.

    Args:
        scores: (n, C) held-out scores, meant for targets 0 and 1.
        targets: (n, C) of 0 and 1.
        prior_log: The logarithm of the scale expected before any row was seen.
        prior_labels: How much the prior weighs.

    Returns:
        s > 0 and the offsets, (C,).
    """
    log_scale = prior_log
    shift = np.zeros(scores.shape[1])
    centred = scores - 0.5
    for _ in range(STEPS):
        scale = np.exp(log_scale)
        probs = sigmoid(scale * centred + shift)
        wrong, spread = probs - targets, probs * (1.0 - probs)
        slope = scale * float((wrong * centred).sum()) + prior_labels * (log_scale - prior_log)
        step = slope / (scale**2 * float((spread * centred**2).sum()) + prior_labels)
        shift_step = (wrong.sum(axis=0) + prior_labels * shift) / (spread.sum(axis=0) + prior_labels)
        # Both steps ignore each other, so half of each keeps them from overshooting together.
        log_scale -= 0.5 * float(np.clip(step, -LARGEST_STEP, LARGEST_STEP))
        shift -= 0.5 * np.clip(shift_step, -LARGEST_STEP, LARGEST_STEP)
        if abs(step) < 1e-4 and float(np.abs(shift_step).max(initial=0.0)) < 1e-4:
            break
    scale = float(np.exp(log_scale))
    return scale, shift - 0.5 * scale


def expected_calibration_error(confidence: np.ndarray, correct: np.ndarray, bins: int = 10) -> float:
    """Mean gap between what is claimed and what comes true, over equally wide bins (Naeini et al. 2015).

    Args:
        confidence: (n,) in [0, 1].
        correct: (n,) bool or 0/1.
        bins: Equally wide parts of [0, 1].

    Returns:
        In [0, 1]; 0 for no rows.
    """
    if len(confidence) == 0:
        return 0.0
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = np.bincount(which, weights=confidence - correct, minlength=bins)
    return float(np.abs(gaps).sum() / len(confidence))
