"""Pictures that are a single pixel, or cannot be shown at all, in the shapes room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from tlstudio.core.words import State
from tlstudio.gui.canvas.frames import paint_grid
from tlstudio.gui.canvas.viewport import Viewport
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.shapes.parts.viewing import Viewing
from tlstudio.gui.workspaces.shapes.tones_panel import stored
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace


@pytest.fixture
def broken(drawing: Session) -> int:
    """The id of the last image, whose file is no picture any more."""
    read = drawing.project.read
    last = int(read.image_ids(order="path")[-1])
    drawing.project.absolute(read.images([last])[0]).write_bytes(b"no picture")
    return last


def test_the_pixel_grid_ends_with_the_picture(light: QApplication) -> None:
    ground = QImage(200, 200, QImage.Format.Format_RGB32)
    ground.fill(0xFFFFFF)
    port = Viewport((1, 1), (200, 200), 64.0, (20.0, 20.0))
    painter = QPainter(ground)
    paint_grid(painter, port, QRect(0, 0, 200, 200))
    painter.end()
    changed = [(x, y) for x in range(200) for y in range(200) if ground.pixel(x, y) & 0xFFFFFF != 0xFFFFFF]
    assert changed
    assert max(max(place) for place in changed) <= 85


def test_an_image_that_cannot_be_shown_is_skipped_not_finished(
    qtbot, broken: int, shapes_room: ShapesWorkspace
) -> None:
    room = shapes_room
    room.run_action("shapes.navigator")
    (viewing,) = [part for part in room.parts.all if isinstance(part, Viewing)]
    navigator = viewing.navigator
    assert navigator.isVisibleTo(room.canvas)
    first = room.queue.ids[0]
    room.open_image(broken)
    qtbot.waitUntil(lambda: room.canvas.has_problem, timeout=10_000)
    assert room.panel.finish.text() == "Cannot be shown: skip"
    assert not navigator.isVisibleTo(room.canvas), "there is nothing to find one's way in"
    room.run_action("shapes.finish")
    assert room.session.project.read.image(broken).state is State.SKIPPED
    room.open_image(first)
    qtbot.waitUntil(lambda: room.canvas.has_picture, timeout=10_000)
    assert navigator.isVisibleTo(room.canvas)
    assert room.panel.finish.text() == "Nothing here: finish empty"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (51234.4, "51,234"),
        (-61.38, "−61.4"),
        (1023, "1,023"),
        (0.25, "0.25"),
        (-0.0004, "0"),
        (1e6, "1,000,000"),
    ],
)
def test_the_ends_of_a_window_are_said_as_a_person_reads_them(value: float, text: str) -> None:
    assert stored(value) == text
