"""Sets of pixels as run lengths give what the same operations on pixels give, whatever the pixels are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from tlstudio.core.geometry import mask_sets, rle
from tlstudio.core.geometry.shapes import Mask

SHAPES = hnp.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=9)


@st.composite
def pairs(draw: st.DrawFn, number: int = 2) -> list[np.ndarray]:
    shape = draw(SHAPES)
    return [draw(hnp.arrays(bool, shape)) for _ in range(number)]


@given(pairs(3))
def test_union_intersection_and_difference_are_those_of_the_pixels(pixels: list[np.ndarray]) -> None:
    masks = [rle.encode(one) for one in pixels]
    a, b, c = pixels
    assert mask_sets.union(*masks) == rle.encode(a | b | c)
    assert mask_sets.intersection(*masks) == rle.encode(a & b & c)
    assert mask_sets.difference(*masks) == rle.encode(a & ~b & ~c)


@given(hnp.arrays(bool, SHAPES))
def test_flips_give_the_mask_back(pixels: np.ndarray) -> None:
    height, width = pixels.shape
    mask = rle.encode(pixels)
    assert mask_sets.mask_of_flips(mask_sets.flips_of(mask), width, height) == mask
    assert np.array_equal(mask_sets.flips_in(pixels), mask_sets.flips_of(mask))


@given(pairs(), st.data())
def test_columns_painted_anew_are_all_that_changes(pixels: list[np.ndarray], data: st.DataObject) -> None:
    old, new = pixels
    width = old.shape[1]
    first = data.draw(st.integers(0, width - 1))
    end = data.draw(st.integers(first + 1, width))
    expected = old.copy()
    expected[:, first:end] = new[:, first:end]
    flips = mask_sets.with_columns(mask_sets.flips_of(rle.encode(old)), new[:, first:end], first, width)
    assert mask_sets.mask_of_flips(flips, width, old.shape[0]) == rle.encode(expected)


@given(pairs(), st.data())
def test_a_rectangle_painted_anew_is_all_that_changes(pixels: list[np.ndarray], data: st.DataObject) -> None:
    old, new = pixels
    height, width = old.shape
    left, top = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    right, bottom = data.draw(st.integers(left + 1, width)), data.draw(st.integers(top + 1, height))
    expected = old.copy()
    expected[top:bottom, left:right] = new[top:bottom, left:right]
    flips = mask_sets.with_block(mask_sets.flips_of(rle.encode(old)), expected, (left, top, right, bottom))
    assert mask_sets.mask_of_flips(flips, width, height) == rle.encode(expected)


@given(st.lists(st.integers(0, 2**40), min_size=1, max_size=40))
def test_any_runs_come_back_from_their_string(counts: list[int]) -> None:
    assert rle.decompress(rle.compress(counts)).tolist() == counts


def test_runs_of_no_length_mean_nothing() -> None:
    strange = Mask(4, 2, rle.compress([2, 0, 1, 3, 2]))
    assert np.array_equal(mask_sets.flips_of(strange), mask_sets.flips_of(rle.encode(rle.decode(strange))))


def test_masks_of_different_sizes_have_no_union() -> None:
    with pytest.raises(ValueError, match="different sizes"):
        mask_sets.union(rle.encode(np.ones((2, 3), bool)), rle.encode(np.ones((3, 2), bool)))
