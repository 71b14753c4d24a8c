"""What a person has chosen of the room for shapes is there again after a restart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from tlstudio.core.words import Task
from tlstudio.gui import fonts
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.rooms import make_room
from tlstudio.gui.workspaces.shapes.parts.in_hand import TOOL
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace


@pytest.fixture
def shapes_task() -> Task:
    return Task.SEGMENTATION


@pytest.fixture
def open_room(qtbot, drawing: Session) -> Callable[[], ShapesWorkspace]:
    """Opens the room as a start of the program does; the project stays."""

    def open_it() -> ShapesWorkspace:
        room = make_room("label", drawing)
        assert isinstance(room, ShapesWorkspace)
        qtbot.addWidget(room)
        room.activate()
        return room

    return open_it


def leave(room: ShapesWorkspace) -> None:
    room.deactivate()
    room.release()


def test_tool_brush_names_and_outlines_are_remembered(open_room: Callable[[], ShapesWorkspace]) -> None:
    room = open_room()
    assert (room.canvas.tool_key, room.canvas.brush.size, room.canvas.shows_names) == ("select", 24, False)
    room.run_action("shapes.eraser")
    room.canvas.brush.set_size(61)
    room.canvas.brush.set_square(True)
    room.canvas.brush.set_exclusive(True)
    room.run_action("shapes.names")
    room.run_action("shapes.outlines")
    leave(room)
    again = open_room()
    brush = again.canvas.brush
    assert (again.canvas.tool_key, brush.size, brush.is_square, brush.is_exclusive) == ("eraser", 61, True, True)
    assert again.canvas.shows_names
    assert again.panel.fill.value() == 0, "outlines only"
    leave(again)


@pytest.mark.parametrize("stored", ["gone", 7, None, ["brush"]])
def test_what_is_no_tool_is_left_alone(
    open_room: Callable[[], ShapesWorkspace], drawing: Session, stored: object
) -> None:
    drawing.preferences.set(TOOL, stored)
    drawing.preferences.set("shapes.brush", stored)
    room = open_room()
    assert room.canvas.tool_key == "select"
    leave(room)


@pytest.mark.parametrize("size", [(1216, 760), (1000, 640), (960, 420)])
@pytest.mark.parametrize("percent", [100, 150])
def test_every_tool_can_be_hit_in_a_low_window(
    qtbot, open_room: Callable[[], ShapesWorkspace], size: tuple[int, int], percent: int
) -> None:
    fonts.set_text_size(percent)
    try:
        room = open_room()
        room.resize(*size)
        room.show()
        QApplication.processEvents()
        buttons = [one for one in room.tools.findChildren(QAbstractButton) if one.isVisible()]
        assert len(buttons) > 12
        places = [one.geometry() for one in buttons]
        assert all(min(place.width(), place.height()) >= 24 for place in places)
        assert all(room.tools.rect().contains(place) for place in places), size
        assert not any(a.intersects(b) for i, a in enumerate(places) for b in places[:i])
        leave(room)
    finally:
        fonts.set_text_size(100)
