"""The table of runs: what was trained, how good it is, its curve, and how it did against the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.charts import small
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.models.training import RunRow
from tlstudio.gui.widgets.rows import paint_text

HEAD = 34
ROW = 36

_STATE_ICONS = {
    "running": ("ph.circle-half-tilt", "acct"),
    "paused": ("ph.pause-circle", "acct"),
    "failed": ("ph.warning-fill", "err"),
    "crashed": ("ph.warning-fill", "err"),
    "cancelled": ("ph.x-circle", "text3"),
    "done": ("ph.circle", "text3"),
}


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    share: float
    right: bool = False


class RunsTable(QWidget):
    """Rows painted in one go; click selects, double click or Enter opens, the menu key asks for the row's menu."""

    opened = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[RunRow] = []
        self._current = -1
        self._hover = -1
        self._columns = (
            _Column(self.tr("Run"), 12),
            _Column(self.tr("What was trained"), 19),
            _Column(self.tr("Images"), 5, right=True),
            _Column(self.tr("Score (95 %)"), 15, right=True),
            _Column("", 2),
            _Column(self.tr("Curve"), 8),
            _Column("", 1),
            _Column(self.tr("Compared with the model before"), 23),
            _Column(self.tr("Time"), 5, right=True),
            _Column(self.tr("When"), 10, right=True),
        )
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Runs"))
        theme.theme().changed.connect(self.update)

    def show_rows(self, rows: Sequence[RunRow], metric: str) -> None:
        """Show runs, newest first; `metric` is the head of the figure's column."""
        kept = self.current_id
        self._rows = list(rows)
        self._columns = (
            *self._columns[:3],
            _Column(self.tr("{metric} (95 %)").format(metric=metric), 15, right=True),
            *self._columns[4:],
        )
        self._current = next((i for i, row in enumerate(self._rows) if row.run_id == kept), 0 if rows else -1)
        self._describe()
        self.updateGeometry()
        self.update()

    @property
    def current_id(self) -> str:
        """The selected run; empty when there is none."""
        return self._rows[self._current].run_id if 0 <= self._current < len(self._rows) else ""

    def _describe(self) -> None:
        if 0 <= self._current < len(self._rows):
            row = self._rows[self._current]
            parts = (row.title, row.what, row.value, row.compared_words, row.when)
            self.setAccessibleDescription(", ".join(part for part in parts if part))

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(640), fonts.px(HEAD) + fonts.px(ROW) * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _row_at(self, y: float) -> int:
        index = int((y - fonts.px(HEAD)) // fonts.px(ROW))
        return index if 0 <= index < len(self._rows) and y >= fonts.px(HEAD) else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().y())
        if row != self._hover:
            self._hover = row
            self.update()

    def leaveEvent(self, _event: object) -> None:
        self._hover = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._select(self._row_at(event.position().y()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._row_at(event.position().y()) >= 0:
            self.opened.emit(self.current_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self._row_at(event.pos().y())
        self._select(row if row >= 0 else self._current)
        if self.current_id:
            self.menu_wanted.emit(self.current_id, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self._select(min(max(self._current + step, 0), len(self._rows) - 1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id:
            self.opened.emit(self.current_id)
        else:
            super().keyPressEvent(event)

    def _select(self, index: int) -> None:
        if index >= 0:
            self._current = index
            self._describe()
            self.update()

    def _cells(self, top: float, height: float) -> list[QRectF]:
        total = sum(column.share for column in self._columns)
        left, width = float(fonts.px(8)), self.width() - fonts.px(16)
        cells: list[QRectF] = []
        for column in self._columns:
            span = width * column.share / total
            cells.append(QRectF(left, top, span, height))
            left += span
        return cells

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head = fonts.px(HEAD)
        for column, cell in zip(self._columns, self._cells(0, head), strict=True):
            paint_text(painter, cell, column.title, "second", "text2", right=column.right)
        for index in range(len(self._rows)):
            top = head + index * fonts.px(ROW)
            painter.setPen(QPen(theme.color("grid"), 1.0))
            painter.drawLine(fonts.px(8), top, self.width() - fonts.px(8), top)
        for index, row in enumerate(self._rows):
            self._paint_row(painter, index, row)
        painter.end()

    def _paint_row(self, painter: QPainter, index: int, row: RunRow) -> None:
        top, height = fonts.px(HEAD) + index * fonts.px(ROW), fonts.px(ROW)
        ground = "soft" if index == self._current and self.hasFocus() else "hover" if index == self._hover else ""
        if row.state in ("running", "paused"):
            ground = "soft"
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ground))
            painter.drawRoundedRect(QRectF(0, top + 1, self.width(), height - 1), 6, 6)
        cells = self._cells(top, height)
        icon, tone = (
            ("ph.check-circle-fill", "accepted")
            if row.is_serving
            else _STATE_ICONS.get(row.state, _STATE_ICONS["done"])
        )
        side = fonts.px(15)
        paint_icon(painter, QRectF(cells[0].left(), cells[0].center().y() - side / 2, side, side), icon, tone)
        paint_text(
            painter, cells[0].adjusted(fonts.px(22), 0, 0, 0), row.title, "strong" if row.is_serving else "button"
        )
        paint_text(painter, cells[1].adjusted(0, 0, -fonts.px(6), 0), row.what)
        paint_text(painter, cells[2], f"{row.images:,}", right=True)
        paint_text(painter, cells[3], row.value, right=True)
        token = "accent" if row.is_serving or row.state == "running" else "edge"
        small.paint_sparkline(painter, cells[5].adjusted(0, fonts.px(11), 0, -fonts.px(11)), row.curve, token)
        if row.compared_words:
            small.paint_pill(painter, cells[7], row.compared_words, row.compared)
        paint_text(painter, cells[8], row.time, right=True)
        paint_text(painter, cells[9], row.when, right=True)
