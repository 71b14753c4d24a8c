"""How far two shapes are the same place: intersection over union."""

from __future__ import annotations

import numpy as np

from tlstudio.core.geometry import mask_sets, measure, raster, rle
from tlstudio.core.geometry.shapes import Box, Geometry, Mask, Point

# Outlines are compared on a grid: finer than this no threshold that is used could tell the difference.
_GRID = 192
_POINTS_APART = 4.0


def iou(one: Geometry, other: Geometry) -> float:
    """Return the area that two shapes share over the area that they cover together, 0..1.

    Boxes and pairs of masks are exact; other pairs are counted on a grid of 192 steps along the longer side of what they
    cover. Two points are the same place (1) within 4 pixels; a point and an area never are (0).
    """
    if isinstance(one, Point) or isinstance(other, Point):
        if not (isinstance(one, Point) and isinstance(other, Point)):
            return 0.0
        return float(np.hypot(one.x - other.x, one.y - other.y) <= _POINTS_APART)
    first, second = measure.bounds(one).edges, measure.bounds(other).edges
    across = min(first[2], second[2]) - max(first[0], second[0])
    down = min(first[3], second[3]) - max(first[1], second[1])
    if across <= 0 or down <= 0:
        return 0.0
    if isinstance(one, Box) and isinstance(other, Box):
        shared = across * down
        return min(1.0, shared / (one.width * one.height + other.width * other.height - shared))
    if isinstance(one, Mask) and isinstance(other, Mask):
        if (one.width, one.height) != (other.width, other.height):
            return 0.0
        shared = rle.area(mask_sets.intersection(one, other))
        return shared / (rle.area(one) + rle.area(other) - shared)
    covered = (min(first[0], second[0]), min(first[1], second[1]), max(first[2], second[2]), max(first[3], second[3]))
    a, b = _on_grid(one, covered), _on_grid(other, covered)
    together = int(np.count_nonzero(a | b))
    return int(np.count_nonzero(a & b)) / together if together else 0.0


def _on_grid(shape: Geometry, covered: tuple[float, float, float, float]) -> np.ndarray:
    """The pixels of a shape, bool, on a grid over a rectangle of the image."""
    left, top, right, bottom = covered
    longest = max(right - left, bottom - top)
    step = longest / _GRID
    columns, rows = max(1, round((right - left) / step)), max(1, round((bottom - top) / step))
    if isinstance(shape, Mask):
        xs = np.clip((left + (np.arange(columns) + 0.5) * step).astype(int), 0, shape.width - 1)
        ys = np.clip((top + (np.arange(rows) + 0.5) * step).astype(int), 0, shape.height - 1)
        first, last = int(xs[0]), int(xs[-1]) + 1
        pixels = mask_sets.pixels_of_flips(mask_sets.flips_of(shape), shape.height, first, last)
        return pixels[np.ix_(ys, xs - first)]
    moved = measure.moved_points(shape, lambda point: ((point[0] - left) / step, (point[1] - top) / step))
    return raster.pixels_of(moved, columns, rows)
