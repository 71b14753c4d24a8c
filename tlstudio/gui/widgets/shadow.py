"""Shadows of what floats: nine-patch pixmaps, drawn once per radius and theme.

QGraphicsDropShadowEffect would repaint everything below a floating bar with every frame.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from tlstudio.gui import theme

OFFSET = 4
BLUR = 14
MARGIN = OFFSET + BLUR


@cache
def _patch(radius: int, shade: str) -> QPixmap:
    side = 2 * (MARGIN + radius) + 8
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    colour = QColor(shade)
    strength = colour.alphaF()
    for step in range(BLUR):
        # Many faint rectangles on top of each other fall off like a blurred one.
        share = (step + 1) / BLUR
        colour.setAlphaF(strength * 2.0 * share / BLUR)
        painter.setBrush(colour)
        grow = BLUR - step - 1
        box = QRectF(MARGIN - grow, MARGIN - grow + OFFSET, side - 2 * MARGIN + 2 * grow, side - 2 * MARGIN + 2 * grow)
        painter.drawRoundedRect(box, radius + grow, radius + grow)
    painter.end()
    return pixmap


def paint_shadow(painter: QPainter, box: QRect, radius: int, tone: str = "shadow") -> None:
    """Paint the shadow around (and below) a box; it reaches `MARGIN` pixels outside."""
    shade = getattr(theme.tokens(), tone)
    edge = MARGIN + radius + 2
    target = box.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
    patch = _patch(radius, shade)
    across = ((target.left(), 0, edge), (target.left() + edge, edge, 0), (target.right() + 1 - edge, -edge, edge))
    down = ((target.top(), 0, edge), (target.top() + edge, edge, 0), (target.bottom() + 1 - edge, -edge, edge))
    for x, from_x, width in across:
        for y, from_y, height in down:
            source = QRect(from_x % patch.width(), from_y % patch.height(), width, height)
            source.setWidth(width or patch.width() - 2 * edge)
            source.setHeight(height or patch.height() - 2 * edge)
            to = QRect(x, y, width or target.width() - 2 * edge, height or target.height() - 2 * edge)
            painter.drawPixmap(to, patch, source)


class Floating(QWidget):
    """A raised panel with round corners, drawn inside its own margin so that the shadow has room.

    Children are laid out inside `MARGIN`; where it floats over other widgets it is a child of the window, raised.
    """

    def __init__(self, parent: QWidget | None = None, *, radius: int = 12) -> None:
        super().__init__(parent)
        self._radius = radius
        self.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        theme.theme().changed.connect(self.update)

    def body(self) -> QRect:
        """The visible panel without its shadow."""
        return self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)

    def sizeHint(self) -> QSize:
        hint, layout = super().sizeHint(), self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return hint
        # Qt asks how high wrapped texts are at a width that the margin widens, and then cuts what stands above them.
        return QSize(hint.width(), layout.totalHeightForWidth(hint.width()))

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_shadow(painter, self.body(), self._radius)
        painter.setBrush(theme.color("raised"))
        painter.setPen(QPen(theme.color("line"), 1.0) if theme.tokens().is_dark else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(self.body()).adjusted(0.5, 0.5, -0.5, -0.5), self._radius, self._radius)
        painter.end()
