"""The results of a run: the verdict first, then numbers with intervals, then the images behind a wrong cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.charts.card import Card
from tlstudio.gui.charts.confusion import ConfusionMatrix
from tlstudio.gui.charts.cut import CutChart, CutCurve
from tlstudio.gui.charts.reliability import Bin, ReliabilityDiagram
from tlstudio.gui.models import words
from tlstudio.gui.models.result import LabelResult, Result
from tlstudio.gui.widgets.buttons import Button, IconButton, LinkButton
from tlstudio.gui.widgets.page import Page
from tlstudio.gui.widgets.select import Select
from tlstudio.gui.widgets.text import Text
from tlstudio.gui.workspaces.results.course import Course
from tlstudio.gui.workspaces.results.examples import Examples
from tlstudio.gui.workspaces.results.numbers import Numbers
from tlstudio.gui.workspaces.results.per_label import PerLabelTable

Pictures = Callable[[int], QImage | None]


class ConfusionCard(Card):
    """The matrix and what a click does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title.setText(self.tr("What was called what"))
        self.tested = Text("", "second", "text2")
        self.head.addWidget(self.tested)
        self.matrix = ConfusionMatrix()
        self.note = Text("", "second", "text2")
        self.body.addWidget(self.matrix, 1)
        self.body.addWidget(self.note)


class ReliabilityCard(Card):
    """The diagram and an example in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title.setText(self.tr("Can the scores be trusted?"))
        self.diagram = ReliabilityDiagram()
        self.note = Text("", "second", "text2", wrap=True)
        self.body.addWidget(self.diagram, 1)
        self.body.addWidget(self.note)


class CutCard(Card):
    """One label's score limit with its price in misses and false alarms."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title.setText(self.tr("Where to cut"))
        self._labels: dict[str, LabelResult] = {}
        self._choice = Select()
        self._choice.setAccessibleName(self.tr("Label whose limit is shown"))
        self._choice.currentTextChanged.connect(self._show_label)
        self.head.addWidget(self._choice)
        self.chart = CutChart()
        self.chart.moved.connect(lambda _: self._tell())
        self._cut = Text("", "strong")
        self._recommended = Text(self.tr("recommended"), "second_strong", "accepted")
        line = QHBoxLayout()
        line.addWidget(Text(self.tr("Cut at"), "body", "text2"))
        line.addWidget(self._cut)
        line.addWidget(self._recommended)
        line.addStretch(1)
        self._misses = Text("", "sentence", "rejected")
        self._alarms = Text("", "sentence", "acct")
        prices = QHBoxLayout()
        for number, name in ((self._misses, self.tr("misses")), (self._alarms, self.tr("false alarms"))):
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(Text(name, "second"))
            column.addWidget(Text(self.tr("per 100 images"), "second", "text2"))
            prices.addWidget(number)
            prices.addLayout(column)
            prices.addStretch(1)
        self.body.addWidget(self.chart, 1)
        self.body.addLayout(line)
        self.body.addLayout(prices)

    def show_labels(self, labels: list[LabelResult]) -> None:
        """Offer the labels that were tested."""
        self._labels = {label.name: label for label in labels if label.cuts and label.recommended is not None}
        self._choice.blockSignals(True)
        self._choice.clear()
        self._choice.addItems(list(self._labels))
        self._choice.blockSignals(False)
        self.setVisible(bool(self._labels))
        if self._labels:
            self.choose(next(iter(self._labels)))

    def choose(self, name: str) -> None:
        """Show a label's curve."""
        if name in self._labels:
            self._choice.setCurrentText(name)
            self._show_label(name)

    def _show_label(self, name: str) -> None:
        label = self._labels.get(name)
        if label is not None and label.recommended is not None:
            self.chart.show_curve(CutCurve(label.cuts, label.misses, label.false_alarms, label.recommended))
            self._tell()

    def _tell(self) -> None:
        misses, alarms = self.chart.at_cut()
        self._cut.setText(words.figure(self.chart.cut))
        self._misses.setText(f"{misses:.0f}")
        self._alarms.setText(f"{alarms:.0f}")
        label = self._labels.get(self._choice.currentText())
        near = label is not None and label.recommended is not None and abs(self.chart.cut - label.recommended) < 0.006
        self._recommended.setVisible(near)


