"""The pool grows and shrinks while others read it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tlstudio.learn.feature_cache import FeatureCache
from tlstudio.learn.image_pool import ImagePool, pool_images

DIM = 4


def listed(*ids: int) -> list[list[object]]:
    return [[i, f"{i}.png", f"{i:032x}", 0] for i in ids]


def row(image_id: int) -> np.ndarray:
    return np.full((1, DIM), image_id / 32, np.float32)


@pytest.fixture
def pool(tmp_path) -> ImagePool:
    pool = ImagePool(FeatureCache(tmp_path, DIM))
    pool.replace(pool_images(listed(1, 2, 3), Path("/pictures")))
    return pool


def test_missing_shrinks_as_rows_are_stored(pool):
    assert pool.missing() == [1, 2, 3]
    pool.store([2], row(2))
    assert pool.missing() == [1, 3]
    assert pool.ready().ids.tolist() == [2]


def test_what_another_session_cached_is_there_at_once(pool, tmp_path):
    pool.store([1, 3], np.concatenate([row(1), row(3)]))
    other = ImagePool(FeatureCache(tmp_path, DIM))
    other.replace(pool_images(listed(3, 4), Path("/elsewhere")))
    assert other.ready().ids.tolist() == [3]
    assert np.array_equal(other.ready().features, row(3))


def test_an_old_view_is_untouched_by_growth_and_removal(pool):
    pool.store([1, 2], np.concatenate([row(1), row(2)]))
    before = pool.ready()
    pool.store([3], row(3))
    pool.remove([1])
    assert before.ids.tolist() == [1, 2]
    assert np.array_equal(before.features, np.concatenate([row(1), row(2)]))
    assert pool.ready().ids.tolist() == [2, 3]
    assert pool.ready().generation != before.generation
    assert pool.rows_of([3, 1, 2]) == ([0, 2], [1, 0])


def test_a_changed_file_loses_its_row(pool):
    pool.store([1], row(1))
    pool.replace(pool_images([[1, "1.png", "ff" * 16, 0]], Path("/pictures")))
    assert pool.missing() == [1]
    assert len(pool) == 1


def test_unreadable_images_are_not_tried_again_unless_named(pool):
    pool.unreadable[2] = "2.png is empty."
    assert pool.missing() == [1, 3]
    assert pool.missing([2]) == [2]


def test_it_grows_past_its_first_capacity(pool):
    many = list(range(10, 3000))
    pool.add(pool_images(listed(*many), Path("/pictures")))
    pool.store(many, np.repeat(row(5), len(many), axis=0))
    assert pool.ready().ids.tolist() == many


def test_large_pools_keep_half_precision(pool, monkeypatch):
    monkeypatch.setattr("tlstudio.learn.image_pool.WIDE_ROWS", 2000)
    pool.store([1], row(1))
    assert pool.ready().features.dtype == np.float32
    many = list(range(10, 3000))
    pool.add(pool_images(listed(*many), Path("/pictures")))
    pool.store(many, np.repeat(row(5), len(many), axis=0))
    assert pool.ready().features.dtype == np.float16
    assert np.array_equal(pool.ready().features[:1], row(1))
