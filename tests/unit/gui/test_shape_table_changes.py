"""Tables with shapes more or fewer are the same as tables made anew."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tlstudio.gui.canvas.shape_table import ShapeTable
from tlstudio.gui.canvas.shapes import Kind, Shape, ring

RINGS = st.lists(st.integers(1, 6), min_size=1, max_size=3)


def shape(shape_id: int, lengths: list[int]) -> Shape:
    rng = np.random.default_rng(shape_id)
    rings = tuple(ring(rng.uniform(0, 90, (length, 2))) for length in lengths)
    return Shape(shape_id, Kind.POLYGON, 1 + shape_id % 3, rings, is_hidden=shape_id % 4 == 0)


def assert_same(table: ShapeTable, wanted: ShapeTable) -> None:
    assert table.shapes == wanted.shapes
    for column in fields(ShapeTable):
        if column.name not in ("shapes", "_places"):
            found, expected = getattr(table, column.name), getattr(wanted, column.name)
            np.testing.assert_array_equal(found, expected)
            assert found.dtype == expected.dtype
    assert [table.place(one.id) for one in wanted.shapes] == list(range(len(wanted)))


@given(st.lists(RINGS, max_size=8), st.sets(st.integers(1, 10)))
def test_without_some(lengths: list[list[int]], gone: set[int]) -> None:
    shapes = [shape(number, several) for number, several in enumerate(lengths, 1)]
    table = ShapeTable.of(shapes).without(gone)
    assert_same(table, ShapeTable.of(one for one in shapes if one.id not in gone))
    assert all(table.get(shape_id) is None for shape_id in gone)


@given(st.lists(RINGS, max_size=6), st.lists(RINGS, max_size=3))
def test_with_more_on_top(lengths: list[list[int]], more: list[list[int]]) -> None:
    shapes = [shape(number, several) for number, several in enumerate(lengths, 1)]
    new = [shape(100 + number, several) for number, several in enumerate(more)]
    assert_same(ShapeTable.of(shapes).with_shapes(new), ShapeTable.of([*shapes, *new]))
