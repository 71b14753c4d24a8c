"""Shapes in flat arrays, hit testing, snapping and edits, held against plain and slow ways to work them out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tlstudio.core.geometry import rle
from tlstudio.core.geometry.shapes import Box, Geometry, Point, Polygon, RotatedBox
from tlstudio.core.words import Annotation
from tlstudio.gui.canvas import editing
from tlstudio.gui.canvas.convert import annotation_with, geometry_of, shape_of
from tlstudio.gui.canvas.hit_testing import nearest_on_ring, shapes_at, shapes_in
from tlstudio.gui.canvas.shape_table import ShapeTable
from tlstudio.gui.canvas.shapes import Kind, Shape, box_ring, ring
from tlstudio.gui.canvas.snapping import Place, snap_at

SIZE = (400, 300)
X, Y = st.floats(0, SIZE[0], width=32), st.floats(0, SIZE[1], width=32)


@st.composite
def boxes(draw: st.DrawFn, number: int = 0) -> Shape:
    x, y = draw(st.floats(0, 380, width=32)), draw(st.floats(0, 280, width=32))
    width, height = draw(st.floats(2, 20, width=32)), draw(st.floats(2, 20, width=32))
    return Shape(number, Kind.BOX, draw(st.integers(1, 3)), (box_ring(x, y, x + width, y + height),))


@st.composite
def polygons(draw: st.DrawFn, number: int = 0) -> Shape:
    points = draw(st.lists(st.tuples(X, Y), min_size=3, max_size=8))
    return Shape(number, Kind.POLYGON, draw(st.integers(1, 3)), (ring(points),))


@st.composite
def tables(draw: st.DrawFn) -> ShapeTable:
    shapes = draw(st.lists(st.one_of(boxes(), polygons()), max_size=8))
    return ShapeTable.of(replace(shape, id=number + 1) for number, shape in enumerate(shapes))


def same(one: ShapeTable, other: ShapeTable) -> bool:
    arrays = ("vertices", "ring_starts", "first_rings", "bounds", "labels", "kinds", "shown", "areas", "snaps")
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in arrays)


@given(tables(), st.data())
def test_a_replaced_shape_gives_the_same_arrays_as_a_new_table(table: ShapeTable, data: st.DataObject) -> None:
    assume(len(table))
    place = data.draw(st.integers(0, len(table) - 1))
    new = data.draw(st.one_of(boxes(), polygons()))
    rings = (*new.rings, *data.draw(st.lists(polygons().map(lambda s: s.outline), max_size=2)))
    new = replace(new, id=table.shapes[place].id, rings=rings, parts=data.draw(st.integers(1, len(rings))))
    shapes = [*table.shapes[:place], new, *table.shapes[place + 1 :]]
    assert same(table.replaced(new), ShapeTable.of(shapes))


@given(tables(), X, Y)
def test_a_hit_contains_the_point_and_the_smallest_comes_first(table: ShapeTable, x: float, y: float) -> None:
    hits = shapes_at(table, x, y, 2.0)
    areas = [table.areas[place] for place in hits]
    assert areas == sorted(areas)
    for place, shape in enumerate(table.shapes):
        if shape.kind is Kind.BOX:
            left, top, right, bottom = shape.bounds
            clearly_inside = left <= x <= right and top <= y <= bottom
            clearly_outside = not (left - 2.1 <= x <= right + 2.1 and top - 2.1 <= y <= bottom + 2.1)
            assert (place in hits) or not clearly_inside
            assert (place not in hits) or not clearly_outside


@given(tables())
def test_every_shape_is_hit_on_each_of_its_vertices_and_lies_in_the_whole_image(table: ShapeTable) -> None:
    for place, shape in enumerate(table.shapes):
        for x, y in shape.outline.tolist():
            assert place in shapes_at(table, x, y, 0.5)
    assert shapes_in(table, 0, 0, *SIZE) == list(range(len(table)))


@given(polygons(), X, Y)
def test_nearest_on_ring_is_not_farther_than_any_sampled_point(shape: Shape, x: float, y: float) -> None:
    edge, distance, point = nearest_on_ring(shape.outline, x, y)
    start = shape.outline.astype(float)
    end = np.roll(start, -1, axis=0)
    samples = start[:, None] + np.linspace(0, 1, 21)[None, :, None] * (end - start)[:, None]
    assert distance <= np.hypot(samples[..., 0] - x, samples[..., 1] - y).min() + 1e-3
    assert np.hypot(point[0] - x, point[1] - y) == pytest.approx(distance, abs=1e-6)
    assert 0 <= edge < len(shape.outline)


def test_a_hole_is_not_hit_but_its_edge_is() -> None:
    holed = Shape(1, Kind.POLYGON, 1, (box_ring(0, 0, 100, 100), box_ring(30, 30, 70, 70)))
    table = ShapeTable.of([holed])
    assert table.areas[0] == 10_000 - 1_600
    assert shapes_at(table, 50, 50, 2) == []
    assert shapes_at(table, 10, 10, 2) == [0]
    assert shapes_at(table, 31, 50, 2) == [0]


def test_hidden_shapes_are_not_hit() -> None:
    table = ShapeTable.of([Shape(1, Kind.BOX, 1, (box_ring(0, 0, 50, 50),), is_hidden=True)])
    assert shapes_at(table, 20, 20, 2) == []
    assert shapes_in(table, 0, 0, 100, 100) == []


@given(st.one_of(boxes(), polygons()), st.floats(-900, 900), st.floats(-900, 900))
def test_a_moved_shape_keeps_its_form_and_stays_on_the_image(shape: Shape, dx: float, dy: float) -> None:
    result = editing.moved(shape, dx, dy, SIZE)
    left, top, right, bottom = result.bounds
    assert left >= -1e-3
    assert top >= -1e-3
    assert right <= SIZE[0] + 1e-3
    assert bottom <= SIZE[1] + 1e-3
    assert np.allclose(np.diff(result.outline, axis=0), np.diff(shape.outline, axis=0), atol=1e-2)


@given(boxes(), st.sampled_from([0, 2, 4, 6]), X, Y)
def test_a_resized_box_is_a_box_with_the_opposite_corner_where_it_was(
    shape: Shape, handle: int, x: float, y: float
) -> None:
    result = editing.resized(shape, handle, x, y)
    left, top, right, bottom = result.bounds
    assert np.allclose(result.outline, box_ring(left, top, right, bottom), atol=1e-3)
    assert right - left >= editing.SMALLEST_BOX - 1e-3
    assert bottom - top >= editing.SMALLEST_BOX - 1e-3
    opposite = (handle // 2 + 2) % 4
    assert np.allclose(result.outline[opposite], shape.outline[opposite], atol=1e-3)


@given(boxes(), st.floats(-360, 360))
def test_turning_keeps_sides_and_turning_back_gives_the_box(shape: Shape, degrees: float) -> None:
    shape = replace(shape, kind=Kind.ROTATED_BOX)
    result = editing.rotated(shape, degrees)
    sides = np.hypot(*np.diff(result.outline, axis=0).T)
    assert np.allclose(sides, np.hypot(*np.diff(shape.outline, axis=0).T), atol=1e-2)
    assert np.allclose(editing.rotated(result, -degrees).outline, shape.outline, atol=2e-2)


@given(st.tuples(X, Y), st.tuples(X, Y), st.tuples(X, Y))
def test_a_rotated_box_from_three_points_is_a_clockwise_rectangle(
    start: tuple[float, float], end: tuple[float, float], beside: tuple[float, float]
) -> None:
    assume(np.hypot(end[0] - start[0], end[1] - start[1]) > 2)
    corners = editing.rotated_box_from(start, end, beside).astype(float)
    sides = np.diff(np.vstack([corners, corners[:1]]), axis=0)
    crosses = [float(np.cross(np.append(sides[i], 0), np.append(sides[(i + 1) % 4], 0))[2]) for i in range(4)]
    assert min(crosses) > 0
    assert all(abs(float(sides[i] @ sides[(i + 1) % 4])) < 0.01 * max(crosses) + 0.1 for i in range(4))


@given(polygons(), st.data(), X, Y)
def test_a_vertex_that_comes_and_goes_leaves_the_polygon_as_it_was(
    shape: Shape, data: st.DataObject, x: float, y: float
) -> None:
    edge = data.draw(st.integers(0, len(shape.outline) - 1))
    larger = editing.with_vertex_added(shape, 0, edge, x, y)
    assert len(larger.outline) == len(shape.outline) + 1
    smaller = editing.with_vertex_removed(larger, 0, edge + 1)
    assert smaller is not None
    assert np.array_equal(smaller.outline, shape.outline)


def test_a_triangle_loses_no_vertex_and_a_hole_of_three_goes() -> None:
    triangle = Shape(1, Kind.POLYGON, 1, (ring([(0, 0), (90, 0), (0, 90)]),))
    assert editing.with_vertex_removed(triangle, 0, 0) is None
    holed = editing.with_hole(triangle, ring([(10, 10), (30, 10), (10, 30)]))
    assert holed is not None
    assert editing.with_hole(triangle, ring([(10, 10), (300, 10), (10, 30)])) is None
    without = editing.with_vertex_removed(holed, 1, 0)
    assert without is not None
    assert len(without.rings) == 1


def test_points_snap_to_vertices_before_borders_before_edges() -> None:
    table = ShapeTable.of([Shape(1, Kind.BOX, 1, (box_ring(100, 100, 200, 200),))])

    def snapped(x: float, y: float, *apart_from: int) -> tuple[tuple[float, float], Place]:
        snap = snap_at(table, x, y, 6, SIZE, frozenset(apart_from))
        return snap.point, snap.place

    assert snapped(103, 98) == ((100, 100), Place.VERTEX)
    assert snapped(3, 150) == ((0, 150), Place.BORDER)
    assert snapped(150, 102) == ((150, 100), Place.EDGE)
    assert snapped(150, 150) == ((150, 150), Place.FREE)
    assert snapped(103, 98, 1) == ((103, 98), Place.FREE)


ROUND = st.floats(0, 290).map(lambda value: round(value, 2))
SIDE = st.floats(1, 100).map(lambda value: round(value, 2))
GEOMETRY = st.one_of(
    st.builds(Box, ROUND, ROUND, SIDE, SIDE),
    st.builds(Point, ROUND, ROUND),
    st.builds(RotatedBox, ROUND, ROUND, SIDE, SIDE, st.integers(-179, 179)),
    st.lists(st.tuples(ROUND, ROUND), min_size=3, max_size=6).map(lambda points: Polygon((tuple(points),))),
)


def numbers(geometry: Geometry) -> list[float]:
    if isinstance(geometry, Polygon):
        return [value for part in (*geometry.rings, *geometry.holes) for point in part for value in point]
    names = ("x", "y", "width", "height", "angle")
    return [getattr(geometry, name) for name in names if hasattr(geometry, name)]


@given(GEOMETRY)
def test_geometry_survives_the_canvas(geometry: Geometry) -> None:
    annotation = Annotation(7, 1, 2, geometry, note="kept")
    shape = shape_of(annotation)
    assert shape is not None
    back = annotation_with(annotation, replace(shape, label_id=3), SIZE)
    assert back.geometry is not None
    assert back.geometry.kind == geometry.kind
    assert np.allclose(numbers(back.geometry), numbers(geometry), atol=0.02)
    assert (back.label_id, back.note) == (3, "kept")


@settings(max_examples=50)
@given(st.integers(0, 2**32 - 1), st.integers(3, 20), st.integers(3, 20))
def test_a_mask_survives_the_canvas_pixel_by_pixel(seed: int, height: int, width: int) -> None:
    pixels = np.random.default_rng(seed).random((height, width)) < 0.4
    mask = rle.encode(pixels)
    shape = shape_of(Annotation(1, 1, 1, mask))
    if not pixels.any():
        assert shape is None
        return
    assert shape is not None
    assert geometry_of(shape, (width, height)) == mask
    table = ShapeTable.of([shape])
    for y, x in np.argwhere(pixels).tolist():
        assert shapes_at(table, x + 0.5, y + 0.5, 0.1) == [0]
