"""Cut polygons, masks and boxes along a line: drag it across them, or click its two ends."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from tlstudio.gui import theme
from tlstudio.gui.canvas.tool import Pointer, Tool, ToolCard

if TYPE_CHECKING:
    from tlstudio.gui.canvas.canvas import Canvas

CARD = ToolCard(
    "split_line",
    "Cut along a line",
    "ph.line-segment",
    "shapes.split_line",
    35,
    draws=False,
    keeps_selection=True,
    hint="Drag the line, or click its ends; Shift keeps it straight",
)

DRAG_PIXELS = 4.0

Point = tuple[float, float]


class SplitLineTool(Tool):
    """The line goes on straight beyond its ends; Shift keeps it to steps of 45 degrees.

    Attributes:
        cut: Called with the two ends; the room makes one step of it.
    """

    outlives_changes = True

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.cut: Callable[[Point, Point], None] = lambda _begin, _end: None
        self._begin: Point | None = None
        self._end: Point | None = None
        self._pressed: QPointF | None = None

    @property
    def is_drawing(self) -> bool:
        return self._begin is not None

    def press(self, pointer: Pointer) -> None:
        if pointer.button != Qt.MouseButton.LeftButton:
            return
        if self.canvas.read_only:
            self.canvas.refused.emit(self.canvas.tr("Open for reading only"))
        elif self._begin is None:
            self._begin, self._pressed = self.canvas.snap(pointer), pointer.at
        else:
            self._end = self._second(pointer)
            self.finish()

    def move(self, pointer: Pointer) -> None:
        if self._begin is None:
            self.canvas.snap(pointer)
            return
        self._end = self._second(pointer)
        self.canvas.update()

    def release(self, pointer: Pointer) -> None:
        start, self._pressed = self._pressed, None
        if start is None or self._begin is None:
            return
        step = pointer.at - start
        if math.hypot(step.x(), step.y()) >= DRAG_PIXELS:
            self._end = self._second(pointer)
            self.finish()

    def finish(self) -> bool:
        begin, end = self._begin, self._end
        if begin is None:
            return False
        self.cancel()
        if end is not None and end != begin:
            self.cut(begin, end)
        return True

    def cancel(self) -> bool:
        was = self._begin is not None
        self._begin = self._end = self._pressed = None
        self.canvas.update()
        return was

    def paint(self, painter: QPainter) -> None:
        if self._begin is None or self._end is None:
            return
        begin, end = self.canvas.to_view(*self._begin), self.canvas.to_view(*self._end)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for ink, width in ((theme.color("outline_under"), 4.0), (theme.color("outline_over"), 2.0)):
            pen = QPen(ink, width)
            pen.setDashPattern([8.0 / width, 6.0 / width])
            painter.setPen(pen)
            painter.drawLine(begin, end)

    def _second(self, pointer: Pointer) -> Point:
        if self._begin is None or not pointer.shift:
            return self.canvas.snap(pointer)
        dx, dy = pointer.x - self._begin[0], pointer.y - self._begin[1]
        turn = round(math.atan2(dy, dx) / (math.pi / 4)) * math.pi / 4
        length = math.hypot(dx, dy)
        return self.canvas.inside(self._begin[0] + length * math.cos(turn), self._begin[1] + length * math.sin(turn))


def make(canvas: Canvas) -> Tool:
    """Make the tool for a canvas."""
    return SplitLineTool(canvas)
