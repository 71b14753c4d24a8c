"""Polygons made of polygons: union, difference, intersection, cut along a line, and fewer vertices.

Qt's painter paths do the clipping, in double precision; vertices that no edge crosses stay exactly where they were.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import cv2
import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform

from tlstudio.gui.canvas.shape_table import signed_areas
from tlstudio.gui.canvas.shapes import Kind, Shape, ring

FEWEST_VERTICES = 3
LEAST_AREA = 0.5  # square pixels: what clipping leaves beyond it is a sliver of rounding
SAME_PLACE = 1e-3
MARGIN = 10.0

Point = tuple[float, float]
Rings = tuple[np.ndarray, ...]


def united(shapes: Sequence[Shape]) -> Shape | None:
    """Return the first shape with the area of all; None where nothing is left."""
    # Qt puts neighbours that share an edge side by side; what is left outside of all of them has no such edge.
    box = _around(shapes)
    outside = box
    for shape in shapes:
        outside = outside.subtracted(path_of(shape))
    return _shape(shapes[0], rings_of(box.subtracted(outside)))


def subtracted(shapes: Sequence[Shape]) -> Shape | None:
    """Return the first shape without the area of the others."""
    return _clipped(shapes, QPainterPath.subtracted)


def intersected(shapes: Sequence[Shape]) -> Shape | None:
    """Return the first shape with only what all cover."""
    return _clipped(shapes, QPainterPath.intersected)


def pieces_along(shape: Shape, line: Sequence[Point]) -> list[Shape]:
    """Cut a polygon along a line that goes on straight beyond both its ends; return its pieces, the largest first.

    Args:
        line: Two points or more, in image pixels.

    Returns:
        One piece where the line does not go through; each piece is in one part.
    """
    left, top, right, bottom = shape.bounds
    reach = 4.0 * (right - left + bottom - top + 1.0) + _spread(line, shape)
    cutter = _half_plane(line, reach)
    path = path_of(shape)
    sides = (path.intersected(cutter), path.subtracted(cutter))
    found = [piece for side in sides for piece in _parts(shape, rings_of(side))]
    return sorted(found, key=area, reverse=True)


def simplified(shape: Shape, tolerance: float) -> Shape:
    """Return a polygon without the vertices that move its outline by less than a tolerance in pixels.

    Douglas and Peucker, "Algorithms for the reduction of the number of points required to represent a digitized line
    or its caricature", 1973. A ring keeps three vertices at least.
    """
    rings = [cv2.approxPolyDP(points, tolerance, True).reshape(-1, 2) for points in shape.rings]
    kept = [new if len(new) >= FEWEST_VERTICES else old for new, old in zip(rings, shape.rings, strict=True)]
    return replace(shape, rings=tuple(map(ring, kept)))


def vertices(shape: Shape) -> int:
    """How many vertices a shape has."""
    return sum(len(points) for points in shape.rings)


def area(shape: Shape) -> float:
    """Area in square pixels, holes taken off."""
    sizes = [_area(points) for points in shape.rings]
    return sum(sizes[: shape.parts]) - sum(sizes[shape.parts :])


def path_of(shape: Shape) -> QPainterPath:
    """Return the rings as one path, filled by the odd-even rule."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for points in shape.rings:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points.tolist()]))
        path.closeSubpath()
    return path


def rings_of(path: QPainterPath) -> Rings:
    """Return the rings of a path without repeated vertices and slivers."""
    found: list[np.ndarray] = []
    for polygon in path.toSubpathPolygons(QTransform()):
        points = np.array([(point.x(), point.y()) for point in polygon.toList()], np.float64)
        keep = np.abs(points - np.roll(points, 1, axis=0)).max(axis=1) > SAME_PLACE if len(points) else []
        points = points[keep]
        if len(points) >= FEWEST_VERTICES and _area(points) >= LEAST_AREA:
            found.append(ring(points))
    return tuple(found)


def _clipped(
    shapes: Sequence[Shape], rule: Callable[[QPainterPath, QPainterPath], QPainterPath]
) -> Shape | None:  # fmt: skip
    first, *others = shapes
    path = path_of(first)
    for other in others:
        path = rule(path, path_of(other))
    return _shape(first, rings_of(path))


def _shape(first: Shape, rings: Rings) -> Shape | None:
    if not rings:
        return None
    outer, holes = _nested(rings)
    return replace(first, kind=Kind.POLYGON, rings=(*outer, *holes), parts=len(outer), pixels=None)


def _around(shapes: Sequence[Shape]) -> QPainterPath:
    """A box that holds all shapes with room around them."""
    bounds = np.array([shape.bounds for shape in shapes])
    left, top = bounds[:, :2].min(axis=0) - MARGIN
    right, bottom = bounds[:, 2:].max(axis=0) + MARGIN
    path = QPainterPath()
    path.addRect(float(left), float(top), float(right - left), float(bottom - top))
    return path


def _parts(shape: Shape, rings: Rings) -> list[Shape]:
    """Each part of a set of rings with the holes in it, as a shape of its own."""
    outer, holes = _nested(rings)
    made: list[Shape] = []
    for part in outer:
        inside = [hole for hole in holes if _lies_in(hole, part)]
        made.append(replace(shape, rings=(part, *inside), parts=1))
    return made


def _nested(rings: Rings) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Part the rings by how many others they lie in: an even number = a part, an odd one = a hole."""
    outer: list[np.ndarray] = []
    holes: list[np.ndarray] = []
    for number, points in enumerate(rings):
        depth = sum(_lies_in(points, other) for place, other in enumerate(rings) if place != number)
        (holes if depth % 2 else outer).append(points)
    return outer, holes


def _lies_in(inner: np.ndarray, outer: np.ndarray) -> bool:
    """Whether a ring lies in another one that it may touch, but does not cross."""
    if _area(inner) >= _area(outer):
        return False
    middles = (inner + np.roll(inner, -1, axis=0)) / 2
    inside = [cv2.pointPolygonTest(outer, (float(x), float(y)), True) for x, y in (*inner, *middles)]
    return bool(max(inside, key=abs) > 0)


def _area(points: np.ndarray) -> float:
    return float(abs(signed_areas(points, np.array([0, len(points)]))[0]))


def _spread(line: Sequence[Point], shape: Shape) -> float:
    middle = np.array(shape.bounds[:2])
    return float(max(np.abs(np.array(point) - middle).sum() for point in line)) * 2.0


def _half_plane(line: Sequence[Point], reach: float) -> QPainterPath:
    """Everything on one side of a line, as far as it matters."""
    points = [np.array(point, np.float64) for point in line]
    begin, end = _unit(points[0] - points[1]), _unit(points[-1] - points[-2])
    first, last = points[0] + begin * reach, points[-1] + end * reach
    across = _unit(last - first)
    beside = np.array([-across[1], across[0]]) * reach * 2.0
    outline = [first, *points, last, last + beside, first + beside]
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(float(x), float(y)) for x, y in outline]))
    path.closeSubpath()
    return path


def _unit(vector: np.ndarray) -> np.ndarray:
    length = float(np.linalg.norm(vector))
    return vector / length if length > 0 else np.array([1.0, 0.0])
