"""One line of keys and what they do here; what does not fit is left out from the end, nothing is cut."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.widgets import marks

BETWEEN = 20
AFTER_KEY = 7


class HintBar(QWidget):
    """Shows pairs of key and meaning."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: list[tuple[str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme().changed.connect(self.update)

    def show_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show (key, meaning) pairs, the most important first; those without a key are left out."""
        self._hints = [(key, text) for key, text in hints if key]
        self.setAccessibleName(", ".join(f"{key}: {text}" for key, text in self._hints))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(200), fonts.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(80), fonts.px(24))

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        left, middle = 0.0, self.height() / 2
        for key, text in self._hints:
            cap = marks.keycap_size(key)
            width = fonts.text_width(text, "second") + 2
            if left + cap.width() + fonts.px(AFTER_KEY) + width > self.width():
                break
            marks.paint_keycap(painter, QRectF(QPointF(left, middle - cap.height() / 2), cap), key)
            left += cap.width() + fonts.px(AFTER_KEY)
            painter.setFont(fonts.font("second"))
            painter.setPen(theme.color("text2"))
            painter.drawText(QRectF(left, 0, width, self.height()), int(Qt.AlignmentFlag.AlignVCenter), text)
            left += width + fonts.px(BETWEEN)
        painter.end()
