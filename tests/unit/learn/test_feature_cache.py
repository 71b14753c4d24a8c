"""Cached features survive anything that can happen to the two files."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlstudio.learn.feature_cache import RECORD, FeatureCache, key_of

DIM = 6


def keys(*numbers: int) -> list[str]:
    return [key_of(f"{number:032x}", 0) for number in numbers]


def rows(*numbers: int) -> np.ndarray:
    return np.array([np.full(DIM, number / 64, np.float32) for number in numbers]).reshape(len(numbers), DIM)


def test_rows_come_back_in_the_order_asked_for(tmp_path):
    cache = FeatureCache(tmp_path, DIM)
    cache.append(keys(1, 2, 3), rows(1, 2, 3))
    found, present = cache.rows(keys(3, 9, 1))
    assert present.tolist() == [True, False, True]
    assert np.array_equal(found, np.stack([rows(3)[0], np.zeros(DIM), rows(1)[0]]))


def test_pages_of_one_file_are_different_images(tmp_path):
    cache = FeatureCache(tmp_path, DIM)
    cache.append([key_of("ab" * 16, 0), key_of("ab" * 16, 1)], rows(1, 2))
    assert FeatureCache(tmp_path, DIM).rows([key_of("ab" * 16, 1)])[0][0, 0] == pytest.approx(2 / 64)


def test_a_key_is_stored_once_and_keeps_its_first_row(tmp_path):
    cache = FeatureCache(tmp_path, DIM)
    cache.append(keys(1, 1), rows(1, 5))
    cache.append(keys(1, 2), rows(7, 2))
    assert len(cache) == 2
    assert np.array_equal(cache.rows(keys(1, 2))[0], rows(1, 2))
    assert (tmp_path / "rows.f16").stat().st_size == 2 * DIM * 2


def test_two_writers_see_each_other(tmp_path):
    first, second = FeatureCache(tmp_path, DIM), FeatureCache(tmp_path, DIM)
    first.append(keys(1), rows(1))
    second.append(keys(2), rows(2))
    first.refresh()
    assert np.array_equal(first.rows(keys(1, 2))[0], rows(1, 2))


@given(lost=st.integers(0, 3 * RECORD.itemsize), lost_rows=st.integers(0, 3 * DIM * 2))
def test_whatever_a_kill_leaves_the_rest_reads_right_and_can_grow(tmp_path_factory, lost: int, lost_rows: int):
    folder = tmp_path_factory.mktemp("cache")
    FeatureCache(folder, DIM).append(keys(1, 2, 3), rows(1, 2, 3))
    for name, bytes_lost in (("index.bin", lost), ("rows.f16", lost_rows)):
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(content[: len(content) - bytes_lost])
    cache = FeatureCache(folder, DIM)
    found, present = cache.rows(keys(1, 2, 3))
    for number in np.flatnonzero(present):
        assert np.array_equal(found[number], rows(int(number) + 1)[0])
    cache.append(keys(1, 2, 3, 4), rows(1, 2, 3, 4))
    again = FeatureCache(folder, DIM)
    assert np.array_equal(again.rows(keys(1, 2, 3, 4))[0], rows(1, 2, 3, 4))
    assert again.check() == []


def test_check_names_a_row_that_was_damaged(tmp_path):
    cache = FeatureCache(tmp_path, DIM)
    cache.append(keys(1, 2), rows(1, 2))
    content = bytearray((tmp_path / "rows.f16").read_bytes())
    content[DIM * 2] ^= 0xFF
    (tmp_path / "rows.f16").write_bytes(content)
    assert FeatureCache(tmp_path, DIM).check() == [f"{2:032x}"]
