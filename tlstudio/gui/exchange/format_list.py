"""The formats of an export as cards: what each is called, and what comes back from it as it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.exchange.cards import held, title_of
from tlstudio.gui.widgets.rows import RowButton, paint_text

if TYPE_CHECKING:
    from tlstudio.core.cards import FormatCard

WIDTH = 268


class _FormatRow(RowButton):
    """Title over what it holds."""

    def __init__(self, card: FormatCard, parent: QWidget | None = None) -> None:
        title = title_of(card)
        self._title, _, self._kind = title.partition(" (")
        self._held = held(card)
        super().__init__(f"{title}: {self._held}", height=48, parent=parent)
        self.setToolTip(f"{title}\n{self._held}")

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        half = box.height() / 2
        upper = QRectF(box.left(), box.top() + fonts.px(3), box.width(), half - fonts.px(3))
        used = paint_text(painter, upper, self._title, "button")
        kind = self._kind.rstrip(")")
        paint_text(painter, upper.adjusted(used + fonts.px(6), 0, 0, 0), kind, "second", "text2")
        lower = QRectF(box.left(), box.top() + half, box.width(), half - fonts.px(3))
        paint_text(painter, lower, self._held, "second", "text2")


class FormatList(QScrollArea):
    """Up and Down move, Enter, Space or a click choose."""

    chosen = Signal(str)  # key

    def __init__(self, cards: Sequence[FormatCard], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(fonts.px(WIDTH))
        self.setAccessibleName(name)
        self.key = ""
        self._rows: dict[str, _FormatRow] = {}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, fonts.px(8), 0)
        column.setSpacing(fonts.px(2))
        for card in cards:
            row = _FormatRow(card)
            row.clicked.connect(lambda _checked=False, key=card.key: self.choose(key))
            self._rows[card.key] = row
            column.addWidget(row)
        column.addStretch(1)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def choose(self, key: str) -> None:
        """Choose a format as if the person had clicked."""
        if key not in self._rows or key == self.key:
            return
        self.key = key
        for known, row in self._rows.items():
            row.set_current(known == key)
        self.ensureWidgetVisible(self._rows[key])
        self.chosen.emit(key)
