"""Tracing a shared border: the short way, the long way and straight across."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tlstudio.gui.canvas.border import Trace, Way
from tlstudio.gui.canvas.shape_table import ShapeTable
from tlstudio.gui.canvas.shapes import Kind, Shape, ring
from tlstudio.gui.canvas.snapping import Place, snap_at

HOUSE = ring([(0, 0), (10, 0), (10, 10), (5, 15), (0, 10)])


def test_both_ways_round_and_straight() -> None:
    trace = Trace(HOUSE, 0, 2)
    assert trace.points(Way.SHORT) == [(10, 0), (10, 10)]
    assert trace.points(Way.LONG) == [(0, 10), (5, 15), (10, 10)]
    assert trace.points(Way.STRAIGHT) == [(10, 10)]


@given(st.integers(0, 4), st.integers(0, 4))
def test_every_way_ends_at_the_second_vertex_and_both_together_go_round(begin: int, end: int) -> None:
    trace = Trace(HOUSE, begin, end)
    if begin == end:
        return
    short, long = trace.points(Way.SHORT), trace.points(Way.LONG)
    last = tuple(map(float, HOUSE[end]))
    assert short[-1] == long[-1] == last
    assert len(short) + len(long) == len(HOUSE)
    assert np.unique(np.array([*short, *long]), axis=0).shape[0] == len(HOUSE) - 1


def test_a_point_is_drawn_to_a_vertex_then_the_border_then_an_edge() -> None:
    table = ShapeTable.of([Shape(7, Kind.POLYGON, 1, (ring([(20, 20), (60, 20), (60, 60)]),))])
    size = (100, 80)
    vertex = snap_at(table, 58, 21, 5, size)
    assert (vertex.place, vertex.point, vertex.shape_id, vertex.index) == (Place.VERTEX, (60, 20), 7, 1)
    border = snap_at(table, 40, 78, 5, size)
    assert (border.place, border.point) == (Place.BORDER, (40, 80))
    edge = snap_at(table, 40, 22, 5, size)
    assert (edge.place, edge.point) == (Place.EDGE, (40, 20))
    assert snap_at(table, 40, 40.5, 0.1, size).place is Place.FREE
    assert snap_at(table, 58, 21, 5, size, frozenset({7})).place is Place.FREE
