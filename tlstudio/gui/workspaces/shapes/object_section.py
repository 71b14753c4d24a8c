"""The section "Object" of the inspector: what is said about everything that is selected, and fields to change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from tlstudio.core.words import Annotation, Attribute, Label
from tlstudio.gui import fonts
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.widgets.buttons import Button, IconButton
from tlstudio.gui.widgets.inspector import Head
from tlstudio.gui.widgets.rows import PADDING
from tlstudio.gui.widgets.text import Hairline
from tlstudio.gui.widgets.wrapping import Wrapping
from tlstudio.gui.workspaces.shapes.field_rows import FieldRow, TypedField
from tlstudio.gui.workspaces.shapes.properties import FLAGS, fields_of, shared

MOST_SHOWN = 132  # logical pixels of attributes; more scroll
STATES = {(False, False): "ph.square", (True, False): "ph.check-square-fill", (False, True): "mdi6.minus-box-outline"}
"""Of a flag: said of all objects, and differing between them -> icon."""


class ObjectSection(QWidget):
    """Hidden while nothing is selected.

    Signals:
        action: Id of an action that was clicked.
        said: An attribute's name and its new value (None = nothing).
        noted: The note.
        refused: A sentence why something typed cannot be taken.
        left: The person is done with a field.
    """

    action = Signal(str)
    said = Signal(str, object)
    noted = Signal(str)
    refused = Signal(str)
    left = Signal()

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keymap = keymap
        self._rows: list[FieldRow] = []
        self._is_read_only = False
        self.setAccessibleName(self.tr("Object"))
        self._head = Head(self.tr("Object"))
        self._icons = {
            name: IconButton(icon, text, size=28, glyph=16)
            for name, icon, text in (
                ("lock", "ph.lock-open", self.tr("Lock or unlock")),
                ("hide_objects", "ph.eye", self.tr("Hide or show")),
                ("group", "ph.link", self.tr("Group or ungroup")),
                ("to_front", "ph.arrow-line-up", self.tr("To the front")),
                ("to_back", "ph.arrow-line-down", self.tr("To the back")),
            )
        }
        words = (self.tr("Occluded"), self.tr("Truncated"), self.tr("Difficult"))
        self._flags = {
            name: Button(text, "secondary", icon=STATES[False, False], height=28)
            for name, text in zip(FLAGS, words, strict=True)
        }
        for name, button in (*self._icons.items(), *self._flags.items()):
            button.setCheckable(name in self._flags or name in ("lock", "hide_objects", "group"))
            button.clicked.connect(lambda _checked=False, name=name: self.action.emit(f"shapes.{name}"))
        self._fields = QVBoxLayout()
        self._fields.setSpacing(fonts.px(4))
        self._scroll = _Fitting(self._fields)
        self.note = TypedField(self.tr("Note"), self.noted.emit, self.left.emit)
        self._lay_out()
        keymap.changed.connect(self._show_keys)
        self._show_keys()
        self.hide()

    def set_read_only(self) -> None:
        """Show what is said; nothing can be changed."""
        self._is_read_only = True
        for button in (*self._icons.values(), *self._flags.values()):
            button.setEnabled(False)
        self.note.setReadOnly(True)

    def show_objects(self, annotations: Sequence[Annotation], labels: Mapping[int, Label], what: str) -> None:
        """Show what objects say together; with none the section hides.

        Args:
            what: The objects in words, for example `a box`.
        """
        self.setVisible(bool(annotations))
        if not annotations:
            return
        number, mixed = shared(one.group for one in annotations)
        in_group = self.tr("{what}, group {n}").format(what=what, n=number)
        self._head.show_value(what if number is None or mixed else in_group, "text2")
        self._icons["group"].setChecked(number is not None)
        self._show_state("lock", [one.locked for one in annotations], "ph.lock-fill", "ph.lock-open")
        self._show_state("hide_objects", [one.hidden for one in annotations], "ph.eye-slash", "ph.eye")
        for name, button in self._flags.items():
            value, differs = shared(getattr(one, name) for one in annotations)
            button.setChecked(bool(value))
            # Colour alone would not tell the three states apart.
            button.set_icon(STATES[bool(value), differs])
            button.setAccessibleDescription(self.tr("several values") if differs else "")
        note, differs = shared(one.note for one in annotations)
        self.note.show_text(str(note or ""), self.tr("several notes") if differs else self.tr("Note on the object"))
        self._show_fields(annotations, labels)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _show_state(self, name: str, values: Sequence[bool], on: str, off: str) -> None:
        self._icons[name].setChecked(all(values))
        self._icons[name].set_icon(on if any(values) else off)

    def _show_fields(self, annotations: Sequence[Annotation], labels: Mapping[int, Label]) -> None:
        fields = fields_of(annotations, labels)
        if [row.spec for row in self._rows] != [field.spec for field in fields]:
            for row in self._rows:
                self._fields.removeWidget(row)
                row.hide()
                row.deleteLater()
            self._rows = []
            for field in fields:
                name = field.spec.name

                def say(value: Attribute | None, name: str = name) -> None:
                    self.said.emit(name, value)

                row = FieldRow(field, say, self.refused.emit, self.left.emit)
                if self._is_read_only:
                    row.set_read_only()
                self._rows.append(row)
                self._fields.addWidget(row)
                row.show()
        for row, field in zip(self._rows, fields, strict=True):
            row.show_field(field)
        self._scroll.setVisible(bool(fields))
        self._scroll.updateGeometry()

    def _show_keys(self) -> None:
        for name, button in (*self._icons.items(), *self._flags.items()):
            key = self._keymap.first(f"shapes.{name}")
            words = button.accessibleName().partition(" (")[0]
            button.setToolTip(f"{words} ({key})" if key else words)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, fonts.px(4), 0, fonts.px(4))
        column.setSpacing(fonts.px(6))
        column.addLayout(_padded(Hairline()))
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._head, 1)
        column.addLayout(head)
        tools = QHBoxLayout()
        tools.setContentsMargins(fonts.px(PADDING), 0, fonts.px(PADDING), 0)
        tools.setSpacing(fonts.px(2))
        for button in self._icons.values():
            tools.addWidget(button)
        tools.addStretch(1)
        column.addLayout(tools)
        column.addLayout(_padded(Wrapping(list(self._flags.values()))))
        column.addLayout(_padded(self._scroll))
        column.addLayout(_padded(self.note))


class _Fitting(QScrollArea):
    """As high as its rows up to a few of them, then it scrolls."""

    def __init__(self, rows: QLayout) -> None:
        super().__init__()
        self._inside = inside = QWidget()
        rows.setContentsMargins(0, 0, 0, 0)
        inside.setLayout(rows)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(200), min(self._inside.sizeHint().height(), fonts.px(MOST_SHOWN)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())


def _padded(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(fonts.px(PADDING), 0, fonts.px(PADDING), 0)
    row.addWidget(widget)
    return row
