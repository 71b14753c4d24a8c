"""k-means, small and repeatable."""

from __future__ import annotations

import numpy as np

# Queues change with every decision; groups that are nearly settled are good enough.
ROUNDS = 6
# Centres of a large pool are those of a sample of it: a queue is asked for with every decision.
SAMPLE = 2000


def kmeans(points: np.ndarray, n_clusters: int, rng: np.random.Generator) -> np.ndarray:
    """Group points around centres (Lloyd 1982), started by k-means++ (Arthur and Vassilvitskii 2007).

    Args:
        points: (n, d) float32; of more than 2,000 (or 8 per cluster) a random part finds the centres.
        n_clusters: At least 1; more than n gives every point its own.
        rng: Decides the start.

    Returns:
        (n,) int64 in [0, n_clusters).
    """
    n_clusters = min(n_clusters, len(points))
    size = max(SAMPLE, 8 * n_clusters)
    if len(points) <= size:
        return _lloyd(points, n_clusters, rng)[1]
    centres, _ = _lloyd(points[np.sort(rng.choice(len(points), size, replace=False))], n_clusters, rng)
    return _nearest(points, centres)


def _lloyd(points: np.ndarray, n_clusters: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Centres (n_clusters, d) and the group of each point (n,)."""
    squares = np.einsum("nd,nd->n", points, points)
    centres = _spread_out(points, squares, n_clusters, rng)
    groups = np.zeros(len(points), np.int64)
    for _ in range(ROUNDS):
        nearest = _nearest(points, centres)
        if np.array_equal(nearest, groups):
            break
        groups = nearest
        order = np.argsort(groups, kind="stable")
        filled, starts, sizes = np.unique(groups[order], return_index=True, return_counts=True)
        centres[filled] = np.add.reduceat(points[order], starts, axis=0) / sizes[:, None]
    return centres, groups


def _nearest(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    distances = np.einsum("kd,kd->k", centres, centres) - 2.0 * (points @ centres.T)
    return distances.argmin(axis=1)


def _spread_out(points: np.ndarray, squares: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """Start centres drawn with probability proportional to the squared distance from those drawn before."""
    chosen = [int(rng.integers(len(points)))]
    nearest = np.full(len(points), np.inf, np.float32)
    while len(chosen) < count:
        last = points[chosen[-1]]
        np.minimum(nearest, squares + last @ last - 2.0 * (points @ last), out=nearest)
        weights = np.maximum(nearest, 0.0).astype(np.float64)
        weights[chosen] = 0.0
        total = weights.sum()
        if total <= 0.0:
            # Only copies of the chosen points are left.
            rest = np.setdiff1d(np.arange(len(points)), chosen)
            chosen += rng.permutation(rest)[: count - len(chosen)].tolist()
            break
        chosen.append(int(np.searchsorted(weights.cumsum(), rng.random() * total)))
    return points[np.array(chosen[:count])].copy()
