"""Random sampling: the yardstick for every other strategy."""

from __future__ import annotations

import numpy as np

from tlstudio.core.cards import StrategyCard
from tlstudio.query.pool import Pick, Pool, at_random

CARD = StrategyCard(
    key="random",
    title="Random",
    acquisition="uniform random sampling",
    when="For a fair sample: to estimate how often each label occurs, or to compare with.",
)


def pick(pool: Pool, count: int, rng: np.random.Generator) -> list[Pick]:
    """Pick candidates with equal chances."""
    return at_random(pool.candidates(), count, rng)
