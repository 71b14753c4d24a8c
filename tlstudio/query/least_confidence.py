"""Least confident sampling: images whose best answer is believed least."""

from __future__ import annotations

import numpy as np

from tlstudio.core.cards import StrategyCard
from tlstudio.query import acquisition
from tlstudio.query.pool import Pick, Pool, at_random, best_first

CARD = StrategyCard(
    key="least_confidence",
    title="Least confidence",
    acquisition="least confident sampling (Lewis and Gale 1994)",
    when="When suggestions of low score should be seen first.",
)


def pick(pool: Pool, count: int, rng: np.random.Generator) -> list[Pick]:
    """Pick the candidates with the highest score; at random before there is a model."""
    candidates = pool.candidates()
    if pool.probs is None:
        return at_random(candidates, count, rng)
    scores = acquisition.least_confident(pool.probs[candidates], multilabel=pool.multilabel)
    return best_first(candidates, scores, count, "unsure")
