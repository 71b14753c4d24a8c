"""The brush in hand: its size and form, and what a stroke of it covers."""

from __future__ import annotations

import math

import cv2
import numpy as np
from PySide6.QtCore import QObject, Signal

SMALLEST, LARGEST = 1, 600
STEP = 1.15

XY = tuple[float, float]


class Brush(QObject):
    """One brush for all tools that paint.

    Signals:
        changed: Another size, form or rule.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._size = 24
        self._is_square = False
        self._is_exclusive = False

    @property
    def size(self) -> int:
        """Diameter, or length of a side, in image pixels."""
        return self._size

    @property
    def is_square(self) -> bool:
        """Whether it is a square instead of a circle."""
        return self._is_square

    @property
    def is_exclusive(self) -> bool:
        """Whether what is painted is taken from the other masks below it."""
        return self._is_exclusive

    def set_size(self, size: int) -> None:
        """Take another size."""
        size = min(LARGEST, max(SMALLEST, size))
        if size != self._size:
            self._size = size
            self.changed.emit()

    def set_square(self, on: bool) -> None:
        """Take a square or a circle."""
        if on != self._is_square:
            self._is_square = on
            self.changed.emit()

    def set_exclusive(self, on: bool) -> None:
        """Let masks overlap, or not."""
        if on != self._is_exclusive:
            self._is_exclusive = on
            self.changed.emit()

    def grow(self, steps: float) -> None:
        """Make it larger (or smaller, below 0) by steps of the wheel, by one pixel at least."""
        wanted = self._size * STEP**steps
        self.set_size(math.ceil(wanted) if steps > 0 else math.floor(wanted))

    def reach(self) -> float:
        """How far from its middle it covers, in image pixels."""
        return self._size / 2 * (math.sqrt(2) if self._is_square else 1.0)

    def paint_line(self, columns: np.ndarray, start: XY, end: XY, value: bool) -> None:
        """Paint what the brush covers on its way from one point to another.

        Args:
            columns: (W, H) bool, a picture lying on its side: column by column in memory. Changed in place.
            start: x, y in image pixels.
            end: Likewise.
        """
        picture = columns.view(np.uint8)
        if self._is_square:
            cv2.fillConvexPoly(picture, self._swept_square(start, end), int(value))
        elif self._size <= 2:
            size = self._size
            # OpenCV draws no line two pixels wide that is exactly so; one stroke beside the other is.
            for beside in range(size):
                a, b = ((math.floor(y) - beside, math.floor(x) - beside) for x, y in (start, end))
                cv2.line(picture, a, b, int(value), 1)
        else:
            a, b = ((round(y - 0.5), round(x - 0.5)) for x, y in (start, end))
            if a == b:
                cv2.circle(picture, a, self._size // 2, int(value), -1)
            else:
                cv2.line(picture, a, b, int(value), 2 * (self._size // 2) + 1)
                for end_point in (a, b):
                    cv2.circle(picture, end_point, self._size // 2, int(value), -1)

    def _swept_square(self, start: XY, end: XY) -> np.ndarray:
        low, high = self._size // 2, self._size - self._size // 2 - 1
        corners = [
            (math.floor(y) + dy, math.floor(x) + dx)
            for x, y in (start, end)
            for dx in (-low, high)
            for dy in (-low, high)
        ]
        return cv2.convexHull(np.array(corners, np.int32))
