"""Which shape, vertex or edge lies under a point: bounds first, exact tests on the few that are left.

Ten thousand bounds are compared in well under a tenth of a millisecond, so there is no search tree to keep up to date.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from tlstudio.gui.canvas.shape_table import ShapeTable
from tlstudio.gui.canvas.shapes import Kind, Shape


@dataclass(frozen=True, slots=True)
class Grip:
    """A place on a shape's outline.

    Attributes:
        ring: Index of the ring.
        index: Vertex, or the vertex where the edge begins.
        distance: In image pixels.
        point: Where on the outline, in image pixels.
    """

    ring: int
    index: int
    distance: float
    point: tuple[float, float]


def shapes_at(table: ShapeTable, x: float, y: float, tolerance: float) -> list[int]:
    """Return the places of the shapes at a point, the smallest first; of equal ones the upper first.

    Args:
        tolerance: How far outside (or from a point's place) still counts, in image pixels.
    """
    near = table.overlapping(x - tolerance, y - tolerance, x + tolerance, y + tolerance)
    hits = [place for place in near.tolist() if _contains(table.shapes[place], x, y, tolerance)]
    areas = table.areas
    return sorted(hits, key=lambda place: (areas[place], -place))


def shapes_in(table: ShapeTable, left: float, top: float, right: float, bottom: float) -> list[int]:
    """Return the places of the shapes whose bounds lie wholly inside a rectangle (the rubber band)."""
    b = table.bounds
    inside = (b[:, 0] >= left) & (b[:, 2] <= right) & (b[:, 1] >= top) & (b[:, 3] <= bottom) & table.shown
    return np.flatnonzero(inside).tolist()


def vertex_at(shape: Shape, x: float, y: float, tolerance: float) -> Grip | None:
    """Return the nearest vertex within the tolerance."""
    best: Grip | None = None
    for number, points in enumerate(shape.rings):
        distances = np.hypot(points[:, 0] - x, points[:, 1] - y)
        index = int(np.argmin(distances))
        distance = float(distances[index])
        if distance <= tolerance and (best is None or distance < best.distance):
            best = Grip(number, index, distance, (float(points[index, 0]), float(points[index, 1])))
    return best


def edge_at(shape: Shape, x: float, y: float, tolerance: float) -> Grip | None:
    """Return the nearest place on an edge within the tolerance; `index` is the vertex where the edge begins."""
    best: Grip | None = None
    if shape.kind is Kind.POINT:
        return None
    for number, points in enumerate(shape.rings):
        index, distance, point = nearest_on_ring(points, x, y)
        if distance <= tolerance and (best is None or distance < best.distance):
            best = Grip(number, index, distance, point)
    return best


def nearest_on_ring(points: np.ndarray, x: float, y: float) -> tuple[int, float, tuple[float, float]]:
    """Return edge, distance and place of the point of a closed ring that is nearest to (x, y).

    Args:
        points: (N, 2), N >= 1.
    """
    start = points.astype(np.float64)
    along = np.roll(start, -1, axis=0) - start
    length = (along**2).sum(axis=1)
    offset = np.array([x, y]) - start
    share = np.clip((offset * along).sum(axis=1) / np.where(length > 0, length, 1.0), 0.0, 1.0)
    foot = start + share[:, None] * along
    distances = np.hypot(foot[:, 0] - x, foot[:, 1] - y)
    index = int(np.argmin(distances))
    return index, float(distances[index]), (float(foot[index, 0]), float(foot[index, 1]))


def _contains(shape: Shape, x: float, y: float, tolerance: float) -> bool:
    if shape.kind is Kind.POINT:
        return bool(np.hypot(shape.outline[0, 0] - x, shape.outline[0, 1] - y) <= tolerance)
    if shape.pixels is not None:
        return shape.pixels.has(x, y, tolerance)
    # Even-odd over all rings: a hole's inside is outside, a second part is inside.
    inside = sum(cv2.pointPolygonTest(points, (x, y), False) >= 0 for points in shape.rings) % 2 == 1
    return inside or edge_at(shape, x, y, tolerance) is not None
