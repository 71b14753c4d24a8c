"""Box, rotated box, polygon, point and mask as frozen dataclasses.

All coordinates are pixels of the upright image, x to the right and y down; (0, 0) is the outer corner of the first pixel,
so a box over the first pixel is 0, 0, 1, 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

XY = tuple[float, float]
Ring = tuple[XY, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle.

    Attributes:
        x: Left edge.
        y: Top edge.
    """

    kind: ClassVar[str] = "box"
    x: float
    y: float
    width: float
    height: float

    @classmethod
    def from_edges(cls, left: float, top: float, right: float, bottom: float) -> Box:
        """Build from two corners; sizes are negative where they come in the wrong order."""
        return cls(left, top, right - left, bottom - top)

    @classmethod
    def around(cls, points: Sequence[XY]) -> Box:
        """Return the smallest box that holds all points (at least one)."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return cls.from_edges(min(xs), min(ys), max(xs), max(ys))

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.x, self.y, self.x + self.width, self.y + self.height

    @property
    def corners(self) -> Ring:
        """Top left, top right, bottom right, bottom left."""
        left, top, right, bottom = self.edges
        return (left, top), (right, top), (right, bottom), (left, bottom)


@dataclass(frozen=True, slots=True)
class RotatedBox:
    """A rectangle turned about its centre.

    Attributes:
        x: Centre.
        y: Centre.
        width: Before turning.
        height: Before turning.
        angle: Degrees, clockwise on the screen.
    """

    kind: ClassVar[str] = "rotated_box"
    x: float
    y: float
    width: float
    height: float
    angle: float

    @classmethod
    def from_corners(cls, corners: Sequence[XY]) -> RotatedBox:
        """Build from four corners in order around the box; the first two give the upper side.

        Corners that form no exact rectangle give the one with their mean sides.
        """
        a, b, c, d = corners
        # Walked the other way round, the same corners would give a mirrored box.
        if (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]) < 0:
            b, d = d, b
        along = (b[0] - a[0] + c[0] - d[0]) / 2, (b[1] - a[1] + c[1] - d[1]) / 2
        down = (d[0] - a[0] + c[0] - b[0]) / 2, (d[1] - a[1] + c[1] - b[1]) / 2
        return cls(
            x=(a[0] + b[0] + c[0] + d[0]) / 4,
            y=(a[1] + b[1] + c[1] + d[1]) / 4,
            width=math.hypot(*along),
            height=math.hypot(*down),
            angle=math.degrees(math.atan2(along[1], along[0])),
        )

    @property
    def corners(self) -> Ring:
        """Where the top left, top right, bottom right, bottom left corner of the unturned box have come to."""
        cos, sin = math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))
        half = self.width / 2, self.height / 2
        offsets = [(sx * half[0], sy * half[1]) for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        return tuple((self.x + cos * dx - sin * dy, self.y + sin * dx + cos * dy) for dx, dy in offsets)


@dataclass(frozen=True, slots=True)
class Polygon:
    """One or more parts of one object, minus its holes; inside a ring is what an odd number of its edges encloses.

    Attributes:
        rings: The parts, each three points or more, not closed (the last point is not the first again).
        holes: Rings cut out of all parts.
    """

    kind: ClassVar[str] = "polygon"
    rings: tuple[Ring, ...]
    holes: tuple[Ring, ...] = ()

    @property
    def points(self) -> Ring:
        """All vertices of the parts."""
        return tuple(point for ring in self.rings for point in ring)


@dataclass(frozen=True, slots=True)
class Point:
    """One place."""

    kind: ClassVar[str] = "point"
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Mask:
    """Pixels of the whole image, as COCO's compressed run lengths (`geometry.rle`).

    Attributes:
        width: Of the image.
        height: Of the image.
        counts: Runs column by column, beginning with pixels that are off.
    """

    kind: ClassVar[str] = "mask"
    width: int
    height: int
    counts: str


Geometry = Box | RotatedBox | Polygon | Point | Mask
KINDS = tuple(shape.kind for shape in (Box, RotatedBox, Polygon, Point, Mask))


def ellipse(x: float, y: float, rx: float, ry: float, angle: float = 0.0, *, points: int = 64) -> Polygon:
    """Return an ellipse as a polygon of the same area (its vertices lie a little outside of the curve).

    Args:
        x: Centre.
        y: Centre.
        rx: Half axis along x before turning.
        ry: Half axis along y before turning.
        angle: Degrees, clockwise on the screen, about the centre.
        points: Vertices.
    """
    step = 2 * math.pi / points
    grow = math.sqrt(step / math.sin(step))
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    ring: list[XY] = []
    for number in range(points):
        dx, dy = grow * rx * math.cos(number * step), grow * ry * math.sin(number * step)
        ring.append((x + cos * dx - sin * dy, y + sin * dx + cos * dy))
    return Polygon((tuple(ring),))
