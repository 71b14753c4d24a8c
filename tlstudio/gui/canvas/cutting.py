"""Any shape with an area cut along a straight line: polygons and boxes exactly, masks pixel by pixel."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from tlstudio.gui.canvas.convert import ring_of
from tlstudio.gui.canvas.polygon_operations import pieces_along
from tlstudio.gui.canvas.shape_table import signed_areas
from tlstudio.gui.canvas.shapes import Kind, Pixels, Shape

CAN_BE_CUT = (Kind.POLYGON, Kind.MASK, Kind.BOX, Kind.ROTATED_BOX)
# A slanted line leaves crumbs along a jagged border; they are no objects.
LEAST_PIXELS = 4
# Cosine between two sides that still counts as a right angle, and pixels by which an upright side may lean.
SQUARE = 1e-3
LEANING = 0.01
AROUND = np.ones((3, 3), np.uint8)

Point = tuple[float, float]


def cut_along(shape: Shape, begin: Point, end: Point) -> list[Shape]:
    """Cut a shape along a line that goes on straight beyond both its ends; return its pieces, the largest first.

    Every piece has the id of the shape. Pieces of a box that are boxes themselves stay so, the others are polygons.

    Args:
        shape: Of one of the kinds in `CAN_BE_CUT`.
        begin: In image pixels; not the same as `end`.
        end: Likewise.

    Returns:
        One piece where the line does not go through.
    """
    if shape.pixels is not None:
        pieces = pixels_along(shape.pixels, begin, end)
        return [replace(shape, rings=(ring_of(one),), parts=1, pixels=one) for one in pieces]
    return [_named(piece, shape) for piece in pieces_along(shape, [begin, end])]


def pixels_along(pixels: Pixels, begin: Point, end: Point) -> list[Pixels]:
    """Part the pixels of a mask by the side of a line that their middles lie on, the largest piece first.

    Each side falls into the parts that the cut has made; what the line does not touch stays with the largest of its side.
    """
    height, width = pixels.on.shape
    x = np.arange(width) + (pixels.left + 0.5 - begin[0])
    y = np.arange(height) + (pixels.top + 0.5 - begin[1])
    is_beyond = np.greater.outer((end[0] - begin[0]) * y, (end[1] - begin[1]) * x)
    sides = [(pixels.on & side).view(np.uint8) for side in (is_beyond, ~is_beyond)]
    if not all(side.any() for side in sides):
        return [pixels]
    found = [piece for here, there in (sides, sides[::-1]) for piece in _pieces(pixels, here, there)]
    return sorted(found, key=lambda piece: piece.area, reverse=True)


def crosses(shape: Shape, begin: Point, end: Point) -> bool:
    """Whether a line, as long as it is drawn, meets the inside of a shape."""
    if shape.pixels is not None:
        return _meets_pixels(shape.pixels, begin, end)
    if any(_meets_ring(points, begin, end) for points in shape.rings):
        return True
    return sum(cv2.pointPolygonTest(points, begin, False) >= 0 for points in shape.rings) % 2 == 1


def _pieces(pixels: Pixels, here: np.ndarray, there: np.ndarray) -> list[Pixels]:
    """What one side of the line falls into."""
    count, numbers, stats, _centres = cv2.connectedComponentsWithStats(np.ascontiguousarray(here), connectivity=8)
    numbers = np.asarray(numbers, np.int32)
    touches = cv2.dilate(np.ascontiguousarray(there), AROUND).view(bool)
    areas = np.asarray(stats[:, cv2.CC_STAT_AREA])
    is_cut = np.zeros(count, bool)
    is_cut[np.unique(numbers[touches])] = True
    is_cut &= areas >= LEAST_PIXELS
    is_cut[0] = False
    pieces = np.flatnonzero(is_cut)
    home = int(pieces[np.argmax(areas[pieces])]) if len(pieces) else 1
    owner = np.where(is_cut, np.arange(count), home)
    owner[0] = 0
    found: list[Pixels] = []
    for number in np.unique(owner[1:]).tolist():
        own = np.flatnonzero(owner == number)
        left, top = (int(stats[own, at].min()) for at in (cv2.CC_STAT_LEFT, cv2.CC_STAT_TOP))
        right = int((stats[own, cv2.CC_STAT_LEFT] + stats[own, cv2.CC_STAT_WIDTH]).max())
        bottom = int((stats[own, cv2.CC_STAT_TOP] + stats[own, cv2.CC_STAT_HEIGHT]).max())
        on = (owner == number)[numbers[top:bottom, left:right]]
        found.append(Pixels(pixels.left + left, pixels.top + top, np.asfortranarray(on)))
    return found


def _named(piece: Shape, whole: Shape) -> Shape:
    """Call a piece of a polygon or a box what it is; a box has its corners in the order that the whole has them in."""
    if piece.kind is Kind.POLYGON or len(piece.rings) > 1 or not _is_box(piece):
        return replace(piece, kind=Kind.POLYGON)
    points = piece.outline
    if signed_areas(points, np.array([0, len(points)]))[0] < 0:
        points = points[::-1]
    along = (np.roll(points, -1, axis=0) - points) @ (whole.outline[1] - whole.outline[0])
    return replace(piece, rings=(np.roll(points, -int(np.argmax(along)), axis=0),))


def _is_box(piece: Shape) -> bool:
    """Whether it has four right angles and, cut from an upright box, sides along the axes."""
    points = piece.outline.astype(np.float64)
    if len(points) != 4:
        return False
    sides = np.roll(points, -1, axis=0) - points
    if piece.kind is Kind.BOX:
        return bool(np.abs(sides).min(axis=1).max() < LEANING)
    lengths = np.linalg.norm(sides, axis=1)
    turns = (sides * np.roll(sides, -1, axis=0)).sum(axis=1) / (lengths * np.roll(lengths, -1))
    return bool(np.abs(turns).max() < SQUARE)


def _meets_pixels(pixels: Pixels, begin: Point, end: Point) -> bool:
    steps = 2 * int(max(abs(end[0] - begin[0]), abs(end[1] - begin[1]))) + 2
    x = np.floor(np.linspace(begin[0], end[0], steps)).astype(np.int64) - pixels.left
    y = np.floor(np.linspace(begin[1], end[1], steps)).astype(np.int64) - pixels.top
    height, width = pixels.on.shape
    inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    return bool(pixels.on[y[inside], x[inside]].any())


def _meets_ring(points: np.ndarray, begin: Point, end: Point) -> bool:
    """Whether two ends of an edge lie on two sides of the line, and the line's ends on two sides of the edge."""
    start = points.astype(np.float64)
    edge = np.roll(start, -1, axis=0) - start
    line = np.subtract(end, begin)
    of_start = _side(line, start - begin)
    of_end = _side(line, start + edge - begin)
    of_begin = _side(edge, np.asarray(begin) - start)
    of_last = _side(edge, np.asarray(end) - start)
    return bool(np.any((of_start * of_end <= 0) & (of_begin * of_last <= 0) & (of_start != of_end)))


def _side(along: np.ndarray, away: np.ndarray) -> np.ndarray:
    return np.sign(along[..., 0] * away[..., 1] - along[..., 1] * away[..., 0])
