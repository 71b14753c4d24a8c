"""What a label's menu offers to change the label itself: its name, colour and place, merge it, delete it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from tlstudio.core.words import Label
from tlstudio.gui import icons, theme
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.line_prompt import LinePrompt
from tlstudio.gui.widgets.text import plain_entry
from tlstudio.project.command import Command
from tlstudio.project.commands.labels import DeleteLabel, MergeLabels, MoveLabel, RecolourLabel, RenameLabel

SWATCH = 14


class LabelEditing(QObject):
    """Fills menus; each entry is one undo step, told with Undo beside it.

    Args:
        room: Menus and the line for a name belong to it.
        anchor: Beside what the line for a name opens.
    """

    def __init__(self, session: Session, room: QWidget, anchor: Callable[[], QWidget]) -> None:
        super().__init__(room)
        self._session = session
        self._room = room
        self._anchor = anchor
        self._name: LinePrompt | None = None
        self._renamed = 0

    def open(self, label_id: int, at: QPoint) -> None:
        """Show the menu of a label at a place of the screen."""
        menu = QMenu(self._room)
        self.add_to(menu, label_id)
        if not menu.isEmpty():
            menu.exec(at)
        menu.deleteLater()

    def add_to(self, menu: QMenu, label_id: int) -> None:
        """Add the entries for a label; none where the project is open for reading."""
        labels = self._session.project.read.labels()
        label = next((one for one in labels if one.id == label_id), None)
        if label is None or self._session.read_only:
            return
        rename = menu.addAction(icons.icon("ph.pencil-simple"), self.tr("Rename"))
        rename.triggered.connect(lambda: self._ask_name(label))
        self._add_colours(menu, label, labels)
        place = [one.id for one in labels].index(label_id)
        if place > 0:
            self._add(menu, self.tr("Move up"), MoveLabel(label_id, place - 1), icons.icon("ph.arrow-up"))
        if place < len(labels) - 1:
            self._add(menu, self.tr("Move down"), MoveLabel(label_id, place + 1), icons.icon("ph.arrow-down"))
        if len(labels) > 1:
            others = menu.addMenu(self.tr("Merge into"))
            for other in labels:
                if other.id != label_id:
                    self._add(others, plain_entry(other.name), MergeLabels(label_id, other.id), _swatch(other.colour))
        menu.addSeparator()
        self._add(menu, self.tr("Delete the label"), DeleteLabel(label_id), icons.icon("ph.trash"))

    def _add_colours(self, menu: QMenu, label: Label, labels: Sequence[Label]) -> None:
        """Offer the colours of the palette, each with the label that has it: two of one colour look the same."""
        colours = menu.addMenu(self.tr("Colour"))
        for colour in theme.LABEL_COLOURS:
            owners = [one.name for one in labels if one.colour.upper() == colour]
            text = f"{colour}\t{', '.join(owners)}" if owners else colour
            self._add(colours, plain_entry(text), RecolourLabel(label.id, colour), _swatch(colour))

    def _add(self, menu: QMenu, text: str, command: Command, icon: QIcon) -> None:
        entry = menu.addAction(icon, text)
        entry.triggered.connect(lambda: self._session.run(command))

    def _ask_name(self, label: Label) -> None:
        if self._name is None:
            self._name = LinePrompt(
                self.tr("Rename the label"), self.tr("All images that have it keep it under its new name"), self._room
            )
            self._name.entered.connect(self._rename)
        self._renamed = label.id
        self._name.ask(self._anchor(), label.name)

    def _rename(self, name: str) -> None:
        # A name that cannot be one stays in the line, to be mended.
        if self._session.run(RenameLabel(self._renamed, name)) is not None and self._name is not None:
            self._name.close()


def _swatch(colour: str) -> QIcon:
    picture = QPixmap(SWATCH, SWATCH)
    picture.fill(theme.color(colour))
    return QIcon(picture)
