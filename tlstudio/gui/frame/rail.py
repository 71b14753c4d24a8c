"""The narrow bar of rooms at the left: icon over a word, arrows move, Enter opens."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.widgets.buttons import IconButton

ROOMS = (
    ("data", "ph.squares-four"),
    ("label", "ph.bounding-box"),
    ("review", "ph.checks"),
    ("train", "ph.chart-line-up"),
)


class RailItem(QAbstractButton):
    """One room."""

    def __init__(self, room: str, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room = room
        self._icon_name = icon
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        width = max(48, fonts.text_width(name, "second_strong") + 8)
        self.setFixedSize(QSize(fonts.px(48) if width <= 48 else width, fonts.px(48)))
        theme.theme().changed.connect(self.update)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        if on or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("soft" if on else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        ink = theme.color(("acct" if on else "text2") if self.isEnabled() else "text_off")
        side = fonts.px(20)
        paint_icon(painter, QRectF((self.width() - side) / 2, fonts.px(6), side, side), self._icon_name, ink)
        painter.setPen(ink)
        painter.setFont(fonts.font("key"))
        words = QRectF(0, fonts.px(28), self.width(), fonts.px(16))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class Rail(QWidget):
    """Menu at the top, the four rooms, help and settings at the foot."""

    room_wanted = Signal(str)
    action_wanted = Signal(str)
    menu_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = {
            "data": self.tr("Data"),
            "label": self.tr("Label"),
            "review": self.tr("Review"),
            "train": self.tr("Train"),
        }
        self.menu_button = IconButton("ph.list", self.tr("Menu"), size=36, glyph=18)
        self.menu_button.clicked.connect(self.menu_wanted)
        self._items = [RailItem(room, icon, names[room], self) for room, icon in ROOMS]
        help_button = IconButton("ph.question", self.tr("Shortcuts"), size=40, glyph=18)
        help_button.clicked.connect(lambda: self.action_wanted.emit("help.keys"))
        settings = IconButton("ph.gear", self.tr("Settings"), size=40, glyph=18)
        settings.clicked.connect(lambda: self.action_wanted.emit("app.settings"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, fonts.px(6), 0, fonts.px(8))
        layout.setSpacing(fonts.px(8))
        layout.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(fonts.px(10))
        for item in self._items:
            layout.addWidget(item, 0, Qt.AlignmentFlag.AlignHCenter)
            item.clicked.connect(lambda _checked=False, room=item.room: self.room_wanted.emit(room))
        layout.addStretch(1)
        layout.addWidget(help_button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(settings, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setFixedWidth(max(fonts.px(64), max(item.width() for item in self._items) + fonts.px(12)))

    def show_room(self, room: str) -> None:
        """Mark a room as the present one."""
        for item in self._items:
            item.setChecked(item.room == room)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        focused = next((index for index, item in enumerate(self._items) if item.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        self._items[(focused + step) % len(self._items)].setFocus(Qt.FocusReason.TabFocusReason)
