"""The view under the shapes: picture and resting shapes as two cached frames, previews while a gesture goes on.

Zooming draws both frames anew with the next paint, so that steps of the wheel which came in together cost one drawing.
Where that would take longer than a frame, both are shown scaled and drawn when the hand rests; above some thousand
shapes a worker draws, and its result is dropped when the view has moved on meanwhile. Panning moves the frames and
draws the strips that came in.
"""

from __future__ import annotations

import time
from dataclasses import replace

from PySide6.QtCore import QRect, QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

from tlstudio.gui import theme
from tlstudio.gui.canvas.frames import GRID_FROM, paint_frame, paint_grid, paint_ground
from tlstudio.gui.canvas.image_view import ImageView
from tlstudio.gui.canvas.layer_cache import LayerCache
from tlstudio.gui.canvas.layers import Scene
from tlstudio.gui.canvas.look import Look, Place, Rect
from tlstudio.gui.canvas.rects import device_rect, logical_rect, merged, rects_of
from tlstudio.gui.canvas.shape_table import EMPTY, ShapeTable
from tlstudio.gui.canvas.viewport import Viewport

REST_MS = 30
WORKER_ABOVE = 3000
# A redraw that fits into a frame is done while the wheel turns; a slower one waits for the hand to rest. The thread's
# own time counts: where other programs keep the machine busy, drawing a preview first would only add to the work.
FRAME_SECONDS = 0.02
MOST_RECTS = 400


