"""All resting shapes as two pictures of the view's size: tinted insides, and two-toned outlines above them.

Outlines are drawn one pixel wide and grown to their width for the whole picture at once: OpenCV's own thick lines cost
three to four times as much for each shape, growing costs the same for one shape and for ten thousand. What is grown
once more, in half-transparent black, is the dark tone that keeps a line visible on any ground.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
from PySide6.QtGui import QImage

from tlstudio.gui.canvas.shapes import FILLED, Kind, ShapeTable

SHIFT = 4  # OpenCV's fixed point: 28 bits of pixels, 4 of sixteenths
ONE = 1 << SHIFT
DASH_ON, DASH_OFF = 8.0, 6.0
LINE_WIDTH = 2.0
SHADE = 128
HATCH_PERIOD, HATCH_WIDTH = 8, 2
CHUNK = 500
POINT_RADIUS = 5.0

Colour = tuple[int, int, int]
Rect = tuple[int, int, int, int]


@dataclass(frozen=True)
class Look:
    """How shapes are drawn.

    Attributes:
        colours: Label id -> (blue, green, red).
        fill: Opacity of insides, 0 to 1; 0 = outlines only.
    """

    colours: Mapping[int, Colour] = field(default_factory=dict[int, Colour])
    fill: float = 0.35
    other: Colour = (160, 160, 160)

    def colour(self, label_id: int) -> Colour:
        """The colour of a label; grey for one that is not known."""
        return self.colours.get(label_id, self.other)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the image lies, in device pixels: x' = x * scale + left.

    Attributes:
        ratio: Device pixels per logical pixel; widths of lines follow it.
    """

    scale: float
    left: float
    top: float
    ratio: float = 1.0

    def to_image(self, rect: Rect) -> tuple[float, float, float, float]:
        """A rectangle of device pixels in image pixels."""
        x0, y0, x1, y1 = rect
        return (
            (x0 - self.left) / self.scale,
            (y0 - self.top) / self.scale,
            (x1 - self.left) / self.scale,
            (y1 - self.top) / self.scale,
        )


class ShapeLayer:
    """Two pictures of one size, in premultiplied colours, wrapped for Qt without a copy.

    Args:
        width: In device pixels.
        height: In device pixels.
    """

    def __init__(self, width: int, height: int, ratio: float = 1.0) -> None:
        self.size = (max(1, width), max(1, height))
        shape = (self.size[1], self.size[0], 4)
        self._fill = np.zeros(shape, np.uint8)
        self._thin = np.zeros(shape, np.uint8)
        self._line = np.zeros(shape, np.uint8)
        self.has_fill = False
        self.images = tuple(_wrap(pixels, ratio) for pixels in (self._fill, self._line))

    def draw(self, table: ShapeTable, place: Place, look: Look, hidden: frozenset[int] = frozenset()) -> None:
        """Draw everything anew."""
        self.has_fill = False
        self.redraw((0, 0, *self.size), table, place, look, hidden)

    def redraw(
        self, rect: Rect, table: ShapeTable, place: Place, look: Look, hidden: frozenset[int] = frozenset()
    ) -> None:
        """Draw a rectangle anew.

        Args:
            rect: Left, top, right, bottom in device pixels.
            hidden: Ids of shapes that are left out (they are being changed, and drawn above).
        """
        margin = int(4 * place.ratio) + 2
        outer = self._clip((rect[0] - margin, rect[1] - margin, rect[2] + margin, rect[3] + margin))
        inner = self._clip(rect)
        if inner[0] >= inner[2] or inner[1] >= inner[3]:
            return
        fill, thin = _part(self._fill, outer), _part(self._thin, outer)
        fill[:] = 0
        thin[:] = 0
        places = table.overlapping(*place.to_image(outer))
        if hidden:
            gone = [p for p in (table.place(i) for i in hidden) if p is not None]
            places = places[~np.isin(places, gone)]
        brush = _Brush(table, place, look, outer[:2])
        if brush.draw(fill, thin, places):
            self.has_fill = True
        grown = _grown(thin, place.ratio)
        x0, y0 = inner[0] - outer[0], inner[1] - outer[1]
        _part(self._line, inner)[:] = grown[y0 : y0 + inner[3] - inner[1], x0 : x0 + inner[2] - inner[0]]

    def shift(self, dx: int, dy: int) -> list[Rect]:
        """Move what is drawn by whole device pixels; return the strips that came in and must be redrawn."""
        width, height = self.size
        if abs(dx) >= width or abs(dy) >= height:
            return [(0, 0, width, height)]
        for pixels in (self._fill, self._thin, self._line):
            source = pixels[max(0, -dy) : height - max(0, dy), max(0, -dx) : width - max(0, dx)].copy()
            pixels[max(0, dy) : height - max(0, -dy), max(0, dx) : width - max(0, -dx)] = source
        strips: list[Rect] = []
        if dx:
            strips.append((0, 0, dx, height) if dx > 0 else (width + dx, 0, width, height))
        if dy:
            strips.append((0, 0, width, dy) if dy > 0 else (0, height + dy, width, height))
        return strips

    def _clip(self, rect: Rect) -> Rect:
        width, height = self.size
        return max(0, rect[0]), max(0, rect[1]), min(width, rect[2]), min(height, rect[3])


