"""The default: typical images until every label has two, then unsure and different ones, with random checks."""

from __future__ import annotations

import numpy as np

from tlstudio.core.cards import StrategyCard
from tlstudio.query import cluster_margin, typiclust
from tlstudio.query.pool import Pick, Pool, at_random

CARD = StrategyCard(
    key="default",
    title="Most useful next",
    acquisition="TypiClust, then cluster-margin with one pick in ten at random",
    when="Nearly always: never below random sampling on any data set measured.",
)
LABELS_PER_CLASS = 2
RANDOM_SHARE = 0.1
# A label that never turns up must not hold the cold start open for ever.
LONGEST_START = 4


def pick(pool: Pool, count: int, rng: np.random.Generator) -> list[Pick]:
    """Pick by the strategy that suits the number of labels."""
    if is_cold(pool):
        return typiclust.pick(pool, count, rng)
    count = min(count, len(pool.candidates()))
    # Each place by its own chance, so that even a person who always takes the first gets one random check in ten.
    is_random = rng.random(count) < RANDOM_SHARE
    strangers = at_random(pool.candidates(), count, rng)
    doubtful = cluster_margin.pick(pool, count, rng)
    picks: list[Pick] = []
    used: set[int] = set()
    for random_place in is_random:
        queue = strangers if random_place else doubtful
        chosen = next((p for p in queue if p.index not in used), None)
        # The other queue holds at least as many images, so one of the two always has an unused one.
        chosen = chosen or next(p for p in strangers + doubtful if p.index not in used)
        used.add(chosen.index)
        picks.append(chosen)
    return picks


def is_cold(pool: Pool) -> bool:
    """Whether some label still has fewer than two decided images, or there is no model."""
    if pool.probs is None:
        return True
    too_few = bool((pool.class_counts < LABELS_PER_CLASS).any())
    return too_few and int(pool.class_counts.sum()) < LONGEST_START * len(pool.class_counts)
