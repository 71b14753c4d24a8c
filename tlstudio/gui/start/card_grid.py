"""Recent projects side by side; arrows move, Enter or a click opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.start.project_card import CardFacts, ProjectCard
from tlstudio.gui.widgets.text import Text

GAP = 16
WANTED = 272
HEIGHT = 304


class CardGrid(QWidget):
    """Lays out cards of equal size in as many columns as fit."""

    chosen = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[ProjectCard] = []
        self._facts: list[CardFacts] = []
        self._filter = ""
        self._empty = Text("", "body", "text2", self, wrap=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def set_cards(self, facts: Sequence[CardFacts]) -> None:
        """Show these projects, the newest first; cards that stay keep their focus."""
        self._facts = list(facts)
        self._show()

    def set_filter(self, text: str) -> None:
        """Show only the projects whose name or folder holds the text."""
        self._filter = text.casefold()
        self._show()

    def _show(self) -> None:
        shown = [facts for facts in self._facts if self._filter in f"{facts.name} {facts.folder}".casefold()]
        while len(self._cards) > len(shown):
            self._cards.pop().deleteLater()
        while len(self._cards) < len(shown):
            card = ProjectCard(self)
            card.clicked.connect(lambda _checked=False, card=card: self.chosen.emit(card.facts.folder))
            card.show()
            self._cards.append(card)
        for place, (card, facts) in enumerate(zip(self._cards, shown, strict=True)):
            card.set_facts(replace(facts, is_first=place == 0))
        self._empty.setVisible(not shown)
        self._empty.setText(
            self.tr("No project has this name")
            if self._facts
            else self.tr("Projects that you open appear here. Begin with a folder of images, or try the sample.")
        )
        self._lay_out()

    def _columns(self) -> int:
        return max(1, (self.width() + GAP) // (fonts.px(WANTED) - 30 + GAP))

    def _lay_out(self) -> None:
        columns = self._columns()
        width = min(fonts.px(WANTED) + 90, (self.width() - GAP * (columns - 1)) // columns)
        height = fonts.px(HEIGHT)
        for place, card in enumerate(self._cards):
            row, column = divmod(place, columns)
            card.setGeometry(column * (width + GAP), 4 + row * (height + GAP), width, height)
        rows = -(-len(self._cards) // columns)
        self.setMinimumHeight(rows * (height + GAP))
        self._empty.setGeometry(0, 0, min(self.width(), fonts.px(420)), fonts.px(48))

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(WANTED), fonts.px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns(),
            Qt.Key.Key_Down: self._columns(),
        }.get(Qt.Key(event.key()))
        focused = next((place for place, card in enumerate(self._cards) if card.hasFocus()), None)
        if step is not None and focused is not None and 0 <= focused + step < len(self._cards):
            self._cards[focused + step].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
