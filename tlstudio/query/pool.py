"""What a query strategy sees, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from tlstudio.query.neighbourhood import Neighbourhood


@dataclass(frozen=True, slots=True)
class Pick:
    """One image chosen for the person to decide next.

    Attributes:
        index: Row of the pool.
        score: The acquisition function's value; larger was preferred. Comparable within one strategy only.
        reason: Code of `query.reasons`.
    """

    index: int
    score: float
    reason: str


@dataclass(frozen=True)
class Pool:
    """All images of a project as arrays.

    Attributes:
        features: (N, D) float32, rows of length 1.
        labelled: (N,) bool, decided by a person; never picked.
        class_counts: (C,) int, decided images per label; empty when nothing is known about labels.
        probs: (N, C) float32 of the current model, or None before there is one. One label per image: rows sum to at
            most 1, what is missing is "none of the labels". Several labels: entries on their own.
        multilabel: Several labels per image.
        available: (N,) bool, may be picked; None = everything not labelled.
        neighbourhood: Kept by the caller from one fit to the next, since it depends on the features only.
    """

    features: np.ndarray
    labelled: np.ndarray
    class_counts: np.ndarray = field(default_factory=lambda: np.empty(0, np.int64))
    probs: np.ndarray | None = None
    multilabel: bool = False
    available: np.ndarray | None = None
    neighbourhood: Neighbourhood | None = None

    def candidates(self) -> np.ndarray:
        """Rows that may be picked, ascending int64."""
        free = ~self.labelled if self.available is None else self.available & ~self.labelled
        return np.flatnonzero(free)

    def places(self) -> Neighbourhood:
        """The neighbourhood given, or a fresh one."""
        return self.neighbourhood if self.neighbourhood is not None else Neighbourhood(self.features)


def best_first(indices: np.ndarray, scores: np.ndarray, count: int, reason: str) -> list[Pick]:
    """Pick the `count` rows with the highest scores, best first; ties keep the order of `indices`."""
    if count < len(indices):
        kept = np.sort(np.argpartition(-scores, count)[:count])
        indices, scores = indices[kept], scores[kept]
    order = np.argsort(-scores, kind="stable")[:count]
    return [Pick(int(indices[i]), float(scores[i]), reason) for i in order]


def at_random(indices: np.ndarray, count: int, rng: np.random.Generator) -> list[Pick]:
    """Pick `count` rows at random."""
    chosen = rng.permutation(indices)[:count]
    return [Pick(int(index), 0.0, "random") for index in chosen]
