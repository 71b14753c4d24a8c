"""Entropy sampling: images with the most evenly spread answer."""

from __future__ import annotations

import numpy as np

from tlstudio.core.cards import StrategyCard
from tlstudio.query import acquisition
from tlstudio.query.pool import Pick, Pool, at_random, best_first

CARD = StrategyCard(
    key="entropy",
    title="Entropy",
    acquisition="entropy sampling (Settles 2009)",
    when="When doubt among many labels matters, not only between two.",
)


def pick(pool: Pool, count: int, rng: np.random.Generator) -> list[Pick]:
    """Pick the candidates with the highest score; at random before there is a model."""
    candidates = pool.candidates()
    if pool.probs is None:
        return at_random(candidates, count, rng)
    scores = acquisition.entropy(pool.probs[candidates], multilabel=pool.multilabel)
    return best_first(candidates, scores, count, "unsure")
