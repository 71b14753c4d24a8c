"""Intersection over union of any two shapes."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlstudio.core.geometry import raster
from tlstudio.core.geometry.overlap import iou
from tlstudio.core.geometry.shapes import Box, Geometry, Point, Polygon, RotatedBox

SIDES = st.floats(2, 40)
BOXES = st.builds(Box, st.floats(0, 40), st.floats(0, 40), SIDES, SIDES)


def as_polygon(box: Box) -> Polygon:
    return Polygon((box.corners,))


def test_known_pairs() -> None:
    assert iou(Box(0, 0, 10, 10), Box(5, 0, 10, 10)) == pytest.approx(1 / 3)
    assert iou(Box(0, 0, 10, 10), Box(10, 0, 10, 10)) == 0
    diamond = RotatedBox(10, 10, math.sqrt(200), math.sqrt(200), 45)
    assert iou(diamond, Box(0, 0, 20, 20)) == pytest.approx(0.5, abs=0.02)
    ring = Polygon((((0, 0), (30, 0), (30, 30), (0, 30)),), (((10, 10), (20, 10), (20, 20), (10, 20)),))
    assert iou(ring, Box(0, 0, 30, 30)) == pytest.approx(8 / 9, abs=0.02)
    assert iou(Point(3, 3), Point(5, 4)) == 1
    assert iou(Point(3, 3), Point(9, 4)) == iou(Point(3, 3), Box(0, 0, 9, 9)) == 0


def test_masks_are_counted_pixel_by_pixel() -> None:
    one, other = (raster.mask_of(box, 64, 48) for box in (Box(0, 0, 10, 10), Box(5, 0, 10, 10)))
    assert iou(one, other) == pytest.approx(1 / 3)
    assert iou(one, Box(5, 0, 10, 10)) == pytest.approx(1 / 3, abs=0.02)
    assert iou(one, raster.mask_of(Box(0, 0, 10, 10), 32, 32)) == 0, "of another image"


@given(BOXES, BOXES)
def test_a_box_is_the_polygon_of_its_corners(one: Box, other: Box) -> None:
    exact = iou(one, other)
    assert exact == pytest.approx(iou(other, one))
    assert 0 <= exact <= 1
    pairs: list[tuple[Geometry, Geometry]] = [(as_polygon(one), other), (as_polygon(one), as_polygon(other))]
    for first, second in pairs:
        assert iou(first, second) == pytest.approx(exact, abs=0.05)
        assert iou(first, first) == 1
