"""Every tool of the canvas found by folder scan: its card tells the truth, and no gesture on it fails."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from tlstudio.core.words import Task
from tlstudio.gui import icons, theme
from tlstudio.gui.actions import action
from tlstudio.gui.canvas.canvas import Canvas, tool_modules
from tlstudio.gui.canvas.pictures import Picture, build_levels
from tlstudio.gui.canvas.shapes import Shape
from tlstudio.gui.canvas.tool import Pointer, Tool, ToolCard

TOOLS = tool_modules()
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


@pytest.fixture
def canvas(qtbot, qapp: QApplication) -> Iterator[Canvas]:
    theme.theme().apply(theme.LIGHT)
    shown = Canvas()
    qtbot.addWidget(shown)
    shown.resize(500, 400)
    shown.show_image((400, 300), None, "")
    shown.set_picture(Picture(("", 0), build_levels(_blob()), (400, 300)))
    shown.show_labels({1: "#2B7FE0"}, {1: "cell"}, 0.3)
    shown.label_id = 1
    shown.show()
    yield shown
    for tool in shown.tools.values():
        tool.close()


def _blob() -> np.ndarray:
    """A red blob under all places that are clicked, on green."""
    pixels = np.full((300, 400, 3), (60, 140, 60), np.uint8)
    pixels[30:200, 30:200] = (200, 60, 60)
    return pixels


def pointer(canvas: Canvas, x: float, y: float, button: Qt.MouseButton = NONE, held: Qt.MouseButton = NONE) -> Pointer:
    return Pointer(x, y, canvas.to_view(x, y), button, held)


@pytest.mark.parametrize("key", TOOLS)
def test_the_card_names_what_exists(key: str, qapp: QApplication) -> None:
    card = TOOLS[key].CARD
    assert isinstance(card, ToolCard)
    assert action(card.action).icon == card.icon
    assert not icons.glyph(card.icon).isEmpty()
    assert {Task(task).has_shapes for task in card.tasks} == {True}


def test_places_in_the_strip_are_distinct() -> None:
    places = [module.CARD.place for module in TOOLS.values()]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("key", TOOLS)
def test_a_drawing_tool_makes_one_shape_by_clicks_and_forgets_it(key: str, canvas: Canvas, qtbot) -> None:
    made: list[Shape] = []
    canvas.drawn.connect(made.append)
    canvas.choose_tool(key)
    tool: Tool = canvas.tool
    for x, y in ((50, 50), (150, 60), (120, 160)):
        tool.move(pointer(canvas, x, y))
        canvas.grab()
        tool.press(pointer(canvas, x, y, LEFT, LEFT))
        tool.release(pointer(canvas, x, y, LEFT))
        qtbot.waitUntil(lambda: not tool.is_busy)
        if len(made) == 1:
            break
    canvas.finish()
    assert len(made) == (1 if TOOLS[key].CARD.draws else 0)
    assert not tool.is_drawing
    assert not tool.cancel()


@pytest.mark.parametrize("key", TOOLS)
def test_a_draft_is_dropped_by_escape_and_by_another_tool(key: str, canvas: Canvas) -> None:
    made: list[Shape] = []
    canvas.drawn.connect(made.append)
    canvas.choose_tool(key)
    tool: Tool = canvas.tool
    tool.press(pointer(canvas, 50, 50, LEFT, LEFT))
    before = len(made)
    canvas.choose_tool("select" if key != "select" else "box")
    assert not tool.is_drawing
    tool.release(pointer(canvas, 90, 90, LEFT))
    assert len(made) == before


@pytest.mark.parametrize("key", TOOLS)
def test_nothing_can_be_drawn_where_reading_only(key: str, canvas: Canvas) -> None:
    made: list[Shape] = []
    canvas.drawn.connect(made.append)
    canvas.read_only = True
    canvas.choose_tool(key)
    tool: Tool = canvas.tool
    for x, y in ((50, 50), (150, 60), (120, 160)):
        tool.press(Pointer(x, y, QPointF(x, y), LEFT, LEFT))
        tool.release(Pointer(x, y, QPointF(x, y), LEFT))
    canvas.finish()
    assert made == []
