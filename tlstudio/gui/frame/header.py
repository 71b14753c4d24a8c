"""The line above a workspace: project, room, what is shown; undo, redo, search."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.widgets.buttons import Button, IconButton
from tlstudio.gui.widgets.fields import SearchField
from tlstudio.gui.widgets.text import Elided, Hairline, Text

NARROW = 1100


class _ProjectButton(Button):
    """The project's name with a caret."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "ghost", menu=True, parent=parent)

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        ground, line, _ = super()._colours()
        return ground, line, theme.color("text")


class _SearchOpener(SearchField):
    """Looks like the search field, opens the palette."""

    wanted = Signal()

    def mousePressEvent(self, _event: object) -> None:
        self.wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.wanted.emit()
        else:
            event.ignore()


class Header(QWidget):
    """48 px: never elides the room's name; what is counted beside it gives way first."""

    action_wanted = Signal(str)
    project_menu_wanted = Signal()

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keymap = keymap
        self.project_button = _ProjectButton()
        self.project_button.clicked.connect(self.project_menu_wanted)
        self._room = Text("", "strong")
        self._subtitle = Elided("", "body", "text2")
        self._undo = IconButton("ph.arrow-u-up-left", self.tr("Undo"))
        self._redo = IconButton("ph.arrow-u-up-right", self.tr("Redo"))
        self.history = IconButton("ph.clock-counter-clockwise", self.tr("History"))
        self.history.clicked.connect(lambda: self.action_wanted.emit("app.history"))
        self._undo.clicked.connect(lambda: self.action_wanted.emit("app.undo"))
        self._redo.clicked.connect(lambda: self.action_wanted.emit("app.redo"))
        self._search = _SearchOpener(self.tr("Search actions"), keymap.first("app.search"))
        self._search.setReadOnly(True)
        self._search.setFixedWidth(fonts.px(208))
        self._search.wanted.connect(lambda: self.action_wanted.emit("app.search"))
        self._search_icon = IconButton("ph.magnifying-glass", self.tr("Search actions"))
        self._search_icon.clicked.connect(lambda: self.action_wanted.emit("app.search"))
        line = Hairline(vertical=True)
        line.setFixedHeight(fonts.px(16))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(fonts.px(4), 0, fonts.px(16), 0)
        layout.setSpacing(fonts.px(9))
        layout.addWidget(self.project_button)
        layout.addWidget(line)
        layout.addSpacing(fonts.px(3))
        layout.addWidget(self._room)
        layout.addWidget(self._subtitle, 1)
        layout.addWidget(self._undo)
        layout.addSpacing(-fonts.px(5))
        layout.addWidget(self._redo)
        layout.addSpacing(-fonts.px(5))
        layout.addWidget(self.history)
        layout.addSpacing(fonts.px(6))
        layout.addWidget(self._search)
        layout.addWidget(self._search_icon)
        self.setFixedHeight(fonts.px(48))
        keymap.changed.connect(self._show_keys)
        self._show_keys()

    def show_place(self, project: str, room: str, subtitle: str) -> None:
        """Say where the person is."""
        self.project_button.setText(project)
        self._room.setText(room)
        self._subtitle.setText(subtitle)

    def show_steps(self, undo: str, redo: str) -> None:
        """Say what undo and redo would do; an empty text switches the button off."""
        for button, name, text in ((self._undo, self.tr("Undo"), undo), (self._redo, self.tr("Redo"), redo)):
            button.setEnabled(bool(text))
            button.setToolTip(f"{name}: {text}" if text else name)

    def _show_keys(self) -> None:
        self._search.set_key(self._keymap.first("app.search"))
        key = self._keymap.first("app.history")
        self.history.setToolTip(self.tr("History ({})").format(key) if key else self.tr("History"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < fonts.px(NARROW - 64)
        self._search.setVisible(not narrow)
        self._search_icon.setVisible(narrow)
