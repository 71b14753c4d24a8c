"""What every query strategy promises, whoever wrote it."""

from __future__ import annotations

import numpy as np
import pytest

from tlstudio.core.cards import StrategyCard
from tlstudio.core.discover import cards, discover
from tlstudio.query import reasons, registry
from tlstudio.query.pool import Pool

KEYS = sorted(discover("tlstudio.query"))


def drawn_pool(n: int = 120, n_classes: int = 3, *, with_probs: bool = True, multilabel: bool = False) -> Pool:
    rng = np.random.default_rng(7)
    features = rng.standard_normal((n, 12)).astype(np.float32)
    features /= np.linalg.norm(features, axis=1, keepdims=True)
    raw = rng.random((n, n_classes)).astype(np.float32)
    probs = raw if multilabel else raw / raw.sum(axis=1, keepdims=True)
    labelled = np.zeros(n, bool)
    labelled[: n // 4] = True
    counts = np.full(n_classes, max(n // 12, 1))
    return Pool(features, labelled, counts, probs if with_probs else None, multilabel)


def test_the_promised_strategies_are_there() -> None:
    promised = "random margin entropy least_confidence k_centre typiclust cluster_margin default"
    assert set(promised.split()) <= set(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_card_is_complete(key: str) -> None:
    card = cards("tlstudio.query")[key]
    assert isinstance(card, StrategyCard)
    assert card.title
    assert card.acquisition
    assert card.when.endswith(".")


@pytest.mark.parametrize("multilabel", [False, True])
@pytest.mark.parametrize("with_probs", [True, False])
@pytest.mark.parametrize("key", KEYS)
def test_picks_are_distinct_undecided_and_explained(key: str, with_probs: bool, multilabel: bool) -> None:
    pool = drawn_pool(with_probs=with_probs, multilabel=multilabel)
    picks = registry.queue(key, pool, 25)
    chosen = [pick.index for pick in picks]
    assert len(chosen) == len(set(chosen)) == 25
    assert not pool.labelled[chosen].any()
    assert all(pick.reason in reasons.REASONS and reasons.sentence(pick.reason) for pick in picks)
    assert all(np.isfinite(pick.score) for pick in picks)


@pytest.mark.parametrize("key", KEYS)
def test_the_same_seed_picks_the_same(key: str) -> None:
    pool = drawn_pool()
    assert registry.queue(key, pool, 10, seed=3) == registry.queue(key, pool, 10, seed=3)


@pytest.mark.parametrize("key", KEYS)
def test_asking_for_more_than_there_is_gives_all(key: str) -> None:
    pool = drawn_pool(20)
    assert {pick.index for pick in registry.queue(key, pool, 99)} == set(np.flatnonzero(~pool.labelled))


@pytest.mark.parametrize("with_probs", [True, False])
@pytest.mark.parametrize("key", KEYS)
def test_two_images_are_enough(key: str, with_probs: bool) -> None:
    pool = drawn_pool(2, with_probs=with_probs)
    assert len(registry.queue(key, pool, 5)) == 2
    decided = Pool(pool.features, np.array([True, False]), pool.class_counts, pool.probs)
    assert [pick.index for pick in registry.queue(key, decided, 5)] == [1]
    assert registry.queue(key, Pool(pool.features, np.array([True, True])), 5) == []


@pytest.mark.parametrize("key", KEYS)
def test_unavailable_images_are_left_alone(key: str) -> None:
    pool = drawn_pool(40)
    available = np.arange(40) % 2 == 0
    pool = Pool(pool.features, pool.labelled, pool.class_counts, pool.probs, available=available)
    assert all(pick.index % 2 == 0 for pick in registry.queue(key, pool, 40))


@pytest.mark.parametrize("key", KEYS)
def test_copies_of_one_picture_do_no_harm(key: str) -> None:
    pool = drawn_pool(30)
    same = np.repeat(pool.features[:1], 30, axis=0)
    assert len(registry.queue(key, Pool(same, pool.labelled, pool.class_counts, pool.probs), 12)) == 12
