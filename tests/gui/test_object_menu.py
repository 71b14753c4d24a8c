"""The menu of an object by mouse and by key, and what the list and a screen reader say about shapes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tlstudio.core.geometry.shapes import Box, Point, RotatedBox
from tlstudio.core.words import Annotation
from tlstudio.gui.canvas.shapes import Kind
from tlstudio.gui.canvas.tools.box import BoxTool
from tlstudio.gui.workspaces.data.annotation_list import SINGLE
from tlstudio.gui.workspaces.shapes.object_list import dots_of, size_text
from tlstudio.gui.workspaces.shapes.parts.object_menu import GROUND, OBJECT
from tlstudio.gui.workspaces.shapes.parts.tones import TonesPart
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace
from tlstudio.project.commands.shapes import EditShapes

RIGHT = Qt.MouseButton.RightButton


@pytest.fixture
def room(shapes_room: ShapesWorkspace) -> ShapesWorkspace:
    """A box, a rotated box and a point."""
    image = shapes_room.work.image
    assert image is not None
    shapes = [Box(20, 20, 100, 80), RotatedBox(250, 150, 90, 40, 30), Point(350, 250)]
    shapes_room.session.project.run(EditShapes(image.id, added=[Annotation(0, image.id, 1, s) for s in shapes]))
    shapes_room.activate()
    return shapes_room


class Opened:
    """The menu that is open; it is closed when it is read."""

    @property
    def texts(self) -> list[str]:
        return self.read()

    def read(self, press: str = "") -> list[str]:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            return []
        texts = [entry.text().partition("\t")[0] for entry in menu.actions() if entry.text()]
        for entry in menu.actions():
            if press and entry.text().startswith(press):
                entry.trigger()
        menu.close()
        return texts


@pytest.fixture
def opened() -> Opened:
    return Opened()


def at(room: ShapesWorkspace, x: float, y: float) -> QPoint:
    return room.canvas.to_view(x, y).toPoint()


def point(room: ShapesWorkspace, x: float, y: float) -> None:
    """Move the mouse to a place of the image, from another one: where it is already Qt tells nobody."""
    for place in (at(room, x + 9, y + 9), at(room, x, y)):
        QTest.mouseMove(room.canvas, place)


def test_a_right_click_selects_and_offers_what_is_done_with_an_object(room: ShapesWorkspace, opened: Opened) -> None:
    QTest.mouseClick(room.canvas, RIGHT, pos=at(room, 60, 60))
    texts = opened.read(press="Delete")
    assert {"Copy", "Delete", "Lock or unlock", "To the front"} <= set(texts)
    assert len(texts) == sum(map(len, OBJECT))
    assert [shape.kind for shape in room.work.table.shapes] == [Kind.ROTATED_BOX, Kind.POINT]
    QTest.mouseClick(room.canvas, RIGHT, pos=at(room, 150, 250))
    assert len(opened.texts) == sum(map(len, GROUND))


def test_a_right_click_on_one_of_several_keeps_them_all(room: ShapesWorkspace, opened: Opened) -> None:
    room.run_action("shapes.select_all")
    QTest.mouseClick(room.canvas, RIGHT, pos=at(room, 60, 60))
    assert len(room.canvas.selected) == 3
    assert opened.texts


def test_a_click_that_trembles_opens_the_menu_and_leaves_the_picture_as_it_is(
    room: ShapesWorkspace, opened: Opened
) -> None:
    (tones,) = [part for part in room.parts.all if isinstance(part, TonesPart)]
    before, place = room.canvas.tones, at(room, 60, 60)
    QTest.mousePress(room.canvas, RIGHT, pos=place)
    QTest.mouseMove(room.canvas, place + QPoint(1, 1))
    QTest.mouseRelease(room.canvas, RIGHT, pos=place + QPoint(1, 1))
    assert opened.texts
    assert room.canvas.tones == before
    QTest.mousePress(room.canvas, RIGHT, pos=place)
    QTest.mouseMove(room.canvas, place + QPoint(40, 0))
    QTest.mouseRelease(room.canvas, RIGHT, pos=place + QPoint(40, 0))
    assert not opened.texts
    assert room.canvas.tones != before
    tones.reset()


def test_the_list_opens_the_same_menu_by_dots_right_click_and_key(room: ShapesWorkspace, opened: Opened) -> None:
    rows = room.panel.objects
    first = rows.visualRect(rows.model().index(0, 0))
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=dots_of(first.toRectF()).center().toPoint())
    assert len(opened.texts) == sum(map(len, OBJECT))
    assert [room.work.table.get(i).kind for i in room.canvas.selected] == [Kind.POINT]
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        QApplication.sendEvent(rows.viewport(), QContextMenuEvent(reason, first.center(), QPoint(5, 5)))
        assert opened.texts, reason


def test_the_key_for_menus_opens_it_on_the_canvas(room: ShapesWorkspace, opened: Opened) -> None:
    room.canvas.select([room.work.table.shapes[0].id])
    QApplication.sendEvent(room.canvas, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    assert "Delete" in opened.texts


def test_a_rotated_box_is_as_large_as_its_own_sides(room: ShapesWorkspace) -> None:
    box, rotated, point = room.work.table.shapes
    assert [size_text(one) for one in (box, rotated, point)] == ["100 × 80 px", "90 × 40 px", "350, 250"]


def test_every_kind_has_a_word_that_is_translated() -> None:
    assert {kind.word for kind in Kind} <= set(SINGLE.values())


def test_a_screen_reader_hears_which_shape_is_selected(room: ShapesWorkspace) -> None:
    room.canvas.select([room.work.table.shapes[1].id])
    assert room.canvas.accessibleDescription() == "rotated box 2 of 3, red"


def test_a_tool_that_draws_takes_the_mark_of_what_was_under_the_mouse_away(room: ShapesWorkspace) -> None:
    point(room, 60, 60)
    assert room.canvas._hover is not None
    room.run_action("shapes.polygon")
    assert room.canvas._hover is None


def test_the_cross_of_the_box_goes_with_the_mouse(room: ShapesWorkspace) -> None:
    room.run_action("shapes.box")
    tool = room.canvas.tool
    assert isinstance(tool, BoxTool)
    point(room, 60, 60)
    assert tool._cross is not None
    QApplication.sendEvent(room.canvas, QEvent(QEvent.Type.Leave))
    assert tool._cross is None
