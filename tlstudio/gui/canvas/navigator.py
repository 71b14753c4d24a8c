"""The whole picture, small, with a frame around what the view shows; dragging the frame moves the view."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.canvas.image_view import ImageView

SIDE = 168
EDGE = 12


class Navigator(QWidget):
    """Floats in the upper right corner of a view.

    Args:
        view: What it leads; it lies above it.
    """

    def __init__(self, view: ImageView) -> None:
        super().__init__(view)
        self._view = view
        self._small: QImage | None = None
        self._is_wanted = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Navigator"))
        self.setToolTip(self.tr("Drag the frame to move the view"))
        view.zoom_changed.connect(self._follow)
        view.resized.connect(self._follow)
        self.hide()

    def show_where_seen(self, wanted: bool) -> None:
        """Stand there while it is wanted and there is a picture to show."""
        self._is_wanted = wanted
        self.setVisible(wanted and not self._view.has_problem)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # pyright: ignore[reportArgumentType]  (the stub narrows what Qt passes)
        self._follow()

    def picture_changed(self) -> None:
        """Another picture, or the same one shown in another way."""
        self._small = None
        self.setVisible(self._is_wanted and not self._view.has_problem)
        self._follow()

    def sizeHint(self) -> QSize:
        width, height = self._view.viewport.image_size
        side = fonts.px(SIDE)
        scale = side / max(width, height)
        return QSize(max(24, round(width * scale)), max(24, round(height * scale)))

    def frame(self) -> QRectF:
        """What the view shows, in pixels of this widget."""
        port = self._view.viewport
        left, top = port.to_image(0, 0)
        right, bottom = port.to_image(*port.view_size)
        scale_x, scale_y = self.width() / port.image_size[0], self.height() / port.image_size[1]
        box = QRectF(left * scale_x, top * scale_y, (right - left) * scale_x, (bottom - top) * scale_y)
        return box.intersected(QRectF(self.rect()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to(event.position())

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("canvas"))
        small = self._overview()
        if small is not None:
            painter.drawImage(QRectF(self.rect()), small, QRectF(small.rect()))
        frame = self.frame().adjusted(1, 1, -1, -1)
        for width, tone in ((3.0, "black"), (1.5, "white")):
            painter.setPen(QPen(theme.color(tone), width))
            painter.drawRect(frame)
        painter.setPen(theme.color("edge"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    # -- inside ----------------------------------------------------------------------------------------------------

    def _overview(self) -> QImage | None:
        if self._small is None:
            ratio = self.devicePixelRatioF()
            self._small = self._view.overview(round(self.width() * ratio), round(self.height() * ratio))
        return self._small

    def _follow(self) -> None:
        if self.isHidden():
            return
        size = self.sizeHint()
        if size != self.size():
            self._small = None
            self.resize(size)
        self.move(self._view.width() - size.width() - EDGE, EDGE)
        # The frame that fills everything says nothing; the picture is in full sight.
        self.update()

    def _go_to(self, at: QPointF) -> None:
        port = self._view.viewport
        x, y = at.x() / self.width() * port.image_size[0], at.y() / self.height() * port.image_size[1]
        dx = port.view_size[0] / 2 - (x * port.zoom + port.offset[0])
        dy = port.view_size[1] / 2 - (y * port.zoom + port.offset[1])
        self._view.pan(dx, dy)
