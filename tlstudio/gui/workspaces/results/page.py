"""The results of a run: the verdict first, then numbers with intervals, then the images behind a wrong cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.charts.reliability import Bin
from tlstudio.gui.models.result import Result
from tlstudio.gui.widgets.buttons import Button, IconButton, LinkButton
from tlstudio.gui.widgets.page import Page
from tlstudio.gui.widgets.text import Text
from tlstudio.gui.workspaces.results.cards import ConfusionCard, CutCard, ReliabilityCard
from tlstudio.gui.workspaces.results.course import Course
from tlstudio.gui.workspaces.results.examples import Examples
from tlstudio.gui.workspaces.results.numbers import Numbers
from tlstudio.gui.workspaces.results.per_label import PerLabelTable

Pictures = Callable[[int], QImage | None]
# What the sentence at the head needs beside its buttons.
_HEADLINE = 420


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
        self._head = QGridLayout()
        self._buttons = QWidget()
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
        self._arranged: tuple[int, bool, bool] | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        back = IconButton("ph.arrow-left", self.tr("Back to the runs"))
        back.clicked.connect(self.back_wanted)
        sentences = QVBoxLayout()
        sentences.setSpacing(fonts.px(4))
        sentences.addWidget(self._headline)
        sentences.addWidget(self._detail)
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(fonts.px(8))
        buttons.addStretch(1)
        buttons.addWidget(self.pin)
        buttons.addWidget(self.report)
        self._head.setHorizontalSpacing(fonts.px(8))
        self._head.addWidget(back, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._head.addLayout(sentences, 0, 1)
        self._head.setColumnStretch(1, 1)
        self.column.addLayout(self._head)
        self.column.addWidget(self._numbers)
        for card in (self._confusion, self._reliability, self._cut):
            card.setMinimumHeight(fonts.px(290))
        self.column.addLayout(self._cards)
        self._left = self._boxed(Text(self.tr("Per label"), "section"), self._table)
        self._right = self._boxed(self._examples, self._provenance, self._used)
        self.column.addLayout(self._lower)
        self.column.addWidget(self.course)
        self.column.addStretch(1)
        self._arrange(3, True, True)

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

    def _arrange(self, cards: int, beside: bool, in_head: bool) -> None:
        """Put so many cards in a row, table and examples beside each other or not, the buttons in the head or below."""
        if (cards, beside, in_head) == self._arranged:
            return
        self._arranged = (cards, beside, in_head)
        for card in (self._confusion, self._reliability, self._cut):
            self._cards.removeWidget(card)
        places = {
            3: ((0, 0), (0, 1), (0, 2)),
            2: ((0, 0), (0, 1), (1, 0, 1, 2)),
            1: ((0, 0), (1, 0), (2, 0)),
        }
        for card, place in zip((self._confusion, self._reliability, self._cut), places[cards], strict=True):
            self._cards.addWidget(card, *place)
        for column, share in enumerate((41, 30, 39)):
            self._cards.setColumnStretch(column, share if column < cards else 0)
        for box in (self._left, self._right, self._buttons):
            self._lower.removeWidget(box)
            self._head.removeWidget(box)
        self._lower.addWidget(self._left, 0, 0)
        self._lower.addWidget(self._right, *((0, 1) if beside else (1, 0)))
        self._lower.setColumnStretch(0, 60)
        self._lower.setColumnStretch(1, 40 if beside else 0)
        row, column, columns = (0, 2, 1) if in_head else (1, 0, 2)
        self._head.addWidget(self._buttons, row, column, 1, columns, Qt.AlignmentFlag.AlignTop)

    def _fit(self) -> None:
        """Arrange by what fits: the texts of another language or size are wider than ours."""
        margins = self.column.contentsMargins()
        room = self.viewport().width() - margins.left() - margins.right()
        widths = [card.minimumSizeHint().width() for card in (self._confusion, self._reliability, self._cut)]
        gap = self._cards.horizontalSpacing()
        wide = self.viewport().width() >= fonts.px(1060)
        pair = self._left.minimumSizeHint().width() + self._right.minimumSizeHint().width() + fonts.px(32)
        two = 2 if widths[0] + widths[1] + gap <= room else 1
        cards = 3 if wide and sum(widths) + 2 * gap <= room else two
        self._arrange(
            cards, wide and pair <= room, self._buttons.minimumSizeHint().width() + fonts.px(_HEADLINE) <= room
        )
        self.course.fit(room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
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
        self._fit()

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
