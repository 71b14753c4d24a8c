"""A mask at the size it is seen: the pixels below each pixel of the view, never more of them than the view has.

What is drawn are the very pixels that are stored, taken at the middle of each pixel of the view; no outline is made of
them first. So painting shows what will be saved, and drawing costs the same for a large mask and a small one.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from tlstudio.gui.canvas.shapes import Pixels

CROSS = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))


@dataclass(frozen=True, slots=True)
class Sampled:
    """A part of a mask in the view's pixels.

    Attributes:
        left: Where it begins in the rectangle that was asked for.
        top: Likewise.
        on: (H, W) uint8, 0 or 1, in C order.
    """

    left: int
    top: int
    on: np.ndarray

    def part_of(self, picture: np.ndarray) -> np.ndarray:
        """The part of a picture of the rectangle that lies under it."""
        height, width = self.on.shape
        return picture[self.top : self.top + height, self.left : self.left + width]

    def edges(self) -> np.ndarray:
        """(H, W) bool: pixels that are on beside one that is off; beyond the part everything is off."""
        inner = cv2.erode(self.on, CROSS, borderType=cv2.BORDER_CONSTANT, borderValue=0)
        return inner != self.on

    def ring(self, width: int, shade: int, *, is_dashed: bool, ratio: float = 1.0) -> np.ndarray:
        """The edges as a line with a dark tone beside it: 2 on the line, 1 beside it, 0 elsewhere.

        Args:
            width: Of the line.
            shade: Of the tone on each side.
            ratio: Device pixels per pixel of the design, for the dashes.

        Returns:
            (H + 2 r, W + 2 r) uint8, r = width + shade + 1 pixels larger than the part on each side.
        """
        edges = self.edges().view(np.uint8)
        if is_dashed:
            edges *= dashed(edges.shape, self.left + self.top, 8.0 * ratio, 6.0 * ratio)
        edges = np.pad(edges, width + shade + 1)
        line = cv2.dilate(edges, np.ones((width, width), np.uint8))
        return cv2.add(line, cv2.dilate(line, np.ones((2 * shade + 1, 2 * shade + 1), np.uint8)))


def dashed(shape: tuple[int, ...], phase: int, on: float = 8.0, off: float = 6.0) -> np.ndarray:
    """Slanted bands that cut a line into dashes, (H, W) uint8 of 0 and 1."""
    along = np.add.outer(np.arange(shape[0]), np.arange(shape[1])) + phase
    return (along % round(on + off) < on).astype(np.uint8)


def sampled(
    pixels: Pixels, scale: float, offset: tuple[float, float], rect: tuple[int, int, int, int]
) -> Sampled | None:
    """Return what of a mask lies in a rectangle of the view; None = nothing.

    Args:
        scale: Pixels of the view per pixel of the image.
        offset: Where the image begins in the view.
        rect: Left, top, right, bottom in pixels of the view.
    """
    height, width = pixels.on.shape
    across = _indices(rect[0], rect[2], scale, offset[0], pixels.left, width)
    down = _indices(rect[1], rect[3], scale, offset[1], pixels.top, height)
    if across is None or down is None:
        return None
    (left, columns), (top, rows) = across, down
    # Masks lie in memory column by column, as they are stored.
    crop = pixels.on.T[columns[0] : columns[-1] + 1, rows[0] : rows[-1] + 1].view(np.uint8)
    if crop.shape == (len(columns), len(rows)):
        # At 100 % each pixel has one of its own.
        found = crop
    elif len(columns) < len(crop):
        crop = crop[columns - columns[0]]
        found = crop.take(rows - rows[0], axis=1)
    else:
        found = crop.take(rows - rows[0], axis=1)[columns - columns[0]]
    return Sampled(left, top, cv2.transpose(found))


def _indices(
    first: int, end: int, scale: float, offset: float, begin: int, length: int
) -> tuple[int, np.ndarray] | None:
    """Which row or column of a mask lies under each pixel from `first` to `end`, and the first that has one."""
    places = np.floor((np.arange(first, end) + 0.5 - offset) / scale).astype(np.int64) - begin
    low, high = np.searchsorted(places, (0, length))
    return None if low >= high else (int(low), places[low:high])
