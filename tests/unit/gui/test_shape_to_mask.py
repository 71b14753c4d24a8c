"""A shape turned into a mask has the very pixels that its geometry has, made only where it lies."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tlstudio.core.geometry.raster import pixels_of
from tlstudio.gui.canvas.convert import geometry_of
from tlstudio.gui.canvas.mask_operations import mask_of_shape
from tlstudio.gui.canvas.shapes import Kind, Shape, box_ring, ring

SIZE = (40, 30)
# Hundredths of a pixel, as they are stored.
NUMBERS = st.integers(-500, 4500).map(lambda value: value / 100)
RINGS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=3, max_size=7).map(ring)


def on_image(shape: Shape) -> np.ndarray:
    made = mask_of_shape(shape, SIZE)
    whole = np.zeros(SIZE[::-1], bool)
    if made is not None and made.pixels is not None:
        height, width = made.pixels.on.shape
        whole[made.pixels.top :, made.pixels.left :][:height, :width] = made.pixels.on
    return whole


@given(RINGS, RINGS)
def test_a_polygon_with_a_hole(outer: np.ndarray, hole: np.ndarray) -> None:
    shape = Shape(3, Kind.POLYGON, 1, (outer, hole), 1)
    wanted = pixels_of(geometry_of(shape, SIZE), *SIZE)
    # A corner stored in 32 bits may lie a millionth beside the middle of a pixel that the stored number hits.
    assert (on_image(shape) != wanted).sum() <= 2


def test_a_box_and_a_lock_stay_what_they_were() -> None:
    shape = Shape(3, Kind.BOX, 2, (box_ring(5.5, 4, 12, 9),), is_locked=True)
    made = mask_of_shape(shape, SIZE)
    assert made is not None
    assert (made.id, made.label_id, made.kind, made.is_locked) == (3, 2, Kind.MASK, True)
    assert np.array_equal(on_image(shape), pixels_of(geometry_of(shape, SIZE), *SIZE))


def test_nothing_of_it_on_the_image_or_on_any_middle() -> None:
    assert mask_of_shape(Shape(1, Kind.BOX, 1, (box_ring(50, 4, 60, 9),)), SIZE) is None
    assert mask_of_shape(Shape(1, Kind.BOX, 1, (box_ring(5.6, 4.6, 5.9, 4.9),)), SIZE) is None
