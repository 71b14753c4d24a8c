"""A page that scrolls: margin, a column that wide screens do not stretch, room below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tlstudio.gui import fonts

WIDEST = 1680
MARGIN = 24


class Page(QScrollArea):
    """Put widgets into `column`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setMaximumWidth(fonts.px(WIDEST))
        self.column = QVBoxLayout(inside)
        margin = fonts.px(MARGIN)
        self.column.setContentsMargins(margin, fonts.px(16), margin, margin)
        self.column.setSpacing(fonts.px(16))
        frame = QWidget()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inside, 10_000)
        row.addStretch(1)
        self.setWidget(frame)
