"""Masks while they are painted and drawn: what is stored is what the picture holds, at any zoom."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from tlstudio.core.geometry import rle
from tlstudio.gui.canvas import mask_operations
from tlstudio.gui.canvas.brush import Brush
from tlstudio.gui.canvas.convert import mask_of, mask_shape, pixels_of
from tlstudio.gui.canvas.mask_draft import MaskDraft
from tlstudio.gui.canvas.mask_pixels import sampled
from tlstudio.gui.canvas.shapes import Pixels

SIZE = (40, 30)
ARRAYS = hnp.arrays(bool, hnp.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=12))
Stroke = tuple[tuple[float, float], tuple[float, float], int, bool, bool]
PLACES = st.tuples(st.floats(-10, 50), st.floats(-10, 40))


def whole(pixels: Pixels | None, size: tuple[int, int]) -> np.ndarray:
    picture = np.zeros((size[1], size[0]), bool)
    if pixels is not None:
        height, width = pixels.on.shape
        picture[pixels.top : pixels.top + height, pixels.left : pixels.left + width] = pixels.on
    return picture


@given(ARRAYS)
def test_cut_pixels_give_their_mask_back(on: np.ndarray) -> None:
    mask = rle.encode(on)
    pixels = pixels_of(mask)
    assert np.array_equal(whole(pixels, (mask.width, mask.height)), on)
    if pixels is not None:
        assert mask_of(Pixels(pixels.left, pixels.top, pixels.on), (mask.width, mask.height)) == mask


@given(ARRAYS, st.integers(1, 5), st.integers(-8, 8), st.integers(-8, 8), st.integers(1, 20), st.integers(1, 20))
def test_enlarged_each_pixel_is_drawn_as_a_square(
    on: np.ndarray, scale: int, x: int, y: int, width: int, height: int
) -> None:
    picture = np.zeros((height, width), np.uint8)
    found = sampled(Pixels(0, 0, on), float(scale), (0.0, 0.0), (x, y, x + width, y + height))
    if found is not None:
        found.part_of(picture)[:] = found.on
    large = np.zeros((200, 200), np.uint8)
    enlarged = np.kron(on, np.ones((scale, scale), np.uint8))
    large[20 : 20 + enlarged.shape[0], 20 : 20 + enlarged.shape[1]] = enlarged
    assert np.array_equal(picture, large[20 + y : 20 + y + height, 20 + x : 20 + x + width])


@settings(max_examples=60)
@given(
    st.lists(st.tuples(PLACES, PLACES, st.integers(1, 14), st.booleans(), st.booleans()), min_size=1, max_size=6),
    hnp.arrays(bool, (SIZE[1], SIZE[0])),
)
def test_any_strokes_are_stored_as_they_were_painted(strokes: list[Stroke], start: np.ndarray) -> None:
    brush = Brush()
    pixels = pixels_of(rle.encode(start))
    draft = MaskDraft(mask_shape(1, 1, pixels or Pixels(0, 0, np.zeros((0, 0), bool))), SIZE)
    for begin, end, size, is_square, adds in strokes:
        brush.set_size(size)
        brush.set_square(is_square)
        before = draft.pixels.copy()
        area = draft.stroke(brush, begin, end, adds)
        rows, columns = np.nonzero(before != draft.pixels)
        if len(rows):
            assert area is not None
            assert area[0] <= columns.min() <= columns.max() < area[2]
            assert area[1] <= rows.min() <= rows.max() < area[3]
    final = draft.finished()
    if draft.touched is None:
        return
    stored = None if final is None else final.pixels
    assert np.array_equal(whole(stored, SIZE), draft.pixels)
    if stored is not None:
        assert mask_of(stored, SIZE) == rle.encode(draft.pixels)


@given(ARRAYS)
def test_parts_are_apart_and_together_the_mask(on: np.ndarray) -> None:
    size = (on.shape[1], on.shape[0])
    pictures = [whole(part, size) for part in mask_operations.parts(Pixels(0, 0, on))]
    assert np.array_equal(np.any(pictures, axis=0) if pictures else np.zeros_like(on), on)
    assert sum(int(picture.sum()) for picture in pictures) == int(on.sum())


@given(ARRAYS)
def test_filled_holes_only_add_and_leave_nothing_to_fill(on: np.ndarray) -> None:
    once = mask_operations.filled(Pixels(0, 0, on))
    assert not (on & ~once.on).any()
    assert np.array_equal(mask_operations.filled(once).on, once.on)


@given(ARRAYS)
def test_growing_adds_and_shrinking_takes_away(on: np.ndarray) -> None:
    size = (on.shape[1], on.shape[0])
    larger, smaller = (whole(mask_operations.grown(Pixels(0, 0, on), by, size), size) for by in (1, -1))
    assert not (on & ~larger).any()
    assert not (smaller & ~on).any()


def test_a_place_that_the_mask_encloses_is_found_and_an_open_one_is_not() -> None:
    ring = np.ones((5, 5), bool)
    ring[1:4, 1:4] = False
    found = mask_operations.enclosed(Pixels(10, 20, ring), 12, 22)
    assert found is not None
    assert int(found.on.sum()) == 9
    assert (found.left, found.top) == (11, 21)
    ring[0, 2] = False
    assert mask_operations.enclosed(Pixels(10, 20, ring), 12, 22) is None
