"""The lasso: what an outline encloses is painted into a mask; begun with the right button or Ctrl it is taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from tlstudio.gui import theme
from tlstudio.gui.canvas.painting import MaskTool
from tlstudio.gui.canvas.tool import Pointer, Tool, ToolCard

if TYPE_CHECKING:
    from tlstudio.gui.canvas.canvas import Canvas

CARD = ToolCard(
    "mask_lasso",
    "Lasso",
    "mdi6.lasso",
    "shapes.mask_lasso",
    13,
    tasks=("segmentation",),
    keeps_selection=True,
    hint="Paints what it encloses; begun with Ctrl or the right button it takes that away",
)

STEP_PIXELS = 2.0
CLOSE_PIXELS = 9.0
FEWEST = 3


class LassoTool(MaskTool):
    """Drag, or click corner after corner; letting go near the beginning, a double click or Enter closes."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._points: list[tuple[float, float]] = []
        self._adds = True
        self._button = Qt.MouseButton.NoButton
        self._pressed: QPointF | None = None
        self._dragged = False
        self._next: tuple[float, float] | None = None

    @property
    def is_drawing(self) -> bool:
        return bool(self._points)

    def press(self, pointer: Pointer) -> None:
        if not self._points:
            self._adds = pointer.button == Qt.MouseButton.LeftButton and not pointer.ctrl
            self._button = pointer.button
            if not self.begin(adds=self._adds, at=pointer):
                return
        elif len(self._points) >= FEWEST and self._is_closing(pointer):
            self.finish()
            return
        self._points.append(self.canvas.inside(pointer.x, pointer.y))
        self._pressed, self._dragged = pointer.at, False
        self.canvas.update()

    def move(self, pointer: Pointer) -> None:
        if not self._points:
            return
        self._next = self.canvas.inside(pointer.x, pointer.y)
        if self._pressed is not None and pointer.held & self._button:
            step = pointer.at - self._pressed
            if step.manhattanLength() >= STEP_PIXELS:
                self._points.append(self._next)
                self._pressed, self._dragged = pointer.at, True
        self.canvas.update()

    def release(self, pointer: Pointer) -> None:
        dragged, self._pressed, self._dragged = self._dragged, None, False
        if dragged and len(self._points) >= FEWEST:
            self.finish()

    def double_click(self, pointer: Pointer) -> None:
        if len(self._points) >= FEWEST:
            self.finish()
        else:
            self.press(pointer)

    def finish(self) -> bool:
        if not self._points:
            return False
        tr = self.canvas.tr
        if len(self._points) < FEWEST:
            self.canvas.refused.emit(tr("Click at least three points around the object"))
            return True
        points, adds = np.array(self._points, np.float64), self._adds
        self._points, self._next = [], None
        self.paint_mask(lambda draft: draft.fill(points, adds), adds=adds)
        if not self.commit(tr("Paint a mask") if adds else tr("Erase from a mask")):
            super().cancel()
        self.canvas.update()
        return True

    def step_back(self) -> bool:
        if not self._points:
            return False
        self._points.pop()
        if not self._points:
            self.cancel()
        return True

    def cancel(self) -> bool:
        was = bool(self._points)
        self._points, self._next, self._pressed = [], None, None
        return super().cancel() or was

    def paint(self, painter: QPainter) -> None:
        if not self._points:
            return
        points = [*self._points, self._next] if self._next is not None else self._points
        path = QPolygonF([self.canvas.to_view(x, y) for x, y in points])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint = self.canvas.colour(self.canvas.label_id) if self._adds else theme.color("outline_over")
        tint.setAlphaF(0.2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawPolygon(path)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ink, width in ((theme.color("outline_under"), 3.5), (theme.color("outline_over"), 1.5)):
            painter.setPen(QPen(ink, width))
            painter.drawPolyline(path)

    def _is_closing(self, pointer: Pointer) -> bool:
        step = pointer.at - self.canvas.to_view(*self._points[0])
        return step.manhattanLength() <= CLOSE_PIXELS


def make(canvas: Canvas) -> Tool:
    """Make the tool for a canvas."""
    return LassoTool(canvas)
