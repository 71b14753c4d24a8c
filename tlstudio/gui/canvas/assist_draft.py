"""Between the pixels that an assist chose and shapes of the image."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from tlstudio.core.geometry.raster import fill
from tlstudio.gui.canvas.assist_source import Frame
from tlstudio.gui.canvas.convert import outlines_of
from tlstudio.gui.canvas.shapes import Kind, Pixels, Shape, ring
from tlstudio.imaging.assists.cutout import Cutout, cut, polygon

SIMPLIFY_PIXELS = 0.75


@dataclass(frozen=True, eq=False)
class Draft:
    """What an assist has found, before it is kept.

    Attributes:
        cutout: The pixels, of the part that the assist worked on.
        shape: The same as a polygon of the image, to be shown; its label is not set.
        frame: Where the part lies in the image.
    """

    cutout: Cutout
    shape: Shape
    frame: Frame

    def holds(self, x: float, y: float) -> bool:
        """Whether a place of the image lies in it."""
        return self.cutout.holds(*self.frame.to_part(x, y))

    def kept(self, label_id: int, size: tuple[int, int], *, as_mask: bool) -> Shape:
        """The shape to store: the polygon, or a mask of exactly the pixels.

        Args:
            label_id: Its label.
            size: Width and height of the image.
            as_mask: Whether it becomes a mask.
        """
        if not as_mask:
            return replace(self.shape, label_id=label_id)
        return mask_shape(_within(moved(self.cutout, self.frame, Frame()), size), label_id)


def draft_of(cutout: Cutout | None, frame: Frame) -> Draft | None:
    """Return a cutout with its outline; None where none is left. Runs in the worker."""
    outline = polygon(cutout, SIMPLIFY_PIXELS) if cutout is not None else None
    if cutout is None or outline is None:
        return None
    rings = tuple(frame.ring_to_image(ring(points)) for points in (*outline.rings, *outline.holes))
    return Draft(cutout, Shape(0, Kind.POLYGON, 0, rings, len(outline.rings)), frame)


def moved(cutout: Cutout, frame: Frame, other: Frame) -> Cutout:
    """Return pixels of one part of an image as those of another part, which may have another scale."""
    if frame == other:
        return cutout
    left, top, right, bottom = cutout.edges
    (x0, y0), (x1, y1) = (other.to_part(*frame.to_image(x, y)) for x, y in ((left, top), (right, bottom)))
    if frame.scale == other.scale:
        return Cutout(round(x0), round(y0), cutout.on)
    x0, y0 = round(x0), round(y0)
    size = max(1, round(x1) - x0), max(1, round(y1) - y0)
    on = cv2.resize(cutout.on.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST)
    return cut(on > 0, x0, y0) or Cutout(x0, y0, np.ones((1, 1), bool))


def mask_shape(cutout: Cutout, label_id: int) -> Shape:
    """Return the mask that has exactly these pixels."""
    pixels = Pixels(cutout.left, cutout.top, cutout.on)
    rings, parts = outlines_of(pixels)
    return Shape(0, Kind.MASK, label_id, rings, parts, pixels)


def cutout_of(shape: Shape, frame: Frame | None = None) -> Cutout | None:
    """Return the pixels of a polygon or a mask of the image; None for other kinds.

    Args:
        shape: A mask is given as it is stored.
        frame: At which scale, and from where on, a polygon is filled; None = every pixel of the image.
    """
    if shape.kind is Kind.MASK and shape.pixels is not None:
        return cut(shape.pixels.on, shape.pixels.left, shape.pixels.top)
    if shape.kind is not Kind.POLYGON:
        return None
    frame = frame or Frame()
    rings = [(points - (frame.left, frame.top)) * frame.scale for points in shape.rings]
    left, top = np.floor(np.min([one.min(axis=0) for one in rings], axis=0)).astype(int).tolist()
    right, bottom = np.ceil(np.max([one.max(axis=0) for one in rings], axis=0)).astype(int).tolist()
    on = np.zeros((max(1, bottom - top), max(1, right - left)), bool)
    for number, one in enumerate(rings):
        fill(on, (one - (left, top)).tolist(), value=number < shape.parts)
    return cut(on, left, top)


def _within(cutout: Cutout, size: tuple[int, int]) -> Cutout:
    """Leave out what a pixel of a reduced part covers beyond the image."""
    left, top, right, bottom = cutout.edges
    if left >= 0 and top >= 0 and right <= size[0] and bottom <= size[1]:
        return cutout
    x, y = max(0, -left), max(0, -top)
    return cut(cutout.on[y : size[1] - top, x : size[0] - left], left + x, top + y) or cutout
