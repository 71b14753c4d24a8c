"""Who is near whom in the pool: computed once per set of features, shared by all strategies and fits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tlstudio.query.blocks import sampled
from tlstudio.query.subspace import principal_subspace

DIMENSION = 64
NEIGHBOURS = 20
# Neighbours are looked for among at most so many images, so that the cost stays linear in large pools.
REFERENCES = 10_000
BLOCK = 512


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest images of each image, in no order, itself left out.

    Attributes:
        indices: (N, k) int64 rows of the pool, k <= 20.
        distances: (N, k) float32 in the coordinates of the neighbourhood.
    """

    indices: np.ndarray
    distances: np.ndarray


class Neighbourhood:
    """Low-dimensional coordinates of the images, and their nearest neighbours; both computed on first use.

    Args:
        features: (N, D) float32 or float16, rows of length 1.
    """

    def __init__(self, features: np.ndarray) -> None:
        self._features = features

    def __len__(self) -> int:
        return len(self._features)

    @cached_property
    def coordinates(self) -> np.ndarray:
        """(N, d) float32 with d <= 64: the leading principal coordinates, distances nearly as in the features."""
        mean = sampled(self._features).mean(axis=0, dtype=np.float64).astype(np.float32)
        return principal_subspace(self._features, mean, DIMENSION).project(self._features, mean)

    @cached_property
    def nearest(self) -> Nearest:
        """The 20 nearest images (fewer in tiny pools), of more than 10,000 images among a random 10,000."""
        points = self.coordinates
        chosen = np.arange(len(points))
        if len(points) > REFERENCES:
            chosen = np.sort(np.random.default_rng(0).choice(len(points), REFERENCES, replace=False))
        references = points[chosen]
        squares = np.einsum("nd,nd->n", references, references)
        place = np.full(len(points), -1)
        place[chosen] = np.arange(len(chosen))
        count = max(0, min(NEIGHBOURS, len(references) - 1))
        indices = np.empty((len(points), count), np.int64)
        distances = np.empty((len(points), count), np.float32)
        for start in range(0, len(points), BLOCK):
            block = slice(start, start + BLOCK)
            apart = squares - 2.0 * (points[block] @ references.T)
            itself = place[block]
            known = np.flatnonzero(itself >= 0)
            apart[known, itself[known]] = np.inf
            found = np.argpartition(apart, count - 1, axis=1)[:, :count] if count else np.empty((len(apart), 0), int)
            own = np.einsum("nd,nd->n", points[block], points[block])[:, None]
            indices[block] = chosen[found]
            distances[block] = np.sqrt(np.maximum(np.take_along_axis(apart, found, axis=1) + own, 0.0))
        return Nearest(indices, distances)

    @cached_property
    def typicality(self) -> np.ndarray:
        """(N,) float32: one over the mean distance to the nearest images; large where images crowd."""
        distances = self.nearest.distances
        if not distances.shape[1]:
            return np.ones(len(distances), np.float32)
        return (1.0 / np.maximum(distances.mean(axis=1), 1e-6)).astype(np.float32)
