"""From shapes to pixels and back: a pixel belongs to a shape when its centre lies inside."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from tlstudio.core.geometry import rle
from tlstudio.core.geometry.shapes import XY, Box, Geometry, Mask, Point, Polygon, Ring, RotatedBox


def pixels_of(shape: Geometry, width: int, height: int) -> np.ndarray:
    """Return the pixels of a shape on an image, bool (H, W); a point is the pixel that it lies in.

    Raises:
        BadRecord: A mask of another size.
    """
    if isinstance(shape, Mask):
        pixels = rle.decode(shape)
        if pixels.shape == (height, width):
            return pixels
        fitted = np.zeros((height, width), dtype=bool)
        rows, columns = min(height, shape.height), min(width, shape.width)
        fitted[:rows, :columns] = pixels[:rows, :columns]
        return fitted
    pixels = np.zeros((height, width), dtype=bool)
    match shape:
        case Point():
            column, row = math.floor(shape.x), math.floor(shape.y)
            if 0 <= column < width and 0 <= row < height:
                pixels[row, column] = True
        case Box() | RotatedBox():
            fill(pixels, shape.corners)
        case Polygon():
            for ring in shape.rings:
                fill(pixels, ring)
            for hole in shape.holes:
                fill(pixels, hole, value=False)
    return pixels


def fill(pixels: np.ndarray, ring: Sequence[XY], *, value: bool = True) -> None:
    """Set the pixels whose centre an odd number of the ring's edges encloses.

    Args:
        pixels: bool (H, W), changed in place.
        ring: Vertices; the last is joined to the first.
    """
    height, width = pixels.shape
    box = Box.around(ring)
    left, top, right, bottom = box.edges
    first, last = max(0, math.floor(top)), min(height, math.ceil(bottom))
    start, stop = max(0, math.floor(left)), min(width, math.ceil(right))
    if first >= last or start >= stop:
        return
    # Each edge flips everything right of where it crosses the middle of a row; the running sum's last bit is inside.
    flips = np.zeros((last - first, stop - start + 1), dtype=np.int32)
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if y1 == y2:
            continue
        low, high = (y1, y2) if y1 < y2 else (y2, y1)
        rows = np.arange(max(first, math.ceil(low - 0.5)), min(last, math.ceil(high - 0.5)))
        if not len(rows):
            continue
        crossing = x1 + (rows + 0.5 - y1) * ((x2 - x1) / (y2 - y1))
        columns = np.clip(np.ceil(crossing - 0.5), start, stop).astype(np.int64) - start
        np.add.at(flips, (rows - first, columns), 1)
    inside = np.cumsum(flips[:, :-1], axis=1) & 1
    pixels[first:last, start:stop][inside == 1] = value


def mask_of(shape: Geometry, width: int, height: int) -> Mask:
    """Return any shape as a mask of the image."""
    return rle.encode(pixels_of(shape, width, height))


def polygon_of(pixels: np.ndarray) -> Polygon | None:
    """Return the borders of the pixels that are on; filled again, they give exactly these pixels. None = all are off.

    Args:
        pixels: bool (H, W); parts that touch only at a corner become parts of their own.
    """
    rings, holes = [], []
    for ring in _borders(pixels):
        (rings if _signed_area(ring) > 0 else holes).append(ring)
    return Polygon(tuple(rings), tuple(holes)) if rings else None


def ring_of(shape: Geometry) -> Ring:
    """Return a shape as one ring that, filled, gives the same pixels; empty for a point and a mask without pixels.

    Parts and holes are joined by a bridge without width.
    """
    match shape:
        case Box() | RotatedBox():
            return shape.corners
        case Polygon():
            return bridged((*shape.rings, *shape.holes))
        case Mask():
            polygon = polygon_of(rle.decode(shape))
            return () if polygon is None else bridged((*polygon.rings, *polygon.holes))
        case Point():
            return ()


def bridged(rings: Sequence[Ring]) -> Ring:
    """Join rings to one by going over to the nearest vertex and back: filled, it gives the same pixels."""
    joined = list(rings[0])
    for ring in rings[1:]:
        _, here, there = min(
            ((x1 - x2) ** 2 + (y1 - y2) ** 2, i, j)
            for i, (x1, y1) in enumerate(joined)
            for j, (x2, y2) in enumerate(ring)
        )
        joined[here + 1 : here + 1] = [*ring[there:], *ring[: there + 1], joined[here]]
    return tuple(joined)


def _borders(pixels: np.ndarray) -> list[Ring]:
    """Walk along the pixels' edges with the inside to the right (on the screen: clockwise around parts)."""
    padded = np.pad(pixels.astype(np.int8), 1)
    following: dict[tuple[int, int], list[tuple[int, int]]] = {}
    change = np.diff(padded, axis=0)[:, 1:-1]
    for step, (rows, columns) in ((1, np.nonzero(change == 1)), (-1, np.nonzero(change == -1))):
        for y, x in zip(rows.tolist(), columns.tolist(), strict=True):
            start, end = ((x, y), (x + 1, y)) if step == 1 else ((x + 1, y), (x, y))
            following.setdefault(start, []).append(end)
    change = np.diff(padded, axis=1)[1:-1]
    for step, (rows, columns) in ((1, np.nonzero(change == 1)), (-1, np.nonzero(change == -1))):
        for y, x in zip(rows.tolist(), columns.tolist(), strict=True):
            start, end = ((x, y + 1), (x, y)) if step == 1 else ((x, y), (x, y + 1))
            following.setdefault(start, []).append(end)
    rings: list[Ring] = []
    while following:
        rings.append(_walk(following))
    return rings


def _walk(following: dict[tuple[int, int], list[tuple[int, int]]]) -> Ring:
    start = next(iter(following))
    corners: list[XY] = []
    here, heading = start, (0, 0)
    while True:
        ends = following[here]
        # Where two parts meet at a corner, turning right stays with the own one.
        right = (here[0] - heading[1], here[1] + heading[0])
        end = right if len(ends) > 1 and right in ends else ends[0]
        ends.remove(end)
        if not ends:
            del following[here]
        step = (end[0] - here[0], end[1] - here[1])
        if step != heading:
            corners.append((float(here[0]), float(here[1])))
        here, heading = end, step
        if here == start:
            break
    # The walk may have begun in the middle of a straight piece.
    first = (corners[1][0] - corners[0][0], corners[1][1] - corners[0][1])
    if first[0] * heading[1] == first[1] * heading[0]:
        corners.pop(0)
    return tuple(corners)


def _signed_area(ring: Sequence[XY]) -> float:
    following = (*ring[1:], ring[0])
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, following, strict=True)) / 2
