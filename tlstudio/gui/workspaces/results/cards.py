"""The three cards of a result: what was called what, whether scores can be trusted, where to cut."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tlstudio.gui.charts.card import Card
from tlstudio.gui.charts.confusion import ConfusionMatrix
from tlstudio.gui.charts.cut import CutChart, CutCurve
from tlstudio.gui.charts.reliability import ReliabilityDiagram
from tlstudio.gui.models import words
from tlstudio.gui.models.result import LabelResult
from tlstudio.gui.widgets.select import Select
from tlstudio.gui.widgets.text import Text


class ConfusionCard(Card):
    """The matrix and what a click does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title.setText(self.tr("What was called what"))
        self.tested = Text("", "second", "text2")
        self.head.addWidget(self.tested)
        self.matrix = ConfusionMatrix()
        self.note = Text("", "second", "text2", wrap=True)
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
