from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycocotools import mask as oracle

from tlstudio.core.errors import BadRecord
from tlstudio.core.geometry import encoding, measure, raster, rle
from tlstudio.core.geometry.shapes import Box, Geometry, Mask, Point, Polygon, RotatedBox, ellipse

numbers = st.floats(-50, 150, allow_nan=False).map(lambda value: round(value, 3))
sizes = st.floats(0.1, 90).map(lambda value: round(value, 3))
points = st.tuples(numbers, numbers)
rings = st.lists(points, min_size=3, max_size=9).map(tuple)
boxes = st.builds(Box, numbers, numbers, sizes, sizes)
rotated = st.builds(RotatedBox, numbers, numbers, sizes, sizes, st.floats(-179, 179).map(lambda value: round(value, 3)))
polygons = st.builds(
    Polygon, st.lists(rings, min_size=1, max_size=3).map(tuple), st.lists(rings, max_size=2).map(tuple)
)
pixels = st.tuples(st.integers(1, 12), st.integers(1, 12)).flatmap(
    lambda size: st.lists(st.booleans(), min_size=size[0] * size[1], max_size=size[0] * size[1]).map(
        lambda values: np.array(values).reshape(size)
    )
)
masks = pixels.map(rle.encode)
shapes: st.SearchStrategy[Geometry] = st.one_of(boxes, rotated, polygons, st.builds(Point, numbers, numbers), masks)


@given(shapes)
def test_a_shape_comes_back_from_the_text_that_is_stored(shape: Geometry) -> None:
    assert encoding.from_text(shape.kind, encoding.to_text(shape)) == shape


@pytest.mark.parametrize(
    ("kind", "text"), [("box", "[1,2]"), ("polygon", "[]"), ("mask", "{}"), ("box", "{"), ("blob", "[]")]
)
def test_damaged_text_is_refused_in_a_sentence(kind: str, text: str) -> None:
    with pytest.raises(BadRecord):
        encoding.from_text(kind, text)


def test_what_is_not_a_number_is_never_stored() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        encoding.to_text(Box(math.nan, 0, 1, 1))


@given(pixels)
def test_runs_hold_exactly_the_pixels_and_are_those_of_pycocotools(array: np.ndarray) -> None:
    mask = rle.encode(array)
    assert np.array_equal(rle.decode(mask), array)
    assert rle.area(mask) == array.sum()
    theirs = oracle.encode(np.asfortranarray(array.astype(np.uint8)))
    assert mask.counts == theirs["counts"].decode()
    assert np.array_equal(oracle.decode({"size": [mask.height, mask.width], "counts": mask.counts.encode()}), array)
    if array.any():
        assert measure.bounds(mask) == Box(*oracle.toBbox(theirs).tolist())
        assert measure.fault_of(mask) == ""
    else:
        assert measure.fault_of(mask) == "has no pixel"


@given(st.lists(st.integers(0, 1 << 30), max_size=20))
def test_a_list_of_runs_comes_back_from_its_string(counts: list[int]) -> None:
    assert rle.decompress(rle.compress(counts)).tolist() == counts


@given(st.text(max_size=30))
def test_no_string_of_runs_does_more_than_be_refused(text: str) -> None:
    try:
        rle.decode(Mask(7, 5, text))
    except BadRecord:
        return
    assert sum(rle.decompress(text)) == 35


@given(pixels)
def test_borders_of_pixels_filled_again_are_these_pixels(array: np.ndarray) -> None:
    polygon = raster.polygon_of(array)
    if polygon is None:
        assert not array.any()
        return
    assert np.array_equal(raster.pixels_of(polygon, array.shape[1], array.shape[0]), array)
    assert measure.area(polygon) == array.sum()


@settings(max_examples=60)
@given(st.one_of(boxes, rotated, polygons))
def test_cutting_at_the_border_changes_no_pixel_of_the_image(shape: Geometry) -> None:
    before = raster.pixels_of(shape, 40, 30)
    cut = measure.clip(shape, 40, 30)
    if cut is None:
        assert not before.any()
        return
    after = raster.pixels_of(cut, 40, 30)
    # Where a border is cut, a crossing may be rounded to the other side of one pixel's centre.
    assert (before != after).sum() <= 2
    if not isinstance(cut, RotatedBox):
        left, top, right, bottom = measure.bounds(cut).edges
        assert (left, top) >= (0, 0)
        assert right <= 40 + 1e-9
        assert bottom <= 30 + 1e-9


@given(rotated)
def test_a_rotated_box_comes_back_from_its_corners(box: RotatedBox) -> None:
    for corners in (box.corners, box.corners[::-1]):
        found = RotatedBox.from_corners(corners)
        assert (found.x, found.y) == pytest.approx((box.x, box.y), abs=1e-6)
        assert sorted((found.width, found.height)) == pytest.approx(sorted((box.width, box.height)), abs=1e-6)
    again = RotatedBox.from_corners(box.corners)
    assert again.angle == pytest.approx(box.angle, abs=1e-3)


def test_a_box_turned_by_a_quarter_goes_clockwise() -> None:
    corners = RotatedBox(10, 10, 8, 4, 90).corners
    assert corners[0] == pytest.approx((12, 6))
    assert measure.bounds(RotatedBox(10, 10, 8, 4, 90)).edges == pytest.approx((8, 6, 12, 14))


@pytest.mark.parametrize(
    ("shape", "fault"),
    [
        (Box(0, 0, -1, 4), "has a negative size"),
        (Box(0, 0, 0, 4), "has no area"),
        (Box(0, math.inf, 1, 4), "holds what is not a number"),
        (RotatedBox(0, 0, 1, 1, math.nan), "holds what is not a number"),
        (Box(1e9, 0, 1, 4), "lies far outside of any picture"),
        (Polygon((((0, 0), (1, 1)),)), "has fewer than three points"),
        (Polygon((((0, 0), (1, 0), (2, 0)),)), "has no area"),
        (Point(3, 4), ""),
    ],
)
def test_what_makes_no_sense_is_said(shape: Geometry, fault: str) -> None:
    assert measure.fault_of(shape) == fault


def test_an_ellipse_has_its_area() -> None:
    assert measure.area(ellipse(20, 20, 10, 5, 30)) == pytest.approx(math.pi * 50)
