"""Undo in the middle of a drawing takes back its last point; what was stored before stays, and so does the draft."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tlstudio.gui.frame.studio import Studio
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def studio(qtbot, drawing: Session) -> Studio:
    made = Studio(drawing)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.go("label")
    return made


def room_of(studio: Studio) -> ShapesWorkspace:
    assert isinstance(studio.room, ShapesWorkspace)
    return studio.room


def click(room: ShapesWorkspace, *places: tuple[int, int]) -> None:
    for x, y in places:
        QTest.mouseClick(room.canvas, LEFT, NONE, room.canvas.to_view(x, y).toPoint())


def test_points_go_one_by_one_and_the_shape_before_stays(qtbot, studio: Studio) -> None:
    room = room_of(studio)
    qtbot.waitUntil(lambda: room.canvas.has_picture, timeout=10_000)
    room.canvas.choose_tool("box")
    click(room, (40, 40), (90, 90))
    assert len(room.work.table) == 1
    room.canvas.choose_tool("polygon")
    click(room, (150, 100), (250, 100), (250, 200), (150, 200))
    studio.undo()
    room.canvas.finish()
    assert [len(shape.outline) for shape in room.work.table.shapes] == [4, 3]
    click(room, (300, 100), (350, 100))
    for _ in range(2):
        studio.undo()
    assert not room.canvas.is_drawing
    assert len(room.work.table) == 2
    studio.undo()
    qtbot.waitUntil(lambda: len(room.work.table) == 1)


def test_a_box_that_is_begun_is_dropped_and_redo_waits(qtbot, studio: Studio) -> None:
    room = room_of(studio)
    qtbot.waitUntil(lambda: room.canvas.has_picture, timeout=10_000)
    room.canvas.choose_tool("box")
    click(room, (40, 40), (90, 90))
    studio.undo()
    click(room, (140, 40))
    qtbot.waitUntil(lambda: len(room.work.table) == 0)
    assert room.canvas.is_drawing, "what the undo changed does not drop it"
    with qtbot.waitSignal(studio.session.undone, raising=False, timeout=50) as redone:
        studio.redo()
    assert not redone.signal_triggered
    assert "Finish" in studio.toast._text.text()
    assert room.canvas.is_drawing
    studio.undo()
    assert not room.canvas.is_drawing
    assert len(room.work.table) == 0
    studio.redo()
    qtbot.waitUntil(lambda: len(room.work.table) == 1)
