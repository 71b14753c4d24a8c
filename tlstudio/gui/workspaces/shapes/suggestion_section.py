"""The inspector's section about suggestions: how many wait, from which score they are shown, who was how often right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tlstudio.core.words import Outcome
from tlstudio.gui import fonts
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.models.numbers import counted, decimal
from tlstudio.gui.widgets.buttons import LinkButton
from tlstudio.gui.widgets.inspector import Head, Line
from tlstudio.gui.widgets.rows import PADDING
from tlstudio.gui.widgets.text import Text
from tlstudio.gui.widgets.toggles import Slider
from tlstudio.store.review_reads import SourceOutcomes

MOST_SOURCES = 3


class SuggestionSection(QWidget):
    """There while the image has suggestions.

    Signals:
        action: Id of an action that was clicked.
        least_chosen: Score from which suggestions are to be shown, 0..1.
    """

    action = Signal(str)
    least_chosen = Signal(float)

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keymap = keymap
        self._head = Head(self.tr("Suggestions"))
        self._least = Text("", "strong")
        self._slider = Slider(self.tr("Show suggestions from"), 0, 100)
        self._slider.valueChanged.connect(lambda value: self.least_chosen.emit(value / 100))
        self._here = LinkButton("")
        self._here.clicked.connect(lambda: self.action.emit("shapes.accept_here"))
        self._everywhere = LinkButton(self.tr("On all images ..."))
        self._everywhere.clicked.connect(lambda: self.action.emit("shapes.accept_above"))
        for button in (self._here, self._everywhere):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._sources = [Line() for _ in range(MOST_SOURCES)]
        self._lay_out()
        keymap.changed.connect(self.show_keys)
        self.show_keys()
        self.hide()

    @property
    def anchor(self) -> QWidget:
        """Where the choice of a score for all images opens."""
        return self._everywhere

    def show_here(self, shown: int, waiting: int, least: float, *, can_answer: bool) -> None:
        """Say how many suggestions of the open image are shown, and from which score."""
        if shown < waiting:
            text = self.tr("{n} of {m} shown").format(n=counted(shown), m=counted(waiting))
        else:
            text = self.tr("{n} here").format(n=counted(waiting))
        self._head.show_value(text, "text2")
        self._least.setText(decimal(least))
        self._slider.blockSignals(True)
        self._slider.setValue(round(least * 100))
        self._slider.blockSignals(False)
        self._here.setText(self.tr("Accept {n} here").format(n=counted(shown)))
        self._here.setVisible(shown > 0)
        # The inspector is short of room; Review shows what became of the others.
        self.setVisible(waiting > 0)
        self._here.setEnabled(can_answer)

    def show_project(self, sources: Sequence[SourceOutcomes], *, can_answer: bool) -> None:
        """Show what became of the suggestions of each source."""
        left = sum(one.by_outcome.get(Outcome.OPEN, 0) for one in sources)
        self._everywhere.setVisible(left > 0 and can_answer)
        for place, line in enumerate(self._sources):
            line.setVisible(place < len(sources))
            if place < len(sources):
                line.show_line(sources[place].source, self._measured(sources[place]))

    def show_keys(self) -> None:
        """Name the key in force."""
        self._here.setToolTip(self._keymap.first("shapes.accept_here"))

    def _measured(self, one: SourceOutcomes) -> str:
        if one.right is None:
            return self.tr("none answered")
        right = one.by_outcome.get(Outcome.ACCEPTED, 0)
        share = f"{one.right * 100:.0f} %"
        return self.tr("{n} of {m} right, {share}").format(n=counted(right), m=counted(one.answered), share=share)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, fonts.px(8), 0, fonts.px(8))
        column.setSpacing(fonts.px(4))
        column.addWidget(self._head)
        words = QHBoxLayout()
        words.setSpacing(fonts.px(10))
        words.addWidget(Text(self.tr("Show from"), "second", "text2"))
        words.addWidget(self._slider, 1)
        words.addWidget(self._least)
        buttons = QHBoxLayout()
        buttons.addWidget(self._here)
        buttons.addStretch(1)
        buttons.addWidget(self._everywhere)
        inner = QVBoxLayout()
        inner.setContentsMargins(fonts.px(PADDING), 0, fonts.px(PADDING), 0)
        inner.setSpacing(fonts.px(4))
        inner.addLayout(words)
        inner.addLayout(buttons)
        column.addLayout(inner)
        for line in self._sources:
            column.addWidget(line)
