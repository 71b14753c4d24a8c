"""Rows to say something about the selected objects: a name, and beside it a field or a list of values."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from tlstudio.core.words import Attribute, AttributeKind
from tlstudio.gui import fonts
from tlstudio.gui.widgets.select import Select
from tlstudio.gui.widgets.text import Elided
from tlstudio.gui.workspaces.shapes.properties import Field, parsed, shown

Said = Callable[[Attribute | None], object]


class TypedField(QLineEdit):
    """A field that hands over what was typed when it is left or Enter is pressed; Esc takes it back.

    Args:
        said: Gets the text when it is another one than was shown.
        left: Called when the person is done here, so that keys act on the image again.
    """

    def __init__(self, name: str, said: Callable[[str], object], left: Callable[[], object]) -> None:
        super().__init__()
        self._said, self._left = said, left
        self._before = ""
        self.setAccessibleName(name)
        self.setFixedHeight(fonts.px(28))
        self.editingFinished.connect(self._finish)

    def show_text(self, text: str, placeholder: str) -> None:
        """Show what is said; while it is being typed the hand's text stays."""
        self.setPlaceholderText(placeholder)
        if self.hasFocus() and self.isModified():
            return
        self._before = text
        self.setText(text)
        self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._before)
            self._left()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._left()

    def _finish(self) -> None:
        text = self.text()
        if text != self._before:
            self._before = text
            self.setModified(False)
            self._said(text)


class FieldRow(QWidget):
    """One attribute: text and numbers are typed, yes or no and choices are picked.

    Args:
        said: Gets the new value; None = nothing is said any more.
        refused: Gets a sentence where what was typed is no number.
    """

    def __init__(
        self, field: Field, said: Said, refused: Callable[[str], object], left: Callable[[], object]
    ) -> None:  # fmt: skip
        super().__init__()
        self.spec = field.spec
        self._said, self._refused = said, refused
        self._typed: TypedField | None = None
        self._list: Select | None = None
        self._values: list[Attribute | None] = []
        name = Elided(field.spec.name, "second", "text2")
        name.setFixedWidth(fonts.px(96))
        name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(fonts.px(8))
        row.addWidget(name)
        if field.spec.kind in (AttributeKind.TEXT, AttributeKind.NUMBER):
            self._typed = TypedField(field.spec.name, self._on_text, left)
            row.addWidget(self._typed, 1)
        else:
            self._list = Select()
            self._list.setAccessibleName(field.spec.name)
            self._list.setFixedHeight(fonts.px(28))
            self._list.activated.connect(self._on_choice)
            row.addWidget(self._list, 1)
        self.show_field(field)

    def show_field(self, field: Field) -> None:
        """Show what the selected objects say now."""
        several = self.tr("several values") if field.is_mixed else ""
        if self._typed is not None:
            self._typed.show_text(shown(field.value), several or self.tr("not said"))
        if self._list is not None:
            self._fill(self._list, field, several)

    def set_read_only(self) -> None:
        """Show only."""
        self.setEnabled(False)

    def _fill(self, box: Select, field: Field, several: str) -> None:
        is_choice = field.spec.kind is AttributeKind.CHOICE
        known: list[Attribute] = list(field.spec.choices) if is_choice else [True, False]
        if field.value is not None and field.value not in known:
            known.append(field.value)  # an imported value that is not declared
        self._values = [None, *known]
        names = {True: self.tr("yes"), False: self.tr("no")}
        box.blockSignals(True)
        box.clear()
        box.addItem(several or self.tr("not said"))
        box.addItems([names[one] if isinstance(one, bool) else str(one) for one in known])
        box.setCurrentIndex(0 if field.is_mixed else self._values.index(field.value))
        box.blockSignals(False)

    def _on_choice(self, index: int) -> None:
        self._said(self._values[index])

    def _on_text(self, text: str) -> None:
        try:
            self._said(parsed(self.spec, text))
        except ValueError:
            self._refused(self.tr("{name} is a number").format(name=self.spec.name))
