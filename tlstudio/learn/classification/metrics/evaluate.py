"""Everything `metrics.json` says about one model on decided images it has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from tlstudio.learn.calibration import expected_calibration_error
from tlstudio.learn.classification.metrics.intervals import bootstrap_counts, percentile_interval, wilson
from tlstudio.learn.classification.metrics.ranking import RocArea
from tlstudio.learn.classification.metrics.thresholds import threshold_curve

NONE_OF_THEM = "none of the labels"
BINS = 10


def evaluate(
    probs: np.ndarray, targets: np.ndarray, labels: Sequence[str], *, multilabel: bool = False, seed: int = 0
) -> dict[str, Any]:
    """Compare predictions with what people decided.

    Args:
        probs: (N, C) in [0, 1]. One label per image: rows sum to at most 1, what is missing is "none of the labels".
        targets: (N, C) of 0 and 1, or (N,) int with -1 for none of the labels.
        labels: C names.
        multilabel: Several labels per image, each said from 0.5 on.
        seed: Of the resampling.

    Returns:
        JSON-able dict with
        `images` (N), `accuracy` (several labels: the share of images with every answer right), `balanced_accuracy`,
        `macro_f1`, `auroc` (mean over labels), `ece`; NaN-free: what cannot be computed is None;
        `intervals` {name: [low, high] or None}, 95 %;
        `per_label` [{label, support, said, precision, sensitivity, specificity, f1, auroc, intervals, threshold}];
        `confusion` {labels, matrix, cells: [{true, said, images}]} with rows of the arrays as images (several labels:
        None); `reliability` [{low, high, count, confidence, accuracy, interval}].

    Raises:
        ValueError: The shapes do not fit.
    """
    probs = np.asarray(probs, np.float64)
    targets = as_matrix(targets, probs.shape[1])
    if probs.shape != targets.shape or len(labels) != probs.shape[1]:
        raise ValueError(f"probs {probs.shape}, targets {targets.shape} and {len(labels)} labels do not fit")
    if not len(probs):
        raise ValueError("there is no image to evaluate on")
    said = said_matrix(probs, multilabel=multilabel)
    right = (said == targets).all(axis=1)
    strata = np.zeros(len(probs), int) if multilabel else column_with_rest(targets)
    exact, resampled = _summaries(probs, targets, said, strata, seed, multilabel=multilabel)
    confidence, correct = _confidence(probs, targets, said, multilabel=multilabel)
    return {
        "images": len(probs),
        "accuracy": float(right.mean()),
        "balanced_accuracy": exact["balanced_accuracy"],
        "macro_f1": exact["macro_f1"],
        "auroc": exact["auroc"],
        "ece": expected_calibration_error(confidence, correct, BINS),
        "intervals": {
            "accuracy": _listed(wilson(float(right.sum()), len(right))),
            **{name: resampled[name] for name in ("balanced_accuracy", "macro_f1", "auroc")},
        },
        "per_label": _per_label(probs, targets, said, labels, exact, resampled),
        "confusion": None if multilabel else _confusion(targets, said, labels),
        "reliability": _reliability(confidence, correct),
    }


def as_matrix(targets: np.ndarray, n_classes: int) -> np.ndarray:
    """Turn (N,) class columns, -1 for none, into an (N, C) bool matrix; a matrix passes through."""
    targets = np.asarray(targets)
    if targets.ndim == 2:
        return targets > 0.5
    return targets[:, None] == np.arange(n_classes)


def said_matrix(probs: np.ndarray, *, multilabel: bool) -> np.ndarray:
    """What the model says, (N, C) bool: the best answer of each row (perhaps none), or every label from 0.5 on."""
    if multilabel:
        return probs >= 0.5
    best = np.column_stack([probs, 1.0 - probs.sum(axis=1)]).argmax(axis=1)
    return best[:, None] == np.arange(probs.shape[1])


def column_with_rest(matrix: np.ndarray) -> np.ndarray:
    """Column of the single True of each row of an (N, C) bool matrix; C for rows without one."""
    return np.where(matrix.any(axis=1), matrix.argmax(axis=1), matrix.shape[1])


def _summaries(
    probs: np.ndarray, targets: np.ndarray, said: np.ndarray, strata: np.ndarray, seed: int, *, multilabel: bool
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The figures that need resampling: values, and their intervals, under the same names."""
    areas = [RocArea(probs[:, column], targets[:, column]) for column in range(probs.shape[1])]
    hits, truths, claims = (said & targets).astype(float), targets.astype(float), said.astype(float)

    def figures(counts: np.ndarray) -> dict[str, np.ndarray]:
        # One weighting per column: the areas gather whole rows.
        weights = np.ascontiguousarray(counts.T, np.float64)
        true_positive, positive, claimed = weights.T @ hits, weights.T @ truths, weights.T @ claims
        total = weights.sum(axis=0)[:, None]
        true_negative = total - positive - claimed + true_positive
        with np.errstate(divide="ignore", invalid="ignore"):
            sensitivity = true_positive / positive
            specificity = true_negative / (total - positive)
            f1 = np.where(positive > 0, 2 * true_positive / (positive + claimed), np.nan)
        # One label per image: the mean recall over labels; several: of both answers for each label.
        balanced = (sensitivity + specificity) / 2 if multilabel else sensitivity
        roc = np.stack([area(weights) for area in areas], axis=1)
        return {
            "balanced_accuracy": _mean_known(balanced),
            "macro_f1": _mean_known(f1),
            "auroc": _mean_known(roc),
            "f1": f1,
            "roc": roc,
        }

    value = {name: array[0] for name, array in figures(np.ones((1, len(probs)))).items()}
    blocks = [figures(counts) for counts in bootstrap_counts(strata, seed=seed)]
    drawn = {name: np.concatenate([block[name] for block in blocks]) for name in value}
    exact: dict[str, Any] = {name: _number(value[name]) for name in ("balanced_accuracy", "macro_f1", "auroc")}
    exact |= {name: [_number(v) for v in value[name]] for name in ("f1", "roc")}
    resampled: dict[str, Any] = {
        name: _listed(percentile_interval(drawn[name])) for name in ("balanced_accuracy", "macro_f1", "auroc")
    }
    resampled |= {name: [_listed(percentile_interval(column)) for column in drawn[name].T] for name in ("f1", "roc")}
    return exact, resampled


