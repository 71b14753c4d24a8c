"""A picture of more than 8 bits as the view keeps it: its own values, made visible through a table when painted."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from PySide6.QtGui import QImage

from tlstudio.gui.canvas.tones import Tones, table

CODES = 65536
HALVE_FROM = 2048


@dataclass(frozen=True)
class DeepPicture:
    """Stored values and their halves.

    Attributes:
        levels: (H, W) or (H, W, 3) uint16 codes, largest first, each half as wide as the one before.
        low, high: Codes that are shown black and white by default.
        slope, offset: A stored value is `code * slope + offset`.
        is_inverted: The smallest value is white.
        is_whole: The first level holds every pixel.
    """

    levels: tuple[np.ndarray, ...]
    low: float
    high: float
    slope: float = 1.0
    offset: float = 0.0
    is_inverted: bool = False
    is_whole: bool = True

    @property
    def bytes(self) -> int:
        """Memory it takes."""
        return sum(level.nbytes for level in self.levels)

    def image(
        self, box: tuple[int, int, int, int], level: int, size: tuple[int, int], tones: Tones, *, smooth: bool
    ) -> QImage:
        """Return a box (left, top, right, bottom) of a level at a size in pixels, Format_RGB32."""
        left, top, right, bottom = box
        codes = self.levels[level][top:bottom, left:right]
        shrinks = size[0] < right - left or size[1] < bottom - top
        method = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR if smooth else cv2.INTER_NEAREST
        return shown(cv2.resize(np.ascontiguousarray(codes), size, interpolation=method), self.table(tones))

    def table(self, tones: Tones) -> np.ndarray:
        """What each code is shown as."""
        return table(tones, CODES, self.low, self.high, is_inverted=self.is_inverted)

    def value_at(self, x: float, y: float) -> tuple[float, ...]:
        """The stored values at a place given in shares of width and height."""
        level = self.levels[0]
        row = min(level.shape[0] - 1, max(0, int(y * level.shape[0])))
        column = min(level.shape[1] - 1, max(0, int(x * level.shape[1])))
        return tuple(float(code) * self.slope + self.offset for code in np.atleast_1d(level[row, column]))


def shown(codes: np.ndarray, colours: np.ndarray) -> QImage:
    """Return codes (H, W[, C]) as a picture, Format_RGB32, through a table (65536,) uint8."""
    pixels = np.take(colours, codes)
    if pixels.ndim == 3 and pixels.shape[2] < 3:
        pixels = pixels[:, :, 0]
    conversion = cv2.COLOR_GRAY2BGRA if pixels.ndim == 2 else cv2.COLOR_RGB2BGRA
    bgra = cv2.cvtColor(np.ascontiguousarray(pixels if pixels.ndim == 2 else pixels[:, :, :3]), conversion)
    height, width = bgra.shape[:2]
    return QImage(bgra.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def halves(codes: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return the codes and their halves, down to where a level is under 2,048 pixels."""
    levels = [codes]
    while max(levels[-1].shape[:2]) >= HALVE_FROM:
        height, width = levels[-1].shape[:2]
        half = (max(1, width // 2), max(1, height // 2))
        levels.append(cv2.resize(levels[-1], half, interpolation=cv2.INTER_AREA))
    return tuple(levels)
