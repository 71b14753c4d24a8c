"""The big numbers of a result in one row, each with its interval; below each other in a narrow window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.models.result import Figure
from tlstudio.gui.widgets.rows import paint_text

_CELL = 66


class Numbers(QWidget):
    """Title, number, interval; a hairline between neighbours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: list[Figure] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme().changed.connect(self.update)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show other numbers."""
        self._figures = list(figures)
        self.setAccessibleName("; ".join(f"{f.title}: {f.value} {f.second}".strip() for f in figures))
        self._fit()
        self.update()

    def _widths(self) -> list[int]:
        return [
            max(
                fonts.text_width(f.title),
                fonts.text_width(f.value, "number") + fonts.px(10) + fonts.text_width(f.second, "second"),
            )
            + fonts.px(30)
            for f in self._figures
        ]

    def _rows(self, width: int) -> list[list[int]]:
        """Return indices of figures per line: all in one, else as many as fit."""
        widths = self._widths()
        rows: list[list[int]] = [[]]
        taken = 0
        for index, wanted in enumerate(widths):
            if rows[-1] and taken + wanted > width:
                rows.append([])
                taken = 0
            rows[-1].append(index)
            taken += wanted
        return rows

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # Layouts inside a scrolling page do not ask for a height that follows the width.
        self.setFixedHeight(len(self._rows(self.width())) * fonts.px(_CELL))

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(600), fonts.px(_CELL))

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._widths(), default=0), fonts.px(_CELL))

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        widths = self._widths()
        for line, row in enumerate(self._rows(self.width())):
            spare = (self.width() - sum(widths[i] for i in row)) / max(1, len(row))
            left, top = 0.0, line * fonts.px(_CELL)
            for place, index in enumerate(row):
                span = widths[index] + spare
                if place:
                    painter.setPen(QPen(theme.color("line"), 1.0))
                    at = left - fonts.px(16)
                    painter.drawLine(QPointF(at, top + fonts.px(6)), QPointF(at, top + fonts.px(_CELL - 10)))
                self._paint_figure(painter, QRectF(left, top, span, fonts.px(_CELL)), self._figures[index])
                left += span
        painter.end()

    @staticmethod
    def _paint_figure(painter: QPainter, box: QRectF, figure: Figure) -> None:
        paint_text(painter, QRectF(box.left(), box.top(), box.width(), fonts.px(22)), figure.title, "body", "text2")
        line = QRectF(box.left(), box.top() + fonts.px(22), box.width(), fonts.px(38))
        taken = paint_text(painter, line, figure.value, "number", figure.tone)
        side = line.adjusted(taken + fonts.px(10), fonts.px(4), 0, 0)
        paint_text(painter, side, figure.second, "second", "text2")
