"""The table per label: found, right when said, the rest; figures that are weak are red and bold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.charts import small
from tlstudio.gui.models import words
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.result import LabelResult, Share
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.painted_table import Column, PaintedTable
from tlstudio.gui.widgets.rows import paint_text


class PerLabelTable(PaintedTable):
    """The current row is the label whose score limit is shown.

    Signals:
        label_chosen: Its name.
    """

    label_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._rows: list[LabelResult] = []
        self._colours: Mapping[str, str] = {}
        super().__init__("", (), head=30, row=37, parent=parent)
        self.setAccessibleName(self.tr("Per label"))
        self.columns = [
            Column(self.tr("Label"), 17),
            Column(self.tr("Found (sensitivity)"), 20),
            Column(self.tr("Right when said (precision)"), 30),
            Column(self.tr("Specificity"), 12, right=True),
            Column(self.tr("F1"), 8, right=True),
            Column(self.tr("AUROC"), 10, right=True),
            Column(self.tr("Tested"), 9, right=True),
        ]
        self.chosen.connect(lambda index: self.label_chosen.emit(self._rows[index].name))

    def show_rows(self, rows: Sequence[LabelResult], colours: Mapping[str, str]) -> None:
        """Show labels in the given order; `colours` by label name."""
        self._rows, self._colours = list(rows), colours
        self.show_current(0)

    def row_count(self) -> int:
        return len(self._rows)

    def row_name(self, index: int) -> str:
        row = self._rows[index]
        return self.tr("{label}: found {found}, right when said {right}").format(
            label=row.name, found=words.figure(row.sensitivity.value), right=words.figure(row.precision.value)
        )

    def paint_cells(self, painter: QPainter, index: int, cells: list[QRectF]) -> None:
        row = self._rows[index]
        side = fonts.px(10)
        swatch = QRectF(cells[0].left(), cells[0].center().y() - side / 2, side, side)
        marks.paint_swatch(painter, swatch, self._colours.get(row.name, theme.tokens().edge))
        paint_text(painter, cells[0].adjusted(fonts.px(18), 0, -fonts.px(8), 0), row.name)
        _paint_share(painter, cells[1], row.sensitivity)
        _paint_share(painter, cells[2], row.precision)
        for cell, value in zip(cells[3:6], (row.specificity, row.f1, row.auroc), strict=True):
            paint_text(painter, cell, words.figure(value), right=True)
        paint_text(painter, cells[6], counted(row.tested), right=True)


def _paint_share(painter: QPainter, cell: QRectF, share: Share) -> None:
    weak = share.value is not None and share.value < small.WEAK
    paint_text(painter, cell, words.figure(share.value), "strong" if weak else "body", "rejected" if weak else "text")
    if share.value is not None:
        left = cell.left() + fonts.px(42)
        track = QRectF(left, cell.top(), min(fonts.px(68), cell.right() - left - fonts.px(8)), cell.height())
        small.paint_interval(painter, track, share.value, share.low, share.high)
