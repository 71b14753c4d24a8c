"""Upright boxes: drag from corner to corner, or click one and then the other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from tlstudio.gui.canvas import overlay
from tlstudio.gui.canvas.shapes import Kind, Shape, box_ring
from tlstudio.gui.canvas.tool import Pointer, Tool, ToolCard

if TYPE_CHECKING:
    from tlstudio.gui.canvas.canvas import Canvas

CARD = ToolCard(
    "box",
    "Box",
    "ph.bounding-box",
    "shapes.box",
    1,
    hint="Drag, or click two corners; Shift keeps it square",
)

CLICK_PIXELS = 4.0
SMALLEST_PIXELS = 2.0


class BoxTool(Tool):
    """Shift keeps it square."""

    outlives_changes = True

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._start: tuple[float, float] | None = None
        self._end: tuple[float, float] = (0.0, 0.0)
        self._pressed: Pointer | None = None
        self._cross: Pointer | None = None

    @property
    def is_drawing(self) -> bool:
        return self._start is not None

    def press(self, pointer: Pointer) -> None:
        if pointer.button != Qt.MouseButton.LeftButton:
            return
        if self._start is None:
            if not self.canvas.can_draw():
                return
            self._start = self._end = self.canvas.snap(pointer)
            self._pressed = pointer
        else:
            self._end = self._corner(pointer)
            self._pressed = None
            self.finish()

    def move(self, pointer: Pointer) -> None:
        self._cross = pointer
        if self._start is not None:
            self._end = self._corner(pointer)
        self.canvas.update()

    def release(self, pointer: Pointer) -> None:
        start, self._pressed = self._pressed, None
        if start is None or self._start is None:
            return
        step = pointer.at - start.at
        # Released where it was pressed: a click, and the next one sets the other corner.
        if math.hypot(step.x(), step.y()) >= CLICK_PIXELS:
            self._end = self._corner(pointer)
            self.finish()

    def finish(self) -> bool:
        start, self._start = self._start, None
        if start is None:
            return False
        box = box_ring(*start, *self._end)
        smallest = self.canvas.tolerance(SMALLEST_PIXELS)
        size = box[2] - box[0]
        self.canvas.update()
        if min(size) < min(smallest, 1.0):
            self.canvas.refused.emit(self.canvas.tr("That box has no area, so it was not kept"))
            return True
        self.canvas.add(Shape(0, Kind.BOX, self.canvas.label_id, (box.round(2),)))
        return True

    def cancel(self) -> bool:
        was, self._start, self._pressed = self._start is not None, None, None
        return was

    def leave(self) -> None:
        self.cancel()
        self._cross = None

    def leave_view(self) -> None:
        self._cross = None
        self.canvas.update()

    def paint(self, painter: QPainter) -> None:
        if self._start is None:
            if self._cross is not None:
                overlay.paint_crosshair(painter, self._cross.at, QRectF(self.canvas.rect()))
            return
        draft = Shape(0, Kind.BOX, self.canvas.label_id, (box_ring(*self._start, *self._end),))
        colour = self.canvas.colour(self.canvas.label_id)
        overlay.paint_outline(painter, draft, self.canvas.viewport, colour, fill=0.12)
        size = draft.outline[2] - draft.outline[0]
        overlay.paint_note(painter, self.canvas.to_view(*self._end), f"{size[0]:.0f} × {size[1]:.0f} px")

    def _corner(self, pointer: Pointer) -> tuple[float, float]:
        x, y = self.canvas.snap(pointer)
        if pointer.shift and self._start is not None:
            side = max(abs(x - self._start[0]), abs(y - self._start[1]))
            x = self._start[0] + math.copysign(side, x - self._start[0])
            y = self._start[1] + math.copysign(side, y - self._start[1])
            x, y = self.canvas.inside(x, y)
        return x, y


def make(canvas: Canvas) -> Tool:
    """Make the tool for a canvas."""
    return BoxTool(canvas)
