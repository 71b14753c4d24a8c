"""What is asked of any shape: its box, its area, whether it makes sense, and what of it lies on the image."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from tlstudio.core.geometry import rle
from tlstudio.core.geometry.shapes import XY, Box, Geometry, Mask, Point, Polygon, Ring, RotatedBox

# Beyond this no picture reaches; larger numbers are mistakes, and would overflow further on.
_FAR = 1e7


def bounds(shape: Geometry) -> Box:
    """Return the smallest upright box around a shape (a mask without pixels and a point: without size)."""
    match shape:
        case Box():
            return shape
        case RotatedBox():
            return Box.around(shape.corners)
        case Polygon():
            return Box.around(shape.points)
        case Point():
            return Box(shape.x, shape.y, 0.0, 0.0)
        case Mask():
            return rle.bounds(shape) or Box(0.0, 0.0, 0.0, 0.0)


def area(shape: Geometry) -> float:
    """Return the area in square pixels; parts of a polygon are taken as apart, holes as inside of them."""
    match shape:
        case Box() | RotatedBox():
            return shape.width * shape.height
        case Polygon():
            return sum(map(_ring_area, shape.rings)) - sum(map(_ring_area, shape.holes))
        case Point():
            return 0.0
        case Mask():
            return float(rle.area(shape))


def _ring_area(ring: Ring) -> float:
    following = (*ring[1:], ring[0])
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, following, strict=True))) / 2


def fault_of(shape: Geometry) -> str:
    """Return why a shape makes no sense, as the end of a sentence ("its box ..."); empty = it does."""
    numbers: Sequence[float]
    match shape:
        case Box() | RotatedBox():
            numbers = (shape.x, shape.y, shape.width, shape.height, getattr(shape, "angle", 0.0))
        case Polygon():
            if any(len(ring) < 3 for ring in (*shape.rings, *shape.holes)) or not shape.rings:
                return "has fewer than three points"
            numbers = [number for ring in (*shape.rings, *shape.holes) for point in ring for number in point]
        case Point():
            numbers = (shape.x, shape.y)
        case Mask():
            return "" if rle.area(shape) else "has no pixel"
    if not all(math.isfinite(number) for number in numbers):
        return "holds what is not a number"
    if any(abs(number) > _FAR for number in numbers):
        return "lies far outside of any picture"
    if isinstance(shape, Box | RotatedBox):
        if shape.width < 0 or shape.height < 0:
            return "has a negative size"
        if shape.width == 0 or shape.height == 0:
            return "has no area"
    if isinstance(shape, Polygon):
        box = bounds(shape)
        if box.width == 0 or box.height == 0:
            return "has no area"
    return ""


def clip(shape: Geometry, width: int, height: int) -> Geometry | None:
    """Return what of a shape lies on an image; None = nothing.

    A rotated box stays as it is while it touches the image: cut, it would not be one any more.
    """
    left, top, right, bottom = bounds(shape).edges
    if isinstance(shape, Mask):
        return shape
    if isinstance(shape, Point):
        return shape if 0 <= shape.x <= width and 0 <= shape.y <= height else None
    if right <= 0 or bottom <= 0 or left >= width or top >= height:
        return None
    if left >= 0 and top >= 0 and right <= width and bottom <= height:
        return shape
    match shape:
        case Box():
            return Box.from_edges(max(left, 0.0), max(top, 0.0), min(right, float(width)), min(bottom, float(height)))
        case RotatedBox():
            return shape
        case Polygon():
            rings = [ring for ring in (_clip_ring(ring, width, height) for ring in shape.rings) if ring]
            holes = [ring for ring in (_clip_ring(ring, width, height) for ring in shape.holes) if ring]
            return Polygon(tuple(rings), tuple(holes)) if rings else None


def _clip_ring(ring: Ring, width: int, height: int) -> Ring:
    """Cut a ring at the four borders one after another (Sutherland and Hodgman 1974)."""
    points = list(ring)
    for axis, limit, sign in ((0, 0.0, 1), (0, float(width), -1), (1, 0.0, 1), (1, float(height), -1)):
        kept: list[XY] = []
        for before, point in zip([points[-1], *points[:-1]] if points else [], points, strict=True):
            inside = (point[axis] - limit) * sign >= 0
            if inside != ((before[axis] - limit) * sign >= 0):
                share = (limit - before[axis]) / (point[axis] - before[axis])
                other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
                kept.append((limit, other) if axis == 0 else (other, limit))
            if inside:
                kept.append(point)
        points = kept
    return tuple(points) if len(points) >= 3 else ()


def moved_points(shape: Geometry, place: Callable[[XY], XY]) -> Geometry:
    """Return a shape with each of its points put elsewhere, by a map that keeps right angles and sizes.

    Raises:
        TypeError: A mask, whose pixels do not move by points.
    """
    match shape:
        case Box():
            return Box.around([place(corner) for corner in shape.corners])
        case RotatedBox():
            return RotatedBox.from_corners([place(corner) for corner in shape.corners])
        case Polygon():
            rings = tuple(tuple(map(place, ring)) for ring in shape.rings)
            return Polygon(rings, tuple(tuple(map(place, ring)) for ring in shape.holes))
        case Point():
            return Point(*place((shape.x, shape.y)))
        case Mask():
            raise TypeError("a mask has no points")
