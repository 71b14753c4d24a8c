"""The program's mark: four squares, one decided, one still open."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from tlstudio.gui import fonts, theme


def paint_logo(painter: QPainter, box: QRectF) -> None:
    """Paint the mark into a square."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = box.width() * 0.44
    step = box.width() - side
    radius = side * 0.28
    for column, row, token in ((0, 0, "accent"), (1, 0, "edge"), (0, 1, "edge")):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(token))
        painter.drawRoundedRect(QRectF(box.x() + column * step, box.y() + row * step, side, side), radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("edge"), side * 0.14))
    inset = side * 0.07
    last = QRectF(box.x() + step, box.y() + step, side, side).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(last, radius, radius)


class Logo(QWidget):
    """The mark, 30 px."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(fonts.px(30), fonts.px(30))
        theme.theme().changed.connect(self.update)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        paint_logo(painter, QRectF(self.rect()))
        painter.end()
