"""The bar at the foot of the canvas: the suggestion in focus."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tlstudio.gui.keymap import Keymap
from tlstudio.gui.workspaces.answer_bar import AnswerBar


class SuggestionBar(AnswerBar):
    """Hidden while no suggestion is in focus."""

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        reject = QCoreApplication.translate("SuggestionBar", "Reject")
        super().__init__(keymap, "shapes.accept_shape", "shapes.reject_shape", reject, parent)
        self.hide()

    def show_suggestion(self, text: str, n_labels: int, *, can_answer: bool) -> None:
        """Name the suggestion in focus; an empty text hides the bar."""
        self._text.setText(text)
        for button in (self._accept, self._reject):
            button.setEnabled(can_answer)
        self._show_digits(n_labels)
        self.setVisible(bool(text))
        self.adjustSize()
