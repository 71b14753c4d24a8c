"""A view of an image that zooms at the cursor and pans; what is seen there is up to its subclasses."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from tlstudio.gui import wheel
from tlstudio.gui.canvas.viewport import Viewport

WHEEL_STEP = 1.25


class ZoomPanView(QWidget):
    """Keeps where the image lies, and moves it with wheel, touch pad and mouse.

    Signals:
        zoom_changed: The zoom or what is seen changed.
        resized: The view has another size.
    """

    zoom_changed = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._port = Viewport(margins=(24, 24, 24, 52))
        self._grabbed: QPointF | None = None

    @property
    def viewport(self) -> Viewport:
        """Where the image lies."""
        return self._port

    @property
    def zoom_percent(self) -> int:
        """Screen pixels per image pixel, in percent."""
        return round(self._port.zoom * self.devicePixelRatioF() * 100)

    def wanted_side(self) -> int:
        """Return the longer side, in device pixels, of a picture that fills the view."""
        return round(max(self.width(), self.height()) * self.devicePixelRatioF())

    def device_size(self) -> tuple[int, int]:
        """Width and height in pixels of the device; one that the view covers in part counts, as at 1.5x."""
        ratio = self.devicePixelRatioF()
        return math.ceil(self.width() * ratio - 1e-6), math.ceil(self.height() * ratio - 1e-6)

    # -- zoom and pan ----------------------------------------------------------------------------------------------

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Leave space around a fitted image."""
        fitted = self._port.is_fitted
        self._port = Viewport(self._port.image_size, self._port.view_size, self._port.zoom, self._port.offset,
                              (left, top, right, bottom))  # fmt: skip
        if fitted:
            self._port = self._port.fitted()
        self._invalidate()

    def centre_on(self, x: float, y: float, zoom: float) -> None:
        """Show a place of the image in the middle, at so many logical pixels per pixel."""
        port = self._port.zoomed(zoom)
        middle = port.view_size[0] / 2, port.view_size[1] / 2
        self._move(port.panned(middle[0] - x * zoom - port.offset[0], middle[1] - y * zoom - port.offset[1]))

    def fit(self) -> None:
        """Show the whole image."""
        self._move(self._port.fitted())

    def zoom_to_pixels(self) -> None:
        """Show one pixel of the image as one of the screen (100 %)."""
        self._move(self._port.zoomed(1.0 / self.devicePixelRatioF()))

    def zoom_by(self, steps: float, at: QPointF | None = None) -> None:
        """Zoom in (or out: negative) by steps, keeping the point under `at`."""
        where = (at.x(), at.y()) if at is not None else None
        self._move(self._port.zoomed(self._port.zoom * WHEEL_STEP**steps, where))

    def pan(self, dx: float, dy: float) -> None:
        """Move the image by logical pixels."""
        self._move(self._port.panned(dx, dy))

    # -- Qt --------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._port = self._port.resized(self._view_size())
        self._changed()
        self.resized.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels, angle = event.pixelDelta(), event.angleDelta()
        has_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan((angle.y() or angle.x()) / 2, 0)
        elif has_ctrl:
            self.zoom_by(angle.y() / 120.0, event.position())
        elif not pixels.isNull() and event.phase() != Qt.ScrollPhase.NoScrollPhase:
            # A touch pad: two fingers move the picture, pinching zooms.
            self.pan(pixels.x(), pixels.y())
        elif wheel.needs_ctrl():
            self.pan(angle.x() / 2, angle.y() / 2)
        else:
            self.zoom_by(angle.y() / 120.0, event.position())
        event.accept()

    def event(self, event: object) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            port = self._port.zoomed(self._port.zoom * (1.0 + event.value()), event.position().toTuple())
            self._move(port)
            return True
        return super().event(event)  # pyright: ignore[reportArgumentType]  (the stub narrows what Qt passes)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._grabbed = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        super().mousePressEvent(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            step = event.position() - self._grabbed
            self._grabbed = event.position()
            self.pan(step.x(), step.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._port.is_fitted:
            self._move(self._port.zoomed(1.0 / self.devicePixelRatioF(), event.position().toTuple()))
        else:
            self.fit()

    # -- inside ----------------------------------------------------------------------------------------------------

    def _view_size(self) -> tuple[int, int]:
        return max(1, self.width()), max(1, self.height())

    def _move(self, port: Viewport) -> None:
        if port != self._port:
            self._port = port
            self._changed()

    def _begin_with(self, full_size: tuple[int, int]) -> None:
        """Fit an image of another size."""
        self._port = Viewport(full_size, self._view_size(), margins=self._port.margins).fitted()

    def _changed(self) -> None:
        """The image lies elsewhere, or is another one."""
        self._invalidate()
        self.zoom_changed.emit()

    def _invalidate(self) -> None:
        """What is painted must be painted anew."""
        self.update()
