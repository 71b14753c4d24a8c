"""Geometry of edits, without Qt: what a drag of a handle, a vertex or a whole shape makes of it."""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np

from tlstudio.gui.canvas.shapes import Kind, Pixels, Shape, ring

SMALLEST_BOX = 1.0
FEWEST_VERTICES = 3

Size = tuple[int, int]

# Handles of a box: corners clockwise from the upper left are 0, 2, 4, 6, the middles of the sides between them odd.
HANDLES = 8


def clamped(x: float, y: float, size: Size) -> tuple[float, float]:
    """Return the nearest point of an image of (width, height)."""
    return min(max(x, 0.0), float(size[0])), min(max(y, 0.0), float(size[1]))


def moved(shape: Shape, dx: float, dy: float, size: Size) -> Shape:
    """Move a shape, stopping where it would leave the image (one that lies outside already may come back).

    A mask moves by whole pixels.
    """
    left, top, right, bottom = shape.bounds
    dx = min(max(dx, min(0.0, -left)), max(0.0, size[0] - right))
    dy = min(max(dy, min(0.0, -top)), max(0.0, size[1] - bottom))
    if shape.pixels is not None:
        dx, dy = round(dx), round(dy)
    if not dx and not dy:
        return shape
    if shape.pixels is not None:
        old = shape.pixels
        shape = replace(shape, pixels=Pixels(old.left + round(dx), old.top + round(dy), old.on))
    return replace(shape, rings=tuple(points + np.array([dx, dy], np.float32) for points in shape.rings))


def handle_points(shape: Shape) -> np.ndarray:
    """Return the eight handles of a box or rotated box, (8, 2): corner, middle, corner, ..."""
    corners = shape.outline
    middles = (corners + np.roll(corners, -1, axis=0)) / 2
    return np.stack([corners, middles], axis=1).reshape(-1, 2)


def resized(shape: Shape, handle: int, x: float, y: float) -> Shape:
    """Drag a handle of a box or rotated box to a point; what lies opposite stays.

    Args:
        handle: 0 to 7 as in `handle_points`.
    """
    corners = shape.outline.astype(np.float64)
    origin = corners[0]
    width, height = corners[1] - origin, corners[3] - origin
    across, down = _unit(width, (1.0, 0.0)), _unit(height, (0.0, 1.0))
    offset = np.array([x, y]) - origin
    u, v = float(offset @ across), float(offset @ down)
    left, top, right, bottom = 0.0, 0.0, float(np.linalg.norm(width)), float(np.linalg.norm(height))
    # Dragged beyond the opposite side it stops at the smallest size: a box that flips under the hand is a surprise.
    if handle in (0, 6, 7):
        left = min(u, right - SMALLEST_BOX)
    if handle in (2, 3, 4):
        right = max(u, left + SMALLEST_BOX)
    if handle in (0, 1, 2):
        top = min(v, bottom - SMALLEST_BOX)
    if handle in (4, 5, 6):
        bottom = max(v, top + SMALLEST_BOX)
    corner = [origin + across * a + down * b for a, b in ((left, top), (right, top), (right, bottom), (left, bottom))]
    return replace(shape, rings=(ring(np.array(corner)),))


def rotated(shape: Shape, degrees: float) -> Shape:
    """Turn a shape about the middle of its bounding box, clockwise."""
    left, top, right, bottom = shape.bounds
    centre = np.array([(left + right) / 2, (top + bottom) / 2])
    if shape.kind is Kind.ROTATED_BOX:
        centre = shape.outline.astype(np.float64).mean(axis=0)
    turn = math.radians(degrees)
    matrix = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
    return replace(shape, rings=tuple(ring((points - centre) @ matrix + centre) for points in shape.rings))


def angle_of(shape: Shape) -> float:
    """Return the direction of a rotated box's first side in degrees, clockwise from the x axis, -180 to 180."""
    side = shape.outline[1] - shape.outline[0]
    return math.degrees(math.atan2(float(side[1]), float(side[0])))


def rotation_handle(shape: Shape, reach: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return where a rotated box is gripped to turn it, and the middle of the side it stands on.

    Args:
        reach: How far outside the box, in image pixels.
    """
    corners = shape.outline.astype(np.float64)
    foot = (corners[0] + corners[1]) / 2
    away = _unit(corners[0] - corners[3], (0.0, -1.0))
    at = foot + away * reach
    return (float(at[0]), float(at[1])), (float(foot[0]), float(foot[1]))


def rotated_box_from(start: tuple[float, float], end: tuple[float, float], beside: tuple[float, float]) -> np.ndarray:
    """Return the corners of a box from one side (start to end) and a point that says how wide it is."""
    first, second = np.array(start), np.array(end)
    along = _unit(second - first, (1.0, 0.0))
    normal = np.array([-along[1], along[0]])
    width = float((np.array(beside) - first) @ normal)
    if abs(width) < SMALLEST_BOX:
        width = math.copysign(SMALLEST_BOX, width)
    corners = [first, second, second + normal * width, first + normal * width]
    # Clockwise on the screen whichever side the width went to, as for upright boxes.
    return ring(np.array(corners if width > 0 else [corners[1], corners[0], corners[3], corners[2]]))


def with_vertex_moved(shape: Shape, ring_index: int, vertex: int, x: float, y: float) -> Shape:
    """Put a vertex somewhere else."""
    points = shape.rings[ring_index].copy()
    points[vertex] = (x, y)
    return _with_ring(shape, ring_index, points)


def with_vertex_added(shape: Shape, ring_index: int, edge: int, x: float, y: float) -> Shape:
    """Insert a vertex into the edge that begins at vertex `edge`."""
    points = np.insert(shape.rings[ring_index], edge + 1, np.array([x, y], np.float32), axis=0)
    return _with_ring(shape, ring_index, points)


def with_vertex_removed(shape: Shape, ring_index: int, vertex: int) -> Shape | None:
    """Take a vertex out; a hole with fewer than three goes, None where the whole shape would have too few."""
    points = np.delete(shape.rings[ring_index], vertex, axis=0)
    if len(points) >= FEWEST_VERTICES:
        return _with_ring(shape, ring_index, points)
    is_part = ring_index < shape.parts
    if is_part and shape.parts == 1:
        return None
    rings = (*shape.rings[:ring_index], *shape.rings[ring_index + 1 :])
    return replace(shape, rings=rings, parts=shape.parts - is_part)


def with_hole(shape: Shape, hole: np.ndarray) -> Shape | None:
    """Cut a ring out of a polygon; None where it does not lie inside its outline."""
    outline = shape.outline
    if len(hole) < FEWEST_VERTICES:
        return None
    inside = all(cv2.pointPolygonTest(outline, (float(x), float(y)), False) >= 0 for x, y in hole)
    return replace(shape, rings=(*shape.rings, ring(hole))) if inside else None


def _with_ring(shape: Shape, index: int, points: np.ndarray) -> Shape:
    return replace(shape, rings=(*shape.rings[:index], points, *shape.rings[index + 1 :]))


def _unit(vector: np.ndarray, otherwise: tuple[float, float]) -> np.ndarray:
    length = float(np.linalg.norm(vector))
    return vector / length if length > 1e-9 else np.array(otherwise)
