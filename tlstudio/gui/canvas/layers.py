"""All resting shapes as two pictures of the view's size: tinted insides, and two-toned outlines above them.

Outlines are drawn one pixel wide in one byte a pixel, and grown to their width and coloured for the whole picture at
once: OpenCV's own thick lines in colour cost ten times as much for each shape, growing and colouring cost the same for
one shape and for ten thousand. What is grown once more, in half-transparent black, is the dark tone that keeps a line
visible on any ground.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QImage

from tlstudio.gui.canvas.colouring import Scratch, colour, reach
from tlstudio.gui.canvas.look import Look, Place, Rect
from tlstudio.gui.canvas.shape_painter import ShapePainter
from tlstudio.gui.canvas.shape_table import ShapeTable


@dataclass(frozen=True, eq=False)
class Scene:
    """What is drawn.

    Attributes:
        table: All shapes.
        look: How they are drawn.
        hidden: Ids of shapes that are left out (they are being changed, and drawn above).
    """

    table: ShapeTable
    look: Look
    hidden: frozenset[int] = frozenset()

    def places_in(self, area: tuple[float, float, float, float]) -> np.ndarray:
        """Places of the shapes to be drawn that meet a rectangle of the image, the lowest first."""
        places = self.table.overlapping(*area)
        if self.hidden:
            gone = [p for p in (self.table.place(i) for i in self.hidden) if p is not None]
            places = places[~np.isin(places, gone)]
        return places


class ShapeLayer:
    """Two pictures of one size, in premultiplied colours, wrapped for Qt without a copy.

    Args:
        width: In device pixels.
        height: In device pixels.
    """

    def __init__(self, width: int, height: int, ratio: float = 1.0) -> None:
        self.size = (max(1, width), max(1, height))
        self._fill, self._line = (np.zeros((self.size[1], self.size[0]), np.int32) for _ in range(2))
        self.has_fill = False
        self._scratch: Scratch | None = None
        self.images = tuple(_wrap(pixels, ratio) for pixels in (self._fill, self._line))

    def draw(self, scene: Scene, place: Place) -> None:
        """Draw everything anew."""
        if self.has_fill:
            self._fill[:] = 0
            self.has_fill = False
        self.redraw((0, 0, *self.size), scene, place)

    def redraw(self, rect: Rect, scene: Scene, place: Place) -> None:
        """Draw a rectangle anew: left, top, right, bottom in device pixels."""
        margin = reach(place.ratio)
        outer = self._clip((rect[0] - margin, rect[1] - margin, rect[2] + margin, rect[3] + margin))
        inner = self._clip(rect)
        if inner[0] >= inner[2] or inner[1] >= inner[3]:
            return
        scratch = self._scratch_for(outer)
        look = scene.look
        painter = ShapePainter(scene.table, place, look, outer, scratch)
        painter.draw(scene.places_in(place.to_image(outer)))
        self.has_fill = painter.has_fill or self.has_fill
        here = np.s_[inner[1] : inner[3], inner[0] : inner[2]]
        part = (inner[0] - outer[0], inner[1] - outer[1], inner[2] - outer[0], inner[3] - outer[1])
        colour(scratch, part, look, place.ratio, self._fill[here] if self.has_fill else None, self._line[here])

    def _scratch_for(self, rect: Rect) -> Scratch:
        """Empty pictures to work in. Those of the whole view are kept: new memory costs more than the drawing."""
        width, height = rect[2] - rect[0], rect[3] - rect[1]
        if (width, height) != self.size:
            return Scratch(width, height)
        if self._scratch is None:
            self._scratch = Scratch(width, height)
        self._scratch.clear()
        return self._scratch

    def shift(self, dx: int, dy: int) -> list[Rect]:
        """Move what is drawn by whole device pixels; return the strips that came in and must be redrawn."""
        width, height = self.size
        if abs(dx) >= width or abs(dy) >= height:
            return [(0, 0, width, height)]
        for pixels in (self._fill, self._line) if self.has_fill else (self._line,):
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


def _wrap(colours: np.ndarray, ratio: float) -> QImage:
    height, width = colours.shape
    image = QImage(colours.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    return image
