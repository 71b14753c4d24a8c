"""Acquisition functions: how much a decision about an image would tell, by the model's own doubt."""

from __future__ import annotations

import numpy as np


def with_rest(probs: np.ndarray) -> np.ndarray:
    """Append the share of "none of the labels", so that rows sum to 1; unchanged where they already do.

    Args:
        probs: (N, C), rows sum to at most 1.
    """
    rest = 1.0 - probs.sum(axis=1)
    return np.column_stack([probs, np.maximum(rest, 0.0)]) if (rest > 1e-3).any() or probs.shape[1] < 2 else probs


def margin(probs: np.ndarray, *, multilabel: bool = False) -> np.ndarray:
    """Score how undecided a model is between its two best answers (Scheffer et al. 2001).

    Args:
        probs: (N, C). One label per image: rows sum to at most 1. Several labels: each entry in [0, 1].
        multilabel: Several labels per image: the least sure yes/no answer counts.

    Returns:
        (N,) in [0, 1]; 1 is an exact tie.
    """
    if multilabel:
        return 1.0 - np.abs(2.0 * probs - 1.0).min(axis=1)
    best_two = np.partition(with_rest(probs), -2, axis=1)[:, -2:]
    return 1.0 - (best_two[:, 1] - best_two[:, 0])


def entropy(probs: np.ndarray, *, multilabel: bool = False) -> np.ndarray:
    """Score the spread over all answers (Shannon 1948; Settles 2009, section 3.1).

    Args:
        probs: As for `margin`.
        multilabel: Several labels per image: the mean over the labels counts.

    Returns:
        (N,) in [0, 1]; 1 is the even spread.
    """
    if multilabel:
        both = np.stack([probs, 1.0 - probs])
        return -(both * np.log2(np.maximum(both, 1e-12))).sum(axis=0).mean(axis=1)
    full = with_rest(probs)
    return -(full * np.log(np.maximum(full, 1e-12))).sum(axis=1) / np.log(full.shape[1])


def least_confident(probs: np.ndarray, *, multilabel: bool = False) -> np.ndarray:
    """Score how little the best answer is believed (Lewis and Gale 1994).

    Args:
        probs: As for `margin`.
        multilabel: Several labels per image: the probability that not every yes/no answer is right.

    Returns:
        (N,) in [0, 1).
    """
    if multilabel:
        return 1.0 - np.maximum(probs, 1.0 - probs).prod(axis=1)
    return 1.0 - with_rest(probs).max(axis=1)
