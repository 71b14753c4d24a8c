"""Polygons made of polygons: areas add up, holes stay holes, and vertices that nothing crosses stay in place."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tlstudio.gui.canvas.polygon_operations import (
    area,
    intersected,
    pieces_along,
    simplified,
    subtracted,
    united,
    vertices,
)
from tlstudio.gui.canvas.shapes import Kind, Shape, box_ring, ring


def polygon(*rings: np.ndarray, parts: int = 1, shape_id: int = 1) -> Shape:
    return Shape(shape_id, Kind.POLYGON, 1, rings, parts)


def square(x: float, y: float, side: float) -> np.ndarray:
    return box_ring(x, y, x + side, y + side)


def star(x: float, y: float, reaches: list[float]) -> Shape:
    """A polygon around a point: simple whatever the distances are."""
    turn = 2 * math.pi / len(reaches)
    return polygon(ring([(x + r * math.cos(i * turn), y + r * math.sin(i * turn)) for i, r in enumerate(reaches)]))


STARS = st.builds(
    star,
    st.floats(40, 60, width=32),
    st.floats(40, 60, width=32),
    st.lists(st.floats(5, 30, width=32), min_size=3, max_size=12),
)


def size(shape: Shape | None) -> float:
    return area(shape) if shape is not None else 0.0


@given(STARS, STARS)
def test_areas_add_up(one: Shape, other: Shape) -> None:
    both, common = size(united([one, other])), size(intersected([one, other]))
    within = 4.0 + 0.002 * both  # slivers below half a pixel are dropped
    assert both + common == pytest.approx(area(one) + area(other), abs=within)
    assert size(subtracted([one, other])) == pytest.approx(area(one) - common, abs=within)


@given(STARS, st.floats(0, math.pi), st.floats(-0.5, 0.5))
def test_the_pieces_of_a_cut_make_up_the_whole(shape: Shape, angle: float, offset: float) -> None:
    left, top, right, bottom = shape.bounds
    x, y = (left + right) / 2 + offset * (right - left), (top + bottom) / 2
    line = [(x, y), (x + math.cos(angle), y + math.sin(angle))]
    pieces = pieces_along(shape, line)
    assume(pieces)
    assert sum(map(area, pieces)) == pytest.approx(area(shape), abs=4.0)
    assert all(piece.parts == 1 for piece in pieces)
    assert [area(piece) for piece in pieces] == sorted((area(piece) for piece in pieces), reverse=True)


@given(STARS, st.floats(0.1, 5))
def test_simpler_is_not_far_away_and_never_fewer_than_three(shape: Shape, tolerance: float) -> None:
    simpler = simplified(shape, tolerance)
    assert 3 <= vertices(simpler) <= vertices(shape)
    assert simpler.id == shape.id


def test_a_hole_stays_a_hole_and_a_ring_cut_out_becomes_one() -> None:
    ring_shape = polygon(square(0, 0, 100), square(40, 40, 20))
    whole = united([ring_shape, polygon(square(90, 0, 50), shape_id=2)])
    assert whole is not None
    assert (whole.parts, len(whole.rings)) == (1, 2)
    assert area(whole) == pytest.approx(10_000 - 400 + 2_000)
    cut = subtracted([polygon(square(0, 0, 100)), polygon(square(40, 40, 20))])
    assert cut is not None
    assert (cut.parts, len(cut.rings)) == (1, 2)
    assert area(cut) == pytest.approx(9_600)


def test_apart_they_are_two_parts_of_one_object() -> None:
    both = united([polygon(square(0, 0, 10)), polygon(square(50, 50, 10), shape_id=2)])
    assert both is not None
    assert (both.id, both.parts, area(both)) == (1, 2, pytest.approx(200))


def test_neighbours_with_a_shared_border_become_one_ring() -> None:
    both = united([polygon(square(0, 0, 50)), polygon(square(50, 0, 50), shape_id=2)])
    assert both is not None
    assert (both.parts, len(both.rings)) == (1, 1)
    assert area(both) == pytest.approx(5_000)


def test_what_covers_everything_leaves_nothing() -> None:
    assert subtracted([polygon(square(10, 10, 10)), polygon(square(0, 0, 50), shape_id=2)]) is None
    assert intersected([polygon(square(0, 0, 10)), polygon(square(50, 0, 10), shape_id=2)]) is None


def test_a_cut_through_a_ring_gives_two_halves() -> None:
    pieces = pieces_along(polygon(square(0, 0, 100), square(40, 40, 20)), [(50, -10), (50, 110)])
    assert [area(piece) for piece in pieces] == [pytest.approx(4_800), pytest.approx(4_800)]


def test_a_bent_line_cuts_along_its_bends() -> None:
    pieces = pieces_along(polygon(square(0, 0, 100)), [(50, 0), (50, 50), (100, 50)])
    assert sorted(area(piece) for piece in pieces) == [pytest.approx(2_500), pytest.approx(7_500)]


def test_a_line_beside_leaves_it_whole() -> None:
    (whole,) = pieces_along(polygon(square(0, 0, 100)), [(200, 0), (200, 10)])
    assert area(whole) == pytest.approx(10_000)
