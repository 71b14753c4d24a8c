"""The inspector of the grid review: groups, second look, progress, pace, what would help most."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.models.numbers import counted, decimal
from tlstudio.gui.models.review_answers import LabelSet
from tlstudio.gui.widgets.inspector import Advice, Head, Inspector, Lines, ProgressBlock
from tlstudio.gui.widgets.rows import GroupRow, RowButton, paint_text


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group as listed; `lowest` is NaN where nothing in it has a score."""

    label_ids: LabelSet
    name: str
    colours: tuple[str, ...]
    count: int
    lowest: float
    key: str


class _SuspectsRow(RowButton):
    def __init__(self) -> None:
        super().__init__("", height=36)
        self._count = 0

    def show_count(self, count: int) -> None:
        self._count = count
        self.setText(self.tr("Probably mislabelled"))
        self.setAccessibleName(f"{self.text()}, {count}")
        self.update()

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        side = fonts.px(16)
        paint_icon(painter, QRectF(box.left() - 2, box.center().y() - side / 2, side, side), "ph.warning", "suggested")
        caret = QRectF(box.right() - side, box.center().y() - side / 2, side, side)
        paint_icon(painter, caret, "ph.caret-right", "text2")
        rest = box.adjusted(fonts.px(20), 0, -fonts.px(30), 0)
        used = paint_text(painter, rest, counted(self._count), "strong", right=True)
        rest.adjust(0, 0, -used - fonts.px(8), 0)
        paint_text(painter, rest, self.text(), "button", "acct" if self.is_current else "text")


class GridInspector(Inspector):
    """What stands right of the page.

    Signals:
        group_chosen: Label ids of the group.
        suspects_chosen: "Probably mislabelled" was clicked.
    """

    group_chosen = Signal(tuple)
    suspects_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Review groups"), parent)
        self._head = Head(self.tr("To review"), value_role="strong")
        self._groups = QVBoxLayout()
        self._groups.setSpacing(0)
        self._rows: list[GroupRow] = []
        self._lines: list[GroupLine] = []
        self._suspects = _SuspectsRow()
        self._suspects.clicked.connect(self.suspects_chosen)
        self._progress = ProgressBlock()
        self._pace = Lines(self.tr("You and the model"))
        self._advice = Advice("ph.lightbulb")
        self.column.addWidget(self._head)
        self.column.addSpacing(fonts.px(8))
        self.column.addLayout(self._groups)
        self.column.addWidget(self._suspects)
        self.add_rule()
        self.column.addWidget(self._progress)
        self.add_rule()
        self.column.addWidget(self._pace)
        self.column.addSpacing(fonts.px(12))
        self.column.addWidget(self._advice)
        self.column.addStretch(1)
        self._suspects.hide()

    def show_groups(self, lines: Sequence[GroupLine], current: LabelSet | None) -> None:
        """List the groups, the largest first; rows are kept, so that nothing flickers."""
        self._lines = list(lines)
        self._head.show_value(counted(sum(line.count for line in lines)))
        while len(self._rows) < len(lines):
            row = GroupRow()
            row.clicked.connect(lambda _checked=False, row=row: self._choose(row))
            self._rows.append(row)
            self._groups.addWidget(row)
        for index, row in enumerate(self._rows):
            row.setVisible(index < len(lines))
            if index < len(lines):
                line = lines[index]
                row.set_current(line.label_ids == current)
                has_score = not math.isnan(line.lowest)
                lowest = self.tr("from {score}").format(score=decimal(line.lowest)) if has_score else ""
                row.show_group(line.name, line.colours, lowest, line.count, line.key)

    def show_suspects(self, count: int, *, is_current: bool) -> None:
        """Say how many decided images deserve a second look."""
        self._suspects.setVisible(count > 0)
        self._suspects.show_count(count)
        self._suspects.set_current(is_current)

    def show_progress(
        self, labelled: int, accepted: int, corrected: int, rejected: int, total: int, *, rejected_as: str = ""
    ) -> None:
        """Show the numbers of images by state; `rejected_as` words what was said about the rejected ones."""
        self._progress.show_counts(labelled, accepted, corrected, rejected, total, rejected_as=rejected_as)

    def show_pace(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show what was measured about the person and the model."""
        self._pace.show_lines(lines)

    def show_advice(self, sentence: str) -> None:
        """Show what would help most now; empty hides it."""
        self._advice.tell(sentence)

    def _choose(self, row: GroupRow) -> None:
        index = self._rows.index(row)
        if index < len(self._lines):
            self.group_chosen.emit(self._lines[index].label_ids)
