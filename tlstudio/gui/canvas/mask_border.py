"""The border of a mask, along the edges of its pixels: the place of it that is nearest, and the stretch between two places.

Near the pointer only the few pixels around it are looked at, so that masks of any size attract at the same small cost.
The whole outline is made when somebody follows it, and kept for as long as the mask is there.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

import cv2
import numpy as np

from tlstudio.gui.canvas.border import Trace
from tlstudio.gui.canvas.hit_testing import nearest_on_ring
from tlstudio.gui.canvas.shapes import Pixels

MOST_REACH = 48.0
"""Image pixels: far zoomed out no more than this is looked at, or each of many masks would cost a millisecond."""
SIMPLIFY = 0.75
"""How far a followed outline may lie beside the pixels' edges: a little more than the corners of slanted stairs do."""
TOUCHES = 0.01

Point = tuple[float, float]

_outlines: WeakKeyDictionary[Pixels, tuple[np.ndarray, ...]] = WeakKeyDictionary()


def nearest_on_border(pixels: Pixels, x: float, y: float, reach: float) -> tuple[float, Point] | None:
    """Return how far the nearest place of a mask's border is, and the place; None beyond `reach`.

    The place is a corner of a pixel where that is within reach too, so that outlines of neighbours meet in corners.

    Args:
        pixels: The mask.
        x: In image pixels.
        y: Likewise.
        reach: Likewise; more than `MOST_REACH` does not count.
    """
    reach = min(reach, MOST_REACH)
    left, top = int(np.floor(x - reach)) - 1, int(np.floor(y - reach)) - 1
    side = int(np.ceil(2 * reach)) + 3
    near = _window(pixels, left, top, side)
    if near is None:
        return None
    middles_x, middles_y = np.arange(left, left + side) + 0.5 - x, np.arange(top, top + side) + 0.5 - y
    # An edge of a pixel is upright between two columns, or level between two rows; it is one pixel long.
    upright = _nearest(near[:, :-1] != near[:, 1:], middles_x[:-1] + 0.5, middles_y)
    level = _nearest((near[:-1] != near[1:]).T, middles_y[:-1] + 0.5, middles_x)
    if level is not None:
        level = (level[0], level[2], level[1])
    found = min((one for one in (upright, level) if one is not None), default=None)
    if found is None or found[0] > reach:
        return None
    distance, place = found[0], (found[1] + x, found[2] + y)
    corner = (float(round(place[0])), float(round(place[1])))
    from_corner = float(np.hypot(corner[0] - x, corner[1] - y))
    return (from_corner, corner) if from_corner <= reach else (distance, place)


def outline(pixels: Pixels) -> tuple[np.ndarray, ...]:
    """Return the rings along the edges of a mask's pixels, (N, 2) float32 each, around parts and holes alike."""
    known = _outlines.get(pixels)
    if known is None:
        # Masks lie in memory column by column: turned over, they need not be put in another order.
        turned = cv2.copyMakeBorder(np.ascontiguousarray(pixels.on.T).view(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT)
        double = cv2.resize(turned, None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)
        found, _tree = cv2.findContours(double, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        first = np.array((pixels.left - 1, pixels.top - 1), np.float32)
        # Every quarter of a border pixel lies at one of its corners: even places at the near one, odd ones at the far one.
        rings = [(np.asarray(one, np.int32).reshape(-1, 2)[:, ::-1] + 1) // 2 + first for one in found]
        known = tuple(one[np.any(one != np.roll(one, 1, axis=0), axis=1)].astype(np.float32) for one in rings)
        _outlines[pixels] = known
    return known


def between(pixels: Pixels, begin: Point, end: Point) -> Trace | None:
    """Return both ways along a mask's border from one place of it to another; None where no one ring has both.

    Each way is simplified (Douglas and Peucker, 1973): a border of stairs becomes the line that they stand for.
    """
    for ring in outline(pixels):
        first, second = nearest_on_ring(ring, *begin), nearest_on_ring(ring, *end)
        if max(first[1], second[1]) > TOUCHES:
            continue
        one, other = np.array([begin], np.float32), np.array([end], np.float32)
        ahead = np.concatenate([one, _stretch(ring, first, second), other])
        back = np.concatenate([other, _stretch(ring, second, first), one])
        there, home = (cv2.approxPolyDP(way, SIMPLIFY, False).reshape(-1, 2) for way in (ahead, back))
        return Trace(np.concatenate([there, home[1:-1]]), 0, len(there) - 1)
    return None


def _window(pixels: Pixels, left: int, top: int, side: int) -> np.ndarray | None:
    """A square of the image as far as the mask has pixels there, bool; None where all of it is on, or off."""
    height, width = pixels.on.shape
    x0, y0 = max(0, left - pixels.left), max(0, top - pixels.top)
    x1, y1 = min(width, left - pixels.left + side), min(height, top - pixels.top + side)
    if x1 <= x0 or y1 <= y0:
        return None
    part = pixels.on[y0:y1, x0:x1]
    number = np.count_nonzero(part)
    if number in (0, side * side):
        return None
    near = np.zeros((side, side), bool)
    x, y = x0 + pixels.left - left, y0 + pixels.top - top
    near[y : y + part.shape[0], x : x + part.shape[1]] = part
    return near


def _nearest(is_edge: np.ndarray, across: np.ndarray, along: np.ndarray) -> tuple[float, float, float] | None:
    """The nearest place on some edges: its distance, and where it lies from the pointer across and along the edges.

    Args:
        is_edge: (A, B) bool.
        across: (B,) how far each line of edges lies from the pointer.
        along: (A,) how far the middle of each edge lies from it, in the other direction.
    """
    rows, columns = np.nonzero(is_edge)
    if not len(rows):
        return None
    beside = along[rows] - np.clip(along[rows], -0.5, 0.5)
    distances = np.hypot(across[columns], beside)
    best = int(np.argmin(distances))
    return float(distances[best]), float(across[columns[best]]), float(beside[best])


def _stretch(ring: np.ndarray, begin: tuple[int, float, Point], end: tuple[int, float, Point]) -> np.ndarray:
    """The vertices of a ring from a place on one of its edges forward to a place on another."""
    count = len(ring)
    steps = (end[0] - begin[0]) % count
    if steps == 0 and _along(ring, end) < _along(ring, begin):
        steps = count
    return ring[(begin[0] + 1 + np.arange(steps)) % count]


def _along(ring: np.ndarray, place: tuple[int, float, Point]) -> float:
    """How far along its edge a place lies."""
    return float(np.hypot(*(np.array(place[2]) - ring[place[0]])))
