"""The rectangle that a drag from empty space pulls over a grid; it lives in the grid's content, so scrolling stretches it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QColor, QPainter

from tlstudio.gui import theme
from tlstudio.gui.widgets import marks


class RubberBand:
    """Two points of the content; all arguments are places in the viewport and how far it is scrolled."""

    def __init__(self) -> None:
        self._ends: tuple[QPoint, QPoint] | None = None

    @property
    def is_active(self) -> bool:
        """Whether one is being pulled."""
        return self._ends is not None

    def start(self, at: QPoint, scrolled: QPoint) -> None:
        """Begin at a place."""
        self._ends = (at + scrolled, at + scrolled)

    def pull(self, to: QPoint, scrolled: QPoint) -> None:
        """Move its loose end."""
        if self._ends is not None:
            self._ends = (self._ends[0], to + scrolled)

    def end(self) -> None:
        """Let go."""
        self._ends = None

    def rect(self, scrolled: QPoint) -> QRect:
        """Where it lies in the viewport; null when there is none."""
        if self._ends is None:
            return QRect()
        return QRect(self._ends[0] - scrolled, self._ends[1] - scrolled).normalized()

    def paint(self, painter: QPainter, scrolled: QPoint) -> None:
        """Paint it over the cells."""
        box = QRectF(self.rect(scrolled))
        ground = QColor(theme.color("accent"))
        ground.setAlphaF(0.12)
        painter.fillRect(box, ground)
        marks.paint_frame(painter, box, "accent", 1.0, 2.0)
