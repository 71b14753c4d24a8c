"""What an import would do, in numbers: images, annotations by label and kind, what is left out."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from tlstudio.core.words import Skipped
from tlstudio.gui import fonts
from tlstudio.gui.exchange.cards import KINDS, kind_name
from tlstudio.gui.exchange.dialog import clear
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.said import tr
from tlstudio.gui.models.sentences import place, sentence
from tlstudio.gui.widgets.notice import Notice
from tlstudio.gui.widgets.painted_table import Column, PaintedTable
from tlstudio.gui.widgets.rows import paint_text
from tlstudio.gui.widgets.text import Text

if TYPE_CHECKING:
    from tlstudio.project.importing import Imported

LISTED = 200
# More labels than this are counted in one row: nobody reads a list of a thousand.
ROWS = 12


class LabelCounts(PaintedTable):
    """Label by kind of annotation."""

    def __init__(self, per_label: Mapping[str, Mapping[str, int]], parent: QWidget | None = None) -> None:
        kinds = [kind for kind in KINDS if any(counts.get(kind) for counts in per_label.values())]
        heads = [self.tr("Image") if kind == "image" else kind_name(kind) for kind in kinds]
        columns = [Column(self.tr("Label"), 2.2), *(Column(head, 1.2, right=True) for head in heads)]
        ordered = sorted(per_label.items(), key=lambda row: (-sum(row[1].values()), row[0]))
        self._rows = [(name, [counts.get(kind, 0) for kind in kinds]) for name, counts in ordered[:ROWS]]
        if others := ordered[ROWS:]:
            sums = [sum(counts.get(kind, 0) for _, counts in others) for kind in kinds]
            self._rows.append((self.tr("{} more labels").format(counted(len(others))), sums))
        super().__init__(self.tr("Annotations by label"), columns, head=28, row=26, parent=parent)

    def row_count(self) -> int:
        return len(self._rows)

    def row_name(self, index: int) -> str:
        name, counts = self._rows[index]
        parts = (
            f"{column.title} {counted(count)}" for column, count in zip(self.columns[1:], counts, strict=True) if count
        )
        return f"{name}: {', '.join(parts)}"

    def paint_cells(self, painter: QPainter, index: int, cells: list[QRectF]) -> None:
        name, counts = self._rows[index]
        paint_text(painter, cells[0].adjusted(0, 0, -fonts.px(8), 0), name, "button")
        for count, cell in zip(counts, cells[1:], strict=True):
            paint_text(
                painter, cell, counted(count) if count else "–", "body", "text" if count else "text3", right=True
            )


class ImportReport(QWidget):
    """Built anew for each dry run.

    Signals:
        suggestions_wanted: Take the shapes as suggestions, because they have scores.
        finished_wanted: Take images without labels as reviewed, with nothing on them.
    """

    suggestions_wanted = Signal()
    finished_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(fonts.px(8))

    def say(self, text: str) -> None:
        """Show one sentence instead of numbers."""
        clear(self._column)
        if text:
            self._column.addWidget(Text(text, "body", "text2", wrap=True))

    def show_report(self, report: Imported, *, as_suggestions: bool, replaces: bool) -> None:
        """Show the numbers of a dry run."""
        clear(self._column)
        self._column.addWidget(Text(sentence(report.why), "second", "text2", wrap=True))
        for numbers in self._sentences(report, as_suggestions=as_suggestions, replaces=replaces):
            self._column.addWidget(Text(numbers, "body", "text", wrap=True))
        for note in report.notes:
            if "`--" not in note:  # those speak to the command line; what they mean is said below
                self._column.addWidget(Text(sentence(note), "second", "text2", wrap=True))
        if report.skipped:
            self._column.addWidget(skipped_notice(report.skipped, self))
        self._offer(report, as_suggestions=as_suggestions)
        if report.per_label:
            self._column.addWidget(LabelCounts(report.per_label))

    def _sentences(self, report: Imported, *, as_suggestions: bool, replaces: bool) -> list[str]:
        images = _counted(report.images, self.tr("1 image in it"), self.tr("{} images in it"))
        shapes = _counted(report.annotations, self.tr("1 annotation"), self.tr("{} annotations"))
        found = [f"{images}, {shapes}"]
        if report.created:
            found.append(
                _counted(report.created, self.tr("1 image gets suggestions"), self.tr("{} images get suggestions"))
                if as_suggestions
                else _counted(report.created, self.tr("1 image newly decided"), self.tr("{} images newly decided"))
            )
        if report.unchanged:
            found.append(self.tr("{} the same already").format(counted(report.unchanged)))
        if report.conflicts:
            words = self.tr("{} decided otherwise: replaced") if replaces else self.tr("{} decided otherwise: kept")
            found.append(words.format(counted(report.conflicts)))
        if report.added:
            found.append(
                _counted(report.added, self.tr("1 image new to the project"), self.tr("{} images new to the project"))
            )
        return [found[0], ", ".join(found[1:])] if found[1:] else found

    def _offer(self, report: Imported, *, as_suggestions: bool) -> None:
        if report.not_said and not as_suggestions:
            self._ask(
                self.tr("{} images have no labels here").format(counted(report.not_said)),
                self.tr("The format does not say whether anybody has looked at them; they stay undecided."),
                self.tr("Take them as finished"),
                self.finished_wanted.emit,
            )
        if report.scored and not as_suggestions:
            self._ask(
                self.tr("{} shapes have scores, as from a model").format(counted(report.scored)),
                self.tr("As suggestions they wait for your review; as decisions they lose their scores."),
                self.tr("Take them as suggestions"),
                self.suggestions_wanted.emit,
            )

    def _ask(self, question: str, second: str, text: str, act: Callable[[], object]) -> None:
        notice = Notice("acct")
        notice.tell(question, second, buttons=[(text, act)], closable=False)
        self._column.addWidget(notice)


def skipped_notice(skipped: Sequence[Skipped], parent: QWidget) -> Notice:
    """Return a notice about rows left out, with a button that saves the list."""
    lines = left_out_lines(skipped[:LISTED])
    (first,) = left_out_lines([replace(skipped[0], path=_ending(skipped[0].path))])
    notice = Notice("suggested", narrow=True)
    notice.tell(
        tr("1 row is left out") if len(skipped) == 1 else tr("{} rows are left out").format(counted(len(skipped))),
        first,
        buttons=[(tr("Save the list"), lambda: save_list(skipped, parent))],
        detail="\n".join(lines),
        closable=False,
    )
    return notice


def left_out_lines(skipped: Sequence[Skipped]) -> list[str]:
    """Return where each is, and why it is left out, in the person's language."""
    return [
        f"{place(one.path)}{tr(', line {}').format(one.line) if one.line else ''}: {sentence(one.reason)}"
        for one in skipped
    ]


def _ending(path: str) -> str:
    """Return what of an absolute path tells a person which file it is."""
    return Path(*Path(path).parts[-2:]).as_posix() if Path(path).is_absolute() else path


def save_list(skipped: Sequence[Skipped], parent: QWidget, target: str = "") -> None:
    """Write what was left out as a table: path, line, reason; asks for the place where none is given."""
    if not target:
        target, _ = QFileDialog.getSaveFileName(parent, tr("Where to?"), "left out.csv", "CSV (*.csv)")
    if target:
        with Path(target).open("w", encoding="utf-8", newline="") as file:
            file.write(table_of(skipped))


def table_of(skipped: Sequence[Skipped]) -> str:
    """Return what was left out as CSV with a header."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("path", "line", "reason"))
    writer.writerows((one.path, one.line or "", one.reason) for one in skipped)
    return text.getvalue()


def _counted(number: int, one: str, many: str) -> str:
    return one if number == 1 else many.format(counted(number))
