"""Numbers over the picture plane: coordinates, smooth steps, fractal noise and streaks, from one seeded generator."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
import numpy.typing as npt

Plane = npt.NDArray[np.float32]
"""One number per pixel, shape (H, W), float32."""

TILE = 512


def floats(values: npt.ArrayLike) -> npt.NDArray[np.float32]:
    """A float32 array of some numbers: one stray float64 would double the cost of every plane it meets."""
    return np.asarray(values, np.float32)


def smoothstep(low: float, high: float, x: Plane) -> Plane:
    """Rise from 0 at `low` to 1 at `high` with level ends."""
    t = np.clip((x - low) / (high - low), 0.0, 1.0)
    return (t * t * (3.0 - 2.0 * t)).astype(np.float32)


def coverage(distance: Plane) -> Plane:
    """Turn a signed distance in pixels (negative inside) into antialiased coverage 0..1."""
    return np.clip(0.5 - distance, 0.0, 1.0).astype(np.float32)


def fractal(rng: np.random.Generator, shape: tuple[int, int], cell: float, octaves: int = 4) -> Plane:
    """Sum of interpolated random grids, mean about 0, standard deviation 1.

    Args:
        rng: Where the numbers come from.
        shape: (H, W).
        cell: Size of the coarsest blobs in pixels.
        octaves: How many layers; each one halves size and weight.
    """
    height, width = shape
    total = np.zeros(shape, np.float32)
    for octave in range(octaves):
        step = max(cell / 2**octave, 1.0)
        grid = rng.standard_normal((int(height / step) + 3, int(width / step) + 3)).astype(np.float32)
        total += cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC) * 0.5**octave
    return ((total - total.mean()) / max(float(total.std()), 1e-6)).astype(np.float32)


@lru_cache(maxsize=16)
def streaks(seed: int, length: int) -> Plane:
    """A 512 x 512 tile of horizontal brush marks that repeats without a seam, standard deviation 1.

    Args:
        seed: Tiles are few and shared by many pictures (one costs as much as a whole picture), so each has its number.
        length: Typical length of a mark in pixels.
    """
    noise = np.random.default_rng(seed).standard_normal((TILE, TILE)).astype(np.float32)
    wrapped = cv2.copyMakeBorder(noise, 0, 0, TILE, TILE, cv2.BORDER_WRAP)
    long = cv2.GaussianBlur(wrapped, (0, 0), sigmaX=length, sigmaY=0.6)[:, TILE : 2 * TILE]
    short = cv2.GaussianBlur(wrapped, (0, 0), sigmaX=length / 6, sigmaY=0.5)[:, TILE : 2 * TILE]
    tile = long / max(float(long.std()), 1e-6) + 0.6 * short / max(float(short.std()), 1e-6)
    return (tile / tile.std()).astype(np.float32)


def sample(tile: Plane, x: Plane, y: Plane) -> Plane:
    """Read a repeating tile at arbitrary coordinates."""
    return floats(cv2.remap(tile, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP))


@dataclass(frozen=True)
class Frame:
    """Pixel coordinates, and the same in the frame of a part that lies turned and shifted on the tray.

    Attributes:
        x: Column of each pixel, shape (H, W).
        y: Row of each pixel.
        u: Along the part, pixels from its centre.
        v: Across the part.
        centre: Where the part's own (0, 0) lies, as (x, y).
        angle: Radians.
        scale: Picture pixels per pixel of the part's drawing.
    """

    x: Plane
    y: Plane
    u: Plane
    v: Plane
    centre: tuple[float, float]
    angle: float
    scale: float

    @classmethod
    def turned(cls, shape: tuple[int, int], centre: tuple[float, float], angle: float, scale: float) -> Frame:
        """Build for a part at `centre` (x, y), turned by `angle` radians, drawn `scale` times its nominal size."""
        y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
        dx, dy = (x - centre[0]) / scale, (y - centre[1]) / scale
        c, s = np.float32(np.cos(angle)), np.float32(np.sin(angle))
        return cls(x, y, c * dx + s * dy, -s * dx + c * dy, centre, angle, scale)

    def pixel(self, u: float, v: float) -> tuple[int, int]:
        """Row and column that show the point (u, v), kept inside the picture."""
        c, s = np.cos(self.angle), np.sin(self.angle)
        column = self.centre[0] + self.scale * (c * u - s * v)
        row = self.centre[1] + self.scale * (s * u + c * v)
        height, width = self.x.shape
        return int(np.clip(row, 0, height - 1)), int(np.clip(column, 0, width - 1))
