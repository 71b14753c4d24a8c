"""The view under the shapes: picture and resting shapes as two cached frames, previews while a gesture goes on.

Zooming shows both frames scaled at once and draws them anew when the hand rests; above some thousand shapes a worker
draws, and its result is dropped when the view has moved on meanwhile. Panning moves the frames and draws the strips
that came in.
"""

from __future__ import annotations

import time
from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QRunnable, QThreadPool, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

from tlstudio.gui import theme
from tlstudio.gui.canvas.image_view import ImageView
from tlstudio.gui.canvas.layers import ShapeLayer
from tlstudio.gui.canvas.look import Look, Place, Rect
from tlstudio.gui.canvas.rects import merged, rects_of
from tlstudio.gui.canvas.shape_table import EMPTY, ShapeTable
from tlstudio.gui.canvas.viewport import Viewport

REST_MS = 30
WORKER_ABOVE = 3000
# A redraw that fits into a frame is done at every step of the wheel; a slower one waits for the hand to rest.
FRAME_SECONDS = 0.02
MOST_RECTS = 400
GRID_FROM = 8.0


class _Job(QRunnable):
    def __init__(self, owner: _Results, generation: int, layer: ShapeLayer, *scene: object) -> None:
        super().__init__()
        self._owner = owner
        self._generation = generation
        self._layer = layer
        self._scene = scene

    def run(self) -> None:
        self._layer.draw(*self._scene)  # pyright: ignore[reportArgumentType]  (table, place, look, hidden)
        self._owner.drawn.emit(self._generation, self._layer)


