"""Cluster-margin: images on the border between labels, no two of them alike."""

from __future__ import annotations

import numpy as np

from tlstudio.core.cards import StrategyCard
from tlstudio.query.acquisition import margin
from tlstudio.query.clusters import kmeans
from tlstudio.query.pool import Pick, Pool, at_random

CARD = StrategyCard(
    key="cluster_margin",
    title="Unsure and different",
    acquisition="cluster-margin (Citovsky et al. 2021)",
    when="Once every label has a few images; best of all on pools where labels are rare.",
)
BATCH = 8
CANDIDATES_PER_PICK = 5


def pick(pool: Pool, count: int, rng: np.random.Generator) -> list[Pick]:
    """In batches: cluster the smallest margins that are left, take the smallest of each cluster; least sure first."""
    candidates = pool.candidates()
    if pool.probs is None:
        return at_random(candidates, count, rng)
    scores = margin(pool.probs[candidates], multilabel=pool.multilabel)
    wanted = min(count, len(candidates))
    if CANDIDATES_PER_PICK * wanted < len(candidates):
        kept = np.argpartition(-scores, CANDIDATES_PER_PICK * wanted)[: CANDIDATES_PER_PICK * wanted]
        candidates, scores = candidates[kept], scores[kept]
    order = np.argsort(-scores, kind="stable")
    points = pool.places().coordinates
    picks: list[Pick] = []
    while len(picks) < wanted:
        batch = min(BATCH, wanted - len(picks))
        head = order[: CANDIDATES_PER_PICK * batch]
        groups = kmeans(points[candidates[head]], batch, rng)
        # `head` runs from the least sure on, so the first of each group is its smallest margin.
        firsts = np.sort(np.unique(groups, return_index=True)[1])
        picks += [Pick(int(candidates[i]), float(scores[i]), "unsure") for i in head[firsts]]
        order = np.delete(order, firsts)
    return picks[:wanted]
