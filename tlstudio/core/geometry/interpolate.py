"""The shape between two shapes of one object: linear where points answer to each other, by distances where pixels do.

Everything is symmetric: `between(a, b, t)` is `between(b, a, 1 - t)`, because the two are put in one order first.
"""

from __future__ import annotations

import math

import numpy as np

from tlstudio.core.geometry import measure, raster, rle
from tlstudio.core.geometry.encoding import to_text
from tlstudio.core.geometry.shapes import Box, Geometry, Mask, Point, Polygon, Ring, RotatedBox

# Points along each outline when two with different vertices are laid over each other.
_SAMPLES = 128
# Vertices closer than this share of an outline's length are one.
_SAME = 1e-6


class CannotInterpolate(ValueError):
    """Two shapes of kinds that have nothing between them, as a point and a polygon."""


def between(first: Geometry, second: Geometry, share: float) -> Geometry:
    """Return the shape at `share` of the way from one to the other.

    * Boxes and rotated boxes: their numbers, the angle the shorter way round; one of each gives a rotated box.
    * Polygons of as many vertices: vertex by vertex after the turn of the numbering that moves them least; else both
      outlines are laid over each other by arc length, and every vertex of either is kept. Parts and holes in their
      order; polygons with different numbers of them go through pixels.
    * Masks: signed distances to the border, blended after both are brought to one centre (shape-based interpolation,
      Raya and Udupa 1990). A mask and another shape give a mask.

    Args:
        share: 0..1; 0 gives `first`, 1 gives `second`, both exactly.

    Raises:
        CannotInterpolate: A point and something that is none.
        BadRecord: A damaged mask.
    """
    if share <= 0:
        return first
    if share >= 1 or first == second:
        return second
    if _rank(first) > _rank(second):
        first, second, share = second, first, 1 - share
    match first, second:
        case Point(), Point():
            return Point(_mix(first.x, second.x, share), _mix(first.y, second.y, share))
        case (Point(), _) | (_, Point()):
            raise CannotInterpolate("Between a point and another kind of shape there is nothing.")
        case Box(), Box():
            return Box(*(_mix(a, b, share) for a, b in zip(_box_numbers(first), _box_numbers(second), strict=True)))
        case ((Box() | RotatedBox()), (Box() | RotatedBox())):
            return _turned(_as_rotated(first), _as_rotated(second), share)
        case (Mask(), _) | (_, Mask()):
            return _through_pixels(first, second, share)
        case _:
            return _polygons(_as_polygon(first), _as_polygon(second), share)


def _rank(shape: Geometry) -> tuple[str, str]:
    return shape.kind, to_text(shape)


def _mix(a: float, b: float, share: float) -> float:
    return a * (1 - share) + b * share


def _box_numbers(box: Box) -> tuple[float, float, float, float]:
    return box.x, box.y, box.width, box.height


def _as_rotated(box: Box | RotatedBox) -> RotatedBox:
    if isinstance(box, RotatedBox):
        return box
    return RotatedBox(box.x + box.width / 2, box.y + box.height / 2, box.width, box.height, 0.0)


def _turned(first: RotatedBox, second: RotatedBox, share: float) -> RotatedBox:
    way = (second.angle - first.angle + 180) % 360 - 180
    x, y, width, height = (
        _mix(a, b, share)
        for a, b in zip(
            (first.x, first.y, first.width, first.height),
            (second.x, second.y, second.width, second.height),
            strict=True,
        )
    )
    return RotatedBox(x, y, width, height, math.remainder(first.angle + way * share, 360))


def _as_polygon(shape: Geometry) -> Polygon:
    match shape:
        case Polygon():
            return shape
        case Box() | RotatedBox():
            return Polygon((shape.corners,))
        case _:
            raise CannotInterpolate(f"A {shape.kind} has no outline.")


def _polygons(first: Polygon, second: Polygon, share: float) -> Polygon:
    if len(first.rings) == len(second.rings) and len(first.holes) == len(second.holes):
        rings = tuple(_rings(a, b, share) for a, b in zip(first.rings, second.rings, strict=True))
        holes = tuple(_rings(a, b, share) for a, b in zip(first.holes, second.holes, strict=True))
        return Polygon(rings, holes)
    mask = _through_pixels(first, second, share)
    return raster.polygon_of(rle.decode(mask)) or (first if share < 0.5 else second)


def _rings(first: Ring, second: Ring, share: float) -> Ring:
    a, b = np.array(first, float), np.array(second, float)
    if _signed_area(a) * _signed_area(b) < 0:
        b = b[::-1]
    if len(a) == len(b):
        b = np.roll(b, -_best_turn(a, b), axis=0)
    else:
        a, b = _along_both(a, b)
    return tuple((float(x), float(y)) for x, y in a * (1 - share) + b * share)


def _signed_area(ring: np.ndarray) -> float:
    following = np.roll(ring, -1, axis=0)
    return float(np.sum(ring[:, 0] * following[:, 1] - following[:, 0] * ring[:, 1]))


