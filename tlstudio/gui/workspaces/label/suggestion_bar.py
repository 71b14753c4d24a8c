"""The bar below a whole image: its suggestion, or what was decided."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tlstudio.gui.keymap import Keymap
from tlstudio.gui.widgets.marks import Mark
from tlstudio.gui.workspaces.answer_bar import AnswerBar


class SuggestionBar(AnswerBar):
    """Always there: every image has a state."""

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        none = QCoreApplication.translate("SuggestionBar", "None of the labels")
        super().__init__(keymap, "label.accept", "label.reject", none, parent)

    def show_state(self, mark: Mark, text: str, *, can_accept: bool, accept: str, n_labels: int) -> None:
        """Show what is suggested or decided, and which answers there are."""
        self._badge.set_mark(mark)
        self._text.setText(text)
        self._accept.setText(accept)
        self._accept.setVisible(can_accept)
        self._show_digits(n_labels if self._keymap.first("label.assign") else 0)
        self._digits_text.setVisible(self._has_labels)
        self._reject.setVisible(n_labels > 0)

    def fit_into(self, width: int) -> None:
        """Leave out the hint to the digits where it finds no room, then the key for none of the labels."""
        super().fit_into(width)
        if self.width() > width:
            self._reject.setVisible(False)
            self.adjustSize()
