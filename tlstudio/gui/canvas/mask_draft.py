"""A mask in the middle of a gesture: a picture that is painted in place, and the run lengths of what became of it."""

from __future__ import annotations

import cv2
import numpy as np

from tlstudio.core.geometry import mask_sets, rle
from tlstudio.gui.canvas.brush import XY, Brush
from tlstudio.gui.canvas.convert import mask_of, mask_shape
from tlstudio.gui.canvas.shapes import Pixels, Shape

Area = tuple[int, int, int, int]


class MaskDraft:
    """One mask while it is painted; resting shapes keep their pixels, this one has its own.

    Args:
        shape: The mask to go on with.
        size: Width and height of the image.
    """

    def __init__(self, shape: Shape, size: tuple[int, int]) -> None:
        self.before = shape
        self._size = size
        # Untouched memory costs nothing until it is painted, so that a small mask of a huge image stays small.
        self._columns = np.zeros(size, bool)
        self._bounds: Area | None = None
        self._touched: Area | None = None
        pixels = shape.pixels
        if pixels is not None and pixels.on.size:
            height, width = pixels.on.shape
            self._bounds = (pixels.left, pixels.top, pixels.left + width, pixels.top + height)
            self._columns[pixels.left : self._bounds[2], pixels.top : self._bounds[3]] = pixels.on.T

    @property
    def pixels(self) -> np.ndarray:
        """(H, W) bool, the mask as it is now; not to be changed."""
        return self._columns.T

    @property
    def touched(self) -> Area | None:
        """The rectangle of everything that was painted so far: left, top, right, bottom."""
        return self._touched

    @property
    def bounds(self) -> Area | None:
        """A rectangle that holds the mask."""
        return self._bounds

    def stroke(self, brush: Brush, start: XY, end: XY, value: bool) -> Area | None:
        """Paint (or erase) along a line; return the rectangle that may have changed, None = beside the image."""
        reach = brush.reach() + 2
        area = self._clipped(
            min(start[0], end[0]) - reach, min(start[1], end[1]) - reach,
            max(start[0], end[0]) + reach, max(start[1], end[1]) + reach,
        )  # fmt: skip
        if area is not None:
            brush.paint_line(self._columns, start, end, value)
            self._note(area, value)
        return area

    def fill(self, points: np.ndarray, value: bool) -> Area | None:
        """Paint (or erase) the inside of a ring, (N, 2) in image pixels: the pixels whose middle it encloses."""
        low, high = points.min(axis=0), points.max(axis=0)
        area = self._clipped(low[0] - 1, low[1] - 1, high[0] + 1, high[1] + 1)
        if area is None:
            return None
        left, top, right, bottom = area
        inside = np.zeros((right - left, bottom - top), np.uint8)
        fixed = np.rint((points[:, ::-1] - 0.5 - np.array([top, left])) * 16).astype(np.int32)
        cv2.fillPoly(inside, [fixed], 1, cv2.LINE_8, 4)
        self._columns[left:right, top:bottom][inside.view(bool)] = value
        self._note(area, value)
        return area

    def put(self, pixels: Pixels, value: bool) -> Area:
        """Add the pixels of a crop, or take them away."""
        height, width = pixels.on.shape
        area = (pixels.left, pixels.top, pixels.left + width, pixels.top + height)
        self._columns[area[0] : area[2], area[1] : area[3]][pixels.on.T] = value
        self._note(area, value)
        return area

    def take_from(self, other: MaskDraft, area: Area) -> None:
        """Take away what another mask has in a rectangle."""
        part = np.s_[area[0] : area[2], area[1] : area[3]]
        self._columns[part] &= ~other._columns[part]
        self._note(area, value=False)

    def live(self) -> Shape:
        """The mask as it is now, sharing the picture that is painted."""
        left, top, right, bottom = self._bounds or (0, 0, 1, 1)
        pixels = Pixels(left, top, self._columns[left:right, top:bottom].T)
        return mask_shape(self.before.id, self.before.label_id, pixels)

    def finished(self) -> Shape | None:
        """The mask as it will be stored, None = nothing is left of it. Only what was painted is encoded."""
        if self._touched is None:
            return self.before
        old = self.before.pixels
        flips = mask_sets.flips_of(mask_of(old, self._size)) if old is not None else np.zeros(0, np.int64)
        mask = mask_sets.mask_of_flips(mask_sets.with_block(flips, self.pixels, self._touched), *self._size)
        box = rle.bounds(mask)
        if box is None:
            return None
        x0, y0, x1, y1 = (round(edge) for edge in box.edges)
        pixels = Pixels(x0, y0, self._columns[x0:x1, y0:y1].T, mask)
        return mask_shape(self.before.id, self.before.label_id, pixels)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _clipped(self, left: float, top: float, right: float, bottom: float) -> Area | None:
        width, height = self._size
        x0, y0 = max(0, int(left)), max(0, int(top))
        x1, y1 = min(width, int(right) + 1), min(height, int(bottom) + 1)
        return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None

    def _note(self, area: Area, value: bool) -> None:
        self._touched = joined(self._touched, area)
        if value:
            self._bounds = joined(self._bounds, area)


def joined(first: Area | None, second: Area) -> Area:
    """The rectangle around two."""
    if first is None:
        return second
    return (
        min(first[0], second[0]), min(first[1], second[1]), max(first[2], second[2]), max(first[3], second[3]),
    )  # fmt: skip
