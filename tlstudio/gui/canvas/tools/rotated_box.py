"""Rotated boxes: one side first (drag it, or click its ends), then how wide the box is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen

from tlstudio.gui import theme
from tlstudio.gui.canvas import overlay
from tlstudio.gui.canvas.editing import rotated_box_from
from tlstudio.gui.canvas.shapes import Kind, Shape
from tlstudio.gui.canvas.tool import Pointer, Tool, ToolCard

if TYPE_CHECKING:
    from tlstudio.gui.canvas.canvas import Canvas

CARD = ToolCard(
    "rotated_box",
    "Rotated box",
    "ph.diamond",
    "shapes.rotated_box",
    2,
    hint="Drag one side, then click for the width",
)

CLICK_PIXELS = 4.0


class RotatedBoxTool(Tool):
    """Begin, end of the first side, then a click for the width."""

    outlives_changes = True

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._points: list[tuple[float, float]] = []
        self._next: tuple[float, float] = (0.0, 0.0)
        self._pressed: Pointer | None = None

    @property
    def is_drawing(self) -> bool:
        return bool(self._points)

    def press(self, pointer: Pointer) -> None:
        if pointer.button != Qt.MouseButton.LeftButton:
            return
        if not self._points and not self.canvas.can_draw():
            return
        self._next = self.canvas.snap(pointer)
        if not self._points:
            self._points = [self._next]
            self._pressed = pointer
        elif len(self._points) == 1:
            self._set_side()
        else:
            self.finish()

    def move(self, pointer: Pointer) -> None:
        self._next = self.canvas.snap(pointer)
        if self._points:
            self.canvas.update()

    def release(self, pointer: Pointer) -> None:
        start, self._pressed = self._pressed, None
        if start is None or len(self._points) != 1:
            return
        step = pointer.at - start.at
        if math.hypot(step.x(), step.y()) >= CLICK_PIXELS:
            self._next = self.canvas.snap(pointer)
            self._set_side()

    def finish(self) -> bool:
        if len(self._points) < 2:
            return False
        shape = self._draft()
        self._points = []
        self.canvas.update()
        self.canvas.add(shape)
        return True

    def step_back(self) -> bool:
        if not self._points:
            return False
        self._points.pop()
        return True

    def cancel(self) -> bool:
        was, self._points, self._pressed = bool(self._points), [], None
        return was

    def paint(self, painter: QPainter) -> None:
        if not self._points:
            return
        canvas = self.canvas
        colour = canvas.colour(canvas.label_id)
        if len(self._points) == 2:
            overlay.paint_outline(painter, self._draft(), canvas.viewport, colour, fill=0.12)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for ink, width in ((theme.color("outline_under"), 4.0), (colour, 2.0)):
            painter.setPen(QPen(ink, width))
            painter.drawLine(canvas.to_view(*self._points[0]), canvas.to_view(*self._next))

    def _set_side(self) -> None:
        start = self._points[0]
        if math.hypot(self._next[0] - start[0], self._next[1] - start[1]) >= 1.0:
            self._points.append(self._next)
        self.canvas.update()

    def _draft(self) -> Shape:
        corners = rotated_box_from(self._points[0], self._points[1], self._next)
        return Shape(0, Kind.ROTATED_BOX, self.canvas.label_id, (corners.round(2),))


def make(canvas: Canvas) -> Tool:
    """Make the tool for a canvas."""
    return RotatedBoxTool(canvas)
