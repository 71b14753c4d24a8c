"""A live curve over epochs: validation solid, training dashed, the model in use dotted, the best epoch starred.

pyqtgraph costs a third of a second to import, so this module is only imported when the Train workspace opens.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.charts.card import Card, LegendEntry
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.models.numbers import decimal

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Curves:
    """What one chart shows.

    Attributes:
        validation: (epoch, value) points.
        training: (epoch, value) points.
        best: The best epoch's point; None while there is none.
        in_use: Value of the model that serves now, and its name.
        epochs: How many epochs are planned (the axis does not move while the run goes on).
        bounded: Whether values lie in 0..1 (accuracies) or only above 0 (losses).
    """

    validation: Points = ()
    training: Points = ()
    best: tuple[float, float] | None = None
    in_use: tuple[float, str] | None = None
    epochs: int = 1
    bounded: bool = False


def value_range(curves: Curves) -> tuple[float, float, float]:
    """Return (low, high, step) with 3 to 5 round ticks around all values; accuracies end at 1."""
    values = [v for _, v in (*curves.validation, *curves.training) if math.isfinite(v)]
    if curves.in_use:
        values.append(curves.in_use[0])
    if not values:
        return 0.0, 1.0, 0.5
    high = 1.0 if curves.bounded else max(max(values), 0.05)
    low = min(min(values), high - 0.05) if curves.bounded else 0.0
    raw = (high - low) / 3
    magnitude = 10 ** math.floor(math.log10(raw))
    step = next(m * magnitude for m in (1, 2, 2.5, 5, 10) if m * magnitude >= raw - 1e-12)
    if curves.bounded:
        return max(0.0, high - math.ceil((high - low) / step - 1e-9) * step), high, step
    return 0.0, math.ceil(high / step - 1e-9) * step, step


def epoch_ticks(epochs: int) -> list[int]:
    """Return the epochs to write below the axis: 1, then round steps, then the last."""
    if epochs <= 6:
        return list(range(1, epochs + 1))
    step = next(s for s in (2, 5, 10, 20, 50, 100) if epochs / s <= 6)
    inner = [e for e in range(step, epochs, step) if epochs - e >= step / 2 and e > 1]
    return [1, *inner, epochs]


class CurveChart(Card):
    """A card with a curve; redraw by `show_curves`, at most twice a second (the caller's timer sees to that)."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._curves = Curves()
        self.head.addWidget(LegendEntry(self.tr("validation"), "accent"))
        self.head.addWidget(LegendEntry(self.tr("training"), "edge", dashed=True))
        self._plot = pg.PlotWidget()
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.setFrameShape(self._plot.Shape.NoFrame)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setAntialiasing(True)
        self._plot.showGrid(y=True, alpha=1.0)
        self._training = self._plot.plot()
        self._validation = self._plot.plot()
        self._in_use = pg.InfiniteLine(angle=0)
        self._plot.addItem(self._in_use)
        self._marks = _Marks(self)
        self.body.addWidget(self._plot)
        self._marks.raise_()
        theme.theme().changed.connect(self._dress)
        self._dress()

    def show_curves(self, curves: Curves) -> None:
        """Draw other values; the last validation value stands beside the title."""
        self._curves = curves
        self.value.setText(decimal(curves.validation[-1][1]) if curves.validation else "")
        for item, points in ((self._validation, curves.validation), (self._training, curves.training)):
            item.setData([x for x, _ in points], [y for _, y in points])
        low, high, step = value_range(curves)
        start = min([1.0, *(x for x, _ in curves.validation)])
        self._plot.getViewBox().setYRange(low, high, padding=0.04)
        self._plot.getViewBox().setXRange(start - 0.5, max(curves.epochs, 2) + 0.5, padding=0)
        count = round((high - low) / step)
        digits = max(1, -math.floor(math.log10(step) + 1e-9)) if step < 1 else 1
        ticks = [(low + i * step, f"{low + i * step:.{digits}f}") for i in range(count + 1)]
        self._plot.getAxis("left").setTicks([ticks])
        self._plot.getAxis("bottom").setTicks([[(e, str(e)) for e in epoch_ticks(max(curves.epochs, 2))]])
        self._in_use.setVisible(curves.in_use is not None)
        if curves.in_use:
            self._in_use.setValue(curves.in_use[0])
        self._describe()
        self._marks.update()

    def _describe(self) -> None:
        points = self._curves.validation
        text = f"{len(points)} epochs, now {decimal(points[-1][1])}" if points else self.tr("no epoch finished yet")
        if self._curves.best:
            text += f", best {decimal(self._curves.best[1])} at epoch {self._curves.best[0]:.0f}"
        self.setAccessibleDescription(text)

    def _dress(self) -> None:
        table = theme.tokens()
        self._plot.setBackground(table.color("surf"))
        self._validation.setPen(pg.mkPen(table.color("accent"), width=2.5))
        self._training.setPen(pg.mkPen(table.color("edge"), width=2, style=Qt.PenStyle.DashLine))
        self._in_use.setPen(pg.mkPen(table.color("text3"), width=2, style=Qt.PenStyle.DotLine))
        for name in ("left", "bottom"):
            axis = self._plot.getAxis(name)
            axis.setPen(pg.mkPen(None))
            axis.setTickPen(pg.mkPen(table.color("grid"), width=1))
            axis.setTextPen(pg.mkPen(table.color("text2")))
            axis.setTickFont(fonts.font("key"))
            axis.setStyle(tickLength=0, tickTextOffset=8, hideOverlappingLabels=False)
        self._plot.getAxis("left").setWidth(fonts.px(34))
        self._plot.getAxis("bottom").setHeight(fonts.px(24))
        self._plot.getAxis("bottom").setGrid(False)

    def place(self, x: float, y: float) -> QPointF:
        """Return where a value lies, in this card's pixels."""
        scene = self._plot.getViewBox().mapViewToScene(QPointF(x, y))
        return QPointF(self._plot.mapTo(self, self._plot.mapFromScene(scene)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._marks.setGeometry(self.rect())
        self._marks.raise_()

    @property
    def curves(self) -> Curves:
        """What is shown."""
        return self._curves

    @property
    def plot_box(self) -> QRectF:
        """The plot's box in this card's pixels."""
        return QRectF(self._plot.geometry())


class _Marks(QWidget):
    """What lies over the plot: the last point, the star plate of the best epoch, the name at the dotted line."""

    def __init__(self, chart: CurveChart) -> None:
        super().__init__(chart)
        self._chart = chart
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: object) -> None:
        curves = self._chart.curves
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if curves.in_use:
            self._paint_name(painter, curves)
        painter.setPen(Qt.PenStyle.NoPen)
        if curves.validation:
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(self._chart.place(*curves.validation[-1]), 4, 4)
        if curves.best:
            self._paint_best(painter, curves.best)
        painter.end()

    def _paint_name(self, painter: QPainter, curves: Curves) -> None:
        value, name = curves.in_use or (0.0, "")
        painter.setFont(fonts.font("key"))
        painter.setPen(theme.color("text2"))
        text = f"{name}: {decimal(value)}"
        right = self._chart.place(max(curves.epochs, 2) + 0.5, value)
        width = fonts.text_width(text, "key")
        box = QRectF(right.x() - width - 2, right.y() + 4, width + 2, fonts.px(16))
        if box.bottom() > self._chart.plot_box.bottom() - fonts.px(24):
            box.moveBottom(right.y() - 4)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_best(self, painter: QPainter, best: tuple[float, float]) -> None:
        at = self._chart.place(*best)
        painter.setBrush(theme.color("accepted"))
        painter.drawEllipse(at, 5, 5)
        text = self.tr("best {value}").format(value=decimal(best[1]))
        width = fonts.text_width(text, "second_strong") + fonts.px(34)
        box = QRectF(at.x() - width / 2, at.y() - fonts.px(30), width, fonts.px(22))
        area = self._chart.plot_box
        box.moveLeft(min(max(box.left(), area.left()), area.right() - width))
        if box.top() < area.top() - fonts.px(16):
            box.moveTop(at.y() + fonts.px(10))
        painter.setBrush(theme.color("accepted_bg"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        side = fonts.px(12)
        paint_icon(
            painter,
            QRectF(box.left() + fonts.px(9), box.center().y() - side / 2, side, side),
            "ph.star-fill",
            "accepted",
        )
        painter.setPen(theme.color("accepted"))
        painter.setFont(fonts.font("second_strong"))
        inside = box.adjusted(fonts.px(25), 0, 0, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.setPen(Qt.PenStyle.NoPen)
