"""Margin sampling: images on the border between two labels."""

from __future__ import annotations

import numpy as np

from tlstudio.core.cards import StrategyCard
from tlstudio.query import acquisition
from tlstudio.query.pool import Pick, Pool, at_random, best_first

CARD = StrategyCard(
    key="margin",
    title="Margin",
    acquisition="margin sampling (Scheffer et al. 2001)",
    when="When two labels are hard to tell apart and images differ enough not to ask twice.",
)


def pick(pool: Pool, count: int, rng: np.random.Generator) -> list[Pick]:
    """Pick the candidates with the highest score; at random before there is a model."""
    candidates = pool.candidates()
    if pool.probs is None:
        return at_random(candidates, count, rng)
    scores = acquisition.margin(pool.probs[candidates], multilabel=pool.multilabel)
    return best_first(candidates, scores, count, "unsure")
