"""Draws shapes into pictures of one byte a pixel, and makes coloured outlines of them for all shapes at once."""

from __future__ import annotations

import itertools
from collections import defaultdict

import cv2
import numpy as np

from tlstudio.gui.canvas.look import LINE_WIDTH, POINT_RADIUS, Look, Place, Rect
from tlstudio.gui.canvas.mask_pixels import Sampled, dashed, sampled
from tlstudio.gui.canvas.patterns import DASH_OFF, DASH_ON, ONE, SHIFT, dashes, hatch, slant
from tlstudio.gui.canvas.shape_table import ShapeTable
from tlstudio.gui.canvas.shapes import FILLED, Kind

SHADE = 128
CHUNK = 500
_FILLED = [int(kind) for kind in FILLED]


class Scratch:
    """Pictures to draw in.

    Attributes:
        inside: (H, W) uint8, number of the colour of what is tinted, 0 = nothing.
        cover: (H, W) uint8, how much of a pixel the outlines cover.
        owner: (H, W) uint8, number of the colour of the outline there.
        colours: (H, W) uint32, and the same as `pixels`, (H, W, 4) uint8.
    """

    def __init__(self, width: int, height: int) -> None:
        self.inside, self.cover, self.owner = (np.zeros((height, width), np.uint8) for _ in range(3))
        self.opacity, self.wide = (np.empty((height, width), np.uint8) for _ in range(2))
        self.colours = np.empty((height, width), np.uint32)
        self.pixels = self.colours.view(np.uint8).reshape(height, width, 4)
        self.quad = np.empty((height, width, 4), np.uint8)

    def clear(self) -> None:
        """Make empty what is drawn into."""
        for picture in (self.inside, self.cover, self.owner):
            picture.fill(0)


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

    def draw(self, places: np.ndarray) -> None:
        """Draw shapes, the lowest first."""
        rings = self._rings(places)
        offset = (self._place.left, self._place.top)
        for place in places[self._table.kinds[places] == Kind.MASK].tolist():
            pixels = self._table.shapes[place].pixels
            self._masks[place] = sampled(pixels, self._place.scale, offset, self._part) if pixels is not None else None
        if self._look.fill > 0:
            self._draw_fills(places, rings)
        self._draw_lines(places, rings)

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
            starts, firsts = table.ring_starts.tolist(), table.first_rings.tolist()
            return [
                [fixed[starts[r] : starts[r + 1]] for r in range(firsts[p], firsts[p + 1])] for p in places.tolist()
            ]
        found: list[list[np.ndarray]] = []
        for place in places.tolist():
            rings = table.rings_of(place)
            starts = table.ring_starts[rings.start : rings.stop + 1].tolist()
            begin = starts[0]
            fixed = self._fixed(table.vertices[begin : starts[-1]], table.snaps[begin : starts[-1]])
            found.append([fixed[a - begin : b - begin] for a, b in itertools.pairwise(starts)])
        return found

    def _draw_fills(self, places: np.ndarray, rings: list[list[np.ndarray]]) -> None:
        table, numbers = self._table, self._look.numbers
        filled = np.flatnonzero(np.isin(table.kinds[places], _FILLED))
        labels = table.labels[places].tolist()
        for at in filled.tolist():
            number = numbers.get(labels[at], 1)
            if places[at] in self._masks:
                self._fill_mask(places[at], number)
            elif table.shapes[places[at]].is_suggestion:
                hatch(self._scratch.inside, rings[at], number)
            else:
                cv2.fillPoly(self._scratch.inside, rings[at], number, cv2.LINE_8, SHIFT)
        self.has_fill = len(filled) > 0

    def _fill_mask(self, place: int, number: int) -> None:
        found = self._masks[place]
        if found is None:
            return
        inside = found.on
        if self._table.shapes[place].is_suggestion:
            inside = inside * slant(inside.shape, found.left + self._part[0] + found.top + self._part[1])
        np.copyto(found.part_of(self._scratch.inside), number, where=inside.view(bool))

    def _draw_mask_edges(self, place: int, number: int) -> None:
        found = self._masks[place]
        if found is None:
            return
        edges = found.edges()
        if self._table.shapes[place].is_suggestion:
            # Counted from the view's corner, so that dashes meet where parts of the picture were drawn apart.
            phase = found.left + self._part[0] + found.top + self._part[1]
            edges &= dashed(edges.shape, phase, DASH_ON, DASH_OFF).view(bool)
        np.copyto(found.part_of(self._scratch.cover), 255, where=edges)
        np.copyto(found.part_of(self._scratch.owner), number, where=edges)

    def _draw_lines(self, places: np.ndarray, rings: list[list[np.ndarray]]) -> None:
        numbers = self._look.numbers
        closed: dict[int, list[np.ndarray]] = defaultdict(list)
        dashed: dict[int, list[np.ndarray]] = defaultdict(list)
        shapes = self._table.shapes
        for place, label, own in zip(places.tolist(), self._table.labels[places].tolist(), rings, strict=True):
            shape = shapes[place]
            number = numbers.get(label, 1)
            if place in self._masks:
                self._draw_mask_edges(place, number)
            elif shape.kind is Kind.POINT:
                closed[number] += (_diamond(points, self._place.ratio) for points in own)
            elif shape.is_suggestion:
                dashed[number] += (piece for points in own for piece in dashes(points))
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


def outlines(scratch: Scratch, colours: np.ndarray, ratio: float) -> np.ndarray:
    """Return outlines at their full width in their colours, the dark tone around them in the opacity.

    Args:
        scratch: Lines one pixel wide.
        colours: (256,) uint32, opaque.

    Returns:
        (H, W, 4) uint8, premultiplied; the scratch's own memory.
    """
    width = max(1, round(LINE_WIDTH * ratio))
    lead = (width - 1) // 2
    opacity = cv2.dilate(scratch.cover, _square(width), scratch.opacity, (lead, lead))
    # One pixel further on each side, for an antialiased line covers its neighbours too.
    cv2.dilate(scratch.owner, _square(width + 2), scratch.wide, (lead + 1, lead + 1))
    np.take(colours, scratch.wide, out=scratch.colours, mode="clip")
    cv2.merge([opacity] * 4, scratch.quad)
    line = cv2.multiply(scratch.pixels, scratch.quad, scratch.quad, 1 / 255)
    shade = cv2.dilate(opacity, _square(2 * round(ratio) + 1), scratch.wide)
    cv2.convertScaleAbs(shade, shade, SHADE / 255)
    cv2.insertChannel(cv2.max(opacity, shade, shade), line, 3)
    return line


def _square(side: int) -> np.ndarray:
    return np.ones((side, side), np.uint8)