class _Brush:
    """Draws shapes of one table into parts of a layer whose corner lies at `corner`."""

    def __init__(self, table: ShapeTable, place: Place, look: Look, corner: Sequence[int]) -> None:
        self._table = table
        self._place = place
        self._look = look
        self._offset = np.array([place.left, place.top], np.float32)
        self._corner = np.array([corner[0] << SHIFT, corner[1] << SHIFT], np.int32)
        self._all: np.ndarray | None = None

    def draw(self, fill: np.ndarray, thin: np.ndarray, places: np.ndarray) -> bool:
        """Draw shapes; return whether any inside was tinted."""
        if 4 * len(places) > len(self._table) > CHUNK:
            self._all = self._fixed(self._table.vertices, self._table.snaps)
        tinted = self._draw_fills(fill, places) if self._look.fill > 0 else False
        self._draw_lines(thin, places)
        return tinted

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

    def _rings(self, place: int) -> list[np.ndarray]:
        table = self._table
        starts = table.ring_starts
        if self._all is not None:
            fixed = self._all
            return [fixed[starts[r] : starts[r + 1]] for r in table.rings_of(place)]
        rings = table.rings_of(place)
        begin, end = int(starts[rings.start]), int(starts[rings.stop])
        fixed = self._fixed(table.vertices[begin:end], table.snaps[begin:end])
        return [fixed[starts[r] - begin : starts[r + 1] - begin] for r in rings]

    def _draw_fills(self, fill: np.ndarray, places: np.ndarray) -> bool:
        table, look = self._table, self._look
        kinds = table.kinds[places]
        filled = places[np.isin(kinds, [int(kind) for kind in FILLED])]
        alpha = look.fill
        tints = {
            label: (*(round(channel * alpha) for channel in look.colour(label)), round(255 * alpha))
            for label in np.unique(table.labels[filled]).tolist()
        }
        labels = table.labels
        for place in filled.tolist():
            shape = table.shapes[place]
            tint = tints[int(labels[place])]
            if shape.is_suggestion:
                _hatch(fill, self._rings(place), tint)
            else:
                cv2.fillPoly(fill, self._rings(place), tint, cv2.LINE_8, SHIFT)
        return len(filled) > 0

    def _draw_lines(self, thin: np.ndarray, places: np.ndarray) -> None:
        table = self._table
        closed: dict[int, list[np.ndarray]] = {}
        dashed: dict[int, list[np.ndarray]] = {}
        labels, kinds = table.labels, table.kinds
        for place in places.tolist():
            label = int(labels[place])
            if kinds[place] == Kind.POINT:
                closed.setdefault(label, []).extend(_diamond(r, self._place.ratio) for r in self._rings(place))
            elif table.shapes[place].is_suggestion:
                for points in self._rings(place):
                    dashed.setdefault(label, []).extend(dashes(points))
            else:
                closed.setdefault(label, []).extend(self._rings(place))
        for groups, is_closed in ((closed, True), (dashed, False)):
            for label, rings in groups.items():
                colour = (*self._look.colour(label), 255)
                # In pieces: turning a list into OpenCV's own holds Python's lock, and the window must not wait for it.
                for start in range(0, len(rings), CHUNK):
                    cv2.polylines(thin, rings[start : start + CHUNK], is_closed, colour, 1, cv2.LINE_AA, SHIFT)


