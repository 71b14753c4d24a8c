"""Progress: a bar with "n of m" and what is left, phases as segments."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.text import Text


class Bar(QWidget):
    """A bar without stripes; `set_share(None)` = nothing known yet (empty ground)."""

    def __init__(self, height: int = 4, tone: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self._tone = tone
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(72), self.height())

    def set_share(self, share: float | None, tone: str = "") -> None:
        """Show a share of 0 to 1."""
        self._share = share or 0.0
        self._tone = tone or self._tone
        self.setAccessibleName(f"{self._share:.0%}")
        self.update()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        marks.paint_bar(painter, QRectF(self.rect()), self._share, self._tone)
        painter.end()


class SegmentBar(QWidget):
    """Parts side by side, each as wide as it is large: phases, or decided images by state."""

    def __init__(self, height: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[tuple[float, str]] = []
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme().changed.connect(self.update)

    def set_parts(self, parts: Sequence[tuple[float, str]]) -> None:
        """Show (size, token or colour) parts; the rest of the bar is whatever part carries `line`."""
        self._parts = list(parts)
        self.update()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        total = sum(size for size, _ in self._parts)
        gap = 2.0
        shown = [part for part in self._parts if part[0] > 0]
        width = self.width() - gap * max(0, len(shown) - 1)
        left = 0.0
        for size, token in shown:
            part = width * size / total
            painter.setBrush(theme.color(token))
            painter.setPen(theme.color(token))
            painter.drawRoundedRect(QRectF(left + 0.5, 0.5, max(1.0, part - 1), self.height() - 1), 2, 2)
            left += part + gap
        painter.end()


class Progress(QWidget):
    """Title and "2 to 3 min left" over a bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Text("", "button")
        self._left = Text("", "body", "text2")
        self._bar = Bar()
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._left)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(fonts.px(6))
        layout.addLayout(head)
        layout.addWidget(self._bar)

    def show_progress(self, title: str, share: float | None, left: str = "") -> None:
        """Show how far it is."""
        self._title.setText(title)
        self._left.setText(left)
        self._bar.set_share(share)
