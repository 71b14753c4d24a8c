"""The panel below an image: a head line and a strip of thumbnails. Film strip in Label, last decisions in Review."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.widgets.text import Hairline
from tlstudio.gui.widgets.thumbnail_strip import ThumbnailStrip

NARROW = 800


class StripPanel(QWidget):
    """A strip with its head.

    Attributes:
        head: Row for what stands above the strip.
        strip: The thumbnails.
    """

    def __init__(
        self,
        name: str,
        *,
        cell: tuple[int, int],
        narrow_cell: tuple[int, int],
        gap: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._cell = cell
        self._narrow_cell = narrow_cell
        self.head = QHBoxLayout()
        self.head.setContentsMargins(fonts.px(16), fonts.px(4), fonts.px(16), 0)
        self.head.setSpacing(fonts.px(8))
        self.strip = ThumbnailStrip(name, cell=cell, gap=gap)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, fonts.px(4))
        layout.setSpacing(fonts.px(2))
        layout.addWidget(Hairline(), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(self.head)
        layout.addWidget(self.strip)
        theme.theme().changed.connect(self.update)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # pyright: ignore[reportArgumentType]  (the stub narrows what Qt passes)
        self.strip.set_cell_size(*(self._narrow_cell if self.width() < fonts.px(NARROW) else self._cell))

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("panel"))
        painter.end()
