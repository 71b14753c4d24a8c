"""A stretch of another polygon's outline, so that neighbours share a border to the vertex."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

Points = list[tuple[float, float]]


class Way(IntEnum):
    """How to get from one vertex of a ring to another."""

    SHORT = 0
    LONG = 1
    STRAIGHT = 2


@dataclass(frozen=True, slots=True)
class Trace:
    """Two vertices of one ring that were clicked one after the other.

    Attributes:
        begin: Index of the first vertex.
        end: Index of the second vertex.
    """

    ring: np.ndarray
    begin: int
    end: int

    def points(self, way: Way) -> Points:
        """The vertices after the first one up to and with the second one."""
        forward, backward = self._walk(1), self._walk(-1)
        shorter, longer = sorted((forward, backward), key=self._length)
        chosen = {Way.SHORT: shorter, Way.LONG: longer, Way.STRAIGHT: [self.end]}[way]
        return [(float(x), float(y)) for x, y in self.ring[chosen].tolist()]

    def _walk(self, step: int) -> list[int]:
        count = len(self.ring)
        number = (self.end - self.begin) * step % count
        return [(self.begin + step * place) % count for place in range(1, number + 1)]

    def _length(self, indices: list[int]) -> float:
        stretch = self.ring[[self.begin, *indices]].astype(np.float64)
        return float(np.hypot(*np.diff(stretch, axis=0).T).sum())
