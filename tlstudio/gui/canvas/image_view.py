"""The big picture: one widget that paints an image at any zoom, zooms at the cursor and pans.

What is painted is kept as one frame, so that anything floating over it repaints in a blit. Nothing here decodes.
"""

from __future__ import annotations

import contextlib
import math

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.canvas.deep_picture import DeepPicture
from tlstudio.gui.canvas.picture import Picture, pixels_of
from tlstudio.gui.canvas.tiles import Tiles
from tlstudio.gui.canvas.tones import Tones, graded
from tlstudio.gui.canvas.viewport import Viewport

WHEEL_STEP = 1.25
SMOOTH_BELOW = 2.0
# Tiles that come in within this time are painted together.
TILES_MS = 15


class ImageView(QWidget):
    """Shows one picture.

    Signals:
        zoom_changed: The zoom or what is seen changed.
        sharp_wanted: More pixels would be seen than the picture in hand has.
        picture_changed: Another picture is shown, or the same one finer.
        tones_changed: The picture is shown in another way.
    """

    zoom_changed = Signal()
    sharp_wanted = Signal()
    picture_changed = Signal()
    tones_changed = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 160)
        self.setProperty("own_focus", True)
        self.setAccessibleName(self.tr("Image"))
        self._port = Viewport(margins=(24, 24, 24, 52))
        self._levels: tuple[QImage, ...] = ()
        self._tiles: Tiles | None = None
        self._deep: DeepPicture | None = None
        self._tones = Tones()
        self._caption = ""
        self._problem: tuple[str, str] | None = None
        self._frame: QPixmap | None = None
        self._grabbed: QPointF | None = None
        self._finer = QTimer(self, singleShot=True, interval=TILES_MS)
        self._finer.timeout.connect(self._invalidate)
        theme.theme().changed.connect(self._invalidate)

    # -- what is shown ---------------------------------------------------------------------------------------------

    @property
    def viewport(self) -> Viewport:
        """Where the image lies."""
        return self._port

    @property
    def zoom_percent(self) -> int:
        """Screen pixels per image pixel, in percent."""
        return round(self._port.zoom * self.devicePixelRatioF() * 100)

    @property
    def has_picture(self) -> bool:
        """Whether any pixels of the image can be seen."""
        return bool(self._levels)

    @property
    def finest_level(self) -> QImage | None:
        """The picture at the largest size that is in memory, Format_RGB32; None before any pixels have come."""
        return self._levels[0] if self._levels else None

    @property
    def deep(self) -> DeepPicture | None:
        """The stored values, of a picture of more than 8 bits once they have come."""
        return self._deep

    @property
    def tiles(self) -> Tiles | None:
        """Where the pixels of a large picture come from."""
        return self._tiles

    @property
    def tones(self) -> Tones:
        """How values are shown."""
        return self._tones

    def set_tones(self, tones: Tones) -> None:
        """Show values in another way; the picture itself stays as it is."""
        if tones != self._tones:
            self._tones = tones
            self._invalidate()
            self.tones_changed.emit()

    def set_deep(self, deep: DeepPicture | None) -> None:
        """Paint these values of the image that is shown instead of its 8-bit picture."""
        self._deep = deep
        self._changed()
        self.picture_changed.emit()

    def value_at(self, x: float, y: float) -> tuple[tuple[float, ...], bool] | None:
        """What is stored at a place of the image (RGB, or the values of a deep picture).

        Returns:
            The values, and whether they are those of that very pixel (else of the reduced picture in hand); None where
            nothing is in memory.
        """
        share = x / self._port.image_size[0], y / self._port.image_size[1]
        if self._tiles is not None and (found := self._tiles.value_at(x, y)) is not None:
            return found
        if self._deep is not None:
            return self._deep.value_at(*share), self._deep.is_whole
        if not self._levels:
            return None
        level = self._levels[0]
        colour = level.pixelColor(
            min(level.width() - 1, int(share[0] * level.width())),
            min(level.height() - 1, int(share[1] * level.height())),
        )
        is_exact = self._tiles is None and level.width() >= self._port.image_size[0]
        return (float(colour.red()), float(colour.green()), float(colour.blue())), is_exact

    def overview(self, width: int, height: int) -> QImage | None:
        """The whole picture at a size in pixels, shown as the view shows it; None before any has come."""
        if self._deep is not None:
            last = len(self._deep.levels) - 1
            rows, columns = self._deep.levels[last].shape[:2]
            return self._deep.image((0, 0, columns, rows), last, (width, height), self._tones, smooth=True)
        if not self._levels:
            return None
        ways = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        small = self._levels[-1].scaled(width, height, *ways).convertToFormat(QImage.Format.Format_RGB32)
        if not self._tones.is_neutral:
            pixels = pixels_of(small)
            pixels[:] = graded(pixels, self._tones)
        return small

    def centre_on(self, x: float, y: float, zoom: float) -> None:
        """Show a place of the image in the middle, at so many logical pixels per pixel."""
        port = self._port.zoomed(zoom)
        middle = port.view_size[0] / 2, port.view_size[1] / 2
        self._move(port.panned(middle[0] - x * zoom - port.offset[0], middle[1] - y * zoom - port.offset[1]))

    def wanted_side(self) -> int:
        """Return the longer side, in device pixels, of a picture that fills the view."""
        return round(max(self.width(), self.height()) * self.devicePixelRatioF())

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Leave space around a fitted image."""
        fitted = self._port.is_fitted
        self._port = Viewport(self._port.image_size, self._port.view_size, self._port.zoom, self._port.offset,
                              (left, top, right, bottom))  # fmt: skip
        if fitted:
            self._port = self._port.fitted()
        self._invalidate()

    def show_image(
        self, full_size: tuple[int, int], placeholder: QImage | None, caption: str, *, has_caption: bool = True
    ) -> None:
        """Begin with another image: fitted, with a small picture of it until the real one comes."""
        self._port = Viewport(
            (max(1, full_size[0]), max(1, full_size[1])), self._view_size(), margins=self._port.margins
        ).fitted()
        self._levels = (placeholder,) if placeholder is not None and not placeholder.isNull() else ()
        self._deep = None
        self._follow_tiles(None)
        self._caption, self._problem = caption if has_caption else "", None
        self.setAccessibleDescription(caption)
        self._changed()

    def set_picture(self, picture: Picture) -> None:
        """Take the decoded picture of the image that is shown; zoom and place stay."""
        if picture.full_size != self._port.image_size:
            self._port = Viewport(picture.full_size, self._view_size(), margins=self._port.margins).fitted()
        self._levels, self._problem = picture.levels, None
        self._follow_tiles(picture.tiles)
        if picture.tiles is not None:
            self._deep = picture.deep
        self._changed()
        self.picture_changed.emit()

    def set_placeholder(self, placeholder: QImage) -> None:
        """Take a small picture of the image that is shown, where nothing larger has come yet."""
        if not self._levels and self._problem is None and not placeholder.isNull():
            self._levels = (placeholder,)
            self._changed()
            self.picture_changed.emit()

    def show_problem(self, sentence: str, hint: str) -> None:
        """Say in the image's place why it cannot be shown."""
        self._levels, self._problem, self._deep = (), (sentence, hint), None
        self._follow_tiles(None)
        self.setAccessibleDescription(f"{sentence} {hint}")
        self._changed()

    def clear(self) -> None:
        """Show nothing."""
        self._levels, self._caption, self._problem, self._deep = (), "", None, None
        self._follow_tiles(None)
        self._invalidate()

    # -- zoom and pan ----------------------------------------------------------------------------------------------

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

    def sizeHint(self) -> QSize:
        return QSize(700, 560)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._frame is None:
            self._frame = self._render()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._frame)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._port = self._port.resized(self._view_size())
        self._changed()
        self.resized.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels, angle = event.pixelDelta(), event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan((angle.y() or angle.x()) / 2, 0)
        elif not pixels.isNull() and event.phase() != Qt.ScrollPhase.NoScrollPhase:
            # A touch pad: two fingers move the picture, pinching zooms.
            self.pan(pixels.x(), pixels.y())
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

    def _changed(self) -> None:
        self._invalidate()
        self.zoom_changed.emit()
        if self._levels and self._port.zoom * self.devicePixelRatioF() > 1.05 * self._resolution():
            self.sharp_wanted.emit()

    def _resolution(self) -> float:
        """Pixels in hand per pixel of the image; 1 when all are there."""
        if self._tiles is not None or (self._deep is not None and self._deep.is_whole):
            return 1.0
        return min(1.0, self._levels[0].width() / self._port.image_size[0]) if self._levels else 0.0

    def _follow_tiles(self, tiles: Tiles | None) -> None:
        if tiles is self._tiles:
            return
        if self._tiles is not None:
            with contextlib.suppress(RuntimeError):  # its picture may have been let go of already
                self._tiles.came.disconnect(self._on_tile)
        self._tiles = tiles
        if tiles is not None:
            tiles.came.connect(self._on_tile)

    def _on_tile(self, area: QRectF) -> None:
        port = self._port
        place = QRectF(
            area.x() * port.zoom + port.offset[0], area.y() * port.zoom + port.offset[1],
            area.width() * port.zoom, area.height() * port.zoom,
        )  # fmt: skip
        if place.intersects(QRectF(self.rect())) and not self._finer.isActive():
            self._finer.start()

    def _invalidate(self) -> None:
        self._frame = None
        self.update()

    def device_size(self) -> tuple[int, int]:
        """Width and height in pixels of the device; one that the view covers in part counts, as at 1.5x."""
        ratio = self.devicePixelRatioF()
        return math.ceil(self.width() * ratio - 1e-6), math.ceil(self.height() * ratio - 1e-6)

    def _render(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        frame = QPixmap(*self.device_size())
        frame.setDevicePixelRatio(ratio)
        frame.fill(theme.color("canvas"))
        painter = QPainter(frame)
        if self._levels:
            self._paint_levels(painter, ratio)
        if self._problem is not None:
            self._paint_problem(painter, *self._problem)
        elif self._caption:
            self._paint_caption(painter)
        painter.end()
        return frame

    def _paint_levels(self, painter: QPainter, ratio: float) -> None:
        """Paint the picture where it lies, as much of it as the painter's clip lets through."""
        target = QRectF(*self._port.rect)
        seen = target.intersected(QRectF(self.rect()))
        if painter.hasClipping():
            seen = seen.intersected(painter.clipBoundingRect())
        if seen.isEmpty():
            return
        scale = self._port.zoom * ratio
        # While fitted nobody looks at single pixels; beyond 200 % by choice they are wanted as they are.
        is_smooth = self._port.is_fitted or scale < SMOOTH_BELOW or self._resolution() < 1.0
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smooth)
        if self._deep is not None:
            self._paint_deep(painter, self._deep, target, seen, ratio, smooth=is_smooth)
        elif self._tones.is_neutral:
            self._paint_seen(painter, target, seen, scale)
        else:
            self._paint_graded(painter, target, seen, ratio, smooth=is_smooth)
        if self._tiles is not None:
            self._tiles.paint(painter, self._port, ratio, seen, self._tones)

    def _paint_seen(self, painter: QPainter, target: QRectF, seen: QRectF, scale: float) -> None:
        wanted = self._port.image_size[0] * scale
        level = next((item for item in reversed(self._levels) if item.width() >= wanted), self._levels[0])
        part, place = _part((level.width(), level.height()), target, seen)
        painter.drawImage(place, level, QRectF(part))

    def _paint_graded(self, painter: QPainter, target: QRectF, seen: QRectF, ratio: float, *, smooth: bool) -> None:
        """Paint the part into a picture of its own and change its colours: work for what is seen, not for what is there."""
        box = QRectF(seen.x() * ratio, seen.y() * ratio, seen.width() * ratio, seen.height() * ratio).toAlignedRect()
        image = QImage(box.size(), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        inner = QPainter(image)
        inner.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        inner.translate(-box.x(), -box.y())
        inner.scale(ratio, ratio)
        self._paint_seen(inner, target, seen, self._port.zoom * ratio)
        inner.end()
        pixels = pixels_of(image)
        pixels[:] = graded(pixels, self._tones)
        painter.drawImage(
            QRectF(box.x() / ratio, box.y() / ratio, box.width() / ratio, box.height() / ratio),
            image,
            QRectF(image.rect()),
        )

    def _paint_deep(
        self, painter: QPainter, deep: DeepPicture, target: QRectF, seen: QRectF, ratio: float, *, smooth: bool
    ) -> None:
        wanted = target.width() * ratio
        at = next((n for n in range(len(deep.levels) - 1, -1, -1) if deep.levels[n].shape[1] >= wanted), 0)
        height, width = deep.levels[at].shape[:2]
        part, place = _part((width, height), target, seen)
        size = (max(1, round(place.width() * ratio)), max(1, round(place.height() * ratio)))
        box = (part.left(), part.top(), part.right() + 1, part.bottom() + 1)
        painter.drawImage(place, deep.image(box, at, size, self._tones, smooth=smooth))

    def _paint_caption(self, painter: QPainter) -> None:
        place = QRectF(*self._port.rect)
        if place.bottom() > self.height() - fonts.px(34):
            return
        painter.setFont(fonts.font("second_strong"))
        painter.setPen(theme.color("text2"))
        left = max(place.left(), 12.0)
        room = QRectF(left, place.bottom() + fonts.px(14), self.width() - left - fonts.px(170), fonts.px(20))
        text = fonts.metrics("second_strong").elidedText(
            self._caption, Qt.TextElideMode.ElideMiddle, max(40, int(room.width()))
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_problem(self, painter: QPainter, sentence: str, hint: str) -> None:
        width = min(self.width() - 48, fonts.px(420))
        box = QRectF((self.width() - width) / 2, self.height() / 2 - fonts.px(40), width, fonts.px(120))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.setFont(fonts.font("strong"))
        painter.setPen(theme.color("text"))
        used = painter.boundingRect(box, int(flags), sentence)
        painter.drawText(box, int(flags), sentence)
        painter.setFont(fonts.font("second"))
        painter.setPen(theme.color("text2"))
        painter.drawText(box.translated(0, used.height() + fonts.px(6)), int(flags), hint)


def _part(size: tuple[int, int], target: QRectF, seen: QRectF) -> tuple[QRect, QRectF]:
    """Which pixels of a level are seen, and where these lie: whole pixels, so that a part never shifts against the whole."""
    per_x, per_y = target.width() / size[0], target.height() / size[1]
    left = int(max(0.0, (seen.left() - target.left()) / per_x))
    top = int(max(0.0, (seen.top() - target.top()) / per_y))
    right = min(size[0], int((seen.right() - target.left()) / per_x) + 2)
    bottom = min(size[1], int((seen.bottom() - target.top()) / per_y) + 2)
    part = QRect(QPoint(left, top), QPoint(right - 1, bottom - 1))
    place = QRectF(
        target.left() + left * per_x, target.top() + top * per_y, part.width() * per_x, part.height() * per_y
    )
    return part, place
