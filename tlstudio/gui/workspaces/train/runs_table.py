"""The table of runs: what was trained, how good it is, its curve, and how it did against the one before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from tlstudio.gui import fonts
from tlstudio.gui.charts import small
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.training import RunRow
from tlstudio.gui.widgets.painted_table import Column, PaintedTable
from tlstudio.gui.widgets.rows import paint_text

_LIVE = ("running", "paused")
_STATE_ICONS = {
    "running": ("ph.circle-half-tilt", "acct"),
    "paused": ("ph.pause-circle", "acct"),
    "failed": ("ph.warning-fill", "err"),
    "crashed": ("ph.warning-fill", "err"),
    "cancelled": ("ph.x-circle", "text3"),
    "done": ("ph.circle", "text3"),
}
_SCORE = 3


class RunsTable(PaintedTable):
    """Double click or Enter opens a run, the menu key or a right click asks for its menu.

    Signals:
        opened: Id of the run.
        menu_wanted: Id of the run and the place on the screen.
    """

    opened = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._rows: list[RunRow] = []
        super().__init__("", (), head=34, row=36, margin=8, parent=parent)
        self.setAccessibleName(self.tr("Runs"))
        self.columns = [
            Column(self.tr("Run"), 14),
            Column(self.tr("What was trained"), 16),
            Column(self.tr("Images"), 6, right=True),
            Column("", 18, right=True),
            Column("", 1),
            Column(self.tr("Curve"), 7),
            Column("", 1),
            Column(self.tr("Compared with the model before"), 22),
            Column(self.tr("Time"), 5, right=True),
            Column(self.tr("When"), 10, right=True),
        ]

    def show_rows(self, rows: Sequence[RunRow], metric: str) -> None:
        """Show runs, newest first; `metric` is the head of the figure's column."""
        # A run that is new is what the person is about to look at.
        is_new = bool(rows) and rows[0].run_id not in {row.run_id for row in self._rows}
        kept = "" if is_new else self.current_id
        self._rows = list(rows)
        title = self.tr("{metric} (95 %)").format(metric=metric)
        self.columns[_SCORE] = Column(title, self.columns[_SCORE].share, right=True)
        self.show_current(next((i for i, row in enumerate(self._rows) if row.run_id == kept), 0))

    @property
    def current_id(self) -> str:
        """The selected run; empty when there is none."""
        return self._rows[self.current].run_id if 0 <= self.current < len(self._rows) else ""

    def row_count(self) -> int:
        return len(self._rows)

    def row_name(self, index: int) -> str:
        row = self._rows[index]
        return ", ".join(part for part in (row.title, row.what, row.value, row.compared_words, row.when) if part)

    def is_marked(self, index: int) -> bool:
        return self._rows[index].state in _LIVE

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.row_at(event.position().y()) >= 0:
            self.opened.emit(self.current_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.choose(self.row_at(event.pos().y()))
        if self.current_id:
            self.menu_wanted.emit(self.current_id, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id:
            self.opened.emit(self.current_id)
        else:
            super().keyPressEvent(event)

    def paint_cells(self, painter: QPainter, index: int, cells: list[QRectF]) -> None:
        row = self._rows[index]
        serving = ("ph.check-circle-fill", "accepted")
        icon, tone = serving if row.is_serving else _STATE_ICONS.get(row.state, _STATE_ICONS["done"])
        side = fonts.px(15)
        paint_icon(painter, QRectF(cells[0].left(), cells[0].center().y() - side / 2, side, side), icon, tone)
        title = cells[0].adjusted(fonts.px(22), 0, 0, 0)
        paint_text(painter, title, row.title, "strong" if row.is_serving else "button")
        paint_text(painter, cells[1].adjusted(0, 0, -fonts.px(6), 0), row.what)
        paint_text(painter, cells[2], counted(row.images), right=True)
        paint_text(painter, cells[_SCORE], row.value, right=True)
        token = "accent" if row.is_serving or row.state == "running" else "edge"
        small.paint_sparkline(painter, cells[5].adjusted(0, fonts.px(11), 0, -fonts.px(11)), row.curve, token)
        if row.compared_words:
            small.paint_pill(painter, cells[7], row.compared_words, row.compared)
        paint_text(painter, cells[8], row.time, right=True)
        paint_text(painter, cells[9], row.when, right=True)
