"""Charts as small as a table cell: an interval on a track, a sparkline, an outcome in a pill."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from tlstudio.gui import fonts, theme

#: Below this a figure is shown in red and bold.
WEAK = 0.80


def paint_interval(painter: QPainter, rect: QRectF, value: float, low: float, high: float) -> None:
    """Paint a 0..1 track with a pale band from `low` to `high` and a mark at `value`."""
    if math.isnan(value):
        return
    token = "rejected" if value < WEAK else "accent"
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    middle = rect.center().y()
    painter.setBrush(theme.color("line"))
    painter.drawRoundedRect(QRectF(rect.left(), middle - 1, rect.width(), 2), 1, 1)
    band = QRectF(rect.left() + low * rect.width(), middle - 4, max(2.0, (high - low) * rect.width()), 8)
    painter.setOpacity(0.45)
    painter.setBrush(theme.color(token))
    painter.drawRoundedRect(band, 4, 4)
    painter.setOpacity(1.0)
    at = rect.left() + value * rect.width()
    painter.drawRoundedRect(QRectF(at - 2, middle - 7, 4, 14), 1.5, 1.5)
    painter.restore()


def paint_sparkline(painter: QPainter, rect: QRectF, values: Sequence[float], token: str) -> None:
    """Paint a curve without axes, scaled to its own range."""
    points = [v for v in values if math.isfinite(v)]
    if len(points) < 2:
        return
    low, high = min(points), max(points)
    span = max(high - low, 1e-6)
    step = rect.width() / (len(points) - 1)
    line = [
        QPointF(rect.left() + i * step, rect.bottom() - (v - low) / span * rect.height()) for i, v in enumerate(points)
    ]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color(token), 1.75))
    painter.drawPolyline(QPolygonF(line))
    painter.restore()


_PILLS = {
    "better": ("accepted_bg", "accepted"),
    "same": ("hover", "text2"),
    "worse": ("err_bg", "err"),
    "open": ("soft", "acct"),
}


def paint_pill(painter: QPainter, rect: QRectF, text: str, kind: str) -> None:
    """Paint an outcome with its words; `kind` is better, same, worse or open (not known yet)."""
    ground, ink = _PILLS[kind]
    height = fonts.px(22)
    width = min(rect.width(), fonts.text_width(text, "second_strong") + fonts.px(16))
    box = QRectF(rect.left(), rect.center().y() - height / 2, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(ground))
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(theme.color(ink))
    painter.setFont(fonts.font("second_strong"))
    shown = fonts.metrics("second_strong").elidedText(text, Qt.TextElideMode.ElideRight, round(width - fonts.px(12)))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), shown)
    painter.restore()
