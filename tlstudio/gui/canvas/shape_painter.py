"""Draws shapes into pictures of one byte a pixel."""

from __future__ import annotations

import itertools
from collections import defaultdict

import cv2
import numpy as np

from tlstudio.gui.canvas.colouring import Scratch
from tlstudio.gui.canvas.look import POINT_RADIUS, Look, Place, Rect
from tlstudio.gui.canvas.mask_pixels import Sampled, dashed, sampled
from tlstudio.gui.canvas.patterns import DASH_OFF, DASH_ON, ONE, SHIFT, dashes, hatch, slant
from tlstudio.gui.canvas.shape_table import ShapeTable
from tlstudio.gui.canvas.shapes import FILLED, Kind

CHUNK = 500
_FILLED = [int(kind) for kind in FILLED]


class ShapePainter:
    """Draws shapes of one table into pictures of one byte a pixel; colours come afterwards, for all shapes at once.

    Four bytes a pixel cost OpenCV's antialiased lines three to four times as much.
    """

    def __init__(self, table: ShapeTable, place: Place, look: Look, part: Rect, scratch: Scratch) -> None:
        self._table = table
        self._place = place
        self._look = look
        self._offset = np.array([place.left, place.top], np.float32)
        self._corner = np.array([part[0] << SHIFT, part[1] << SHIFT], np.int32)
        self._part = part
        self._scratch = scratch
        self._masks: dict[int, Sampled | None] = {}
        self.has_fill = False
        self._dash = DASH_ON * place.ratio, DASH_OFF * place.ratio

    def draw(self, places: np.ndarray) -> None:
        """Draw shapes, the lowest first."""
        table, offset = self._table, (self._place.left, self._place.top)
        rings, numbers = self._rings(places), self._look.numbers_of(table.labels[places])
        for place in places[table.kinds[places] == Kind.MASK].tolist():
            pixels = table.shapes[place].pixels
            self._masks[place] = sampled(pixels, self._place.scale, offset, self._part) if pixels is not None else None
        if self._look.fill > 0:
            self._draw_fills(places, rings, numbers)
        self._draw_lines(places, rings, numbers)

    def _fixed(self, vertices: np.ndarray, snaps: np.ndarray) -> np.ndarray:
        """Vertices in OpenCV's fixed point; those of upright boxes on whole pixels.

        Rounded before the part's corner is taken off, so that a shape looks the same in every part that shows it.
        """
        pixels = vertices * np.float32(self._place.scale) + self._offset
        if snaps.all():
            return (np.rint(pixels).astype(np.int32) << SHIFT) - self._corner
        fixed = np.rint(pixels * ONE).astype(np.int32)
        if snaps.any():
            fixed[snaps] = np.rint(pixels[snaps]).astype(np.int32) << SHIFT
        return fixed - self._corner

    def _rings(self, places: np.ndarray) -> list[list[np.ndarray]]:
        """The rings of each shape in fixed point; where most shapes are seen all are worked out together."""
        table = self._table
        if 4 * len(places) > len(table):
            fixed = self._fixed(table.vertices, table.snaps)
            pieces = [fixed[begin:end] for begin, end in itertools.pairwise(table.ring_starts.tolist())]
            firsts = table.first_rings.tolist()
            return [pieces[firsts[place] : firsts[place + 1]] for place in places.tolist()]
        found: list[list[np.ndarray]] = []
        for place in places.tolist():
            rings = table.rings_of(place)
            starts = table.ring_starts[rings.start : rings.stop + 1].tolist()
            begin = starts[0]
            fixed = self._fixed(table.vertices[begin : starts[-1]], table.snaps[begin : starts[-1]])
            found.append([fixed[a - begin : b - begin] for a, b in itertools.pairwise(starts)])
        return found

    def _draw_fills(self, places: np.ndarray, rings: list[list[np.ndarray]], numbers: list[int]) -> None:
        shapes, inside = self._table.shapes, self._scratch.inside
        filled = np.flatnonzero(np.isin(self._table.kinds[places], _FILLED)).tolist()
        for at, place in zip(filled, places[filled].tolist(), strict=True):
            if place in self._masks:
                self._fill_mask(place, numbers[at])
            elif shapes[place].is_suggestion:
                hatch(inside, rings[at], numbers[at], self._part[0] + self._part[1], self._place.ratio)
            else:
                cv2.fillPoly(inside, rings[at], numbers[at], cv2.LINE_8, SHIFT)
        self.has_fill = len(filled) > 0

    def _fill_mask(self, place: int, number: int) -> None:
        found = self._masks[place]
        if found is None:
            return
        inside = found.on
        if self._table.shapes[place].is_suggestion:
            phase = found.left + self._part[0] + found.top + self._part[1]
            inside = inside * slant(inside.shape, phase, self._place.ratio)
        np.copyto(found.part_of(self._scratch.inside), number, where=inside.view(bool))

    def _draw_mask_edges(self, place: int, number: int) -> None:
        found = self._masks[place]
        if found is None:
            return
        edges = found.edges()
        if self._table.shapes[place].is_suggestion:
            # Counted from the view's corner, so that dashes meet where parts of the picture were drawn apart.
            phase = found.left + self._part[0] + found.top + self._part[1]
            edges &= dashed(edges.shape, phase, *self._dash).view(bool)
        np.copyto(found.part_of(self._scratch.cover), 255, where=edges)
        np.copyto(found.part_of(self._scratch.owner), number, where=edges)

    def _draw_lines(self, places: np.ndarray, rings: list[list[np.ndarray]], numbers: list[int]) -> None:
        closed: dict[int, list[np.ndarray]] = defaultdict(list)
        dashed: dict[int, list[np.ndarray]] = defaultdict(list)
        shapes, are_points = self._table.shapes, (self._table.kinds[places] == Kind.POINT).tolist()
        for place, number, own, is_point in zip(places.tolist(), numbers, rings, are_points, strict=True):
            if place in self._masks:
                self._draw_mask_edges(place, number)
            elif is_point:
                closed[number] += (_diamond(points, self._place.ratio) for points in own)
            elif shapes[place].is_suggestion:
                dashed[number] += (piece for points in own for piece in dashes(points, *self._dash))
            else:
                closed[number] += own
        for groups, is_closed in ((closed, True), (dashed, False)):
            for number, lines in groups.items():
                # In pieces: turning a list into OpenCV's own holds Python's lock, and the window must not wait for it.
                for start in range(0, len(lines), CHUNK):
                    piece = lines[start : start + CHUNK]
                    cv2.polylines(self._scratch.cover, piece, is_closed, 255, 1, cv2.LINE_AA, SHIFT)
                    cv2.polylines(self._scratch.owner, piece, is_closed, number, 1, cv2.LINE_8, SHIFT)


def _diamond(points: np.ndarray, ratio: float) -> np.ndarray:
    reach = round(POINT_RADIUS * ratio * ONE)
    return points[0] + np.array([(0, -reach), (reach, 0), (0, reach), (-reach, 0)], np.int32)
