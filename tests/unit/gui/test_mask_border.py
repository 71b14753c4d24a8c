"""The border of masks: the nearest place of it by brute force, and both ways along it together the whole outline."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from tlstudio.gui.canvas.border import Way
from tlstudio.gui.canvas.convert import mask_shape
from tlstudio.gui.canvas.mask_border import between, nearest_on_border, outline
from tlstudio.gui.canvas.shape_table import ShapeTable
from tlstudio.gui.canvas.shapes import Kind, Pixels, Shape, ring
from tlstudio.gui.canvas.snapping import Place, snap_at

MASKS = arrays.arrays(bool, (9, 12)).filter(lambda on: on.any())


def edges_of(pixels: Pixels) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Every edge between a pixel that is on and one that is off, as its two ends."""
    on = {(x + pixels.left, y + pixels.top) for y, x in zip(*np.nonzero(pixels.on), strict=True)}
    sides = [((0, 0), (1, 0), (0, -1)), ((0, 1), (1, 1), (0, 1)), ((0, 0), (0, 1), (-1, 0)), ((1, 0), (1, 1), (1, 0))]
    return [
        ((x + a[0], y + a[1]), (x + b[0], y + b[1]))
        for x, y in on
        for a, b, out in sides
        if (x + out[0], y + out[1]) not in on
    ]


def distance_to(edge: tuple[tuple[int, int], tuple[int, int]], x: float, y: float) -> float:
    (x0, y0), (x1, y1) = edge
    return float(np.hypot(x - np.clip(x, x0, x1), y - np.clip(y, y0, y1)))


@given(MASKS, st.floats(-4, 20), st.floats(-4, 16), st.floats(0.1, 6))
def test_the_nearest_place_of_the_border(on: np.ndarray, x: float, y: float, reach: float) -> None:
    pixels = Pixels(3, 2, np.asfortranarray(on))
    edges = edges_of(pixels)
    wanted = min(distance_to(edge, x, y) for edge in edges)
    found = nearest_on_border(pixels, x, y, reach)
    assume(abs(wanted - reach) > 1e-6)
    assert (found is None) == (wanted > reach)
    if found is None:
        return
    distance, (px, py) = found
    assert min(distance_to(edge, px, py) for edge in edges) < 1e-6
    assert distance == pytest.approx(float(np.hypot(px - x, py - y)), abs=1e-6)
    assert distance <= max(reach, wanted + 1e-6)


def test_a_corner_of_a_pixel_goes_before_the_middle_of_its_side() -> None:
    pixels = Pixels(0, 0, np.ones((4, 4), bool))
    assert nearest_on_border(pixels, 4.2, 1.6, 3.0) == (pytest.approx(np.hypot(0.2, 0.4)), (4.0, 2.0))
    found = nearest_on_border(pixels, 4.2, 1.5, 0.3)
    assert found is not None
    assert found[1] == pytest.approx((4.0, 1.5))


@given(MASKS)
def test_the_outline_has_the_area_of_the_pixels(on: np.ndarray) -> None:
    pixels = Pixels(3, 2, np.asfortranarray(on))
    corners = {end for edge in edges_of(pixels) for end in edge}
    for one in outline(pixels):
        assert {(int(x), int(y)) for x, y in one.tolist()} <= corners
        steps = np.abs(np.roll(one, -1, axis=0) - one)
        assert (steps.min(axis=1) == 0).all(), "only along the pixels' edges"


def test_both_ways_between_two_places_and_straight() -> None:
    pixels = Pixels(10, 20, np.ones((30, 40), bool))
    trace = between(pixels, (20.0, 20.0), (50.0, 30.0))
    assert trace is not None
    assert trace.points(Way.SHORT) == [(50, 20), (50, 30)]
    assert trace.points(Way.LONG) == [(10, 20), (10, 50), (50, 50), (50, 30)]
    assert trace.points(Way.STRAIGHT) == [(50, 30)]
    same = between(pixels, (20.0, 20.0), (30.0, 20.0))
    assert same is not None
    assert same.points(Way.SHORT) == [(30, 20)]
    back = between(pixels, (30.0, 20.0), (20.0, 20.0))
    assert back is not None
    assert back.points(Way.SHORT) == [(20, 20)]
    assert len(back.points(Way.LONG)) == 5


def test_places_on_two_rings_are_not_joined() -> None:
    on = np.ones((30, 30), bool)
    on[10:20, 10:20] = False
    pixels = Pixels(0, 0, on)
    assert between(pixels, (0.0, 5.0), (10.0, 15.0)) is None
    inner = between(pixels, (10.0, 15.0), (15.0, 10.0))
    assert inner is not None
    assert inner.points(Way.SHORT) == [(10, 10), (15, 10)]


def test_stairs_become_the_line_they_stand_for() -> None:
    pixels = Pixels(0, 0, np.tri(50, dtype=bool))
    trace = between(pixels, (1.0, 0.0), (50.0, 49.0))
    assert trace is not None
    assert len(trace.points(Way.SHORT)) <= 3


def test_points_are_drawn_to_a_mask_after_vertices_and_along_the_images_border() -> None:
    mask = mask_shape(5, 1, Pixels(0, 20, np.ones((30, 40), bool)))
    polygon = Shape(6, Kind.POLYGON, 1, (ring([(41, 30), (80, 30), (80, 60)]),))
    table = ShapeTable.of([mask, polygon])
    size = (100, 80)
    on_mask = snap_at(table, 22, 18.5, 6, size)
    assert (on_mask.place, on_mask.point, on_mask.shape_id) == (Place.EDGE, (22, 20), 5)
    assert snap_at(table, 40, 31, 6, size).place is Place.VERTEX
    assert snap_at(table, 22, 16, 6, size).place is Place.FREE
    assert snap_at(table, 20, 30, 6, size).place is Place.FREE, "far inside"
    at_both = snap_at(table, 2, 30, 6, size)
    assert (at_both.place, at_both.point, at_both.shape_id) == (Place.EDGE, (0, 30), 5)
    assert snap_at(table, 2, 10, 6, size).place is Place.BORDER
    assert snap_at(table, 22, 18.5, 6, size, frozenset({5})).place is Place.FREE
