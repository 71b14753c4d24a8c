"""Centre and inspector of a room: the inspector's width is the person's choice and remembered per room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.preferences import Preferences

NARROWEST, WIDEST = 264, 420
MIDDLE, WIDE = 304, 336


class RoomSplitter(QSplitter):
    """A splitter one pixel wide; until it is dragged, the inspector follows the width of the window."""

    def __init__(self, preferences: Preferences, room: str, centre: QWidget, side: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._preferences = preferences
        self._key = f"inspector.{room}"
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(centre)
        self.addWidget(side)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        side.setMinimumWidth(fonts.px(NARROWEST))
        side.setMaximumWidth(fonts.px(WIDEST))
        self.splitterMoved.connect(self._remember)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        chosen = self._preferences.get(self._key)
        wanted = int(chosen) if isinstance(chosen, int) else fonts.px(self._usual_width())
        self.setSizes([max(1, self.width() - wanted - 1), wanted])

    def _usual_width(self) -> int:
        width = self.width() / fonts.scale()
        return NARROWEST if width < 1100 else MIDDLE if width < 1500 else WIDE

    def _remember(self, *_place: int) -> None:
        self._preferences.set(self._key, self.sizes()[1])