class LayeredView(ImageView):
    """Shows a picture with shapes on it; subclasses paint what is hovered or changing above them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = EMPTY
        self._look = Look()
        self._live: frozenset[int] = frozenset()
        self._shows_shapes = True
        self._shows_grid = True
        self._peeks = False
        self._layers = LayerCache(self)
        self._layers.came.connect(self._on_layer)
        self._frame_port = Viewport()
        self._old_frame: QPixmap | None = None
        self._preview: QPixmap | None = None
        self._cost = 0.0
        self._draws_next = False
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.sharpen)

    # -- shapes ----------------------------------------------------------------------------------------------------

    @property
    def table(self) -> ShapeTable:
        """The shapes that are shown."""
        return self._table

    @property
    def look(self) -> Look:
        """How they are drawn."""
        return self._look

    @property
    def is_settled(self) -> bool:
        """Whether everything is drawn for where the view is now."""
        port = self._port
        return self._frame is not None and self._frame_port == port and self._layers.is_drawn_for(port)

    def set_table(self, table: ShapeTable) -> None:
        """Show other shapes."""
        self._table = table
        self._live = frozenset()
        self._draw_layer()
        self.update()

    def set_look(self, look: Look) -> None:
        """Draw the shapes in another way."""
        if look != self._look:
            self._look = look
            self._draw_layer()
            self.update()

    def show_shapes(self, shown: bool) -> None:
        """Hide all shapes, or show them again."""
        if shown != self._shows_shapes:
            self._shows_shapes = shown
            self.update()

    @property
    def shows_grid(self) -> bool:
        """Whether lines between the pixels are drawn when these are large."""
        return self._shows_grid

    def show_grid(self, shown: bool) -> None:
        """Draw lines between the pixels when these are large, or never."""
        self._shows_grid = shown
        self.update()

    def change_table(self, table: ShapeTable, ids: frozenset[int], live: frozenset[int] = frozenset()) -> None:
        """Take over changes of a few shapes: only their rectangles are drawn anew.

        Args:
            table: All shapes.
            ids: Those that came, went or changed.
            live: Those that are not drawn with the resting ones because a gesture changes them.
        """
        place = Place.of(self._port, self.devicePixelRatioF())
        rects = [device_rect(shape.bounds, place) for t in (self._table, table) for i in ids if (shape := t.get(i))]
        touched = ids | (live ^ self._live)
        rects += [device_rect(shape.bounds, place) for i in touched - ids if (shape := table.get(i))]
        self._table, self._live = table, live
        self._redraw(merged(rects) if len(rects) <= MOST_RECTS else None)

    def change_area(self, table: ShapeTable, area: tuple[float, float, float, float]) -> None:
        """Take over a table that differs from the shown one within a rectangle of the image only."""
        self._table = table
        self._redraw([device_rect(area, Place.of(self._port, self.devicePixelRatioF()), slack=2)])

    def adopt(self, table: ShapeTable) -> None:
        """Take over a table that looks as the shown one does."""
        self._table = table

    # -- drawing ---------------------------------------------------------------------------------------------------

    def sharpen(self) -> None:
        """Draw everything for where the view is now."""
        self._prepare()
        self.update()

    def _prepare(self) -> None:
        self._rest.stop()
        self._preview, self._draws_next = None, False
        began = time.thread_time()
        if self._frame is None or self._frame_port != self._port:
            self._frame = self._old_frame = self._render()
            self._frame_port = self._port
        if self._layers.port != self._port or self._layers.layer is None:
            self._draw_layer()
        self._cost = time.thread_time() - began

    def _redraw(self, rects: list[Rect] | None) -> None:
        """Draw rectangles of the layer anew; all of it where they are None or the layer is an old one."""
        if rects is None or not self._layers.is_drawn_for(self._port):
            self._draw_layer()
            self.update()
            return
        self._preview = None
        self._layers.redraw(rects, self._scene())
        for rect in rects:
            self.update(logical_rect(rect, self.devicePixelRatioF()))

    def close_layers(self) -> None:
        """Wait for the worker; call before the view goes."""
        self._layers.close()

    def _scene(self) -> Scene:
        return Scene(self._table, self._look, self._live)

    def _draw_layer(self) -> None:
        """Draw the shapes here, or let the worker do it where they are many."""
        self._preview = None
        in_worker = len(self._table) > WORKER_ABOVE and self.isVisible()
        size, ratio = self.device_size(), self.devicePixelRatioF()
        self._layers.draw(self._scene(), self._port, size, ratio, in_worker=in_worker)

    def _on_layer(self) -> None:
        self._preview = None
        self.update()

    # -- gestures --------------------------------------------------------------------------------------------------

    def pan(self, dx: float, dy: float) -> None:
        """Move the image by logical pixels, rounded to whole ones of the device so that frames can be moved."""
        ratio = self.devicePixelRatioF()
        before = self._port
        port = before.panned(round(dx * ratio) / ratio, round(dy * ratio) / ratio)
        step = [round((port.offset[axis] - before.offset[axis]) * ratio) for axis in (0, 1)]
        if not any(step):
            return
        # Where the image was centred its offset need not lie on the device's grid; moving keeps the fraction.
        port = replace(port, offset=tuple(before.offset[axis] + step[axis] / ratio for axis in (0, 1)))
        can_shift = self.is_settled and not self._has_caption()
        self._port = port
        self.zoom_changed.emit()
        if can_shift:
            self._shift(step[0], step[1])
        else:
            self._rest.start()
        self.update()

    def _shift(self, dx: int, dy: int) -> None:
        self._preview = None
        self._layers.shift(dx, dy, self._scene(), self._port)
        frame = self._frame
        if frame is None:
            return
        frame.scroll(dx, dy, frame.rect())
        ratio = self.devicePixelRatioF()
        width, height = frame.width(), frame.height()
        strips = rects_of(QRegion(0, 0, width, height).subtracted(QRegion(QRect(dx, dy, width, height))))
        painter = QPainter(frame)
        for rect in strips:
            logical = QRectF(rect.x() / ratio, rect.y() / ratio, rect.width() / ratio, rect.height() / ratio)
            painter.setClipRect(logical)
            painter.fillRect(logical, theme.color("canvas"))
            self._picture.paint(painter, self._port, ratio)
        painter.end()
        self._frame_port = self._port

    def _has_caption(self) -> bool:
        return bool(self._caption) or self._problem is not None

    def _move(self, port: Viewport) -> None:
        if port == self._port:
            return
        self._port = port
        self.zoom_changed.emit()
        self._ask_for_pixels()
        self._draws_next = self._cost < FRAME_SECONDS and len(self._table) <= WORKER_ABOVE
        if not self._draws_next:
            self._rest.start()
        self.update()

    def _invalidate(self) -> None:
        self._old_frame = self._frame or self._old_frame
        self._frame = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._layers.drop()

    # -- painting --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._draws_next or self._frame is None or self._layers.layer is None:
            self._prepare()
        painter = QPainter(self)
        rects = rects_of(event.region())
        shows_shapes = self._shows_shapes and not self._peeks
        if shows_shapes and self._frame_port == self._layers.port != self._port:
            paint_ground(painter, rects)
            paint_frame(painter, rects, self._whole_preview(), self._frame_port, self._port)
        else:
            self._paint_frames(painter, rects, with_shapes=shows_shapes)
        if self._shows_grid and self._port.zoom * self.devicePixelRatioF() >= GRID_FROM:
            paint_grid(painter, self._port, event.rect())
        self.paint_above(painter, event.rect())
        painter.end()

    def _paint_frames(self, painter: QPainter, rects: list[QRect], *, with_shapes: bool) -> None:
        frame = self._frame or self._old_frame
        if frame is not None:
            if self._frame_port != self._port:
                paint_ground(painter, rects)
            paint_frame(painter, rects, frame, self._frame_port, self._port)
        for rect in rects:
            self.paint_below(painter, rect)
        layer = self._layers.layer
        if layer is not None and with_shapes:
            for image in layer.images[0 if layer.has_fill else 1 :]:
                paint_frame(painter, rects, image, self._layers.port, self._port)

    def _whole_preview(self) -> QPixmap:
        """Picture and shapes in one, made at the first step of a gesture: scaling one is cheaper than scaling three."""
        if self._preview is None:
            ratio = self.devicePixelRatioF()
            preview = QPixmap(*self.device_size())
            preview.setDevicePixelRatio(ratio)
            painter = QPainter(preview)
            port, self._port = self._port, self._frame_port
            self._paint_frames(painter, [self.rect()], with_shapes=True)
            self._port = port
            painter.end()
            self._preview = preview
        return self._preview

    def paint_below(self, painter: QPainter, rect: QRect) -> None:
        """Paint what lies between the picture and the shapes."""

    def paint_above(self, painter: QPainter, rect: QRect) -> None:
        """Paint what is hovered, selected or changing."""
