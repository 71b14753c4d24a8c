"""What is in memory of the image that is shown, and how it is painted at any zoom. Nothing here decodes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from tlstudio.gui.canvas.deep_picture import DeepPicture
from tlstudio.gui.canvas.picture import pixels_of
from tlstudio.gui.canvas.tiles import Tiles
from tlstudio.gui.canvas.tones import Tones, graded
from tlstudio.gui.canvas.viewport import Viewport

SMOOTH_BELOW = 2.0


class ShownPicture:
    """The pixels of one image, of which some may be missing still.

    Attributes:
        levels: As in `picture.Picture`; empty = no pixels have come.
        deep: The stored values, of a picture of more than 8 bits once they have come; painted instead of the levels.
        tiles: Where the pixels of a large picture come from.
        tones: How values are shown.
    """

    def __init__(self) -> None:
        self.levels: tuple[QImage, ...] = ()
        self.deep: DeepPicture | None = None
        self.tiles: Tiles | None = None
        self.tones = Tones()

    def resolution(self, image_size: tuple[int, int]) -> float:
        """Pixels in hand per pixel of the image; 1 when all are there."""
        if self.tiles is not None or (self.deep is not None and self.deep.is_whole):
            return 1.0
        return min(1.0, self.levels[0].width() / image_size[0]) if self.levels else 0.0

    def value_at(self, x: float, y: float, image_size: tuple[int, int]) -> tuple[tuple[float, ...], bool] | None:
        """What is stored at a place of the image (RGB, or the values of a deep picture).

        Returns:
            The values, and whether they are those of that very pixel (else of the reduced picture in hand); None where
            nothing is in memory.
        """
        share = x / image_size[0], y / image_size[1]
        if self.tiles is not None and (found := self.tiles.value_at(x, y)) is not None:
            return found
        if self.deep is not None:
            return self.deep.value_at(*share), self.deep.is_whole
        if not self.levels:
            return None
        level = self.levels[0]
        colour = level.pixelColor(
            min(level.width() - 1, int(share[0] * level.width())),
            min(level.height() - 1, int(share[1] * level.height())),
        )
        is_exact = self.tiles is None and level.width() >= image_size[0]
        return (float(colour.red()), float(colour.green()), float(colour.blue())), is_exact

    def overview(self, width: int, height: int) -> QImage | None:
        """The whole picture at a size in pixels, shown as the view shows it; None before any has come."""
        if self.deep is not None:
            last = len(self.deep.levels) - 1
            rows, columns = self.deep.levels[last].shape[:2]
            return self.deep.image((0, 0, columns, rows), last, (width, height), self.tones, smooth=True)
        if not self.levels:
            return None
        ways = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        small = self.levels[-1].scaled(width, height, *ways).convertToFormat(QImage.Format.Format_RGB32)
        if not self.tones.is_neutral:
            pixels = pixels_of(small)
            pixels[:] = graded(pixels, self.tones)
        return small

    def paint(self, painter: QPainter, port: Viewport, ratio: float) -> None:
        """Paint the picture where it lies, as much of it as the painter's clip lets through.

        Args:
            painter: In logical pixels of the view.
            port: Where the image lies.
            ratio: Device pixels per logical one.
        """
        target = QRectF(*port.rect)
        seen = target.intersected(QRectF(0, 0, *port.view_size))
        if painter.hasClipping():
            seen = seen.intersected(painter.clipBoundingRect())
        if seen.isEmpty() or not self.levels:
            return
        scale = port.zoom * ratio
        # While fitted nobody looks at single pixels; beyond 200 % by choice they are wanted as they are.
        is_smooth = port.is_fitted or scale < SMOOTH_BELOW or self.resolution(port.image_size) < 1.0
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smooth)
        if self.deep is not None:
            self._paint_deep(painter, self.deep, target, seen, ratio, smooth=is_smooth)
        elif self.tones.is_neutral:
            self._paint_seen(painter, target, seen, target.width() * ratio)
        else:
            self._paint_graded(painter, target, seen, ratio, smooth=is_smooth)
        if self.tiles is not None:
            self.tiles.paint(painter, port, ratio, seen, self.tones)

    def _paint_seen(self, painter: QPainter, target: QRectF, seen: QRectF, wanted: float) -> None:
        level = next((item for item in reversed(self.levels) if item.width() >= wanted), self.levels[0])
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
        self._paint_seen(inner, target, seen, target.width() * ratio)
        inner.end()
        pixels = pixels_of(image)
        pixels[:] = graded(pixels, self.tones)
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
        painter.drawImage(place, deep.image(box, at, size, self.tones, smooth=smooth))


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