class ResultsPage(Page):
    """Everything about one run on its held-out images.

    Signals:
        back_wanted: To the runs.
        report_wanted: Save the report as a file.
        pin_wanted: Use this run (or the one before) for suggestions.
        look_wanted: Open exactly these images.
        similar_wanted: Sort by likeness to this image.
        used_wanted: Show the images that the run learned from.
    """

    back_wanted = Signal()
    report_wanted = Signal()
    pin_wanted = Signal()
    look_wanted = Signal(list)
    similar_wanted = Signal(int)
    used_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._result: Result | None = None
        self._pictures: Pictures = lambda _image_id: None
        self._cell = (-1, -1)
        self._headline = Text("", "sentence", wrap=True)
        self._detail = Text("", "body", "text2", wrap=True)
        self.pin = Button("", "secondary", icon="ph.push-pin-fill")
        self.report = Button(self.tr("Save report"), "secondary", icon="ph.export")
        self._numbers = Numbers()
        self._confusion = ConfusionCard()
        self._reliability = ReliabilityCard()
        self._cut = CutCard()
        self._table = PerLabelTable()
        self._examples = Examples()
        self._provenance = Text("", "second", "text2", wrap=True)
        self._used = LinkButton(self.tr("Images used"))
        self.course = Course()
        self._cards = QGridLayout()
        self._cards.setSpacing(fonts.px(16))
        self._lower = QGridLayout()
        self._lower.setHorizontalSpacing(fonts.px(32))
        self._lower.setVerticalSpacing(fonts.px(24))
        self._wide: bool | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        back = IconButton("ph.arrow-left", self.tr("Back to the runs"))
        back.clicked.connect(self.back_wanted)
        sentences = QVBoxLayout()
        sentences.setSpacing(fonts.px(4))
        sentences.addWidget(self._headline)
        sentences.addWidget(self._detail)
        head = QHBoxLayout()
        head.setSpacing(fonts.px(8))
        head.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(sentences, 1)
        head.addWidget(self.pin, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.report, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        self.column.addWidget(self._numbers)
        for card in (self._confusion, self._reliability, self._cut):
            card.setMinimumHeight(fonts.px(290))
        self.column.addLayout(self._cards)
        self._left = self._boxed(Text(self.tr("Per label"), "section"), self._table)
        self._right = self._boxed(self._examples, self._provenance, self._used)
        self.column.addLayout(self._lower)
        self.column.addWidget(self.course)
        self.column.addStretch(1)
        self._arrange(True)

    @staticmethod
    def _boxed(*widgets: QWidget) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(fonts.px(10))
        for widget in widgets:
            side = Qt.AlignmentFlag.AlignLeft if isinstance(widget, LinkButton) else Qt.AlignmentFlag(0)
            layout.addWidget(widget, 0, side)
        layout.addStretch(1)
        return box

    def _connect(self) -> None:
        self._confusion.matrix.selected.connect(self._show_cell)
        self._table.label_chosen.connect(self._cut.choose)
        self._examples.look_wanted.connect(self.look_wanted)
        self._examples.similar_wanted.connect(self.similar_wanted)
        self.report.clicked.connect(self.report_wanted)
        self.pin.clicked.connect(self.pin_wanted)
        self._used.clicked.connect(self.used_wanted)

    def _arrange(self, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        for card in (self._confusion, self._reliability, self._cut):
            self._cards.removeWidget(card)
        self._cards.addWidget(self._confusion, 0, 0)
        self._cards.addWidget(self._reliability, 0, 1)
        self._cards.addWidget(self._cut, *((0, 2) if wide else (1, 0, 1, 2)))
        for column, share in enumerate((41, 30, 39 if wide else 0)):
            self._cards.setColumnStretch(column, share)
        for box in (self._left, self._right):
            self._lower.removeWidget(box)
        self._lower.addWidget(self._left, 0, 0)
        self._lower.addWidget(self._right, *((0, 1) if wide else (1, 0)))
        self._lower.setColumnStretch(0, 60)
        self._lower.setColumnStretch(1, 40 if wide else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(self.viewport().width() >= fonts.px(1060))
        super().resizeEvent(event)

    def show_result(self, result: Result, colours: Mapping[str, str], pictures: Pictures, provenance: str) -> None:
        """Show a run's figures.

        Args:
            colours: Label name -> `#RRGGBB`.
            pictures: Gives the thumbnail of an image id where it is there already.
            provenance: When, on how many images and how long it was trained.
        """
        self._result, self._pictures = result, pictures
        self._headline.setText(result.headline)
        self._detail.setText(result.detail)
        self._numbers.show_figures(result.figures)
        self._provenance.setText(provenance)
        names = [*result.matrix_names]
        self._confusion.setVisible(bool(result.matrix))
        side = self.tr("test") if result.side == "test" else self.tr("validation")
        self._confusion.tested.setText(self.tr("{count} {side} images").format(count=result.images, side=side))
        fallback = theme.tokens().edge
        self._confusion.matrix.show_counts(names, [colours.get(name, fallback) for name in names], result.matrix)
        self._reliability.diagram.show_bins(
            [
                Bin(item["low"], item["high"], item["confidence"], item["accuracy"], item["count"])
                for item in result.reliability
                if item["count"]
            ]
        )
        self._reliability.note.setText(self._reliability.diagram.sentence())
        self._cut.show_labels(list(result.labels))
        self._table.show_rows(result.labels, colours)
        self._examples.setVisible(bool(result.matrix))
        worst = self._confusion.matrix.worst_cell()
        if worst == (-1, -1):
            self._confusion.note.setText(self.tr("A cell opens its images"))
            self._examples.show_nothing()
        else:
            self._confusion.matrix.select(*worst)

    def refresh_pictures(self) -> None:
        """Ask for the thumbnails again; more of them have come."""
        if self._result is not None and self._cell != (-1, -1):
            self._show_cell(*self._cell)

    def _show_cell(self, row: int, column: int) -> None:
        result = self._result
        if result is None:
            return
        self._cell = (row, column)
        decided, suggested = result.matrix_names[row], result.matrix_names[column]
        pairs = result.behind(row, column)
        self._confusion.note.setText(
            self.tr("A cell opens its images: {decided} called {suggested}, {count}").format(
                decided=decided, suggested=suggested, count=len(pairs)
            )
        )
        items = [(p.image_id, score, self._pictures(p.image_id)) for p, score in pairs]
        self._examples.show_cell(decided, suggested, items)
