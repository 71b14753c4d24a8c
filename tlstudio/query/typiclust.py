"""TypiClust: typical images of groups that have no decision yet."""

from __future__ import annotations

import numpy as np

from tlstudio.core.cards import StrategyCard
from tlstudio.query.clusters import kmeans
from tlstudio.query.pool import Pick, Pool

CARD = StrategyCard(
    key="typiclust",
    title="Typical first",
    acquisition="TypiClust (Hacohen, Dekel, Weinshall 2022)",
    when="At the very start, with no or hardly any labels.",
)
FIRST_ROUND = 8
LARGEST_CLUSTERING = 400


def pick(pool: Pool, count: int, rng: np.random.Generator) -> list[Pick]:
    """Cluster the pool into as many groups as decisions plus picks; take the most typical image of bare groups."""
    candidates = pool.candidates()
    count = min(count, len(candidates))
    places = pool.places()
    covered = pool.labelled.copy()
    free = np.zeros(len(covered), bool)
    free[candidates] = True
    picks: list[Pick] = []
    batch = FIRST_ROUND
    # Rounds of growing size: the first picks should stand for few large groups even when a long queue is asked for.
    while len(picks) < count:
        left = count - len(picks)
        # A short last round would cost a clustering of its own.
        batch = left if left < 1.5 * batch else batch
        n_clusters = min(int(covered.sum()) + batch, LARGEST_CLUSTERING)
        groups = kmeans(places.coordinates, n_clusters, rng)
        for index in _most_typical(groups, places.typicality, covered, free, batch):
            picks.append(Pick(index, float(places.typicality[index]), "typical"))
            covered[index], free[index] = True, False
        batch *= 2
    return picks


def _most_typical(
    groups: np.ndarray, typicality: np.ndarray, covered: np.ndarray, free: np.ndarray, count: int
) -> list[int]:
    """Go through the groups, fewest decisions first, then largest; take the most typical free image of each."""
    n_groups = int(groups.max()) + 1
    decided = np.bincount(groups[covered], minlength=n_groups)
    sizes = np.bincount(groups, minlength=n_groups)
    chosen: list[int] = []
    taken = np.zeros(len(groups), bool)
    for group in np.lexsort((-sizes, decided)):
        members = np.flatnonzero((groups == group) & free & ~taken)
        if len(members):
            best = int(members[typicality[members].argmax()])
            chosen.append(best)
            taken[best] = True
        if len(chosen) == count:
            break
    return chosen
