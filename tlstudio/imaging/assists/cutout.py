"""The pixels that an assist chose, cut to the rectangle that holds them, and as a polygon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np

from tlstudio.core.geometry.shapes import Polygon, Ring

FEWEST_VERTICES = 3


@dataclass(frozen=True, eq=False)
class Cutout:
    """Pixels of an image.

    Attributes:
        left: Column of the rectangle in the image.
        top: Row of the rectangle in the image.
        on: (H, W) bool; each border row and column has at least one pixel that is on.
    """

    left: int
    top: int
    on: np.ndarray

    @property
    def edges(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom; the last two exclusive."""
        height, width = self.on.shape
        return self.left, self.top, self.left + width, self.top + height

    @property
    def area(self) -> int:
        """Pixels that are on."""
        return int(np.count_nonzero(self.on))

    def on_image(self, width: int, height: int) -> np.ndarray:
        """The pixels in their image, bool (height, width)."""
        whole = np.zeros((height, width), bool)
        left, top, right, bottom = self.edges
        whole[top:bottom, left:right] = self.on
        return whole

    def holds(self, x: float, y: float) -> bool:
        """Whether the pixel under a place of the image is on."""
        column, row = int(np.floor(x)) - self.left, int(np.floor(y)) - self.top
        height, width = self.on.shape
        return 0 <= column < width and 0 <= row < height and bool(self.on[row, column])


def cut(on: np.ndarray, left: int = 0, top: int = 0) -> Cutout | None:
    """Trim pixels to what is on; None where nothing is.

    Args:
        on: (H, W) bool.
        left: Column of the array in the image.
        top: Row of the array in the image.
    """
    rows, columns = np.flatnonzero(on.any(axis=1)), np.flatnonzero(on.any(axis=0))
    if not len(rows):
        return None
    first_row, first_column = int(rows[0]), int(columns[0])
    trimmed = on[first_row : int(rows[-1]) + 1, first_column : int(columns[-1]) + 1]
    return Cutout(left + first_column, top + first_row, np.ascontiguousarray(trimmed))


def union(cutouts: Iterable[Cutout | None]) -> Cutout | None:
    """Return the pixels of any of the cutouts; None where there are none."""
    found = [one for one in cutouts if one is not None]
    if len(found) < 2:
        return found[0] if found else None
    edges = np.array([one.edges for one in found])
    left, top = (int(edge) for edge in edges[:, :2].min(axis=0))
    right, bottom = (int(edge) for edge in edges[:, 2:].max(axis=0))
    on = np.zeros((bottom - top, right - left), bool)
    for one in found:
        x0, y0, x1, y1 = one.edges
        on[y0 - top : y1 - top, x0 - left : x1 - left] |= one.on
    return Cutout(left, top, on)


def minus(cutout: Cutout | None, other: Cutout | None) -> Cutout | None:
    """Return the pixels of one that the other lacks; None where none are left."""
    if cutout is None or other is None:
        return cutout
    on = cutout.on.copy()
    height, width = on.shape
    x0, y0 = max(0, other.left - cutout.left), max(0, other.top - cutout.top)
    x1, y1 = min(width, other.edges[2] - cutout.left), min(height, other.edges[3] - cutout.top)
    if x1 > x0 and y1 > y0:
        dx, dy = cutout.left - other.left, cutout.top - other.top
        on[y0:y1, x0:x1] &= ~other.on[y0 + dy : y1 + dy, x0 + dx : x1 + dx]
    return cut(on, cutout.left, cutout.top)


def without_specks(cutout: Cutout | None, smallest: int) -> Cutout | None:
    """Drop parts and fill holes of fewer than `smallest` pixels; the largest part always stays.

    Args:
        cutout: What to clean; parts are joined through sides only, holes through corners as well.
        smallest: Pixels; below 2 nothing changes.
    """
    if cutout is None or smallest < 2:
        return cutout
    parts, areas = _parts(cutout.on, connectivity=4)
    keep = areas >= smallest
    keep[1 + int(np.argmax(areas[1:]))] = True
    keep[0] = False
    ground, areas = _parts(np.pad(~keep[parts], 1, constant_values=True), connectivity=8)
    is_ground = areas >= smallest
    is_ground[0] = False
    is_ground[ground[0, 0]] = True
    return cut(~is_ground[ground][1:-1, 1:-1], cutout.left, cutout.top)


def polygon(cutout: Cutout, tolerance: float = 1.0) -> Polygon | None:
    """Return the cutout's outline with holes, simplified (Douglas & Peucker, 1973); None where nothing is left of it.

    A polygon's holes are cut out of all its parts, so a part that lies in a hole of another one is left out.

    Args:
        cutout: The pixels.
        tolerance: How far the outline may lie beside the pixels' edges, in pixels; 0 = it follows every edge.
    """
    double = cv2.resize(np.pad(cutout.on, 1).astype(np.uint8), None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)
    found, tree = cv2.findContours(double, cv2.RETR_TREE, cv2.CHAIN_APPROX_SIMPLE)
    corner = np.array((cutout.left - 1, cutout.top - 1))
    rings: list[Ring] = []
    holes: list[Ring] = []
    for number, contour in enumerate(found):
        # Every quarter of a border pixel lies at one of its corners: even places at the near one, odd ones at the far one.
        corners = (np.asarray(contour, np.int32).reshape(-1, 2) + 1) // 2
        kept = _simplified(corners, tolerance)
        around = tree[0][number][3]
        if len(kept) < FEWEST_VERTICES or (around >= 0 and tree[0][around][3] >= 0):
            continue
        points = tuple((float(x), float(y)) for x, y in (kept + corner).tolist())
        (rings if around < 0 else holes).append(points)
    return Polygon(tuple(rings), tuple(holes)) if rings else None


def _simplified(corners: np.ndarray, tolerance: float) -> np.ndarray:
    if tolerance:
        return np.asarray(cv2.approxPolyDP(corners.reshape(-1, 1, 2), tolerance, True)).reshape(-1, 2)
    return corners[np.any(corners != np.roll(corners, 1, axis=0), axis=1)]


def _parts(on: np.ndarray, *, connectivity: int) -> tuple[np.ndarray, np.ndarray]:
    _, parts, stats, _ = cv2.connectedComponentsWithStats(on.astype(np.uint8), connectivity=connectivity)
    return np.asarray(parts, np.int64), np.asarray(stats[:, cv2.CC_STAT_AREA], np.int64)
