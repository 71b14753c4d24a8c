"""Square cut-outs around objects, and numbers that say how a cut-out looks."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

MARGIN = 0.3
SMALLEST = 32.0
_GRID = 16
_BINS = 8


@dataclass(frozen=True, slots=True)
class Square:
    """A square of an image, in image pixels; it may reach beyond the image.

    Attributes:
        left: Of its upper left corner.
        top: Likewise.
        side: Its width and height.
    """

    left: float
    top: float
    side: float

    @classmethod
    def around(cls, bounds: tuple[float, float, float, float], size: tuple[int, int]) -> Square:
        """Return the square around an object with some of what surrounds it, moved onto the image as far as it can be.

        Args:
            bounds: Left, top, right, bottom.
            size: Width and height of the image.
        """
        left, top, right, bottom = bounds
        side = max(SMALLEST, max(right - left, bottom - top) * (1 + 2 * MARGIN))
        corner = [(left + right - side) / 2, (top + bottom - side) / 2]
        for axis, length in enumerate(size):
            room = length - side
            corner[axis] = room / 2 if room < 0 else min(max(0.0, corner[axis]), room)
        return cls(round(corner[0], 1), round(corner[1], 1), round(side, 1))


def cut(rgb: np.ndarray, scale: float, square: Square, side: int) -> np.ndarray:
    """Cut a square out of an image.

    Args:
        rgb: (H, W, 3) uint8, the image, perhaps decoded smaller than it is.
        scale: Its pixels for each image pixel, above 0.
        square: In image pixels; what lies beyond the image is grey.
        side: Of the result.

    Returns:
        (side, side, 3) uint8.
    """
    zoom = side / (square.side * scale)
    # Both grids count from the pixels' edges, the warp from their centres.
    shift = (zoom - 1) / 2
    matrix = np.array(
        [[zoom, 0, shift - square.left * scale * zoom], [0, zoom, shift - square.top * scale * zoom]], np.float64
    )
    if zoom < 0.5:
        # Averaged first: the warp looks at four pixels only and would drop the others.
        left, top = max(0, int(square.left * scale)), max(0, int(square.top * scale))
        end = square.side * scale
        part = rgb[top : int(square.top * scale + end) + 1, left : int(square.left * scale + end) + 1]
        if part.size:
            smaller = 2 * zoom
            shape = (max(1, round(part.shape[1] * smaller)), max(1, round(part.shape[0] * smaller)))
            part = cv2.resize(part, shape, interpolation=cv2.INTER_AREA)
            moved = Square(square.left * scale - left, square.top * scale - top, square.side * scale)
            return cut(part, smaller, moved, side)
    return cv2.warpAffine(
        rgb, matrix, (side, side), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=(128, 128, 128)
    )


def describe(rgb: np.ndarray) -> np.ndarray:
    """Return how a cut-out looks: colour in four quarters, and which way its edges run.

    Args:
        rgb: (S, S, 3) uint8 with the margin that `Square.around` leaves; the margin counts little.

    Returns:
        (56,) float32: mean and spread of L, a, b per quarter (24), then per quarter a histogram of the directions of
        gradients in 8 bins, weighted by their strength (32; Dalal and Triggs 2005).
    """
    rim = round(len(rgb) * MARGIN / (1 + 2 * MARGIN) / 2)
    inner = rgb[rim : len(rgb) - rim, rim : len(rgb) - rim]
    small = cv2.resize(inner, (2 * _GRID, 2 * _GRID), interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32) / 255
    light = lab[..., 0]
    across, down = cv2.Sobel(light, cv2.CV_32F, 1, 0), cv2.Sobel(light, cv2.CV_32F, 0, 1)
    strength = np.hypot(across, down)
    bins = (np.arctan2(down, across) % np.pi / np.pi * _BINS).astype(int) % _BINS
    parts: list[np.ndarray] = []
    for rows in (slice(0, _GRID), slice(_GRID, None)):
        for columns in (slice(0, _GRID), slice(_GRID, None)):
            quarter = lab[rows, columns].reshape(-1, 3)
            edges = np.bincount(bins[rows, columns].ravel(), strength[rows, columns].ravel(), minlength=_BINS)
            parts += [quarter.mean(axis=0), quarter.std(axis=0), edges / (np.linalg.norm(edges) + 1e-3)]
    return np.concatenate(parts).astype(np.float32)


def most_alike(rows: np.ndarray, wanted: int) -> np.ndarray:
    """Return the order of rows by how alike they are to one of them, the most alike first.

    Args:
        rows: (N, D) float32 of `describe`; each column counts by its spread over the rows.
        wanted: Row number.

    Returns:
        int64 (N,), beginning with `wanted`.
    """
    spread = rows.std(axis=0)
    distances = np.linalg.norm((rows - rows[wanted]) / np.where(spread > 1e-4, spread, 1.0), axis=1)
    distances[wanted] = -1.0
    return np.argsort(distances, kind="stable")
