"""What a format's files leave open, as fields: made from the options that its card names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.exchange.dialog import clear, named_row
from tlstudio.gui.models.said import tr
from tlstudio.gui.widgets.buttons import Button
from tlstudio.gui.widgets.select import Select
from tlstudio.gui.widgets.text import Text

if TYPE_CHECKING:
    from tlstudio.core.cards import FormatOption


class OptionFields(QWidget):
    """A list to choose from for each option with values, a path for the others.

    Signals:
        changed: The person chose another value.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: dict[str, Select] = {}
        self._paths: dict[str, QLineEdit] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(fonts.px(4))
        self.hide()

    def show_options(self, options: Sequence[FormatOption], kept: Mapping[str, str]) -> None:
        """Show other options, each with what was chosen the last time, else its first value."""
        clear(self._column)
        self._choices.clear()
        self._paths.clear()
        for option in options:
            if option.values:
                self._column.addWidget(named_row(_title(option.name), self._choice(option, kept.get(option.name, ""))))
            else:
                self._column.addWidget(named_row(_title(option.name), *self._path(option)))
            about = Text(tr(option.about), "second", "text2", wrap=True)
            self._column.addWidget(named_row("", about))
        self.setVisible(bool(options))

    def values(self) -> dict[str, str]:
        """What holds: every choice, and the paths that were named."""
        chosen = {name: str(select.currentData()) for name, select in self._choices.items()}
        return chosen | {name: text for name, field in self._paths.items() if (text := field.text().strip())}

    def _choice(self, option: FormatOption, kept: str) -> Select:
        select = Select()
        for value in option.values:
            select.addItem(tr(_VALUES.get(value, value)), value)
        select.setCurrentIndex(max(0, select.findData(kept)))
        select.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self._choices[option.name] = select
        return select

    def _path(self, option: FormatOption) -> tuple[QWidget, QWidget]:
        field = QLineEdit()
        field.setFixedHeight(fonts.px(32))
        field.setPlaceholderText(self.tr("Looked for beside the file"))
        field.editingFinished.connect(self.changed.emit)
        button = Button(self.tr("File"), icon="ph.file-text")

        def choose() -> None:
            chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Which file?"))
            if chosen:
                field.setText(chosen)
                self.changed.emit()

        button.clicked.connect(choose)
        self._paths[option.name] = field
        return field, button


# How the words of the command line are said in the window; what is not here says itself (0, 1).
_VALUES = {
    "auto": "Recognise it",
    "detect": "Boxes",
    "segment": "Polygons",
    "obb": "Rotated boxes",
    "pieces": "Connected pieces are objects",
    "whole": "One mask for each label",
    "values": "Values (0, 1, 2, ...)",
    "colours": "Colours",
    "annotations": "Of people",
    "predictions": "Of a model",
}
_TITLES = {
    "base": "Edges count from",
    "kind": "Kind of rows",
    "objects": "Objects",
    "style": "Pixels hold",
    "results": "Results",
    "instances": "Images and labels in",
}
TEXTS = (*_VALUES.values(), *_TITLES.values())


def _title(name: str) -> str:
    return tr(_TITLES.get(name, name))
