"""Widgets one after the other in rows: what finds no room in a row begins the next one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.gui import fonts

GAP = 4


class Wrapping(QWidget):
    """As wide as its place, as high as its rows.

    A row of buttons in a layout asks for all of its width, and everything around it grows beyond its place with it.
    """

    def __init__(self, widgets: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widgets = list(widgets)
        for widget in self._widgets:
            widget.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Show these instead of those before, which are hidden and stay their owner's."""
        for widget in self._widgets:
            if widget not in widgets:
                widget.hide()
        self._widgets = list(widgets)
        for widget in self._widgets:
            widget.setParent(self)
            widget.show()
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self._places(self.width())[-1].bottom() + 1 if self._widgets else 0)

    def minimumSizeHint(self) -> QSize:
        widest = max((widget.sizeHint().width() for widget in self._widgets), default=0)
        return QSize(widest, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        places = self._places(self.width())
        for widget, place in zip(self._widgets, places, strict=True):
            widget.setGeometry(place)
        self.updateGeometry()

    def _places(self, width: int) -> list[QRect]:
        gap = fonts.px(GAP)
        left, top, height = 0, 0, 0
        places: list[QRect] = []
        for widget in self._widgets:
            size = widget.sizeHint()
            if left and left + size.width() > width:
                left, top, height = 0, top + height + gap, 0
            places.append(QRect(left, top, min(size.width(), max(1, width)), size.height()))
            left, height = left + size.width() + gap, max(height, size.height())
        return places
