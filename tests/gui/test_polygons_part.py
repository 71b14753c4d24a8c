"""Polygons made of polygons, cut along a line, and drawn along the border of a neighbour; with real mouse events."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.rooms import stored
from tlstudio.core.geometry import measure, rle
from tlstudio.core.geometry.shapes import Box, Polygon
from tlstudio.core.words import Annotation
from tlstudio.gui.canvas.snapping import Place
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace
from tlstudio.project.commands.shapes import EditShapes

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SQUARE = Polygon((((200.0, 100.0), (300.0, 100.0), (300.0, 200.0), (200.0, 200.0)),))
BESIDE = Polygon((((250.0, 150.0), (350.0, 150.0), (350.0, 250.0), (250.0, 250.0)),))


@pytest.fixture
def room(shapes_room: ShapesWorkspace) -> ShapesWorkspace:
    """Two squares that overlap by a quarter; the first one has a note."""
    project, image = shapes_room.session.project, shapes_room.work.image
    assert image is not None
    added = [Annotation(0, image.id, 1, SQUARE, note="old"), Annotation(0, image.id, 1, BESIDE)]
    project.run(EditShapes(image.id, added=added))
    shapes_room.activate()
    return shapes_room


def areas(room: ShapesWorkspace) -> list[int]:
    return sorted(round(measure.area(one.geometry)) for one in stored(room) if one.geometry is not None)


def click(room: ShapesWorkspace, x: float, y: float, modifiers: Qt.KeyboardModifier = NONE) -> None:
    at = room.canvas.to_view(x, y).toPoint()
    QTest.mouseMove(room.canvas, at)
    QTest.mouseClick(room.canvas, LEFT, modifiers, at)


def select_both(room: ShapesWorkspace) -> None:
    room.canvas.select(one.id for one in stored(room))


def test_union_keeps_the_lowest_and_takes_one_step(room: ShapesWorkspace) -> None:
    first = stored(room)[0].id
    select_both(room)
    assert room.run_action("shapes.polygon_union")
    (whole,) = stored(room)
    assert (whole.id, whole.note) == (first, "old")
    assert areas(room) == [17_500]
    room.session.project.undo()
    assert len(stored(room)) == 2


def test_subtract_leaves_the_others_and_intersect_keeps_what_all_cover(room: ShapesWorkspace) -> None:
    select_both(room)
    assert room.run_action("shapes.polygon_subtract")
    assert areas(room) == [7_500, 10_000]
    room.session.project.undo()
    room.activate()
    select_both(room)
    assert room.run_action("shapes.polygon_intersect")
    assert areas(room) == [2_500]


def test_one_polygon_alone_is_not_united(room: ShapesWorkspace) -> None:
    room.canvas.select([stored(room)[0].id])
    assert room.reason_off("shapes.polygon_union")


def test_a_box_can_be_taken_from_a_polygon(room: ShapesWorkspace) -> None:
    image = room.work.image
    assert image is not None
    room.session.project.run(EditShapes(image.id, added=[Annotation(0, image.id, 1, Box(200, 100, 50, 100))]))
    room.activate()
    room.canvas.select([stored(room)[0].id, stored(room)[2].id])
    room.run_action("shapes.polygon_subtract")
    assert measure.area(stored(room)[0].geometry or SQUARE) == pytest.approx(5_000)


def test_a_line_drawn_across_cuts_and_all_is_said_of_both_pieces(room: ShapesWorkspace) -> None:
    room.canvas.select([stored(room)[0].id])
    QTest.keyClick(room.canvas, Qt.Key.Key_K, Qt.KeyboardModifier.ShiftModifier)
    assert room.canvas.tool_key == "split_line"
    click(room, 225, 60)
    assert room.context() == "shapes_drawing"
    click(room, 225, 230)
    assert areas(room) == pytest.approx([2_500, 7_500, 10_000], abs=60)  # the mouse stands on whole pixels of the view
    assert sorted(one.note for one in stored(room)) == ["", "old", "old"]
    assert room.session.project.read.next_undo() == "Cut a polygon along a line"


def test_a_line_beside_everything_changes_nothing(room: ShapesWorkspace) -> None:
    room.canvas.choose_tool("split_line")
    click(room, 20, 60)
    click(room, 30, 230)
    assert len(stored(room)) == 2


def test_vertices_that_change_nothing_go(room: ShapesWorkspace) -> None:
    image = room.work.image
    assert image is not None
    dense = tuple((20.0 + step * 5, 20.0) for step in range(20))
    ring = (*dense, (115.0, 80.0), (20.0, 80.0))
    (new,) = room.session.project.run(EditShapes(image.id, added=[Annotation(0, image.id, 1, Polygon((ring,)))])).result
    room.activate()
    room.canvas.select([new])
    assert room.run_action("shapes.polygon_simplify")
    geometry = next(one.geometry for one in stored(room) if one.id == new)
    assert isinstance(geometry, Polygon)
    assert len(geometry.rings[0]) == 4
    assert not room.run_action("shapes.polygon_simplify") or len(geometry.rings[0]) == 4


def drawn_along(room: ShapesWorkspace, presses: int) -> Polygon:
    """Draw a polygon from one vertex of the square to the opposite one; X is pressed so often."""
    room.canvas.choose_tool("polygon")
    click(room, 200, 100)
    click(room, 300, 200)
    for _ in range(presses):
        QTest.keyClick(room.canvas, Qt.Key.Key_X)
    click(room, 100, 260)
    QTest.keyClick(room.canvas, Qt.Key.Key_Return)
    geometry = stored(room)[-1].geometry
    assert isinstance(geometry, Polygon)
    return geometry


@pytest.mark.parametrize(
    ("presses", "wanted"),
    [
        (0, {(200.0, 100.0), (300.0, 100.0), (300.0, 200.0)}),
        (1, {(200.0, 100.0), (200.0, 200.0), (300.0, 200.0)}),
        (2, {(200.0, 100.0), (300.0, 200.0)}),
    ],
)
def test_the_border_between_two_clicked_vertices_is_copied(
    room: ShapesWorkspace, presses: int, wanted: set[tuple[float, float]]
) -> None:
    new = drawn_along(room, presses)
    corners = set(new.rings[0])
    assert wanted <= corners
    assert len(corners) == len(wanted) + 1


def test_taking_the_last_point_back_takes_the_whole_stretch(room: ShapesWorkspace) -> None:
    room.canvas.choose_tool("polygon")
    click(room, 200, 100)
    click(room, 300, 200)
    QTest.keyClick(room.canvas, Qt.Key.Key_Backspace)
    click(room, 120, 40)
    click(room, 100, 200)
    QTest.keyClick(room.canvas, Qt.Key.Key_Return)
    geometry = stored(room)[-1].geometry
    assert isinstance(geometry, Polygon)
    assert len(geometry.rings[0]) == 3


def test_the_mark_says_what_a_point_snaps_to(room: ShapesWorkspace) -> None:
    room.canvas.choose_tool("polygon")
    QTest.mouseMove(room.canvas, room.canvas.to_view(201, 101).toPoint())
    assert room.canvas.snap_mark.snap.place is Place.VERTEX
    QTest.mouseMove(room.canvas, room.canvas.to_view(100, 60).toPoint())
    assert room.canvas.snap_mark.snap.place is Place.FREE
    QTest.mouseMove(room.canvas, room.canvas.to_view(201, 101).toPoint())
    room.canvas.choose_tool("select")
    assert room.canvas.snap_mark.snap.place is Place.FREE


def drag(room: ShapesWorkspace, begin: tuple[float, float], end: tuple[float, float]) -> None:
    first, last = (room.canvas.to_view(*place).toPoint() for place in (begin, end))
    QTest.mousePress(room.canvas, LEFT, NONE, first)
    QTest.mouseMove(room.canvas, (first + last) / 2)
    QTest.mouseMove(room.canvas, last)
    QTest.mouseRelease(room.canvas, LEFT, NONE, last)


def only(room: ShapesWorkspace, *annotations: Annotation) -> None:
    image = room.work.image
    assert image is not None
    gone = [one.id for one in stored(room)]
    room.session.project.run(EditShapes(image.id, added=annotations, deleted=gone))
    room.activate()


def test_a_mask_is_cut_in_one_step_and_undone_in_one(room: ShapesWorkspace) -> None:
    on = np.zeros((300, 400), bool)
    on[100:200, 100:300] = True
    whole = Annotation(0, 0, 2, rle.encode(on), note="both halves")
    only(room, whole)
    room.canvas.choose_tool("split_line")
    drag(room, (150, 80), (150, 220))
    assert sorted(areas(room)) == [5_000, 15_000]
    assert [(one.label_id, one.note) for one in stored(room)] == [(2, "both halves")] * 2
    assert room.session.project.read.next_undo() == "Cut a mask along a line"
    room.session.undo()
    assert [one.geometry for one in stored(room)] == [whole.geometry]


def test_a_box_around_a_polygon_is_left_whole_unless_it_is_selected(room: ShapesWorkspace) -> None:
    only(room, Annotation(0, 0, 1, SQUARE), Annotation(0, 0, 2, Box(150, 50, 200, 200)))
    said: list[str] = []
    room.session.told.connect(lambda text, _important: said.append(text))
    room.canvas.choose_tool("split_line")
    drag(room, (250, 40), (250, 260))
    assert [one.kind for one in stored(room)] == ["polygon", "box", "polygon"]
    box = next(one.id for one in stored(room) if one.kind == "box")
    room.canvas.select([box])
    room.canvas.choose_tool("split_line")
    drag(room, (200, 40), (300, 260))
    assert [one.kind for one in stored(room)] == ["polygon"] * 4
    assert said == ["The pieces of a box cut at a slant are polygons"]


def test_only_a_locked_shape_selected_says_so(room: ShapesWorkspace) -> None:
    only(room, Annotation(0, 0, 1, SQUARE, locked=True))
    said: list[str] = []
    room.session.refused.connect(said.append)
    room.canvas.select([stored(room)[0].id])
    room.canvas.choose_tool("split_line")
    drag(room, (250, 40), (250, 260))
    assert len(stored(room)) == 1
    assert said == ["That shape is locked; Ctrl+L unlocks it"]


@pytest.mark.parametrize(("presses", "corners"), [(0, 4), (1, 5), (2, 3)])
def test_the_border_of_a_mask_is_copied_between_two_clicks(room: ShapesWorkspace, presses: int, corners: int) -> None:
    on = np.zeros((300, 400), bool)
    on[100:200, 100:300] = True
    only(room, Annotation(0, 0, 2, rle.encode(on)))
    room.canvas.choose_tool("polygon")
    click(room, 200, 100)
    click(room, 300, 150)
    for _ in range(presses):
        QTest.keyClick(room.canvas, Qt.Key.Key_X)
    click(room, 360, 40)
    QTest.keyClick(room.canvas, Qt.Key.Key_Return)
    geometry = next(one.geometry for one in stored(room) if one.kind == "polygon")
    assert isinstance(geometry, Polygon)
    way = [{(300.0, 100.0)}, {(100.0, 100.0), (100.0, 200.0), (300.0, 200.0)}, set()][presses]
    assert way <= set(geometry.rings[0])
    assert len(geometry.rings[0]) == 3 + len(way)
    assert corners <= len(geometry.rings[0])
