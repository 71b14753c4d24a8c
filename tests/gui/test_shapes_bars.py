"""The bar of the tool's options, the row below the finish button and renamed labels, in the shapes room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from tlstudio.gui import fonts
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.widgets.rows import PADDING
from tlstudio.gui.widgets.text import KeyCap
from tlstudio.gui.workspaces.shapes.inspector import ShapesInspector
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace

EDGE = 8 + PADDING


def keys_of_brush(room: ShapesWorkspace) -> dict[str, str]:
    return {cap.action: "" if cap.isHidden() else cap.key for cap in room.options.findChildren(KeyCap) if cap.action}


def test_the_brush_bar_shows_the_keys_in_force(shapes_room: ShapesWorkspace) -> None:
    room, keymap = shapes_room, shapes_room.session.keymap
    room.canvas.choose_tool("brush")
    assert keys_of_brush(room) == {"shapes.brush_smaller": "[", "shapes.brush_larger": "]"}
    keymap.assign("shapes.brush_smaller", ["F7"])
    keymap.assign("shapes.brush_larger", [])
    assert keys_of_brush(room) == {"shapes.brush_smaller": "F7", "shapes.brush_larger": ""}
    keymap.assign("shapes.brush_larger", None)
    assert keys_of_brush(room)["shapes.brush_larger"] == "]"


def test_keys_assigned_before_the_tool_was_first_in_hand_count_too(shapes_room: ShapesWorkspace) -> None:
    shapes_room.session.keymap.assign("shapes.brush_larger", ["F8"])
    shapes_room.canvas.choose_tool("brush")
    assert keys_of_brush(shapes_room)["shapes.brush_larger"] == "F8"


@pytest.mark.parametrize(("words", "width"), [(("Überspringen", "Besprechen"), 264), (("Skip", "Discuss"), 264)])
def test_skip_and_discuss_keep_to_the_padding(qtbot, light: QApplication, words: tuple[str, str], width: int) -> None:
    panel = ShapesInspector(Keymap({}))
    qtbot.addWidget(panel)
    panel.skip.setText(words[0])
    panel.discuss.setText(words[1])
    panel.resize(width, 640)
    panel.show()
    QApplication.processEvents()
    assert panel.skip.x() >= fonts.px(EDGE)
    assert panel.discuss.geometry().right() < panel.width() - fonts.px(EDGE)
    assert panel.skip.geometry().right() < panel.discuss.x()
    assert panel.skip.width() >= panel.skip.sizeHint().width()


class Paints(QObject):
    """Counts how often a widget is painted."""

    number = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.number += event.type() == QEvent.Type.Paint
        return False


def test_a_renamed_label_is_painted_at_once(qtbot, shapes_room: ShapesWorkspace) -> None:
    canvas = shapes_room.canvas
    qtbot.waitUntil(lambda: canvas.has_picture, timeout=30_000)
    canvas.show_labels({1: "#2B7FE0"}, {1: "walnut"}, 0.35)
    QApplication.processEvents()
    paints = Paints()
    canvas.installEventFilter(paints)
    canvas.show_labels({1: "#2B7FE0"}, {1: "date"}, 0.35)
    QApplication.processEvents()
    assert paints.number == 1
    canvas.show_labels({1: "#2B7FE0"}, {1: "date"}, 0.35)
    QApplication.processEvents()
    assert paints.number == 1
