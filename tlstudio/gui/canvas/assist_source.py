"""The pixels that an assist works on: the picture in memory, or of a large one the part around what is seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from PySide6.QtGui import QImage

from tlstudio.gui.canvas.image_view import ImageView

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels of the image."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the pixels of a part lie in the image.

    Attributes:
        left: Where the part begins, in pixels of the image.
        top: Likewise.
        scale: Pixels of the part per pixel of the image; 1 when every pixel is there.
    """

    left: float = 0.0
    top: float = 0.0
    scale: float = 1.0

    def to_part(self, x: float, y: float) -> tuple[float, float]:
        """A place of the image in pixels of the part."""
        return (x - self.left) * self.scale, (y - self.top) * self.scale

    def to_image(self, x: float, y: float) -> tuple[float, float]:
        """A place in pixels of the part in pixels of the image."""
        return x / self.scale + self.left, y / self.scale + self.top

    def ring_to_image(self, points: np.ndarray) -> np.ndarray:
        """Places in pixels of the part, (N, 2), in pixels of the image, float32."""
        return (points / self.scale + (self.left, self.top)).astype(np.float32)


@dataclass(frozen=True, eq=False)
class Part:
    """Pixels of an image.

    Attributes:
        rgb: (H, W, 3) uint8.
        frame: Where they lie.
    """

    rgb: np.ndarray
    frame: Frame


@dataclass(frozen=True, eq=False)
class Source:
    """The picture on the canvas as it was when a draft began.

    Attributes:
        key: The same for the same picture at the same size.
        box: What it holds at the least, as far as the image goes; None = all of the image.
    """

    key: object
    box: Box | None
    _read: Callable[[], Part]

    @cached_property
    def part(self) -> Part:
        """The pixels; read on first use, which is in the worker."""
        return self._read()

    @property
    def rgb(self) -> np.ndarray:
        """(H, W, 3) uint8."""
        return self.part.rgb

    @property
    def frame(self) -> Frame:
        """Where the pixels lie."""
        return self.part.frame

    def holds(self, x: float, y: float) -> bool:
        """Whether a place of the image lies in what it surely holds."""
        return self.box is None or (self.box[0] <= x <= self.box[2] and self.box[1] <= y <= self.box[3])


def source_of(view: ImageView, box: Box | None = None) -> Source | None:
    """Return what the canvas shows, and ask for every pixel where it has fewer; None before any have come.

    Args:
        view: Shows the picture.
        box: Of a picture that is shown by tiles, what is wanted; None = what is seen. It is read as finely as it may be
            (`imaging.detail`), with a margin where that fits.
    """
    level = view.finest_level
    if level is None:
        return None
    scale = level.width() / view.viewport.image_size[0]
    tiles = view.tiles
    if tiles is None:
        if scale < 1:
            view.sharp_wanted.emit()
        return Source(level.cacheKey(), None, lambda: _whole(level, scale))
    wanted, tones = box if box is not None else seen_of(view), view.tones

    def read() -> Part:
        detail = tiles.detail_around(wanted, tones)
        if detail is None:
            return _whole(level, scale)
        return Part(detail.rgb, Frame(detail.left, detail.top, 1.0 / detail.reduction))

    return Source((id(tiles), wanted, tones), wanted, read)


def seen_of(view: ImageView) -> Box:
    """The part of the image that is in the view."""
    port = view.viewport
    (left, top), (right, bottom) = port.to_image(0, 0), port.to_image(*port.view_size)
    width, height = port.image_size
    return max(0.0, left), max(0.0, top), min(float(width), right), min(float(height), bottom)


def around(one: Box | None, other: Box) -> Box:
    """The smallest box that holds both."""
    if one is None:
        return other
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _whole(level: QImage, scale: float) -> Part:
    if level.format() != QImage.Format.Format_RGB32:
        level = level.convertToFormat(QImage.Format.Format_RGB32)
    height, width = level.height(), level.width()
    stride = level.bytesPerLine() // 4
    bgra = np.frombuffer(level.constBits(), np.uint8).reshape(height, stride, 4)[:, :width]
    return Part(cv2.cvtColor(bgra, cv2.COLOR_BGRA2RGB), Frame(0.0, 0.0, scale))
