"""What can be done with the selection: floats over the foot of the gallery while something is selected."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from tlstudio.core.words import Split
from tlstudio.gui import fonts
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.widgets.buttons import Button, IconButton
from tlstudio.gui.widgets.shadow import MARGIN, Floating
from tlstudio.gui.widgets.text import Hairline, Text


class SelectionBar(Floating):
    """Buttons for the actions of the room that concern the selection."""

    action_wanted = Signal(str)

    def __init__(self, host: QWidget, keymap: Keymap) -> None:
        super().__init__(host, radius=12)
        self._host = host
        self._keymap = keymap
        self._count = Text("", "strong")
        self.set_label = self._button("data.set_label", self.tr("Set label"), "ph.tag")
        self.accept = self._button("data.accept", self.tr("Accept"), "ph.check")
        self.similar = self._button("data.similar", self.tr("More like this"), "ph.intersect", with_key=False)
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
        for widget in (self.set_label, self.accept, self.similar, self._split, self.flag):
            layout.addWidget(widget)
        layout.addSpacing(fonts.px(12))
        layout.addWidget(close)
        host.installEventFilter(self)
        keymap.changed.connect(self._show_keys)
        self.hide()

    def show_selection(self, count: int, *, can_accept: int, read_only: bool) -> None:
        """Show for a number of images, of which some have a suggestion; nothing selected hides the bar."""
        self._count.setText(self.tr("{} selected").format(f"{count:,}"))
        self.accept.setText(self.tr("Accept {}").format(f"{can_accept:,}") if can_accept else self.tr("Accept"))
        self.accept.setEnabled(can_accept > 0 and not read_only)
        for button in (self.set_label, self.flag, self._split):
            button.setEnabled(not read_only)
        self.setVisible(count > 0)
        if count:
            self.adjustSize()
            self._place()
            self.raise_()

    def _button(self, action_id: str, text: str, icon: str, *, with_key: bool = True) -> Button:
        button = Button(text, "ghost", icon=icon, key=self._keymap.first(action_id) if with_key else "")
        button.clicked.connect(lambda: self.action_wanted.emit(action_id))
        return button

    def _show_keys(self) -> None:
        self.set_label.set_key(self._keymap.first("data.set_label"))
        self.accept.set_key(self._keymap.first("data.accept"))

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
        for widget in (self.similar, self.flag):
            widget.show()
        for widget in (self.similar, self.flag):
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
