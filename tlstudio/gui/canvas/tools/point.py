"""Points: one click each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tlstudio.gui.canvas.shapes import Kind, Shape, ring
from tlstudio.gui.canvas.tool import Pointer, Tool, ToolCard

if TYPE_CHECKING:
    from tlstudio.gui.canvas.canvas import Canvas

CARD = ToolCard(
    "point",
    "Point",
    "ph.crosshair",
    "shapes.point",
    6,
    hint="One click each",
)


class PointTool(Tool):
    """Snaps like every other vertex."""

    def press(self, pointer: Pointer) -> None:
        if pointer.button == Qt.MouseButton.LeftButton and self.canvas.can_draw():
            x, y = self.canvas.snap(pointer)
            self.canvas.add(Shape(0, Kind.POINT, self.canvas.label_id, (ring([(round(x, 2), round(y, 2))]),)))


def make(canvas: Canvas) -> Tool:
    """Make the tool for a canvas."""
    return PointTool(canvas)
