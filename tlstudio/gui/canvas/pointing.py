"""What follows the mouse over the picture: a cross hair, and a plate with the place and the value of the pixel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter

from tlstudio.gui import fonts, theme
from tlstudio.gui.canvas.selecting import SelectingView
from tlstudio.gui.canvas.viewport import Viewport
from tlstudio.gui.models.numbers import counted, localised
from tlstudio.gui.models.words import MINUS

EDGE = 12
HEIGHT = 24
WIDTH = 330


class Pointing(QObject):
    """Paints above a view; the view's mouse events are listened to, not taken.

    Attributes:
        shows_cross: Whether lines through the pointer go from border to border.
    """

    def __init__(self, view: SelectingView) -> None:
        super().__init__(view)
        self._view = view
        self._at: QPointF | None = None
        self.shows_cross = False
        view.installEventFilter(self)

    @property
    def text(self) -> str:
        """Place and value under the mouse; empty outside of the picture."""
        if self._at is None:
            return ""
        port = self._view.viewport
        x, y = port.to_image(self._at.x(), self._at.y())
        width, height = port.image_size
        if not (0 <= x < width and 0 <= y < height):
            return ""
        place = f"{counted(int(x))}, {counted(int(y))}"
        found = self._view.value_at(x, y)
        if found is None:
            return place
        values, is_exact = found
        words = "  ".join(localised(f"{value:,.6g}") for value in values).replace("-", MINUS)
        return f"{place}    {'' if is_exact else '≈ '}{words}"

    def show_cross(self, shown: bool) -> None:
        """Draw the lines, or no longer."""
        self.shows_cross = shown
        self._view.update()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._move(event.position())
        elif event.type() == QEvent.Type.Leave:
            self._move(None)
        return False

    def paint(self, painter: QPainter, rect: QRect, port: Viewport) -> None:
        """Paint lines and plate where they meet a rectangle."""
        if self._at is None:
            return
        if self.shows_cross and QRectF(*port.rect).contains(self._at):
            self._paint_cross(painter)
        if self._plate().intersects(rect) and (text := self.text):
            self._paint_plate(painter, text)

    def _move(self, at: QPointF | None) -> None:
        before, self._at = self._at, at
        if self.shows_cross:
            for point in (before, at):
                if point is not None:
                    self._view.update(QRect(int(point.x()) - 2, 0, 5, self._view.height()))
                    self._view.update(QRect(0, int(point.y()) - 2, self._view.width(), 5))
        self._view.update(self._plate())

    def _plate(self) -> QRect:
        height = fonts.px(HEIGHT)
        return QRect(EDGE, self._view.height() - EDGE - height, fonts.px(WIDTH), height)

    def _paint_cross(self, painter: QPainter) -> None:
        at = self._at
        if at is None:
            return
        ratio = self._view.devicePixelRatioF()
        # On whole pixels of the device, one of them wide, light beside dark: seen on any picture, never blurred.
        one = 1.0 / ratio
        x, y = int(at.x() * ratio) / ratio, int(at.y() * ratio) / ratio
        for shift, tone in ((0.0, "white"), (one, "black")):
            colour = QColor(theme.color(tone))
            colour.setAlphaF(0.75)
            painter.fillRect(QRectF(x + shift, 0, one, self._view.height()), colour)
            painter.fillRect(QRectF(0, y + shift, self._view.width(), one), colour)

    def _paint_plate(self, painter: QPainter, text: str) -> None:
        painter.save()
        painter.setFont(fonts.font("second"))
        box = QRectF(self._plate())
        box.setWidth(min(box.width(), fonts.metrics("second").horizontalAdvance(text) + fonts.px(20)))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("surf"))
        painter.setOpacity(0.92)
        painter.drawRoundedRect(box, 5, 5)
        painter.setOpacity(1.0)
        painter.setPen(theme.color("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()
