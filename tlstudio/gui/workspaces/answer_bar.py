"""The bar that floats at the foot of an image: what is suggested, and the keys that answer."""

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


class AnswerBar(FootBar):
    """Fixed in its place, so that it neither hides the neighbour nor jumps.

    Args:
        accept: Id of the action that accepts.
        reject: Id of the action that rejects.
        reject_text: What rejecting says.

    Signals:
        action: Id of an action that was clicked.
    """

    action = Signal(str)

    def __init__(
        self, keymap: Keymap, accept: str, reject: str, reject_text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, radius=10)
        self._keymap = keymap
        self._has_labels = False
        self._badge = Badge(Mark.SUGGESTED, 16)
        self._text = Text("", "strong")
        self._accept = Button(self.tr("Accept"), "ghost", height=28)
        self._reject = Button(reject_text, "ghost", height=28)
        self._digits = KeyCap("1–9")
        self._digits_text = Text(self.tr("Label"), "button", "text2")
        self._actions = {accept: self._accept, reject: self._reject}
        for name, button in self._actions.items():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, name=name: self.action.emit(name))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(fonts.px(10), fonts.px(3), fonts.px(12), fonts.px(3))
        layout.setSpacing(fonts.px(6))
        # The bar keeps its height while no button is in it.
        self.setMinimumHeight(fonts.px(34) + 2 * MARGIN)
        for widget in (self._badge, self._text, self._accept, self._reject, self._digits, self._digits_text):
            layout.addWidget(widget)
        keymap.changed.connect(self.show_keys)
        self.show_keys()

    def show_keys(self) -> None:
        """Put the keys in force beside what they do."""
        for name, button in self._actions.items():
            button.set_key(self._keymap.first(name))

    def fit_into(self, width: int) -> None:
        """Leave out the hint to the digits where it finds no room."""
        for shown in (True, False):
            self._digits_text.setVisible(shown and self._has_labels)
            self._digits.setVisible(shown and self._has_labels)
            self.adjustSize()
            if self.width() <= width:
                return

    def _show_digits(self, n_labels: int) -> None:
        """Name the digits that assign a label, as many as there are labels."""
        self._has_labels = n_labels > 0
        self._digits.set_key(f"1–{min(9, n_labels)}" if n_labels > 1 else "1" if n_labels else "")
