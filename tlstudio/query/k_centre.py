"""k-centre: images far from everything decided, so that nothing stays unseen."""

from __future__ import annotations

import numpy as np

from tlstudio.core.cards import StrategyCard
from tlstudio.query.pool import Pick, Pool

CARD = StrategyCard(
    key="k_centre",
    title="Unlike the others",
    acquisition="k-centre greedy, core set (Sener and Savarese 2018)",
    when="When labels may be missing: finds rare kinds first, at the price of odd images.",
)


def pick(pool: Pool, count: int, rng: np.random.Generator) -> list[Pick]:
    """Pick greedily the candidate farthest from all decided and already picked images."""
    candidates = pool.candidates()
    points = pool.places().coordinates
    mine = points[candidates]
    squares = np.einsum("nd,nd->n", mine, mine)
    decided = points[pool.labelled]
    # With nothing decided the middle of the pool counts as known; the first pick is then its oddest image.
    nearest = _nearest_squared(mine, squares, decided) if len(decided) else squares.copy()
    picks: list[Pick] = []
    for _ in range(min(count, len(candidates))):
        best = int(nearest.argmax())
        picks.append(Pick(int(candidates[best]), float(np.sqrt(max(nearest[best], 0.0))), "novel"))
        np.minimum(nearest, squares + squares[best] - 2.0 * (mine @ mine[best]), out=nearest)
        nearest[best] = -np.inf
    return picks


def _nearest_squared(points: np.ndarray, squares: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Squared distance of each point to the nearest of the others, in blocks to bound the memory."""
    nearest = np.full(len(points), np.inf, np.float32)
    for start in range(0, len(others), 512):
        block = others[start : start + 512]
        distances = np.einsum("nd,nd->n", block, block) - 2.0 * (points @ block.T)
        np.minimum(nearest, distances.min(axis=1), out=nearest)
    return nearest + squares
