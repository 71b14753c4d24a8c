"""What can be done with the selection: floats over the foot of the gallery while something is selected."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from tlstudio.core.words import Split
from tlstudio.gui import fonts
from tlstudio.gui.actions import action
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.widgets.buttons import Button, IconButton
from tlstudio.gui.widgets.shadow import MARGIN, Floating
from tlstudio.gui.widgets.text import Hairline, Text


class SelectionBar(Floating):
    """Buttons for the actions of the room that concern the selection.

    Attributes:
        buttons: Action id -> its button, in their order; which ones there are follows from what the project is about.
        accept: Among them, the one that counts what it will accept.
    """

    action_wanted = Signal(str)

    def __init__(self, host: QWidget, keymap: Keymap, *, has_shapes: bool = False) -> None:
        super().__init__(host, radius=12)
        self._host = host
        self._keymap = keymap
        self._count = Text("", "strong")
        rows = self._shape_rows() if has_shapes else self._rows()
        self.buttons = {action_id: self._button(action_id, text, icon) for action_id, text, icon in rows}
        self.accept = self.buttons["data.accept_shapes" if has_shapes else "data.accept"]
        self.flag = IconButton("ph.flag", self.tr("Discuss, or no longer"))
        self.flag.clicked.connect(lambda: self.action_wanted.emit("data.flag"))
        self._split = Button(self.tr("Split"), "ghost", menu=True)
        self._split.clicked.connect(self._open_splits)
        close = IconButton("ph.x", self.tr("Select none"), size=28, glyph=14)
        close.clicked.connect(lambda: self.action_wanted.emit("data.select_none"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(fonts.px(18), fonts.px(8), fonts.px(10), fonts.px(8))
        layout.setSpacing(fonts.px(2))
        layout.addWidget(self._count)
        layout.addSpacing(fonts.px(12))
        line = Hairline(vertical=True)
        line.setFixedHeight(fonts.px(20))
        layout.addWidget(line)
        layout.addSpacing(fonts.px(6))
        for widget in (*self.buttons.values(), self._split, self.flag):
            layout.addWidget(widget)
        layout.addSpacing(fonts.px(12))
        layout.addWidget(close)
        host.installEventFilter(self)
        keymap.changed.connect(self._show_keys)
        self.hide()

    def show_selection(self, count: int, *, can_accept: int, read_only: bool) -> None:
        """Show for a number of images, of which some have a suggestion; nothing selected hides the bar."""
        self._count.setText(self.tr("{} selected").format(counted(count)))
        self.accept.setText(self.tr("Accept {}").format(counted(can_accept)) if can_accept else self.tr("Accept"))
        for name, button in self.buttons.items():
            needs_suggestion = button is self.accept or name == "data.reject_shapes"
            button.setEnabled((can_accept > 0 or not needs_suggestion) and not (read_only and action(name).writes))
        for button in (self.flag, self._split):
            button.setEnabled(not read_only)
        self.setVisible(count > 0)
        if count:
            self.adjustSize()
            self._place()
            self.raise_()

    def _rows(self) -> tuple[tuple[str, str, str], ...]:
        return (
            ("data.set_label", self.tr("Set label"), "ph.tag"),
            ("data.accept", self.tr("Accept"), "ph.check"),
            ("data.similar", self.tr("More like this"), "ph.intersect"),
        )

    def _shape_rows(self) -> tuple[tuple[str, str, str], ...]:
        return (
            ("data.accept_shapes", self.tr("Accept"), "ph.checks"),
            ("data.reject_shapes", self.tr("Reject"), "ph.x-circle"),
            ("data.finish", self.tr("Finish"), "ph.check"),
        )

    def _button(self, action_id: str, text: str, icon: str) -> Button:
        button = Button(text, "ghost", icon=icon, key=self._key(action_id))
        button.clicked.connect(lambda: self.action_wanted.emit(action_id))
        return button

    def _key(self, action_id: str) -> str:
        return "" if action_id == "data.similar" else self._keymap.first(action_id)

    def _show_keys(self) -> None:
        for action_id, button in self.buttons.items():
            button.set_key(self._key(action_id))

    def _open_splits(self) -> None:
        menu = QMenu(self)
        for split in Split:
            entry = menu.addAction(self.tr("Put into {}").format(split.value))
            entry.triggered.connect(
                lambda _checked=False, split=split: self.action_wanted.emit(f"data.split_{split.value}")
            )
        menu.exec(self._split.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))
        menu.deleteLater()

    def _place(self) -> None:
        """Float in the middle; where the room is narrow, what has a key or a place in the menu gives way."""
        may_go = [self.flag] if "data.similar" not in self.buttons else [self.buttons["data.similar"], self.flag]
        for widget in may_go:
            widget.show()
        for widget in may_go:
            if self.sizeHint().width() - 2 * MARGIN <= self._host.width() - fonts.px(16):
                break
            widget.hide()
        self.adjustSize()
        left = (self._host.width() - self.width()) // 2
        self.move(max(-MARGIN, left), self._host.height() - self.height() - fonts.px(16) + MARGIN)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
