"""Where an object is in its group: a line of the images, its key frames as ticks, what was filled in as a band, where it leaves."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.project.interpolating import TrackPlaces

HEIGHT = 22
BAND = 6


class TrackBar(QWidget):
    """Shows one track, or only where the open image stands; a click goes to the image there.

    Signals:
        chosen: Number of an image in the group, from 0.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: TrackPlaces | None = None
        self._here, self._length = 0, 1
        self.setFixedHeight(fonts.px(HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(160), fonts.px(HEIGHT))

    def show_places(self, here: int, length: int, places: TrackPlaces | None) -> None:
        """Show image `here` (from 0) of `length`, and a track."""
        self._here, self._length, self._places = here, max(1, length), places
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            place = int((event.position().x() - 2) / max(1, self.width() - 4) * self._length)
            self.chosen.emit(min(max(place, 0), self._length - 1))

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        band = fonts.px(BAND)
        top = (self.height() - band) / 2
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(QPointF(self._x(0), self.height() / 2), QPointF(self._x(self._length), self.height() / 2))
        if self._places is not None:
            painter.setPen(QPen(theme.color("line"), 0))
            for place in self._places.filled:
                painter.fillRect(
                    QRectF(self._x(place), top, self._x(place + 1) - self._x(place), band), theme.color("soft")
                )
            for place in self._places.keys:
                middle = self._x(place + 0.5)
                painter.fillRect(QRectF(middle - 1.5, top - 2, 3, band + 4), theme.color("accent"))
            for place in self._places.ends:
                self._paint_end(painter, self._x(place + 1), top, band)
        painter.setPen(QPen(theme.color("text"), 1.5))
        middle = self._x(self._here + 0.5)
        painter.drawLine(QPointF(middle, 2), QPointF(middle, self.height() - 2))
        painter.end()

    def _paint_end(self, painter: QPainter, right: float, top: float, band: float) -> None:
        """A bracket: behind it the object is out of the picture."""
        painter.setPen(QPen(theme.color("text2"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        low, high = top + band + 2, top - 2
        painter.drawPolyline(
            [QPointF(right - 4, high), QPointF(right, high), QPointF(right, low), QPointF(right - 4, low)]
        )

    def _x(self, place: float) -> float:
        return 2 + place / self._length * (self.width() - 4)
