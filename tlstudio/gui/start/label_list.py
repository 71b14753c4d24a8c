"""Name the labels of a new project: type, Enter, next; colours and keys are given out in order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from tlstudio.core.words import Label
from tlstudio.gui import fonts, theme
from tlstudio.gui.keymap import shown
from tlstudio.gui.widgets.buttons import Button, IconButton
from tlstudio.gui.widgets.text import Elided, KeyCap, Swatch, Text


class LabelList(QWidget):
    """Rows of names with a field below."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names: list[str] = []
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Name a label, then Enter"))
        self.field.setAccessibleName(self.tr("New label"))
        self.field.setFixedHeight(fonts.px(32))
        self.field.returnPressed.connect(self._take)
        self._add = Button(self.tr("Add"), icon="ph.plus")
        self._add.clicked.connect(self._take)
        self._problem = Text("", "second", "rejected", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(fonts.px(2))
        self._rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        inside.setLayout(self._rows)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line = QHBoxLayout()
        line.addWidget(self.field, 1)
        line.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self._problem)
        column.addWidget(area, 1)
        self._problem.hide()

    def set_names(self, names: Sequence[str]) -> None:
        """Show these labels."""
        self.names = list(names)
        self._show()

    def _take(self) -> None:
        """Add what was typed; several names may be separated by commas."""
        typed = [" ".join(part.split()) for part in self.field.text().split(",")]
        known = {name.casefold() for name in self.names}
        twice = [name for name in typed if name and name.casefold() in known]
        for name in typed:
            if name and name.casefold() not in known:
                known.add(name.casefold())
                self.names.append(name)
        self._problem.setText(self.tr("{} is in the list already").format(twice[0]) if twice else "")
        self._problem.setVisible(bool(twice))
        self.field.clear()
        self._show()

    def take_typed(self) -> None:
        """Add a name that was typed but not confirmed, so that Continue does not lose it."""
        if self.field.text().strip():
            self._take()

    def _remove(self, name: str) -> None:
        self.names.remove(name)
        self._show()

    def _show(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for position, name in enumerate(self.names):
            self._rows.addWidget(self._row(position, name))
        self.changed.emit()

    def _row(self, position: int, name: str) -> QWidget:
        colour = theme.LABEL_COLOURS[position % len(theme.LABEL_COLOURS)]
        row = QWidget()
        row.setFixedHeight(fonts.px(34))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(fonts.px(4), 0, 0, 0)
        layout.setSpacing(fonts.px(10))
        layout.addWidget(Swatch(colour, 12))
        layout.addWidget(Elided(name, "button"), 1)
        key = Label(0, name, colour, position).hot_key
        if key:
            layout.addWidget(KeyCap(shown(key)))
        remove = IconButton("ph.x", self.tr("Remove {}").format(name), size=28, glyph=14)
        remove.clicked.connect(lambda: self._remove(name))
        layout.addWidget(remove)
        return row
