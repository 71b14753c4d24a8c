"""Draw a point to what lies close by: a vertex first, then the image's border, then an edge."""

from __future__ import annotations

import numpy as np

from tlstudio.gui.canvas.hit_testing import edge_at, vertex_at
from tlstudio.gui.canvas.shapes import Kind, ShapeTable


def snapped(
    table: ShapeTable,
    x: float,
    y: float,
    tolerance: float,
    size: tuple[int, int],
    apart_from: frozenset[int] = frozenset(),
) -> tuple[float, float]:
    """Return the point itself, or what it snaps to.

    Args:
        tolerance: In image pixels.
        size: Width and height of the image.
        apart_from: Ids of shapes that do not attract (the one being changed).
    """
    near = table.overlapping(x - tolerance, y - tolerance, x + tolerance, y + tolerance)
    found = (table.shapes[place] for place in near.tolist())
    shapes = [s for s in found if s.id not in apart_from and s.kind is not Kind.MASK]
    vertices = [grip for s in shapes if (grip := vertex_at(s, x, y, tolerance)) is not None]
    if vertices:
        return min(vertices, key=lambda grip: grip.distance).point
    at_border = _to_border(x, size[0], tolerance), _to_border(y, size[1], tolerance)
    if at_border != (x, y):
        return at_border
    edges = [grip for s in shapes if (grip := edge_at(s, x, y, tolerance / 2)) is not None]
    return min(edges, key=lambda grip: grip.distance).point if edges else (x, y)


def _to_border(value: float, length: int, tolerance: float) -> float:
    ends = np.array([0.0, float(length)])
    nearest = float(ends[np.argmin(np.abs(ends - value))])
    return nearest if abs(nearest - value) <= tolerance else value
