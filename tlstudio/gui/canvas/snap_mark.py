"""Shows what the point under the mouse was drawn to: a ring on a vertex, a cross on an edge, a square on the border."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from tlstudio.gui import theme
from tlstudio.gui.canvas.snapping import Place, Snap
from tlstudio.gui.canvas.viewport import Viewport

if TYPE_CHECKING:
    from tlstudio.gui.canvas.selecting import SelectingView

REACH = 7.0
NOWHERE = Snap((0.0, 0.0))


class SnapMark:
    """Lies above shapes and drafts; only the few pixels around it are painted again."""

    def __init__(self, canvas: SelectingView) -> None:
        self._canvas = canvas
        self.snap = NOWHERE

    def show(self, snap: Snap) -> None:
        """Mark another place; a free point has no mark."""
        before = self.snap
        if snap == before or (snap.place is Place.FREE and before.place is Place.FREE):
            return
        self.snap = snap
        for one in (before, snap):
            if one.place is not Place.FREE:
                self._canvas.update(self._rect(one))

    def hide(self) -> None:
        """Mark nothing."""
        self.show(NOWHERE)

    def paint(self, painter: QPainter, rect: QRect, _port: Viewport) -> None:
        """Paint the mark in two tones, so that it is seen on any picture."""
        if self.snap.place is Place.FREE or not self._rect(self.snap).intersects(rect):
            return
        at = self._canvas.to_view(*self.snap.point)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ink, width in ((theme.color("white"), 4.0), (theme.color("accent"), 2.0)):
            painter.setPen(QPen(ink, width))
            self._draw(painter, at)

    def _draw(self, painter: QPainter, at: QPointF) -> None:
        reach = REACH - 1.0
        box = QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
        if self.snap.place is Place.VERTEX:
            painter.drawEllipse(box)
        elif self.snap.place is Place.BORDER:
            painter.drawRect(box)
        else:
            painter.drawLine(box.topLeft(), box.bottomRight())
            painter.drawLine(box.topRight(), box.bottomLeft())

    def _rect(self, snap: Snap) -> QRect:
        at = self._canvas.to_view(*snap.point)
        reach = REACH + 3.0
        return QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach).toAlignedRect()
