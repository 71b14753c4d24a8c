"""All shapes of one image in flat arrays, so that questions about thousands of them are one step of numpy.

Nothing here changes in place. An edit makes another table, so a worker may go on drawing the one it was given; copying
the arrays of 10,000 shapes takes a fraction of a millisecond.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress

import numpy as np

from tlstudio.gui.canvas.shapes import Kind, Shape


def signed_areas(vertices: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Return the signed area of each ring by the shoelace formula.

    Args:
        vertices: (M, 2), all rings one after the other.
        starts: (R + 1,) where each ring begins, and the end of the last.
    """
    if len(starts) < 2:
        return np.zeros(0)
    following = np.roll(vertices, -1, axis=0)
    following[starts[1:] - 1] = vertices[starts[:-1]]
    cross = vertices[:, 0].astype(np.float64) * following[:, 1] - following[:, 0].astype(np.float64) * vertices[:, 1]
    return np.add.reduceat(cross, starts[:-1]) / 2.0


@dataclass(frozen=True, eq=False)
class ShapeTable:
    """All shapes of an image, the lowest first.

    Attributes:
        shapes: N shapes.
        vertices: (M, 2) float32, the vertices of all rings one after the other.
        ring_starts: (R + 1,) int64, where each ring begins in `vertices`.
        first_rings: (N + 1,) int64, the first ring of each shape.
        bounds: (N, 4) float32: left, top, right, bottom.
        labels: (N,) int64.
        kinds: (N,) uint8.
        shown: (N,) bool.
    """

    shapes: tuple[Shape, ...]
    vertices: np.ndarray
    ring_starts: np.ndarray
    first_rings: np.ndarray
    bounds: np.ndarray
    labels: np.ndarray
    kinds: np.ndarray
    shown: np.ndarray
    _places: dict[int, int] = field(default_factory=dict[int, int], repr=False)

    @classmethod
    def of(cls, shapes: Iterable[Shape]) -> ShapeTable:
        """Put shapes into arrays."""
        known = tuple(shapes)
        rings = [r for shape in known for r in shape.rings]
        vertices = np.concatenate(rings).astype(np.float32, copy=False) if rings else np.zeros((0, 2), np.float32)
        ring_starts = np.concatenate([[0], np.cumsum([len(r) for r in rings], dtype=np.int64)]).astype(np.int64)
        first_rings = np.concatenate([[0], np.cumsum([len(s.rings) for s in known], dtype=np.int64)]).astype(np.int64)
        if known:
            begins = ring_starts[first_rings[:-1]]
            bounds = np.hstack([np.minimum.reduceat(vertices, begins), np.maximum.reduceat(vertices, begins)])
        else:
            bounds = np.zeros((0, 4), np.float32)
        return cls(
            known,
            vertices,
            ring_starts,
            first_rings,
            bounds,
            np.array([shape.label_id for shape in known], np.int64),
            np.array([shape.kind for shape in known], np.uint8),
            np.array([not shape.is_hidden for shape in known], bool),
            {shape.id: place for place, shape in enumerate(known)},
        )

    def __len__(self) -> int:
        return len(self.shapes)

    @cached_property
    def areas(self) -> np.ndarray:
        """(N,) area of each shape in square pixels, holes taken off."""
        if not len(self):
            return np.zeros(0)
        of_rings = np.abs(signed_areas(self.vertices, self.ring_starts))
        for place in np.flatnonzero(np.diff(self.first_rings) > 1).tolist():
            rings = self.rings_of(place)
            of_rings[rings.start + self.shapes[place].parts : rings.stop] *= -1
        areas = np.maximum(0.0, np.add.reduceat(of_rings, self.first_rings[:-1]))
        for place in np.flatnonzero(self.kinds == Kind.MASK).tolist():
            pixels = self.shapes[place].pixels
            areas[place] = pixels.area if pixels is not None else 0
        return areas

    @cached_property
    def snaps(self) -> np.ndarray:
        """(M,) bool: vertices of upright boxes, drawn on whole pixels so that their lines stay crisp."""
        per_ring = np.repeat(self.kinds == Kind.BOX, np.diff(self.first_rings))
        return np.repeat(per_ring, np.diff(self.ring_starts))

    def place(self, shape_id: int) -> int | None:
        """Where a shape stands, None if it is not here."""
        return self._places.get(shape_id)

    def get(self, shape_id: int) -> Shape | None:
        """A shape by its id."""
        place = self._places.get(shape_id)
        return None if place is None else self.shapes[place]

    def rings_of(self, place: int) -> range:
        """Indices of a shape's rings."""
        return range(int(self.first_rings[place]), int(self.first_rings[place + 1]))

    def replaced(self, shape: Shape) -> ShapeTable:
        """The table with another version of one of its shapes.

        Raises:
            KeyError: No shape has this id.
        """
        place = self._places[shape.id]
        ring0, ring1 = int(self.first_rings[place]), int(self.first_rings[place + 1])
        begin, end = int(self.ring_starts[ring0]), int(self.ring_starts[ring1])
        new = np.concatenate(shape.rings).astype(np.float32, copy=False)
        lengths = np.concatenate([[0], np.cumsum([len(r) for r in shape.rings], dtype=np.int64)]) + begin
        shift, more_rings = len(new) - (end - begin), len(shape.rings) - (ring1 - ring0)
        vertices = np.concatenate([self.vertices[:begin], new, self.vertices[end:]])
        ring_starts = np.concatenate([self.ring_starts[:ring0], lengths[:-1], self.ring_starts[ring1:] + shift])
        first_rings = self.first_rings.copy()
        first_rings[place + 1 :] += more_rings
        bounds, labels, kinds, shown = self.bounds.copy(), self.labels.copy(), self.kinds.copy(), self.shown.copy()
        bounds[place] = shape.bounds
        labels[place], kinds[place], shown[place] = shape.label_id, shape.kind, not shape.is_hidden
        shapes = (*self.shapes[:place], shape, *self.shapes[place + 1 :])
        return ShapeTable(
            shapes, vertices, ring_starts.astype(np.int64), first_rings, bounds, labels, kinds, shown, self._places
        )

    def with_shapes(self, changed: Iterable[Shape]) -> ShapeTable:
        """The table with other versions of some shapes; those it does not have come on top."""
        new = {shape.id: shape for shape in changed}
        if len(new) == 1 and next(iter(new)) in self._places:
            return self.replaced(next(iter(new.values())))
        if not any(shape_id in self._places for shape_id in new):
            return self._with_above(ShapeTable.of(new.values()))
        kept = [new.pop(shape.id, shape) for shape in self.shapes]
        return ShapeTable.of([*kept, *new.values()])

    def _with_above(self, other: ShapeTable) -> ShapeTable:
        """The table with all shapes of another one on top."""
        if not len(other):
            return self
        shapes = (*self.shapes, *other.shapes)
        return ShapeTable(
            shapes,
            np.concatenate([self.vertices, other.vertices]),
            np.concatenate([self.ring_starts, other.ring_starts[1:] + self.ring_starts[-1]]),
            np.concatenate([self.first_rings, other.first_rings[1:] + self.first_rings[-1]]),
            np.concatenate([self.bounds, other.bounds]),
            np.concatenate([self.labels, other.labels]),
            np.concatenate([self.kinds, other.kinds]),
            np.concatenate([self.shown, other.shown]),
            {shape.id: place for place, shape in enumerate(shapes)},
        )

    def without(self, shape_ids: Iterable[int]) -> ShapeTable:
        """The table without some shapes."""
        gone = [place for shape_id in set(shape_ids) if (place := self._places.get(shape_id)) is not None]
        if not gone:
            return self
        kept = np.ones(len(self), bool)
        kept[gone] = False
        rings = np.repeat(kept, np.diff(self.first_rings))
        lengths = np.diff(self.ring_starts)
        shapes = tuple(compress(self.shapes, kept.tolist()))
        return ShapeTable(
            shapes,
            self.vertices[np.repeat(rings, lengths)],
            _starts(lengths[rings]),
            _starts(np.diff(self.first_rings)[kept]),
            self.bounds[kept],
            self.labels[kept],
            self.kinds[kept],
            self.shown[kept],
            {shape.id: place for place, shape in enumerate(shapes)},
        )

    def overlapping(self, left: float, top: float, right: float, bottom: float) -> np.ndarray:
        """Places of the shown shapes whose bounds meet a rectangle of the image, the lowest first."""
        b = self.bounds
        meets = (b[:, 0] <= right) & (b[:, 2] >= left) & (b[:, 1] <= bottom) & (b[:, 3] >= top) & self.shown
        return np.flatnonzero(meets)


def _starts(lengths: np.ndarray) -> np.ndarray:
    """Where each of several stretches begins, and the end of the last."""
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]).astype(np.int64)


EMPTY = ShapeTable.of(())
