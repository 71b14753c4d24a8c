"""Whole masks made of whole masks: parts, filled holes, smoothed, grown and shrunk ones, and polygons.

Everything works on the rectangle that holds the mask, so a small mask of a large image costs little.
"""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np

from tlstudio.core.geometry.raster import fill
from tlstudio.gui.canvas.convert import mask_shape, outlines_of
from tlstudio.gui.canvas.mask_pixels import CROSS
from tlstudio.gui.canvas.shapes import Kind, Pixels, Shape

SMOOTHING = 2.0
SIMPLIFY = 0.6
FEWEST_VERTICES = 3

Size = tuple[int, int]


def parts(pixels: Pixels) -> list[Pixels]:
    """Return the parts that do not touch each other, the largest first; corners count as touching."""
    number, numbers, stats, _centres = cv2.connectedComponentsWithStats(_upright(pixels.on), connectivity=8)
    found: list[Pixels] = []
    for one in sorted(range(1, number), key=lambda one: -int(stats[one, cv2.CC_STAT_AREA])):
        left, top, width, height = (int(value) for value in stats[one, :4])
        on = numbers[top : top + height, left : left + width] == one
        found.append(Pixels(pixels.left + left, pixels.top + top, np.asfortranarray(on)))
    return found


def filled(pixels: Pixels) -> Pixels:
    """Return the mask with its holes filled: what the outside cannot reach going across edges of pixels."""
    padded = np.pad(_upright(pixels.on), 1)
    cv2.floodFill(padded, None, (0, 0), 2, flags=4)
    return Pixels(pixels.left, pixels.top, np.asfortranarray(padded[1:-1, 1:-1] != 2))


def enclosed(pixels: Pixels, x: int, y: int) -> Pixels | None:
    """Return the place around a pixel that the mask encloses; None where it is on, or open to the outside."""
    column, row = x - pixels.left, y - pixels.top
    height, width = pixels.on.shape
    if not (0 <= column < width and 0 <= row < height) or pixels.on[row, column]:
        return None
    padded = np.pad(_upright(pixels.on), 1)
    cv2.floodFill(padded, None, (column + 1, row + 1), 2, flags=4)
    if padded[0, 0] == 2:
        return None
    return _cut(pixels, padded[1:-1, 1:-1] == 2)


def part_at(pixels: Pixels, x: int, y: int) -> Pixels | None:
    """Return the part of the mask that a pixel belongs to; None where it is off."""
    column, row = x - pixels.left, y - pixels.top
    height, width = pixels.on.shape
    if not (0 <= column < width and 0 <= row < height) or not pixels.on[row, column]:
        return None
    own = _upright(pixels.on).copy()
    cv2.floodFill(own, None, (column, row), 2, flags=8)
    return _cut(pixels, own == 2)


def smoothed(pixels: Pixels, size: Size, sigma: float = SMOOTHING) -> Pixels | None:
    """Return the mask without jags: pixels around which, weighted by a Gaussian, most are on. None = nothing is left.

    Args:
        size: Width and height of the image; at its border the mask goes on as it ends there.
        sigma: In pixels.
    """
    margin = round(3 * sigma)
    wide, left, top = _widened(pixels, margin, size)
    soft = cv2.GaussianBlur(wide * np.uint8(255), (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
    return _cut(Pixels(left, top, wide), soft > 127)


def grown(pixels: Pixels, by: int, size: Size) -> Pixels | None:
    """Return the mask with a rim of so many pixels more, or fewer (below 0); None = nothing is left."""
    wide, left, top = _widened(pixels, max(1, by), size)
    change = cv2.dilate if by > 0 else cv2.erode
    # The border of the image is no border of the object: a mask that ends there does not shrink away from it.
    changed = change(wide, CROSS, iterations=abs(by), borderType=cv2.BORDER_REPLICATE)
    return _cut(Pixels(left, top, wide), changed > 0)


def polygon_of(shape: Shape) -> Shape | None:
    """Return a mask as a polygon along its pixels, without vertices that change less than half a pixel."""
    if shape.pixels is None:
        return None
    rings, number = outlines_of(shape.pixels)
    simple = [cv2.approxPolyDP(points, SIMPLIFY, True).reshape(-1, 2) for points in rings]
    outer = [points for points in simple[:number] if len(points) >= FEWEST_VERTICES]
    holes = [points for points in simple[number:] if len(points) >= FEWEST_VERTICES]
    if not outer:
        return None
    return replace(shape, kind=Kind.POLYGON, rings=(*outer, *holes), parts=len(outer), pixels=None)


def mask_of_shape(shape: Shape, size: Size) -> Shape | None:
    """Return a box or polygon as the mask of the pixels whose middle it encloses; None where there are none."""
    left, top, right, bottom = shape.bounds
    x0, y0 = max(0, math.floor(left)), max(0, math.floor(top))
    x1, y1 = min(size[0], math.ceil(right)), min(size[1], math.ceil(bottom))
    if x1 <= x0 or y1 <= y0:
        return None
    # Only where the shape lies: a picture of 400 megapixels would take gigabytes.
    on = np.zeros((y1 - y0, x1 - x0), bool)
    for number, points in enumerate(shape.rings):
        fill(on, (points.astype(np.float64) - (x0, y0)).tolist(), value=number < shape.parts)
    made = _cut(Pixels(x0, y0, on), on)
    return None if made is None else replace(mask_shape(shape.id, shape.label_id, made), is_locked=shape.is_locked)


def _upright(on: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(on).view(np.uint8)


def _widened(pixels: Pixels, margin: int, size: Size) -> tuple[np.ndarray, int, int]:
    """The mask with off pixels around it as far as the image goes, and where that begins."""
    height, width = pixels.on.shape
    left, top = max(0, pixels.left - margin), max(0, pixels.top - margin)
    right, bottom = min(size[0], pixels.left + width + margin), min(size[1], pixels.top + height + margin)
    wide = np.zeros((bottom - top, right - left), np.uint8)
    wide[pixels.top - top :, pixels.left - left :][:height, :width] = pixels.on
    return wide, left, top


def _cut(pixels: Pixels, on: np.ndarray) -> Pixels | None:
    """Cut to what is on."""
    rows, columns = np.flatnonzero(on.any(axis=1)), np.flatnonzero(on.any(axis=0))
    if not len(rows):
        return None
    top, left = int(rows[0]), int(columns[0])
    crop = np.asfortranarray(on[top : rows[-1] + 1, left : columns[-1] + 1])
    return Pixels(pixels.left + left, pixels.top + top, crop)