def _best_turn(a: np.ndarray, b: np.ndarray) -> int:
    """By how many places the (N, 2) points of `b` are to be turned so that they lie nearest to those of `a`, each about its centre."""
    a, b = a - a.mean(axis=0), b - b.mean(axis=0)
    # The sum of squared distances is least where the circular correlation is greatest.
    spectrum = np.fft.rfft(b, axis=0) * np.conj(np.fft.rfft(a, axis=0))
    correlation = np.fft.irfft(spectrum.sum(axis=1), n=len(a))
    # Turns that are equally good (a square on a square) differ by rounding only: the first of them.
    return int(np.flatnonzero(correlation >= correlation.max() - 1e-9 * max(1.0, np.abs(correlation).max()))[0])


def _along_both(a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give two outlines as many vertices: each keeps its own and gets one where the other has its."""
    places_a, places_b = _places(a), _places(b)
    even = np.arange(_SAMPLES) / _SAMPLES
    start = _best_turn(_at(a, places_a, even), _at(b, places_b, even)) / _SAMPLES
    places = np.sort(np.concatenate([places_a, (places_b - start) % 1.0]))
    places = places[np.diff(places, prepend=-1.0) > _SAME]
    return _at(a, places_a, places), _at(b, places_b, (places + start) % 1.0)


def _places(ring: np.ndarray) -> np.ndarray:
    """Where the vertices lie along a closed outline, as shares of its length."""
    lengths = np.hypot(*(np.roll(ring, -1, axis=0) - ring).T)
    return np.concatenate([[0.0], np.cumsum(lengths)[:-1]]) / max(float(lengths.sum()), 1e-12)


def _at(ring: np.ndarray, places: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    closed = np.concatenate([places, [1.0]])
    return np.stack([np.interp(wanted, closed, np.append(ring[:, axis], ring[0, axis])) for axis in (0, 1)], axis=1)


def _through_pixels(first: Geometry, second: Geometry, share: float) -> Mask:
    width, height = _size(first, second)
    one, other = (raster.pixels_of(shape, width, height) for shape in (first, second))
    if not one.any() or not other.any():
        return rle.encode(one if share < 0.5 else other)
    centres = np.array([_centre(one), _centre(other)])
    middle = centres[0] * (1 - share) + centres[1] * share
    moves = np.rint(middle - centres).astype(int)
    # The frame holds both where they are and where they come to, and a pixel of background around them.
    boxes = np.array([_extent(pixels) + move[:, None] for pixels, move in zip((one, other), moves, strict=True)])
    low, high = boxes[:, :, 0].min(axis=0) - 1, boxes[:, :, 1].max(axis=0) + 1
    inside = sum(
        _distances(_moved(pixels, move, low, high)) * weight
        for pixels, move, weight in zip((one, other), moves, (1 - share, share), strict=True)
    )
    result = np.zeros((height, width), bool)
    # What is moved partly out of the picture is cut off there.
    top, left = np.maximum(low, 0)
    bottom, right = np.minimum(high, (height, width))
    if top < bottom and left < right:
        part = np.asarray(inside)[top - low[0] : bottom - low[0], left - low[1] : right - low[1]]
        result[top:bottom, left:right] = part > 0
    # Thin shapes of different form may have no pixel in common.
    return rle.encode(result if result.any() else one if share < 0.5 else other)


def _size(first: Geometry, second: Geometry) -> tuple[int, int]:
    """Width and height of the picture: that of a mask, else enough for both shapes."""
    for shape in (first, second):
        if isinstance(shape, Mask):
            return shape.width, shape.height
    edges = [measure.bounds(shape).edges for shape in (first, second)]
    return (
        max(1, math.ceil(max(right for _, _, right, _ in edges))),
        max(1, math.ceil(max(bottom for *_, bottom in edges))),
    )


def _centre(pixels: np.ndarray) -> tuple[float, float]:
    rows, columns = np.nonzero(pixels)
    return float(rows.mean()), float(columns.mean())


def _extent(pixels: np.ndarray) -> np.ndarray:
    """First row or column, and one past the last: int (2, 2)."""
    rows, columns = np.flatnonzero(pixels.any(axis=1)), np.flatnonzero(pixels.any(axis=0))
    return np.array([[rows[0], rows[-1] + 1], [columns[0], columns[-1] + 1]])


def _moved(pixels: np.ndarray, move: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    frame = np.zeros(high - low, bool)
    (top, bottom), (left, right) = _extent(pixels)
    row, column = np.array([top, left]) + move - low
    frame[row : row + bottom - top, column : column + right - left] = pixels[top:bottom, left:right]
    return frame


def _distances(pixels: np.ndarray) -> np.ndarray:
    """Return float64 (H, W): distance to the nearest pixel of the other kind, positive inside, negative outside."""
    from scipy.ndimage import distance_transform_edt

    return np.asarray(distance_transform_edt(pixels)) - np.asarray(distance_transform_edt(~pixels))
