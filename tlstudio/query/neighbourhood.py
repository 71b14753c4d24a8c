"""Who is near whom in the pool: computed once per set of features, shared by all strategies and fits."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from tlstudio.query.subspace import principal_subspace

DIMENSION = 64
NEIGHBOURS = 20
# Density is estimated against at most so many images, so that the cost stays linear in large pools.
REFERENCES = 10_000
BLOCK = 512


class Neighbourhood:
    """Low-dimensional coordinates of the images, and their nearest neighbours; both computed on first use.

    Args:
        features: (N, D) float32, rows of length 1.
    """

    def __init__(self, features: np.ndarray) -> None:
        self._features = features

    @cached_property
    def coordinates(self) -> np.ndarray:
        """(N, d) float32 with d <= 64: the leading principal coordinates, distances nearly as in the features."""
        mean = self._features.mean(axis=0, dtype=np.float64).astype(np.float32)
        return principal_subspace(self._features, mean, DIMENSION).project(self._features, mean)

    @cached_property
    def typicality(self) -> np.ndarray:
        """(N,) float32: one over the mean distance to the 20 nearest images; large where images crowd."""
        points = self.coordinates
        references = points
        if len(points) > REFERENCES:
            chosen = np.random.default_rng(0).choice(len(points), REFERENCES, replace=False)
            references = points[np.sort(chosen)]
        # One more than asked for, because an image among the references is its own nearest.
        count = min(NEIGHBOURS + 1, len(references))
        squares = np.einsum("nd,nd->n", references, references)
        typicality = np.empty(len(points), np.float32)
        for start in range(0, len(points), BLOCK):
            block = points[start : start + BLOCK]
            distances = squares - 2.0 * (block @ references.T)
            nearest = np.partition(distances, count - 1, axis=1)[:, :count]
            nearest += np.einsum("nd,nd->n", block, block)[:, None]
            mean = np.sqrt(np.maximum(nearest, 0.0)).sum(axis=1) / max(count - 1, 1)
            typicality[start : start + BLOCK] = 1.0 / np.maximum(mean, 1e-6)
        return typicality
