"""Where to cut: misses and false alarms per 100 images at every score limit of one label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.charts.axes import Axes
from tlstudio.gui.models.numbers import decimal


@dataclass(frozen=True)
class CutCurve:
    """One label's curve.

    Attributes:
        cuts: Score limits, ascending, 0..1.
        misses: Per 100 images: it is there, but its score lies below the limit.
        false_alarms: Per 100 images: it is not there, but its score lies above.
        recommended: The limit that the report recommends.
    """

    cuts: Sequence[float]
    misses: Sequence[float]
    false_alarms: Sequence[float]
    recommended: float


class CutChart(QWidget):
    """Two curves with a limit that can be dragged; the owner shows the two figures."""

    moved = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve: CutCurve | None = None
        self._cut = 0.5
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Score limit"))
        theme.theme().changed.connect(self.update)

    def show_curve(self, curve: CutCurve) -> None:
        """Show another label's curve at its recommended limit."""
        self._curve = curve
        self.set_cut(curve.recommended)

    @property
    def cut(self) -> float:
        """The limit, 0..1."""
        return self._cut

    def set_cut(self, cut: float) -> None:
        """Move the limit."""
        self._cut = min(1.0, max(0.0, cut))
        self.setAccessibleDescription(decimal(self._cut))
        self.update()
        self.moved.emit(self._cut)

    def at_cut(self) -> tuple[float, float]:
        """Return (misses, false alarms) per 100 images at the limit."""
        if self._curve is None or not len(self._curve.cuts):
            return 0.0, 0.0
        index = min(int(np.searchsorted(self._curve.cuts, self._cut - 1e-9)), len(self._curve.cuts) - 1)
        return float(self._curve.misses[index]), float(self._curve.false_alarms[index])

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(330), fonts.px(160))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(180), fonts.px(120))

    def _axes(self) -> Axes:
        box = QRectF(self.rect()).adjusted(fonts.px(28), fonts.px(26), -fonts.px(10), -fonts.px(30))
        curve = self._curve
        top = max([1.0, *curve.misses, *curve.false_alarms]) if curve else 1.0
        # A rare label makes thousands of false alarms near 0; beyond 4 x the misses nobody chooses a limit.
        if curve:
            top = min(top, max(4.0, 4.0 * max(curve.misses, default=1.0)))
        return Axes(box, 0, 1, 0, top)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        axes = self._axes()
        step = next((s for s in (1, 2, 5, 10, 20, 50) if axes.y_high / s <= 4), 100)
        axes.paint(painter, [(v, str(v)) for v in range(0, int(axes.y_high) + 1, step)])
        if self._curve is not None:
            self._paint_curves(painter, axes, self._curve)
        self._paint_slider(painter, axes)
        painter.end()

    def _paint_curves(self, painter: QPainter, axes: Axes, curve: CutCurve) -> None:
        painter.save()
        painter.setClipRect(axes.box.adjusted(0, -2, 0, 2))
        for values, token, style in (
            (curve.false_alarms, "acct", Qt.PenStyle.DashLine),
            (curve.misses, "rejected", Qt.PenStyle.SolidLine),
        ):
            painter.setPen(QPen(theme.color(token), 2.5, style))
            painter.drawPolyline(QPolygonF([axes.point(x, y) for x, y in zip(curve.cuts, values, strict=True)]))
        painter.restore()
        painter.setFont(fonts.font("second_strong"))
        line = fonts.px(16)
        painter.setPen(theme.color("acct"))
        left = QRectF(axes.box.left(), axes.box.top() - fonts.px(24), fonts.px(110), line)
        painter.drawText(left, int(Qt.AlignmentFlag.AlignLeft), self.tr("false alarms"))
        painter.setPen(theme.color("rejected"))
        right = QRectF(axes.box.right() - fonts.px(110), axes.box.top() - fonts.px(24), fonts.px(110), line)
        painter.drawText(right, int(Qt.AlignmentFlag.AlignRight), self.tr("misses"))

    def _paint_slider(self, painter: QPainter, axes: Axes) -> None:
        at = axes.point(self._cut, 0)
        track = self.height() - fonts.px(14)
        painter.setPen(QPen(theme.color("text"), 1.5))
        painter.drawLine(QPointF(at.x(), axes.box.top()), QPointF(at.x(), track))
        for token, end in (("line", axes.box.right()), ("accent", at.x())):
            painter.setPen(QPen(theme.color(token), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(axes.box.left(), track), QPointF(end, track))
        focus = self.hasFocus()
        painter.setPen(QPen(theme.color("accent" if focus else "edge"), 2.0 if focus else 1.0))
        painter.setBrush(theme.color("white"))
        painter.drawEllipse(QPointF(at.x(), track), fonts.px(7), fonts.px(7))

    def _drag(self, event: QMouseEvent) -> None:
        box = self._axes().box
        self.set_cut((event.position().x() - box.left()) / max(1.0, box.width()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -0.01, Qt.Key.Key_Right: 0.01, Qt.Key.Key_PageDown: -0.1, Qt.Key.Key_PageUp: 0.1}
        move = step.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
        else:
            self.set_cut(self._cut + move)
