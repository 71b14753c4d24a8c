"""Between the pixels that an assist works on and shapes of the image: which picture is at hand, and at what scale."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np
from PySide6.QtGui import QImage

from tlstudio.gui.canvas.convert import outlines_of
from tlstudio.gui.canvas.image_view import ImageView
from tlstudio.gui.canvas.shapes import Kind, Pixels, Shape, ring
from tlstudio.imaging.assists.cutout import Cutout, cut, polygon

SIMPLIFY_PIXELS = 0.75


@dataclass(frozen=True, eq=False)
class Source:
    """The picture on the canvas as it was when a draft began.

    Attributes:
        level: The largest size that was in memory, Format_RGB32.
        scale: Pixels of the level per pixel of the image; 1 when every pixel is there.
    """

    level: QImage
    scale: float

    @cached_property
    def rgb(self) -> np.ndarray:
        """(H, W, 3) uint8 of the level; made on first use, which is in the worker."""
        height, width = self.level.height(), self.level.width()
        stride = self.level.bytesPerLine() // 4
        bgra = np.frombuffer(self.level.constBits(), np.uint8).reshape(height, stride, 4)[:, :width]
        return cv2.cvtColor(bgra, cv2.COLOR_BGRA2RGB)

    def to_level(self, x: float, y: float) -> tuple[float, float]:
        """A place of the image in pixels of the level."""
        return x * self.scale, y * self.scale


def source_of(view: ImageView) -> Source | None:
    """Return what the canvas shows, and ask for every pixel where it has fewer; None before any have come."""
    level = view.finest_level
    if level is None:
        return None
    if level.format() != QImage.Format.Format_RGB32:
        level = level.convertToFormat(QImage.Format.Format_RGB32)
    scale = level.width() / view.viewport.image_size[0]
    if scale < 1:
        view.sharp_wanted.emit()
    return Source(level, scale)


@dataclass(frozen=True, eq=False)
class Draft:
    """What an assist has found, before it is kept.

    Attributes:
        cutout: The pixels, of the source's level.
        shape: The same as a polygon of the image, to be shown; its label is not set.
        scale: As in the source.
    """

    cutout: Cutout
    shape: Shape
    scale: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a place of the image lies in it."""
        return self.cutout.holds(x * self.scale, y * self.scale)

    def kept(self, label_id: int, size: tuple[int, int], *, as_mask: bool) -> Shape:
        """The shape to store: the polygon, or a mask of exactly the pixels.

        Args:
            label_id: Its label.
            size: Width and height of the image.
            as_mask: Whether it becomes a mask.
        """
        if not as_mask:
            return replace(self.shape, label_id=label_id)
        return mask_shape(self.cutout if self.scale == 1 else _enlarged(self.cutout, self.scale, size), label_id)


def draft_of(cutout: Cutout | None, scale: float) -> Draft | None:
    """Return a cutout with its outline; None where none is left. Runs in the worker."""
    outline = polygon(cutout, SIMPLIFY_PIXELS) if cutout is not None else None
    if cutout is None or outline is None:
        return None
    rings = tuple(ring(points) / np.float32(scale) for points in (*outline.rings, *outline.holes))
    return Draft(cutout, Shape(0, Kind.POLYGON, 0, rings, len(outline.rings)), scale)


def mask_shape(cutout: Cutout, label_id: int) -> Shape:
    """Return the mask that has exactly these pixels."""
    pixels = Pixels(cutout.left, cutout.top, cutout.on)
    rings, parts = outlines_of(pixels)
    return Shape(0, Kind.MASK, label_id, rings, parts, pixels)


def cutout_of(shape: Shape) -> Cutout | None:
    """Return the pixels of a polygon or a mask of the image; None for other kinds."""
    if shape.kind is Kind.MASK and shape.pixels is not None:
        return cut(shape.pixels.on, shape.pixels.left, shape.pixels.top)
    if shape.kind is not Kind.POLYGON:
        return None
    left, top, right, bottom = shape.bounds
    x, y = int(np.floor(left)), int(np.floor(top))
    canvas = np.zeros((int(np.ceil(bottom)) - y + 1, int(np.ceil(right)) - x + 1), np.uint8)
    corner = np.array((x + 0.5, y + 0.5), np.float32)
    # OpenCV fills even-odd, and counts from the middle of a pixel; 4 bits keep fractions of one.
    points = [np.round((one - corner) * 16).astype(np.int32) for one in shape.rings]
    cv2.fillPoly(canvas, points, 1, cv2.LINE_8, 4)
    return cut(canvas > 0, x, y)


def _enlarged(cutout: Cutout, scale: float, size: tuple[int, int]) -> Cutout:
    left, top, right, bottom = (round(edge / scale) for edge in cutout.edges)
    right, bottom = min(size[0], max(right, left + 1)), min(size[1], max(bottom, top + 1))
    on = cv2.resize(cutout.on.astype(np.uint8), (right - left, bottom - top), interpolation=cv2.INTER_NEAREST)
    return cut(on > 0, left, top) or cutout
