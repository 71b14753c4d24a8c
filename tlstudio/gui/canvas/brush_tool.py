"""Brush and eraser: strokes into a mask, straight lines with Shift, the opposite with the right button."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from tlstudio.gui import theme
from tlstudio.gui.canvas import overlay
from tlstudio.gui.canvas.brush import XY
from tlstudio.gui.canvas.brush_options import BrushOptions
from tlstudio.gui.canvas.painting import MaskTool
from tlstudio.gui.canvas.tool import Pointer
from tlstudio.gui.widgets import marks

if TYPE_CHECKING:
    from tlstudio.gui.canvas.canvas import Canvas

PLATE_GAP = 14
RIM = 4
MOST_KEPT = 400.0


class BrushTool(MaskTool):
    """Paints, or erases.

    Args:
        adds: Whether the left button paints; the right one does the opposite.
    """

    cursor = Qt.CursorShape.BlankCursor

    def __init__(self, canvas: Canvas, *, adds: bool) -> None:
        super().__init__(canvas)
        self._adds = adds
        self._paints = adds
        self._at: XY | None = None
        self._end: XY | None = None
        self._mouse: Pointer | None = None
        canvas.brush.changed.connect(self._on_brush)

    # -- events ----------------------------------------------------------------------------------------------------

    def press(self, pointer: Pointer) -> None:
        if self.is_drawing:
            return
        self._paints = self._adds == (pointer.button == Qt.MouseButton.LeftButton)
        here = (pointer.x, pointer.y)
        if not self._paints and pointer.button == Qt.MouseButton.RightButton and self.selected_mask() is None:
            # With nothing in hand the right button has nothing to take away from but what lies under it.
            self._end = None
        if not self.begin(adds=self._paints, at=pointer):
            return
        start = self._end if pointer.shift and self._end is not None else here
        self._at = here
        self._stroke(start, here)

    def move(self, pointer: Pointer) -> None:
        self._show_cursor(pointer)
        if not self.is_drawing or self._at is None:
            return
        here = (pointer.x, pointer.y)
        start, self._at = self._at, here
        self._stroke(start, here)

    def release(self, pointer: Pointer) -> None:
        if not self.is_drawing:
            return
        self._end, self._at = self._at, None
        tr = self.canvas.tr
        self.commit(tr("Paint a mask") if self._paints else tr("Erase from a mask"))

    def cancel(self) -> bool:
        self._at = None
        return super().cancel()

    def leave(self) -> None:
        super().leave()
        self._end = None
        self.leave_view()

    def leave_view(self) -> None:
        before, self._mouse = self._mouse, None
        if before is not None:
            self.canvas.update(self._cursor_rect(before.at))

    def wheel(self, steps: float, pointer: Pointer, modifiers: Qt.KeyboardModifier) -> bool:
        if not modifiers & Qt.KeyboardModifier.AltModifier:
            return False
        self.canvas.brush.grow(steps)
        return True

    def actions(self) -> Mapping[str, Callable[[], object]]:
        brush = self.canvas.brush
        return {"brush_smaller": lambda: brush.grow(-1), "brush_larger": lambda: brush.grow(1)}

    def options(self) -> QWidget | None:
        return BrushOptions(self.canvas.brush)

    # -- painting --------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter) -> None:
        if self._mouse is None:
            return
        canvas, brush = self.canvas, self.canvas.brush
        reach = brush.size / 2 * canvas.viewport.zoom
        box = QRectF(self._mouse.at.x() - reach, self._mouse.at.y() - reach, 2 * reach, 2 * reach)
        inks = theme.color("outline_under").rgba(), theme.color("outline_over").rgba()
        if reach < MOST_KEPT:
            ring = _ring(reach, brush.is_square, canvas.devicePixelRatioF(), inks)
            painter.drawPixmap(QPointF(box.left() - RIM, box.top() - RIM), ring)
        else:
            _draw_ring(painter, box, brush.is_square, inks)
        name = self._name()
        if name:
            overlay.paint_note(painter, self._plate_at(box), name)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _stroke(self, start: XY, end: XY) -> None:
        brush, paints = self.canvas.brush, self._paints
        self.paint_mask(lambda draft: draft.stroke(brush, start, end, paints), adds=paints)

    def _show_cursor(self, pointer: Pointer) -> None:
        before, self._mouse = self._mouse, pointer
        for at in (before.at if before is not None else None, pointer.at):
            if at is not None:
                self.canvas.update(self._cursor_rect(at))

    def _cursor_rect(self, at: QPointF) -> QRect:
        reach = self.canvas.brush.size / 2 * self.canvas.viewport.zoom + 4
        box = QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
        name = self._name()
        if name:
            at, size = self._plate_at(box), marks.plate_size(name)
            box = box.united(QRectF(at, size).adjusted(0, 0, PLATE_GAP, PLATE_GAP))
        return box.toAlignedRect()

    def _name(self) -> str:
        """The label that is painted with, said beside the brush."""
        mask = self.selected_mask()
        label_id = mask.label_id if mask is not None else self.canvas.label_id
        return self.canvas.label_name(label_id) if self._adds else ""

    def _plate_at(self, box: QRectF) -> QPointF:
        inset = box.width() * 0.15 + 8
        return QPointF(box.right() - inset, box.bottom() - inset)

    def _on_brush(self) -> None:
        if self._mouse is not None:
            self.canvas.update()


def _draw_ring(painter: QPainter, box: QRectF, is_square: bool, inks: tuple[int, int]) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    draw = painter.drawRect if is_square else painter.drawEllipse
    for ink, width in zip(inks, (3.5, 1.5), strict=True):
        painter.setPen(QPen(QColor.fromRgba(ink), width))
        draw(box)


@lru_cache(maxsize=2)
def _ring(reach: float, is_square: bool, ratio: float, inks: tuple[int, int]) -> QPixmap:
    """The outline of the brush, kept: an antialiased circle of this size costs more than a stroke."""
    side = 2 * (reach + RIM)
    pixmap = QPixmap(math.ceil(side * ratio), math.ceil(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _draw_ring(painter, QRectF(RIM, RIM, 2 * reach, 2 * reach), is_square, inks)
    painter.end()
    return pixmap
