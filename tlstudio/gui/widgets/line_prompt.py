"""One line to type, beside the place it concerns: a note, a number, a name. Enter takes it, Esc leaves it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.widgets.popover import Popover
from tlstudio.gui.widgets.text import Text


class LinePrompt(Popover):
    """Asks for one line.

    Signals:
        entered: The text, when Enter was pressed.
    """

    entered = Signal(str)

    def __init__(self, title: str, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._hint = hint
        self.field = QLineEdit()
        self.field.setAccessibleName(title)
        self.field.setMinimumWidth(fonts.px(280))
        self.field.returnPressed.connect(self._take)
        self._second = Text("", "second", "text2", wrap=True)
        self.column.addWidget(Text(title, "strong"), 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.field)
        self.column.addWidget(self._second)

    def ask(self, control: QWidget, text: str = "") -> None:
        """Open below a control with a text to change."""
        self.field.setText(text)
        self.field.selectAll()
        self._second.setText(self._hint)
        self.open_below(control)
        self.field.setFocus()

    def refuse(self, reason: str) -> None:
        """Stay open and say why the text cannot be used."""
        self._second.setText(reason)
        self.adjustSize()
        self.show()
        self.field.setFocus()

    def _take(self) -> None:
        self.entered.emit(self.field.text().strip())
