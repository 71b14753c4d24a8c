"""Between two shapes: exact at both ends, the same from either side, and what one would draw in the middle."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tlstudio.core.geometry import measure, raster, rle
from tlstudio.core.geometry.interpolate import CannotInterpolate, between
from tlstudio.core.geometry.shapes import Box, Geometry, Mask, Point, Polygon, RotatedBox, ellipse

FEW = settings(max_examples=50)  # the first mask loads SciPy
numbers = st.integers(-400, 1200).map(lambda value: value / 8)
sizes = st.integers(1, 700).map(lambda value: value / 8)
shares = st.integers(1, 63).map(lambda value: value / 64)
points = st.builds(Point, numbers, numbers)
boxes = st.builds(Box, numbers, numbers, sizes, sizes)
rotated = st.builds(RotatedBox, numbers, numbers, sizes, sizes, st.integers(-180, 180).map(float))
rings = st.lists(st.tuples(numbers, numbers), min_size=3, max_size=9, unique=True).map(tuple)
polygons = st.builds(lambda ring: Polygon((ring,)), rings)
masks = st.integers(0, 2**32 - 1).map(
    lambda seed: rle.encode(np.random.default_rng(seed).random((12, 15)) < 0.4)  # some are ragged, none is empty
)
areas: st.SearchStrategy[Geometry] = st.one_of(boxes, rotated, polygons)
pairs = st.one_of(st.tuples(points, points), st.tuples(areas, areas), st.tuples(masks, masks))


@FEW
@given(pairs)
def test_the_ends_are_the_shapes_themselves(pair: tuple[Geometry, Geometry]) -> None:
    first, second = pair
    assert between(first, second, 0) == first
    assert between(first, second, 1) == second
    assert between(first, first, 0.3) == first


@FEW
@given(pairs, shares)
def test_it_is_the_same_from_either_side(pair: tuple[Geometry, Geometry], share: float) -> None:
    assert between(*pair, share) == between(pair[1], pair[0], 1 - share)


@FEW
@given(st.tuples(areas, areas), shares)
def test_the_result_lies_in_the_box_around_both(pair: tuple[Geometry, Geometry], share: float) -> None:
    assume(not any(isinstance(shape, RotatedBox) for shape in pair))  # turning leaves it
    left, top, right, bottom = measure.bounds(between(*pair, share)).edges
    all_edges = [measure.bounds(shape).edges for shape in pair]
    assert left >= min(edges[0] for edges in all_edges) - 1e-6
    assert top >= min(edges[1] for edges in all_edges) - 1e-6
    assert right <= max(edges[2] for edges in all_edges) + 1e-6
    assert bottom <= max(edges[3] for edges in all_edges) + 1e-6


@FEW
@given(polygons, numbers, numbers, shares, st.integers(0, 8), st.booleans())
def test_a_moved_polygon_only_moves_wherever_its_numbering_starts(
    polygon: Polygon, dx: float, dy: float, share: float, turn: int, reverse: bool
) -> None:
    ring = polygon.rings[0]
    area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True))
    assume(abs(area) > 1)  # without an area there is no direction
    turned = (*ring[turn % len(ring) :], *ring[: turn % len(ring)])
    moved = tuple((x + dx, y + dy) for x, y in (turned[::-1] if reverse else turned))
    found = between(polygon, Polygon((moved,)), share)
    assert isinstance(found, Polygon)
    expected = sorted((x + share * dx, y + share * dy) for x, y in ring)
    assert np.allclose(sorted(found.rings[0]), expected, atol=1e-6) or _same_set(found.rings[0], expected)


def _same_set(found: tuple[tuple[float, float], ...], expected: list[tuple[float, float]]) -> bool:
    near = [[math.dist(a, b) for b in expected] for a in found]
    return max(map(min, near)) < 1e-6 and max(map(min, zip(*near, strict=True))) < 1e-6


def test_angles_go_the_shorter_way() -> None:
    first, second = RotatedBox(0, 0, 4, 2, 170), RotatedBox(10, 0, 4, 2, -170)
    middle = between(first, second, 0.5)
    assert isinstance(middle, RotatedBox)
    assert abs(middle.angle) == pytest.approx(180)
    assert middle.x == 5
    quarter = between(first, second, 0.25)
    assert isinstance(quarter, RotatedBox)
    assert quarter.angle == pytest.approx(175)


def test_a_box_and_a_turned_box_give_a_turned_box() -> None:
    assert between(Box(0, 0, 4, 2), RotatedBox(2, 1, 4, 2, 30), 0.5) == RotatedBox(2, 1, 4, 2, 15)


def test_outlines_with_different_vertices_keep_all_corners() -> None:
    square = Polygon((((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)),))
    denser = Polygon((((5.0, 10.0), (0.0, 10.0), (0.0, 0.0), (5.0, 0.0), (10.0, 0.0), (10.0, 10.0)),))
    found = between(square, denser, 0.5)
    assert measure.area(found) == pytest.approx(100)
    assert {(round(x, 6), round(y, 6)) for x, y in found.rings[0]} >= set(square.rings[0])


def test_a_circle_grows_evenly() -> None:
    found = between(ellipse(50, 50, 10, 10, points=24), ellipse(50, 50, 20, 20, points=40), 0.5)
    radii = [math.dist(point, (50, 50)) for point in found.rings[0]]
    assert min(radii) > 14.5
    assert max(radii) < 15.5


def disc(x: float, y: float, radius: float) -> Mask:
    return raster.mask_of(ellipse(x, y, radius, radius), 120, 80)


def test_masks_that_do_not_touch_do_not_vanish_on_the_way() -> None:
    middle = between(disc(20, 40, 8), disc(90, 40, 12), 0.5)
    assert isinstance(middle, Mask)
    box = rle.bounds(middle)
    assert box is not None
    assert (box.x + box.width / 2, box.y + box.height / 2) == pytest.approx((55, 40), abs=1)
    assert math.sqrt(rle.area(middle) / math.pi) == pytest.approx(10, abs=0.5)


def test_a_mask_beyond_the_border_is_cut_there() -> None:
    assert rle.decode(between(disc(0, 0, 10), disc(119, 79, 10), 0.25)).shape == (80, 120)


@FEW
@given(masks, masks, shares)
def test_a_mask_between_masks_is_never_empty(first: Mask, second: Mask, share: float) -> None:
    assert measure.fault_of(between(first, second, share)) == ""


def test_polygons_of_different_parts_go_through_pixels() -> None:
    ring = ((0.0, 0.0), (20.0, 0.0), (20.0, 20.0), (0.0, 20.0))
    hole = ((5.0, 5.0), (15.0, 5.0), (15.0, 15.0), (5.0, 15.0))
    found = between(Polygon((ring,)), Polygon((ring,), (hole,)), 0.75)
    assert isinstance(found, Polygon)
    assert 300 < measure.area(found) < 400


def test_a_point_and_a_box_have_nothing_between_them() -> None:
    with pytest.raises(CannotInterpolate):
        between(Point(1, 1), Box(0, 0, 2, 2), 0.5)
