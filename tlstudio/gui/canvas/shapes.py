"""One shape as the canvas works with it: its rings, its pixels where it is a mask, and what is said of it.

Nothing here changes in place; an edit makes another `Shape`. All shapes of an image together are a `shape_table.ShapeTable`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np

from tlstudio.core.geometry.shapes import Mask
from tlstudio.gui.models.said import tr


class Kind(IntEnum):
    """What a shape is; the numbers are what the table's column holds."""

    BOX = 0
    ROTATED_BOX = 1
    POLYGON = 2
    POINT = 3
    MASK = 4

    @property
    def word(self) -> str:
        """What it is called, in the person's language: `rotated box`."""
        return tr(self.name.lower().replace("_", " "))


FILLED = frozenset({Kind.POLYGON, Kind.MASK})
"""Kinds whose inside is tinted; a tinted box would hide what is in it."""


@dataclass(frozen=True, eq=False)
class Pixels:
    """The pixels of a mask, cut to a rectangle that holds them.

    Attributes:
        left: Column of the rectangle in the image.
        top: Row of the rectangle in the image.
        on: (H, W) bool; column by column in memory, as run lengths are.
        mask: The same pixels as they are stored, where that is known.
    """

    left: int
    top: int
    on: np.ndarray
    mask: Mask | None = None

    @cached_property
    def area(self) -> int:
        """How many pixels are on."""
        return int(np.count_nonzero(self.on))

    def has(self, x: float, y: float, reach: float = 0.0) -> bool:
        """Whether a pixel at a place of the image, or nearer than `reach` to it along each axis, is on."""
        height, width = self.on.shape
        left, right = max(0, int(x - reach - self.left)), min(width, int(x + reach - self.left) + 1)
        top, bottom = max(0, int(y - reach - self.top)), min(height, int(y + reach - self.top) + 1)
        return left < right and top < bottom and bool(self.on[top:bottom, left:right].any())


@dataclass(frozen=True, eq=False)
class Shape:
    """One shape.

    Attributes:
        id: The annotation's id; below 1 = not stored yet.
        rings: Each (N, 2) float32 in image pixels: first the outlines of its parts, then those of holes. A box has its
            four corners, clockwise from the upper left; a rotated box likewise from its own first corner; a point one
            row. A mask has the four corners of its rectangle, its pixels lie in `pixels`.
        parts: How many of the rings are outlines; the others are holes.
        is_suggestion: Proposed by a model, undecided.
        score: Of the suggestion, 0..1; None = decided by a person.
        pixels: Of a mask; None for all others.
        is_locked: Cannot be changed by the mouse.
        is_hidden: Not drawn and not hit.
    """

    id: int
    kind: Kind
    label_id: int
    rings: tuple[np.ndarray, ...]
    parts: int = 1
    pixels: Pixels | None = None
    is_suggestion: bool = False
    score: float | None = None
    is_locked: bool = False
    is_hidden: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it is a mask of which nothing is left."""
        return self.kind is Kind.MASK and self.pixels is None

    @property
    def outline(self) -> np.ndarray:
        """The first ring."""
        return self.rings[0]

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom in image pixels."""
        low = np.min([ring.min(axis=0) for ring in self.rings], axis=0)
        high = np.max([ring.max(axis=0) for ring in self.rings], axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def ring(points: Iterable[Sequence[float]] | np.ndarray) -> np.ndarray:
    """Return points as a ring: (N, 2) float32."""
    array = np.asarray(points if isinstance(points, np.ndarray) else list(points), np.float32)
    return array.reshape(-1, 2)


def box_ring(x0: float, y0: float, x1: float, y1: float) -> np.ndarray:
    """Return the corners of an upright box given by two opposite corners, clockwise from the upper left."""
    left, right, top, bottom = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    return ring([(left, top), (right, top), (right, bottom), (left, bottom)])