class _Results(QObject):
    drawn = Signal(int, object)


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
        self._layer: ShapeLayer | None = None
        self._layer_port = Viewport()
        self._wanted_port = Viewport()
        self._is_pending = False
        self._frame_port = Viewport()
        self._old_frame: QPixmap | None = None
        self._preview: QPixmap | None = None
        self._cost = 0.0
        self._generation = 0
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._results = _Results(self)
        self._results.drawn.connect(self._take_layer)
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
        is_drawn = self._frame_port == port and self._layer_port == port
        return self._frame is not None and is_drawn and not self._is_pending

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
        rects = [self._device_rect(shape.bounds) for t in (self._table, table) for i in ids if (shape := t.get(i))]
        touched = ids | (live ^ self._live)
        rects += [self._device_rect(shape.bounds) for i in touched - ids if (shape := table.get(i))]
        self._table, self._live = table, live
        is_stale = self._is_pending or self._layer_port != self._port
        if self._layer is None or is_stale or len(rects) > MOST_RECTS:
            self._draw_layer()
            self.update()
            return
        self._preview = None
        place = self._place(self._port)
        for rect in merged(rects):
            self._layer.redraw(rect, table, place, self._look, live)
            self.update(self._logical_rect(rect))

    def change_area(self, table: ShapeTable, area: tuple[float, float, float, float]) -> None:
        """Take over a table that differs from the shown one within a rectangle of the image only."""
        self._table = table
        if self._layer is None or self._is_pending or self._layer_port != self._port:
            self._draw_layer()
            self.update()
            return
        self._preview = None
        rect = self._device_rect(area, slack=2)
        self._layer.redraw(rect, table, self._place(self._port), self._look, self._live)
        self.update(self._logical_rect(rect))

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
        self._preview = None
        began = time.perf_counter()
        if self._frame is None or self._frame_port != self._port:
            self._frame = self._old_frame = self._render()
            self._frame_port = self._port
        if self._layer_port != self._port or self._layer is None:
            self._draw_layer()
        self._cost = time.perf_counter() - began

    def close_layers(self) -> None:
        """Wait for the worker; call before the view goes."""
        self._generation += 1
        self._pool.clear()
        self._pool.waitForDone()

    def _draw_layer(self) -> None:
        """Draw the shapes here, or let the worker do it where they are many."""
        self._generation += 1
        self._preview = None
        port, ratio = self._port, self.devicePixelRatioF()
        width, height = self.device_size()
        place = self._place(port)
        if len(self._table) <= WORKER_ABOVE or not self.isVisible():
            if self._layer is None or self._layer.size != (width, height):
                self._layer = ShapeLayer(width, height, ratio)
            self._layer.draw(self._table, place, self._look, self._live)
            self._layer_port, self._is_pending = port, False
            return
        layer = ShapeLayer(width, height, ratio)
        if self._layer is None:
            self._layer, self._layer_port = ShapeLayer(width, height, ratio), port
        self._wanted_port, self._is_pending = port, True
        self._pool.clear()
        self._pool.start(_Job(self._results, self._generation, layer, self._table, place, self._look, self._live))

    def _take_layer(self, generation: int, layer: ShapeLayer) -> None:
        if generation == self._generation:
            self._layer, self._layer_port, self._is_pending = layer, self._wanted_port, False
            self._preview = None
            self.update()

    def _place(self, port: Viewport) -> Place:
        ratio = self.devicePixelRatioF()
        return Place(port.zoom * ratio, port.offset[0] * ratio, port.offset[1] * ratio, ratio)

    def _device_rect(self, bounds: tuple[float, float, float, float], slack: int = 8) -> Rect:
        """What is drawn of something in the device's pixels; `slack` is left around its outline, for marks of points."""
        place = self._place(self._port)
        margin = 4 * place.ratio + slack
        return (
            int(bounds[0] * place.scale + place.left - margin),
            int(bounds[1] * place.scale + place.top - margin),
            int(bounds[2] * place.scale + place.left + margin) + 1,
            int(bounds[3] * place.scale + place.top + margin) + 1,
        )

    def _logical_rect(self, rect: Rect) -> QRect:
        ratio = self.devicePixelRatioF()
        box = QRectF(rect[0] / ratio, rect[1] / ratio, (rect[2] - rect[0]) / ratio, (rect[3] - rect[1]) / ratio)
        return box.toAlignedRect().adjusted(-1, -1, 1, 1)

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
        layer = self._layer
        can_shift = (
            layer is not None and not self._is_pending and self._layer_port == before and self._frame_port == before
        )
        self._port = port
        self.zoom_changed.emit()
        if can_shift and layer is not None and self._frame is not None and not self._has_caption():
            self._shift(layer, step[0], step[1])
        else:
            self._rest.start()
        self.update()

    def _shift(self, layer: ShapeLayer, dx: int, dy: int) -> None:
        self._preview = None
        place = self._place(self._port)
        for rect in layer.shift(dx, dy):
            layer.redraw(rect, self._table, place, self._look, self._live)
        self._layer_port = self._port
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
            if self._levels:
                self._paint_levels(painter, ratio)
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
        if self._cost < FRAME_SECONDS and len(self._table) <= WORKER_ABOVE:
            self.sharpen()
        else:
            self._rest.start()
            self.update()

    def _ask_for_pixels(self) -> None:
        if self._levels and self._port.zoom * self.devicePixelRatioF() > 1.05 * self._resolution():
            self.sharp_wanted.emit()

    def _invalidate(self) -> None:
        self._old_frame = self._frame or self._old_frame
        self._frame = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._layer = None

    # -- painting --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._frame is None or self._layer is None:
            self._prepare()
        painter = QPainter(self)
        rects = rects_of(event.region())
        shows_shapes = self._shows_shapes and not self._peeks
        if shows_shapes and self._frame_port == self._layer_port != self._port:
            self._blit(painter, rects, self._whole_preview(), self._frame_port, fill=True)
        else:
            self._paint_frames(painter, rects, with_shapes=shows_shapes)
        if self._shows_grid and self._port.zoom * self.devicePixelRatioF() >= GRID_FROM:
            self._paint_grid(painter, event.rect())
        self.paint_above(painter, event.rect())
        painter.end()

    def _paint_frames(self, painter: QPainter, rects: list[QRect], *, with_shapes: bool) -> None:
        frame = self._frame or self._old_frame
        if frame is not None:
            self._blit(painter, rects, frame, self._frame_port, fill=True)
        for rect in rects:
            self.paint_below(painter, rect)
        layer = self._layer
        if layer is not None and with_shapes:
            first = 0 if layer.has_fill else 1
            for image in layer.images[first:]:
                self._blit(painter, rects, image, self._layer_port, fill=False)

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

    def _blit(self, painter: QPainter, rects: list[QRect], image: object, drawn: Viewport, *, fill: bool) -> None:
        """Paint a frame as it is, or scaled to where the view has gone meanwhile."""
        ratio = self.devicePixelRatioF()
        draw = painter.drawPixmap if isinstance(image, QPixmap) else painter.drawImage
        if drawn == self._port:
            for rect in rects:
                source = QRectF(rect.x() * ratio, rect.y() * ratio, rect.width() * ratio, rect.height() * ratio)
                draw(QRectF(rect), image, source)  # pyright: ignore[reportArgumentType, reportCallIssue]
            return
        scale = self._port.zoom / drawn.zoom
        if fill:
            for rect in rects:
                painter.fillRect(rect, theme.color("canvas"))
        painter.save()
        painter.translate(
            self._port.offset[0] - drawn.offset[0] * scale, self._port.offset[1] - drawn.offset[1] * scale
        )
        painter.scale(scale, scale)
        draw(QPointF(0, 0), image)  # pyright: ignore[reportArgumentType, reportCallIssue]
        painter.restore()

    def _paint_grid(self, painter: QPainter, rect: QRect) -> None:
        """Lines between the pixels, where each of them is eight of the screen's or more."""
        port = self._port
        seen = QRectF(rect).intersected(QRectF(*port.rect))
        if seen.isEmpty():
            return
        painter.setPen(theme.color("pixel_grid"))
        left, top = port.to_image(seen.left(), seen.top())
        right, bottom = port.to_image(seen.right(), seen.bottom())
        for x in range(int(left), int(right) + 2):
            at = x * port.zoom + port.offset[0]
            painter.drawLine(QPointF(at, seen.top()), QPointF(at, seen.bottom()))
        for y in range(int(top), int(bottom) + 2):
            at = y * port.zoom + port.offset[1]
            painter.drawLine(QPointF(seen.left(), at), QPointF(seen.right(), at))
