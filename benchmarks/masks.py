"""Masks of 4000 x 4000 pixels: painting, drawing and storing them, beside a widget that colours the whole mask each time.

The first figure of a row is ours, the second the reference: one repaint of a widget that turns the whole mask into a
picture of colours and draws it into the view, with one mask or, where twenty overlap, with all of them one after the
other. Figures are process CPU in ms (all threads), offscreen, medians; "wall" where it says so.
"""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.driven_canvas import REPEAT, VIEW, DrivenCanvas, offscreen_application, repaint_cost
from benchmarks.harness import Row

if TYPE_CHECKING:
    from tlstudio.gui.canvas.shapes import Shape

NAME = "masks"
SIDE = 4000
MANY = 20
RADIUS = 100


def scene(count: int) -> list[Shape]:
    """Blobs with jagged outlines, all over each other, each 3,600 pixels wide; the same ones at every call."""
    from tlstudio.core.geometry import rle
    from tlstudio.gui.canvas.convert import mask_shape, pixels_of

    rng = np.random.default_rng(0)
    shapes: list[Shape] = []
    rows, columns = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32)
    for number in range(count):
        centre = SIDE / 2 + rng.uniform(-150, 150, 2)
        angle = np.arctan2(rows - centre[1], columns - centre[0])
        reach = 1750 + 40 * np.sin(int(rng.integers(20, 60)) * angle)
        on = np.hypot(rows - centre[1], columns - centre[0]) < reach
        pixels = pixels_of(rle.encode(on))
        assert pixels is not None
        shapes.append(mask_shape(number + 1, number % 8 + 1, pixels))
    return shapes


def run() -> list[Row]:
    """Measure one mask and twenty that overlap."""
    application = offscreen_application()
    rows: list[Row] = []
    for count in (1, MANY):
        shapes = scene(count)
        plain = _plain(application, shapes)
        ours = _Ours(application, shapes)
        what = "one mask" if count == 1 else f"{count} overlapping masks"
        repaint = "ours <= 4" if count == 1 else ""
        small, stamp = ("ours <= 1", "") if count == 1 else ("", "ours <= 16")
        rows += [
            Row(f"{what}: repaint of everything", ours.repaint(), plain, "ms", repaint),
            Row(f"{what}: drawn anew from the pixels (a zoom step) and repainted", ours.redraw(), plain, "ms"),
        ]
        for place, zoom in (("whole image seen", 0.0), ("100 %", 1.0)):
            ours.look(zoom)
            stamps, events, ends = ours.strokes()
            rows += [
                Row(f"{what}, {place}: stamp r={RADIUS}, written and drawn", stamps, plain, "ms", small),
                Row(f"{what}, {place}: brush r={RADIUS}, one event with its repaint", events, plain, "ms", stamp),
                Row(f"{what}, {place}: end of the stroke, encoded, wall", ends, None, "ms", "ours <= 16"),
            ]
        ours.close()
    return rows


class _Ours(DrivenCanvas):
    """The program's canvas with the masks and the brush in hand."""

    def __init__(self, application: Any, shapes: list[Shape]) -> None:
        grey = np.full((SIDE, SIDE, 3), 128, np.uint8)
        super().__init__(application, grey, {label: f"#{label * 28:02X}80C0" for label in range(1, 9)}, shapes)
        self.canvas.label_id = 1
        self.canvas.brush.set_size(2 * RADIUS)
        self.canvas.choose_tool("brush")
        self.canvas.select([1])
        self.application.processEvents()

    def look(self, zoom: float) -> None:
        """Show the whole image, or its middle at a zoom."""
        self.canvas.fit()
        if zoom:
            half = VIEW[0] / zoom / 2
            self.canvas.show_area(SIDE / 2 - half, 200, SIDE / 2 + half, 200 + VIEW[1] / zoom, share=1.0)
        self.settle()

    def redraw(self) -> float:
        """Draw all masks of the view from their pixels and paint."""
        return statistics.median(self.cpu(lambda: self.canvas.set_table(self.canvas.table)) for _ in range(REPEAT))

    def strokes(self) -> tuple[float, float, float]:
        """CPU of a mouse event in a stroke, of it with its repaint, and the time that the end of one takes."""
        from PySide6.QtCore import QEvent

        stamps: list[float] = []
        events: list[float] = []
        ends: list[float] = []
        left, top, right, bottom = 200.0, 200.0, VIEW[0] - 200.0, VIEW[1] - 200.0
        for number in range(5):
            x, y = left, top + number * (bottom - top) / 5
            self.mouse(QEvent.Type.MouseButtonPress, x, y)
            self.application.processEvents()
            for step in range(REPEAT):
                x = left + (right - left) * step / REPEAT
                began = time.process_time()
                self.mouse(QEvent.Type.MouseMove, x, y)
                stamps.append((time.process_time() - began) * 1000)
                self.application.processEvents()
                events.append((time.process_time() - began) * 1000)
            began = time.perf_counter()
            self.mouse(QEvent.Type.MouseButtonRelease, x, y)
            ends.append((time.perf_counter() - began) * 1000)
            self.application.processEvents()
        return statistics.median(stamps), statistics.median(events), statistics.median(ends)


def _plain(application: Any, shapes: list[Shape]) -> float:
    """CPU ms of a frame where a widget colours every mask as a whole and draws it into the view."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtWidgets import QWidget

    pictures = [np.ascontiguousarray(s.pixels.on).view(np.uint8) for s in shapes if s.pixels is not None]
    table = np.array([0, 0x59205030], np.uint32)

    class Plain(QWidget):
        def paintEvent(self, _event: object) -> None:
            painter = QPainter(self)
            for on in pictures:
                coloured = table[on]
                height, width = coloured.shape
                form = QImage.Format.Format_ARGB32_Premultiplied
                image = QImage(coloured.data, width, height, 4 * width, form)
                painter.drawImage(QRectF(0, 0, VIEW[1], VIEW[1]), image)
            painter.end()

    return repaint_cost(application, Plain(), 3)
