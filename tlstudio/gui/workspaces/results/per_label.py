"""The table per label: found, right when said, the rest; figures that are weak are red and bold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.charts import small
from tlstudio.gui.models import words
from tlstudio.gui.models.result import LabelResult, Share
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.rows import paint_text

HEAD = 30
ROW = 37


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    share: float
    right: bool = False


class PerLabelTable(QWidget):
    """Click or Up/Down chooses the label whose score limit is shown."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[LabelResult] = []
        self._colours: Mapping[str, str] = {}
        self._current = 0
        self._hover = -1
        self._columns = (
            _Column(self.tr("Label"), 20),
            _Column(self.tr("Found (sensitivity)"), 21),
            _Column(self.tr("Right when said (precision)"), 26),
            _Column(self.tr("Specificity"), 12, right=True),
            _Column(self.tr("F1"), 8, right=True),
            _Column(self.tr("AUROC"), 10, right=True),
            _Column(self.tr("Tested"), 9, right=True),
        )
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Per label"))
        theme.theme().changed.connect(self.update)

    def show_rows(self, rows: Sequence[LabelResult], colours: Mapping[str, str]) -> None:
        """Show labels in the given order."""
        self._rows, self._colours, self._current = list(rows), colours, 0
        self._describe()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(640), fonts.px(HEAD) + fonts.px(ROW) * max(1, len(self._rows)))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(560), self.sizeHint().height())

    def _describe(self) -> None:
        if self._rows:
            row = self._rows[self._current]
            self.setAccessibleDescription(
                self.tr("{label}: found {found}, right when said {right}").format(
                    label=row.name, found=words.figure(row.sensitivity.value), right=words.figure(row.precision.value)
                )
            )

    def _row_at(self, y: float) -> int:
        index = int((y - fonts.px(HEAD)) // fonts.px(ROW))
        return index if y >= fonts.px(HEAD) and 0 <= index < len(self._rows) else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().y())
        if row != self._hover:
            self._hover = row
            self.update()

    def leaveEvent(self, _event: object) -> None:
        self._hover = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose(self._row_at(event.position().y()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._choose(min(max(0, self._current + step), len(self._rows) - 1))

    def _choose(self, index: int) -> None:
        if index >= 0 and self._rows:
            self._current = index
            self._describe()
            self.update()
            self.chosen.emit(self._rows[index].name)

    def _cells(self, top: float, height: float) -> list[QRectF]:
        total = sum(column.share for column in self._columns)
        left = 0.0
        cells: list[QRectF] = []
        for column in self._columns:
            width = self.width() * column.share / total
            cells.append(QRectF(left, top, width, height))
            left += width
        return cells

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head = fonts.px(HEAD)
        for column, cell in zip(self._columns, self._cells(0, head - 4), strict=True):
            inside = cell.adjusted(0, 0, 0 if column.right else -fonts.px(6), 0)
            paint_text(painter, inside, column.title, "second", "text2", right=column.right)
        for index, row in enumerate(self._rows):
            self._paint_row(painter, head + index * fonts.px(ROW), index, row)
        painter.end()

    def _paint_row(self, painter: QPainter, top: float, index: int, row: LabelResult) -> None:
        painter.setPen(QPen(theme.color("grid"), 1.0))
        painter.drawLine(0, round(top), self.width(), round(top))
        ground = "soft" if index == self._current and self.hasFocus() else "hover" if index == self._hover else ""
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ground))
            painter.drawRect(QRectF(0, top + 1, self.width(), fonts.px(ROW) - 1))
        cells = self._cells(top, fonts.px(ROW))
        side = fonts.px(10)
        swatch = QRectF(cells[0].left(), cells[0].center().y() - side / 2, side, side)
        marks.paint_swatch(painter, swatch, self._colours.get(row.name, theme.tokens().edge))
        paint_text(painter, cells[0].adjusted(fonts.px(18), 0, -fonts.px(8), 0), row.name)
        self._paint_share(painter, cells[1], row.sensitivity)
        self._paint_share(painter, cells[2], row.precision)
        for cell, value in zip(cells[3:6], (row.specificity, row.f1, row.auroc), strict=True):
            paint_text(painter, cell, words.figure(value), right=True)
        paint_text(painter, cells[6], f"{row.tested:,}", right=True)

    @staticmethod
    def _paint_share(painter: QPainter, cell: QRectF, share: Share) -> None:
        weak = share.value is not None and share.value < small.WEAK
        paint_text(
            painter, cell, words.figure(share.value), "strong" if weak else "body", "rejected" if weak else "text"
        )
        if share.value is not None:
            left = cell.left() + fonts.px(42)
            track = QRectF(left, cell.top(), min(fonts.px(68), cell.right() - left - fonts.px(8)), cell.height())
            small.paint_interval(painter, track, share.value, share.low, share.high)
