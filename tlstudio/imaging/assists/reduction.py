"""A picture reduced by a whole number, and the way back: only blocks on the border are decided at full resolution."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from tlstudio.imaging.assists.cutout import Cutout, cut


@dataclass(frozen=True, eq=False)
class Reduction:
    """A part of a picture at a reduced scale; every reduced pixel is the mean of a block of f x f pixels.

    Attributes:
        rgb: (H, W, 3) uint8, the part at full resolution.
        left: Column of the part in the picture.
        top: Row of the part in the picture.
        factor: f; 1 = not reduced.
        small: (ceil(H / f), ceil(W / f), 3) uint8.
    """

    rgb: np.ndarray
    left: int
    top: int
    factor: int
    small: np.ndarray

    def to_small(self, x: float, y: float) -> tuple[int, int]:
        """Column and row of the reduced pixel under a place of the picture, the nearest one for places outside."""
        height, width = self.small.shape[:2]
        column = math.floor((x - self.left) / self.factor)
        row = math.floor((y - self.top) / self.factor)
        return min(width - 1, max(0, column)), min(height - 1, max(0, row))


Decide = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]
"""Rows (N,) and columns (N,) of reduced pixels and their blocks (N, f, f, 3) uint8 -> (N, f, f) bool."""


def reduce(
    rgb: np.ndarray, max_pixels: int, part: tuple[float, float, float, float] | None = None
) -> Reduction:  # fmt: skip
    """Reduce a part of a picture so far that it has at most `max_pixels`.

    Args:
        rgb: (H, W, 3) uint8.
        max_pixels: At least 1.
        part: Left, top, right, bottom in pixels; cut to the picture. None = all of it.

    Raises:
        ValueError: The part lies outside of the picture.
    """
    height, width = rgb.shape[:2]
    left, top, right, bottom = part if part is not None else (0, 0, width, height)
    x0, y0 = max(0, math.floor(left)), max(0, math.floor(top))
    x1, y1 = min(width, math.ceil(right)), min(height, math.ceil(bottom))
    if x1 <= x0 or y1 <= y0:
        raise ValueError(f"the part {part} lies outside of a picture of {width} x {height} px")
    whole = rgb[y0:y1, x0:x1]
    factor = max(1, math.ceil(math.sqrt((x1 - x0) * (y1 - y0) / max_pixels)))
    if factor == 1:
        return Reduction(whole, x0, y0, 1, whole)
    padded = _padded(whole, factor)
    size = padded.shape[1] // factor, padded.shape[0] // factor
    return Reduction(whole, x0, y0, factor, cv2.resize(padded, size, interpolation=cv2.INTER_AREA))


def enlarge(coarse: np.ndarray, of: Reduction, decide: Decide | None = None) -> Cutout | None:
    """Bring pixels that were chosen at the reduced scale back to full resolution; None where none are on.

    Args:
        coarse: (h, w) bool, as `of.small`.
        of: What they were chosen on.
        decide: Says which pixels are on in the blocks along the border; None = whole blocks are.
    """
    if of.factor == 1:
        return cut(coarse, of.left, of.top)
    edge = _border(coarse) if decide is not None else np.zeros_like(coarse)
    touched = cut(coarse | edge)
    if touched is None:
        return None
    f = of.factor
    left, top, right, bottom = touched.edges
    inside = coarse[top:bottom, left:right].astype(np.uint8)
    size = (right - left) * f, (bottom - top) * f
    on = cv2.resize(inside, size, interpolation=cv2.INTER_NEAREST).astype(bool)
    if decide is not None:
        rows, columns = np.nonzero(edge)
        blocks = on.reshape(bottom - top, f, right - left, f)
        blocks[rows - top, :, columns - left, :] = decide(rows, columns, _blocks(of, rows, columns))
    height, width = of.rgb.shape[:2]
    on = on[: height - top * f, : width - left * f]
    return cut(on, of.left + left * f, of.top + top * f)


def _border(coarse: np.ndarray) -> np.ndarray:
    on = coarse.astype(np.uint8)
    kernel = np.ones((3, 3), np.uint8)
    return cv2.dilate(on, kernel, borderType=cv2.BORDER_REPLICATE) != cv2.erode(
        on, kernel, borderType=cv2.BORDER_REPLICATE
    )


def _blocks(of: Reduction, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    f = of.factor
    height, width = of.rgb.shape[:2]
    steps = np.arange(f)
    y = np.minimum(rows[:, None] * f + steps, height - 1)
    x = np.minimum(columns[:, None] * f + steps, width - 1)
    return of.rgb[y[:, :, None], x[:, None, :]]


def _padded(rgb: np.ndarray, factor: int) -> np.ndarray:
    height, width = rgb.shape[:2]
    below, right = -height % factor, -width % factor
    if not below and not right:
        return rgb
    return cv2.copyMakeBorder(rgb, 0, below, 0, right, cv2.BORDER_REPLICATE)
