"""Declare what can be said about the objects of a label: a row for each attribute, stored in one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tlstudio.core.errors import StudioError
from tlstudio.core.words import Attribute, AttributeKind, AttributeSpec, Label
from tlstudio.gui import fonts
from tlstudio.gui.widgets.buttons import Button, IconButton
from tlstudio.gui.widgets.popover import Popover
from tlstudio.gui.widgets.select import Select
from tlstudio.gui.widgets.text import Text
from tlstudio.gui.workspaces.shapes.properties import parsed, shown
from tlstudio.project.attributes import checked

KINDS = (AttributeKind.TEXT, AttributeKind.NUMBER, AttributeKind.YES_NO, AttributeKind.CHOICE)
YES, NO = "yes", "no"


class AttributesEditor(Popover):
    """Opens beside the palette; nothing is stored before "Save".

    Args:
        store: Gets the declarations; False = it could not be stored, and the editor stays open.
    """

    def __init__(self, parent: QWidget, store: Callable[[int, Sequence[AttributeSpec]], bool]) -> None:
        super().__init__(parent)
        self._store = store
        self._label_id = 0
        self._rows: list[_Row] = []
        self._title = Text("", "section")
        self._why = Text("", "second", "text2", wrap=True)
        self._fault = Text("", "second", "err", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(fonts.px(6))
        add = Button(self.tr("Add an attribute"), "ghost", icon="ph.plus", height=28)
        add.clicked.connect(lambda: self._add(AttributeSpec("", AttributeKind.TEXT)).name.setFocus())
        save = Button(self.tr("Save"), "primary")
        save.clicked.connect(self._save)
        foot = QHBoxLayout()
        foot.addWidget(add)
        foot.addStretch(1)
        foot.addWidget(save)
        self.column.addWidget(self._title)
        self.column.addWidget(self._why)
        self.column.addLayout(self._list)
        self.column.addWidget(self._fault)
        self.column.addLayout(foot)

    def open_for(self, label: Label, control: QWidget) -> None:
        """Show the attributes of a label."""
        self._label_id = label.id
        self._title.setText(self.tr("Attributes of {}").format(label.name))
        self._why.setText(self.tr("Every object of this label can carry them; the last field is what it begins with."))
        self._say("")
        for row in list(self._rows):
            self._remove(row)
        for spec in label.attributes or (AttributeSpec("", AttributeKind.TEXT),):
            self._add(spec)
        self.setMinimumWidth(fonts.px(560))
        self.open_below(control)
        self._rows[0].name.setFocus(Qt.FocusReason.PopupFocusReason)

    def _add(self, spec: AttributeSpec) -> _Row:
        row = _Row(spec, self)
        row.gone.clicked.connect(lambda: self._remove(row))
        for field in (row.name, row.choices, row.default):
            field.returnPressed.connect(self._save)
        self._rows.append(row)
        self._list.addWidget(row)
        row.show()
        self.adjustSize()
        return row

    def _remove(self, row: _Row) -> None:
        self._rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.adjustSize()

    def _save(self) -> None:
        try:
            specs = [checked(row.spec()) for row in self._rows if not row.is_blank]
        except StudioError as error:
            self._say(f"{error.sentence} {error.hint}".strip())
            return
        except ValueError as error:
            self._say(self.tr("{} is no number.").format(error))
            return
        if self._store(self._label_id, specs):
            self.close()

    def _say(self, text: str) -> None:
        self._fault.setText(text)
        self._fault.setVisible(bool(text))
        self.adjustSize()


class _Row(QWidget):
    """One attribute: name, kind, the values of a choice, and what a new object begins with."""

    def __init__(self, spec: AttributeSpec, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = _field(spec.name, self.tr("Name"), 150)
        self.kind = Select()
        self.kind.addItems([self.tr("Text"), self.tr("Number"), self.tr("Yes or no"), self.tr("One of")])
        self.kind.setAccessibleName(self.tr("Kind"))
        self.kind.setCurrentIndex(KINDS.index(spec.kind))
        self.kind.currentIndexChanged.connect(self._follow_kind)
        self.choices = _field(", ".join(spec.choices), self.tr("wet, dry"), 0)
        self.choices.setAccessibleName(self.tr("Values, with commas between them"))
        self.default = _field(_default_text(spec.default), self.tr("at first"), 90)
        self.gone = IconButton("ph.trash", self.tr("Remove this attribute"), size=28, glyph=16)
        self.setFixedHeight(fonts.px(32))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(fonts.px(6))
        row.addWidget(self.name)
        row.addWidget(self.kind)
        row.addWidget(self.choices, 1)
        row.addWidget(self.default)
        row.addWidget(self.gone)
        self._follow_kind()

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed into it."""
        return not self.name.text().strip() and not self.choices.text().strip()

    def spec(self) -> AttributeSpec:
        """What the row says.

        Raises:
            ValueError: A number was wanted at first, and this is none.
        """
        kind = KINDS[self.kind.currentIndex()]
        choices = tuple(part for part in self.choices.text().split(",") if part.strip())
        blank = AttributeSpec(self.name.text(), kind, choices)
        text = self.default.text().strip()
        default: Attribute | None = parsed(blank, text)
        if kind is AttributeKind.YES_NO and text.casefold() in (YES, NO, self.tr("yes"), self.tr("no")):
            default = text.casefold() in (YES, self.tr("yes"))
        return AttributeSpec(self.name.text(), kind, choices, default)

    def _follow_kind(self) -> None:
        # It keeps its place, so that the fields of all rows stand in columns.
        self.choices.setEnabled(KINDS[self.kind.currentIndex()] is AttributeKind.CHOICE)
        self.choices.setPlaceholderText(self.tr("wet, dry") if self.choices.isEnabled() else "")
        if not self.choices.isEnabled():
            self.choices.clear()


def _field(text: str, placeholder: str, width: int) -> QLineEdit:
    field = QLineEdit(text)
    field.setPlaceholderText(placeholder)
    field.setAccessibleName(placeholder)
    field.setFixedHeight(fonts.px(32))
    if width:
        field.setFixedWidth(fonts.px(width))
    return field


def _default_text(value: Attribute | None) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    return shown(value)
