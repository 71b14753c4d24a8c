"""The parts of the room for shapes: found by folder scan, and together with the tools they do every action of the table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QLabel

from tlstudio.gui.actions import ACTIONS
from tlstudio.gui.canvas.canvas import tool_modules
from tlstudio.gui.widgets.buttons import Button, LinkButton
from tlstudio.gui.workspaces.shapes.part import RoomPart, part_classes
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace

ZOOMS = {"fit", "actual", "zoom_in", "zoom_out"}
OF_THE_ROOM = {"assign", "list"}
PARTS = part_classes()


@pytest.mark.parametrize("kind", PARTS, ids=lambda kind: kind.__name__)
def test_a_part_says_what_it_is_for(kind: type[RoomPart]) -> None:
    assert issubclass(kind, RoomPart)
    assert kind.__doc__


def test_every_action_of_the_room_is_done_by_somebody(shapes_room: ShapesWorkspace) -> None:
    named = {row.id.removeprefix("shapes.") for row in ACTIONS if row.id.startswith("shapes.") and not row.is_native}
    of_tools = {name for tool in shapes_room.canvas.tools.values() for name in tool.actions()}
    done = set(shapes_room.parts.actions) | of_tools | set(tool_modules()) | ZOOMS | OF_THE_ROOM
    assert named - done == set()


def test_every_action_that_somebody_does_has_a_row(shapes_room: ShapesWorkspace) -> None:
    named = {row.id.removeprefix("shapes.") for row in ACTIONS}
    assert set(shapes_room.parts.actions) - named == set()
    assert {name for tool in shapes_room.canvas.tools.values() for name in tool.actions()} - named == set()


def test_the_film_strip_speaks_of_finishing(shapes_room: ShapesWorkspace) -> None:
    texts = {one.text() for one in shapes_room.film.findChildren(QLabel)}
    assert "3 images to finish" in texts
    first = shapes_room.work.image
    assert first is not None
    next(one for one in shapes_room.film.findChildren(LinkButton) if one.text() == "Next to finish").click()
    assert shapes_room.work.image is not None
    assert shapes_room.work.image.id != first.id


@pytest.mark.parametrize("width", [1216, 700, 420])
def test_the_head_of_the_strip_and_the_main_button_are_never_cut(shapes_room: ShapesWorkspace, width: int) -> None:
    film, panel = shapes_room.film, shapes_room.panel
    film.setFixedWidth(width)
    film.show_order("In an order with quite a long name", 1234)
    QApplication.processEvents()
    shown = [one for one in film.findChildren(Button) if one.isVisible()]
    assert any(one.text().startswith("In an order") for one in shown)
    for one in shown:
        assert film.rect().contains(QRect(one.mapTo(film, one.rect().topLeft()), one.size())), one.text()
        assert one.width() >= one.sizeHint().width(), one.text()
    panel.show_button("Image is right: accept 1,234 of them", action="shapes.finish", can=True)
    QApplication.processEvents()
    assert panel.finish.sizeHint().width() <= panel.width()