def dashes(points: np.ndarray, on: float = DASH_ON, off: float = DASH_OFF) -> list[np.ndarray]:
    """Cut a closed ring into dashes of device pixels, the phase running on round its corners.

    Args:
        points: (N, 2) int32 in fixed point.

    Returns:
        Open lines, (2, 2) int32 in fixed point each; a dash round a corner comes in two pieces.
    """
    start = points.astype(np.float64) / ONE
    along = np.roll(start, -1, axis=0) - start
    lengths = np.hypot(along[:, 0], along[:, 1])
    ends = np.cumsum(lengths)
    total = float(ends[-1])
    if total < on:
        return [points]
    # Whole periods only, so that no short piece marks where the ring closes.
    period = total / max(1, round(total / (on + off)))
    on = period * on / (on + off)
    begins = np.arange(0.0, total - 1e-6, period)
    pieces: list[np.ndarray] = []
    for edge, (end, length) in enumerate(zip(ends, lengths, strict=True)):
        if length <= 0:
            continue
        first = end - length
        low = np.maximum(begins, first)
        high = np.minimum(begins + on, end)
        kept = high > low
        a = start[edge] + ((low[kept] - first) / length)[:, None] * along[edge]
        b = start[edge] + ((high[kept] - first) / length)[:, None] * along[edge]
        pieces.extend(np.rint(np.stack([a, b], axis=1) * ONE).astype(np.int32))
    return pieces


def _diamond(points: np.ndarray, ratio: float) -> np.ndarray:
    reach = round(POINT_RADIUS * ratio * ONE)
    return points[0] + np.array([(0, -reach), (reach, 0), (0, reach), (-reach, 0)], np.int32)


def _hatch(fill: np.ndarray, rings: list[np.ndarray], tint: tuple[int, ...]) -> None:
    """Tint slanted lines instead of the whole inside: proposed, not decided."""
    corners = np.concatenate(rings) >> SHIFT
    x0, y0 = np.maximum(corners.min(axis=0), 0)
    x1, y1 = np.minimum(corners.max(axis=0) + 2, (fill.shape[1], fill.shape[0]))
    if x1 <= x0 or y1 <= y0:
        return
    inside = np.zeros((y1 - y0, x1 - x0), np.uint8)
    cv2.fillPoly(inside, [r - np.array([x0 << SHIFT, y0 << SHIFT], np.int32) for r in rings], 255, cv2.LINE_8, SHIFT)
    slant = (np.arange(x0, x1)[None, :] + np.arange(y0, y1)[:, None]) % HATCH_PERIOD < HATCH_WIDTH
    fill[y0:y1, x0:x1][(inside > 0) & slant] = tint


def _grown(thin: np.ndarray, ratio: float) -> np.ndarray:
    """Return outlines at their full width, with the dark tone around them in the opacity."""
    width = max(1, round(LINE_WIDTH * ratio))
    anchor = ((width - 1) // 2, (width - 1) // 2)
    line = cv2.dilate(thin, np.ones((width, width), np.uint8), anchor=anchor) if width > 1 else thin.copy()
    around = 2 * round(ratio) + 1
    opacity = cv2.extractChannel(line, 3)
    shade = cv2.dilate(opacity, np.ones((around, around), np.uint8))
    shade = cv2.convertScaleAbs(shade, alpha=SHADE / 255)
    cv2.insertChannel(cv2.max(opacity, shade), line, 3)
    return line


def _part(pixels: np.ndarray, rect: Rect) -> np.ndarray:
    return pixels[rect[1] : rect[3], rect[0] : rect[2]]


def _wrap(pixels: np.ndarray, ratio: float) -> QImage:
    height, width = pixels.shape[:2]
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    return image
