"""Shapes cut along a line: no pixel is lost, nothing spans the line, and a box stays one where it can."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from tlstudio.gui.canvas.cutting import crosses, cut_along, pixels_along
from tlstudio.gui.canvas.polygon_operations import area
from tlstudio.gui.canvas.shapes import Kind, Pixels, Shape, box_ring, ring

PLACES = st.tuples(st.floats(-5, 30), st.floats(-5, 30))


def mask_of(on: np.ndarray, left: int = 0, top: int = 0) -> Shape:
    height, width = on.shape
    corners = box_ring(left, top, left + width, top + height)
    return Shape(7, Kind.MASK, 1, (corners,), pixels=Pixels(left, top, np.asfortranarray(on)))


def on_image(pieces: list[Pixels], size: int = 64) -> np.ndarray:
    """How many pieces each pixel belongs to."""
    counts = np.zeros((size, size), int)
    for one in pieces:
        height, width = one.on.shape
        counts[one.top : one.top + height, one.left : one.left + width] += one.on
    return counts


@given(arrays.arrays(bool, (18, 23)), PLACES, PLACES)
def test_the_pieces_are_exactly_the_pixels_and_none_spans_the_line(
    on: np.ndarray, begin: tuple[float, float], end: tuple[float, float]
) -> None:
    on[0, 0] = True
    whole = Pixels(3, 2, np.asfortranarray(on))
    pieces = pixels_along(whole, begin, end)
    assert np.array_equal(on_image(pieces), on_image([whole]))
    assert [one.area for one in pieces] == sorted((one.area for one in pieces), reverse=True)
    if len(pieces) == 1:
        return
    for one in pieces:
        assert one.on.any(axis=0)[[0, -1]].all()
        assert one.on.any(axis=1)[[0, -1]].all()
        rows, columns = np.nonzero(one.on)
        x, y = columns + one.left + 0.5 - begin[0], rows + one.top + 0.5 - begin[1]
        assert len({*((end[0] - begin[0]) * y > (end[1] - begin[1]) * x).tolist()}) == 1


def test_both_arms_of_a_u_are_cut_off_and_specks_stay_with_their_side() -> None:
    on = np.zeros((30, 30), bool)
    on[5:25, 5:10] = on[5:25, 20:25] = on[20:25, 5:25] = True
    on[6, 15] = on[28, 15] = True
    pieces = pixels_along(Pixels(0, 0, on), (0.0, 12.0), (30.0, 12.0))
    assert [one.area for one in pieces] == [130 + 50 + 1, 36, 35]


def test_a_line_between_two_parts_parts_them_and_one_beside_does_nothing() -> None:
    on = np.zeros((20, 20), bool)
    on[2:8, 2:8] = on[12:18, 2:8] = True
    shape = mask_of(on)
    assert [piece.pixels.area for piece in cut_along(shape, (0, 10), (20, 10)) if piece.pixels] == [36, 36]
    assert len(cut_along(shape, (19, 0), (19, 20))) == 1


def test_pieces_of_a_mask_have_its_id_and_their_own_place() -> None:
    pieces = cut_along(mask_of(np.ones((10, 20), bool), 5, 7), (11, 0), (11, 30))
    assert [(piece.id, piece.kind, piece.bounds) for piece in pieces] == [
        (7, Kind.MASK, (11, 7, 25, 17)),
        (7, Kind.MASK, (5, 7, 11, 17)),
    ]


def test_a_box_cut_upright_gives_boxes_and_cut_at_a_slant_polygons() -> None:
    box = Shape(1, Kind.BOX, 1, (box_ring(10, 10, 50, 30),))
    upright = cut_along(box, (20, 0), (20, 40))
    assert [(piece.kind, piece.bounds) for piece in upright] == [
        (Kind.BOX, (20, 10, 50, 30)),
        (Kind.BOX, (10, 10, 20, 30)),
    ]
    assert all(np.allclose(piece.outline, box_ring(*piece.bounds)) for piece in upright)
    slanted = cut_along(box, (20, 0), (30, 40))
    assert {piece.kind for piece in slanted} == {Kind.POLYGON}
    assert sum(map(area, slanted)) == pytest.approx(800, abs=0.1)


@given(st.floats(0, 359), st.floats(-8, 8))
def test_a_turned_box_cut_across_gives_turned_boxes(angle: float, offset: float) -> None:
    turn = math.radians(angle)
    across, along = np.array([math.cos(turn), math.sin(turn)]), np.array([-math.sin(turn), math.cos(turn)])
    corners = [50 + sx * 20 * across + sy * 10 * along for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    box = Shape(1, Kind.ROTATED_BOX, 1, (ring(np.array(corners)),))
    middle = 50 + offset * across
    begin, end = middle - 40 * along, middle + 40 * along
    pieces = cut_along(box, (begin[0], begin[1]), (end[0], end[1]))
    assert [piece.kind for piece in pieces] == [Kind.ROTATED_BOX] * 2
    assert sum(map(area, pieces)) == pytest.approx(800, rel=1e-3)
    for piece in pieces:
        first = piece.outline[1] - piece.outline[0]
        assert np.allclose(first / np.linalg.norm(first), across, atol=1e-2), "corners stay in their order"


def test_a_line_crosses_only_as_far_as_it_is_drawn() -> None:
    box = Shape(1, Kind.BOX, 1, (box_ring(10, 10, 50, 30),))
    mask = mask_of(np.ones((20, 40), bool), 10, 10)
    for shape in (box, mask):
        assert crosses(shape, (0, 0), (60, 40))
        assert crosses(shape, (20, 20), (22, 21)), "wholly inside"
        assert not crosses(shape, (0, 0), (5, 5)), "its end is far from it"
        assert not crosses(shape, (0, 25), (20, 40)), "past the corner"