def _per_label(
    probs: np.ndarray,
    targets: np.ndarray,
    said: np.ndarray,
    labels: Sequence[str],
    exact: dict[str, Any],
    resampled: dict[str, Any],
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for column, label in enumerate(labels):
        truth, claim = targets[:, column], said[:, column]
        hit, support, claimed = int((truth & claim).sum()), int(truth.sum()), int(claim.sum())
        quiet = int((~truth & ~claim).sum())
        shares = {
            "precision": (hit, claimed),
            "sensitivity": (hit, support),
            "specificity": (quiet, int((~truth).sum())),
        }
        rows.append(
            {
                "label": label,
                "support": support,
                "said": claimed,
                "hits": hit,
                **{name: part / whole if whole else None for name, (part, whole) in shares.items()},
                "f1": exact["f1"][column],
                "auroc": exact["roc"][column],
                "intervals": {
                    **{name: _listed(wilson(part, whole)) for name, (part, whole) in shares.items()},
                    "f1": resampled["f1"][column],
                    "auroc": resampled["roc"][column],
                },
                "threshold": threshold_curve(probs[:, column], truth),
            }
        )
    return rows


def _confusion(targets: np.ndarray, said: np.ndarray, labels: Sequence[str]) -> dict[str, Any]:
    true, claim = column_with_rest(targets), column_with_rest(said)
    names = list(labels)
    if max(int(true.max()), int(claim.max())) == len(labels):
        names.append(NONE_OF_THEM)
    matrix = np.zeros((len(names), len(names)), int)
    np.add.at(matrix, (true, claim), 1)
    cells = [
        {"true": int(t), "said": int(s), "images": np.flatnonzero((true == t) & (claim == s)).tolist()}
        for t, s in np.argwhere(matrix)
    ]
    return {"labels": names, "matrix": matrix.tolist(), "cells": cells}


def _confidence(
    probs: np.ndarray, targets: np.ndarray, said: np.ndarray, *, multilabel: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Claimed probability and whether it came true: of the best answer per image, or of every single label."""
    if multilabel:
        return probs.ravel(), targets.ravel().astype(float)
    rest = np.maximum(1.0 - probs.sum(axis=1), 0.0)
    return np.maximum(probs.max(axis=1), rest), (said == targets).all(axis=1).astype(float)


def _reliability(confidence: np.ndarray, correct: np.ndarray) -> list[dict[str, Any]]:
    which = np.minimum((confidence * BINS).astype(int), BINS - 1)
    rows: list[dict[str, Any]] = []
    for place in range(BINS):
        inside = which == place
        count = int(inside.sum())
        rows.append(
            {
                "low": place / BINS,
                "high": (place + 1) / BINS,
                "count": count,
                "confidence": float(confidence[inside].mean()) if count else None,
                "accuracy": float(correct[inside].mean()) if count else None,
                "interval": _listed(wilson(float(correct[inside].sum()), count)),
            }
        )
    return rows


def _mean_known(values: np.ndarray) -> np.ndarray:
    """Mean over columns that are not NaN, (r, C) -> (r,); NaN where none is known."""
    known = np.isfinite(values)
    with np.errstate(invalid="ignore"):
        return np.where(known, values, 0.0).sum(axis=1) / known.sum(axis=1)


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _listed(interval: tuple[float, float] | None) -> list[float] | None:
    return None if interval is None else list(interval)
