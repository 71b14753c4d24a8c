"""Can the scores be trusted? Observed accuracy over score, with the number of images per bin below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.charts.axes import Axes
from tlstudio.gui.models.numbers import decimal


@dataclass(frozen=True)
class Bin:
    """Images whose score lies in one interval.

    Attributes:
        low: Lower edge of the interval, 0..1.
        high: Upper edge.
        score: Mean score of the images in it.
        right: Share of them that were right, 0..1.
        count: How many.
    """

    low: float
    high: float
    score: float
    right: float
    count: int


class ReliabilityDiagram(QWidget):
    """Points on the diagonal = a score of 0.7 is right in 7 of 10 images."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bins: list[Bin] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.theme().changed.connect(self.update)

    def show_bins(self, bins: Sequence[Bin]) -> None:
        """Show the filled bins."""
        self._bins = [item for item in bins if item.count]
        self.setAccessibleDescription(
            ", ".join(f"{decimal(item.score)}: {decimal(item.right)} ({item.count})" for item in self._bins)
        )
        self.update()

    def sentence(self) -> str:
        """Return an example in words: the bin with most images below the certain ones."""
        unsure = [item for item in self._bins if item.score < 0.9] or self._bins
        if not unsure:
            return ""
        item = max(unsure, key=lambda entry: entry.count)
        return self.tr("Of {count} with scores near {score}, {right} are right").format(
            count=item.count, score=decimal(item.score), right=round(item.right * item.count)
        )

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(260), fonts.px(210))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(170), fonts.px(150))

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(fonts.px(36), fonts.px(8), -fonts.px(8), -fonts.px(24))
        axes = Axes(box, 0, 1, 0, 1)
        ticks = [(0.0, "0"), (0.25, "0.25"), (0.5, "0.50"), (0.75, "0.75"), (1.0, "1")]
        axes.paint(painter, ticks, [(0, "0"), (0.25, self.tr("score")), (0.5, "0.5"), (1, "1")])
        self._paint_counts(painter, axes)
        pen = QPen(theme.color("edge"), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(axes.point(0, 0), axes.point(1, 1))
        points = [axes.point(item.score, item.right) for item in self._bins]
        painter.setPen(QPen(theme.color("accent"), 2.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        for point in points:
            painter.setPen(QPen(theme.color("surf"), 1.5))
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(point, 4.5, 4.5)
        painter.end()

    def _paint_counts(self, painter: QPainter, axes: Axes) -> None:
        most = max((item.count for item in self._bins), default=1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("press"))
        for item in self._bins:
            bottom = axes.point(item.low, 0)
            top = axes.point(item.high, 0.24 * item.count / most)
            painter.drawRoundedRect(
                QRectF(bottom.x() + 1, top.y(), top.x() - bottom.x() - 2, bottom.y() - top.y()), 2, 2
            )
