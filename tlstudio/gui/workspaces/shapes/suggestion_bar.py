"""The bar at the foot of the canvas: the suggestion in focus, and the keys that answer it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.canvas.stage import FootBar
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.widgets.buttons import Button
from tlstudio.gui.widgets.marks import Mark
from tlstudio.gui.widgets.shadow import MARGIN
from tlstudio.gui.widgets.text import Badge, KeyCap, Text


class SuggestionBar(FootBar):
    """Hidden while no suggestion is in focus.

    Signals:
        action: Id of an action that was clicked.
    """

    action = Signal(str)

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent, radius=10)
        self._keymap = keymap
        self._text = Text("", "strong")
        self._accept = Button(self.tr("Accept"), "ghost", height=28)
        self._reject = Button(self.tr("Reject"), "ghost", height=28)
        self._digits = KeyCap("1–9")
        self._digits_text = Text(self.tr("Label"), "button", "text2")
        for button, name in ((self._accept, "shapes.accept_shape"), (self._reject, "shapes.reject_shape")):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, name=name: self.action.emit(name))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(fonts.px(10), fonts.px(3), fonts.px(12), fonts.px(3))
        layout.setSpacing(fonts.px(6))
        self.setMinimumHeight(fonts.px(34) + 2 * MARGIN)
        for widget in (Badge(Mark.SUGGESTED, 16), self._text, self._accept, self._reject, self._digits):
            layout.addWidget(widget)
        layout.addWidget(self._digits_text)
        keymap.changed.connect(self.show_keys)
        self.show_keys()
        self.hide()

    def show_suggestion(self, text: str, n_labels: int, *, can_answer: bool) -> None:
        """Name the suggestion in focus; an empty text hides the bar."""
        self._text.setText(text)
        for button in (self._accept, self._reject):
            button.setEnabled(can_answer)
        self._digits.set_key(f"1–{min(9, n_labels)}" if n_labels > 1 else "1")
        self.setVisible(bool(text))
        self.adjustSize()

    def fit_into(self, width: int) -> None:
        """Leave out the hint to the digits where it finds no room."""
        for shown in (True, False):
            self._digits.setVisible(shown)
            self._digits_text.setVisible(shown)
            self.adjustSize()
            if self.width() <= width:
                return

    def show_keys(self) -> None:
        """Put the keys in force beside what they do."""
        self._accept.set_key(self._keymap.first("shapes.accept_shape"))
        self._reject.set_key(self._keymap.first("shapes.reject_shape"))
