"""Which images train, which pick the best epoch, which are never seen: from the snapshot, completed where a side is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tlstudio.core.errors import NotEnoughLabels
from tlstudio.core.words import Split
from tlstudio.jobs.holdout import hold_out
from tlstudio.jobs.spec import DatasetRow

VALIDATION_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Sides:
    """Indices into the rows of a run, each (n,) int64."""

    train: np.ndarray
    val: np.ndarray
    test: np.ndarray

    @property
    def counts(self) -> dict[str, int]:
        """Split -> number of images."""
        return {"train": len(self.train), "val": len(self.val), "test": len(self.test)}


def divide(rows: Sequence[DatasetRow], seed: int) -> Sides:
    """Read the sides of the snapshot; without a validation side, part of the training side picks the epoch.

    Raises:
        NotEnoughLabels: Nothing to train on.
    """
    split = np.array([row.split for row in rows])
    train, val, test = (np.flatnonzero(split == side.value) for side in (Split.TRAIN, Split.VAL, Split.TEST))
    if not len(val):
        chosen = hold_out(
            [rows[i].targets for i in train.tolist()], [rows[i].group for i in train.tolist()], VALIDATION_SHARE, seed
        )
        aside = np.array(chosen, dtype=bool)
        train, val = train[~aside], train[aside]
    if not len(train) or not len(val):
        raise NotEnoughLabels(
            f"There are {len(train)} images to learn from and {len(val)} to pick the best epoch.",
            hint="Decide more images, at least 5 of each of 2 labels.",
        )
    return Sides(train, val, test)


def target_matrix(rows: Sequence[DatasetRow], n_classes: int, *, multilabel: bool) -> np.ndarray:
    """Return targets (n, C) float32 of 0 and 1.

    One label per image: where some image is "none of the labels", that is one more column at the end.
    """
    targets = np.zeros((len(rows), n_classes), np.float32)
    for index, row in enumerate(rows):
        targets[index, list(row.targets)] = 1.0
    none = targets.sum(axis=1) == 0
    if multilabel or not none.any():
        return targets
    return np.column_stack([targets, none.astype(np.float32)])


def image_weights(targets: np.ndarray) -> np.ndarray:
    """Weigh images (n,) so that every label counts the same; mean 1.

    No image counts more than ten times the mean: a label with one image would drown the others.
    """
    classes = targets.argmax(axis=1)
    counts = np.bincount(classes, minlength=targets.shape[1])
    weights = np.minimum(len(classes) / (np.count_nonzero(counts) * counts[classes]), 10.0)
    return (weights / weights.mean()).astype(np.float32)


def positive_weights(targets: np.ndarray) -> np.ndarray:
    """Weigh the yes of each label (C,) against its no for several labels per image, between 1/10 and 10."""
    yes = targets.sum(axis=0)
    return np.clip((len(targets) - yes) / np.maximum(yes, 1.0), 0.1, 10.0).astype(np.float32)
