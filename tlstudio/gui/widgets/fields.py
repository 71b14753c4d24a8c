"""Text fields: search with an icon and its key."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.widgets import marks

NARROW = 190


class SearchField(QLineEdit):
    """A field with a magnifier at the left and, while empty, the key that jumps to it at the right.

    Signals:
        left: Enter, or Esc while nothing is typed: the person is done here.
    """

    left = Signal()

    def __init__(self, placeholder: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setFixedHeight(fonts.px(32))
        self._set_margins()
        theme.theme().changed.connect(self.update)

    def set_key(self, key: str) -> None:
        """Show another key."""
        self._key = key
        self._set_margins()
        self.update()

    def _shown_key(self) -> str:
        """In a narrow field the words go before the key."""
        return self._key if self.width() >= fonts.px(NARROW) else ""

    def _set_margins(self) -> None:
        right = round(marks.keycap_size(self._shown_key()).width()) if self._shown_key() else 0
        self.setTextMargins(fonts.px(22), 0, right, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = fonts.px(16)
        middle = self.height() / 2
        paint_icon(painter, QRectF(fonts.px(9), middle - side / 2, side, side), "ph.magnifying-glass", "text2")
        if self._shown_key() and not self.text():
            size = marks.keycap_size(self._key)
            box = QRectF(
                self.width() - size.width() - fonts.px(6), middle - size.height() / 2, size.width(), size.height()
            )
            marks.paint_keycap(painter, box, self._key)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
