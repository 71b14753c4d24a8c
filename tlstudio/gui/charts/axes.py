"""Axes of the small painted charts: a box inside the widget, horizontal grid lines, tick texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from tlstudio.gui import fonts, theme


@dataclass(frozen=True)
class Axes:
    """Maps values to pixels inside `box`."""

    box: QRectF
    x_low: float
    x_high: float
    y_low: float
    y_high: float

    def point(self, x: float, y: float) -> QPointF:
        """Return where a value lies."""
        across = (x - self.x_low) / max(1e-9, self.x_high - self.x_low)
        up = (y - self.y_low) / max(1e-9, self.y_high - self.y_low)
        return QPointF(self.box.left() + across * self.box.width(), self.box.bottom() - up * self.box.height())

    def paint(
        self, painter: QPainter, y_ticks: Sequence[tuple[float, str]], x_ticks: Sequence[tuple[float, str]] = ()
    ) -> None:
        """Paint the grid lines and texts; texts stand left of and below the box."""
        painter.setFont(fonts.font("key"))
        for value, text in y_ticks:
            at = self.point(self.x_low, value)
            painter.setPen(QPen(theme.color("grid"), 1.0))
            painter.drawLine(at, QPointF(self.box.right(), at.y()))
            painter.setPen(theme.color("text2"))
            place = QRectF(at.x() - fonts.px(42), at.y() - fonts.px(9), fonts.px(36), fonts.px(18))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
        painter.setPen(theme.color("text2"))
        for value, text in x_ticks:
            at = self.point(value, self.y_low)
            place = QRectF(at.x() - fonts.px(30), self.box.bottom() + fonts.px(4), fonts.px(60), fonts.px(16))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), text)
