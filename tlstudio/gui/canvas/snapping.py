"""Draw a point to what lies close by: a vertex first, then the image's border, then an edge or the border of a mask."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from tlstudio.gui.canvas.hit_testing import Grip, edge_at, vertex_at
from tlstudio.gui.canvas.mask_border import TOUCHES, nearest_on_border
from tlstudio.gui.canvas.shape_table import ShapeTable
from tlstudio.gui.canvas.shapes import Kind, Shape


class Place(IntEnum):
    """What a point was drawn to."""

    FREE = 0
    VERTEX = 1
    BORDER = 2
    EDGE = 3


@dataclass(frozen=True, slots=True)
class Snap:
    """Where a point comes to lie.

    Attributes:
        point: In image pixels.
        shape_id: Of the shape that drew it; None for the image's border and for a free point.
        ring: Index of that shape's ring; of a mask 0.
        index: Its vertex, or the vertex where the edge begins; of a mask 0.
    """

    point: tuple[float, float]
    place: Place = Place.FREE
    shape_id: int | None = None
    ring: int = 0
    index: int = 0


def snap_at(
    table: ShapeTable,
    x: float,
    y: float,
    tolerance: float,
    size: tuple[int, int],
    apart_from: frozenset[int] = frozenset(),
) -> Snap:
    """Return the point itself, or what it snaps to.

    Args:
        tolerance: In image pixels.
        size: Width and height of the image.
        apart_from: Ids of shapes that do not attract (the one being changed).
    """
    near = table.overlapping(x - tolerance, y - tolerance, x + tolerance, y + tolerance)
    found = [s for place in near.tolist() if (s := table.shapes[place]).id not in apart_from]
    shapes, masks = [s for s in found if s.kind is not Kind.MASK], [s for s in found if s.kind is Kind.MASK]
    vertices = [(s, grip) for s in shapes if (grip := vertex_at(s, x, y, tolerance)) is not None]
    if vertices:
        return _nearest(vertices, Place.VERTEX)
    at_border = _to_border(x, size[0], tolerance), _to_border(y, size[1], tolerance)
    if at_border != (x, y):
        # A mask that ends there is followed along the image's border, as is its border elsewhere.
        followed = _on_masks(masks, at_border, TOUCHES)
        return Snap(at_border, Place.EDGE, followed[0][0].id) if followed else Snap(at_border, Place.BORDER)
    edges = [(s, grip) for s in shapes if (grip := edge_at(s, x, y, tolerance / 2)) is not None]
    edges += _on_masks(masks, (x, y), tolerance / 2)
    return _nearest(edges, Place.EDGE) if edges else Snap((x, y))


def _on_masks(masks: list[Shape], at: tuple[float, float], reach: float) -> list[tuple[Shape, Grip]]:
    near = [(s, nearest_on_border(s.pixels, *at, reach)) for s in masks if s.pixels is not None]
    return [(s, Grip(0, 0, *found)) for s, found in near if found is not None]


def _nearest(found: list[tuple[Shape, Grip]], place: Place) -> Snap:
    shape, grip = min(found, key=lambda pair: pair[1].distance)
    return Snap(grip.point, place, shape.id, grip.ring, grip.index)


def _to_border(value: float, length: int, tolerance: float) -> float:
    ends = np.array([0.0, float(length)])
    nearest = float(ends[np.argmin(np.abs(ends - value))])
    return nearest if abs(nearest - value) <= tolerance else value
