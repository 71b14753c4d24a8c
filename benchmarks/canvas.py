"""The canvas with 1,000 and 10,000 polygons: hover, edit and zoom, beside a widget that draws them all in every frame.

Both draw the same picture, tinted insides and outlines 2 px wide; ours has a dark tone around them and vertex handles on
the hovered shape besides. Figures are process CPU in ms (all threads), offscreen, medians; "wall" where it says so.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.driven_canvas import REPEAT, VIEW, DrivenCanvas, offscreen_application, repaint_cost
from benchmarks.harness import Row

if TYPE_CHECKING:
    from tlstudio.gui.canvas.shapes import Shape

NAME = "canvas"
SIZE = (1920, 1280)
VERTICES = 20
COLOURS = ("#2B7FE0", "#F28E1C", "#29D5A5", "#B01F4F", "#F9E93A", "#A3B4F2", "#75FEF9", "#724F9A")
HOVER, EDIT = "hover with its repaint", "edit with its repaint"
GOALS = {1000: (2, 4, 20), 10_000: (2, 5, 0)}


def scene(count: int) -> list[Shape]:
    """Star-like polygons of eight labels, spread over the picture; the same ones at every call."""
    from tlstudio.gui.canvas.shapes import Kind, Shape, ring

    rng = np.random.default_rng(0)
    shapes: list[Shape] = []
    for number in range(count):
        centre = rng.uniform((40, 40), (SIZE[0] - 40, SIZE[1] - 40))
        radius = rng.uniform(8, 40 if count < 5000 else 16)
        angles = np.sort(rng.uniform(0, 2 * np.pi, VERTICES))
        reach = radius * rng.uniform(0.7, 1.3, VERTICES)
        points = centre + np.stack([np.cos(angles) * reach, np.sin(angles) * reach], axis=1)
        shapes.append(Shape(number + 1, Kind.POLYGON, number % len(COLOURS) + 1, (ring(points),)))
    return shapes


def run() -> list[Row]:
    """Measure both ways on both scenes."""
    application = offscreen_application()
    rows: list[Row] = []
    for count, (hover, edit, zoom) in GOALS.items():
        ours, plain = _Ours(application, count), _plain(application, count)
        name = f"{count:,} polygons x {VERTICES}"
        rows += [
            Row(f"{name}: {HOVER}", ours.hover(), plain, "ms", f"ours <= {hover}"),
            Row(f"{name}: drag step with its repaint", ours.drag_step(), plain, "ms"),
            Row(f"{name}: {EDIT}", ours.edit(), plain, "ms", f"ours <= {edit}"),
            Row(f"{name}: cached repaint of everything", ours.repaint(), plain, "ms"),
            Row(f"{name}: pan by 24 px with its repaint", ours.pan(), plain, "ms"),
        ]
        if zoom:
            rows.append(Row(f"{name}: zoom step, sharp", ours.zoom(), plain, "ms", f"ours <= {zoom}"))
        else:
            preview, sharp, longest = ours.zoom_in_pieces()
            rows += [
                Row(f"{name}: zoom preview with its repaint", preview, plain, "ms", "ours <= 5"),
                Row(f"{name}: sharp after the wheel rests, wall", sharp, plain, "ms", "ours <= 200"),
                Row(f"{name}: longest turn of the window's thread meanwhile, wall", longest, None, "ms", "ours <= 16"),
            ]
        ours.close()
    return rows


class _Ours(DrivenCanvas):
    """The program's canvas with the polygons."""

    def __init__(self, application: Any, count: int) -> None:
        self.shapes = scene(count)
        super().__init__(application, picture(), {n + 1: colour for n, colour in enumerate(COLOURS)}, self.shapes)

    def hover(self) -> float:
        """Go from shape to shape."""
        return statistics.median(self.cpu(lambda shape=shape: self._hover(shape)) for shape in self._some())

    def drag_step(self) -> float:
        """Move a shape that is in the hand."""
        from tlstudio.gui.canvas.editing import moved

        def step(shape: Shape) -> None:
            self.canvas.change([moved(shape, 3, 2, SIZE)])

        shape = self.shapes[len(self.shapes) // 2]
        self.canvas.change([shape])
        self.application.processEvents()
        times = [self.cpu(lambda dx=dx: step(moved(shape, dx, 0, SIZE))) for dx in range(REPEAT)]
        self.canvas.drop_change()
        self.application.processEvents()
        return statistics.median(times)

    def edit(self) -> float:
        """Let go of a shape that was moved."""
        from tlstudio.gui.canvas.editing import moved

        times: list[float] = []
        for shape in self._some():
            self.canvas.change([moved(shape, 6, 4, SIZE)])
            self.application.processEvents()
            times.append(self.cpu(lambda: self.canvas.commit("Move")))
        return statistics.median(times)

    def pan(self) -> float:
        """Move the picture while it is larger than the view."""
        self.canvas.zoom_by(4)
        self.settle()
        times = [self.cpu(lambda step=step: self.canvas.pan(24 if step % 2 else -24, 0)) for step in range(REPEAT)]
        self.canvas.fit()
        self.settle()
        return statistics.median(times)

    def zoom(self) -> float:
        """One step of the wheel until everything is sharp again."""
        times: list[float] = []
        for number in range(REPEAT):
            began = time.process_time()
            self.wheel(1 if number % 2 else -1)
            self.application.processEvents()
            idle = 0.0
            while not self.canvas.is_settled:
                before = time.process_time()
                self.application.processEvents()
                if time.process_time() - before < 5e-4:
                    idle += time.process_time() - before
                time.sleep(0.0005)
            times.append((time.process_time() - began - idle) * 1000)
        return statistics.median(times)

    def zoom_in_pieces(self) -> tuple[float, float, float]:
        """The preview's cost; the time until it is sharp, and the longest turn of the event loop meanwhile (wall)."""
        previews: list[float] = []
        waits: list[float] = []
        turns: list[float] = []
        for number in range(REPEAT):
            previews.append(self.cpu(lambda number=number: self.wheel(1 if number % 2 else -1)))
            began = time.perf_counter()
            longest = 0.0
            while not self.canvas.is_settled:
                before = time.perf_counter()
                self.application.processEvents()
                longest = max(longest, time.perf_counter() - before)
                time.sleep(0.0005)
            waits.append((time.perf_counter() - began) * 1000)
            turns.append(longest * 1000)
        return statistics.median(previews), statistics.median(waits), statistics.median(turns)

    def _some(self) -> Iterator[Shape]:
        table = self.canvas.table
        for number in range(REPEAT):
            yield table.shapes[(number * 379) % len(table)]

    def _hover(self, shape: Shape) -> None:
        from PySide6.QtCore import QEvent

        left, top, right, bottom = shape.bounds
        at = self.canvas.to_view((left + right) / 2, (top + bottom) / 2)
        self.mouse(QEvent.Type.MouseMove, at.x(), at.y())


def _plain(application: Any, count: int) -> float:
    """CPU ms of a frame where a widget draws the picture and every polygon, antialiased: its hover, edit and zoom."""
    from PySide6.QtCore import QPointF, QRectF
    from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
    from PySide6.QtWidgets import QWidget

    from tlstudio.gui.canvas.pictures import to_qimage

    image = to_qimage(picture())
    zoom = min(VIEW[0] / SIZE[0], VIEW[1] / SIZE[1])
    drawn: list[tuple[QPolygonF, QPen, QColor]] = []
    for shape in scene(count):
        colour = QColor(COLOURS[shape.label_id - 1])
        pen, tint = QPen(colour, 2.0), QColor(colour)
        pen.setCosmetic(True)
        tint.setAlphaF(0.35)
        drawn.append((QPolygonF([QPointF(x, y) for x, y in shape.outline.tolist()]), pen, tint))

    class Plain(QWidget):
        def paintEvent(self, _event: object) -> None:
            painter = QPainter(self)
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            painter.scale(zoom, zoom)
            painter.drawImage(QRectF(0, 0, *SIZE), image)
            for polygon, pen, tint in drawn:
                painter.setPen(pen)
                painter.setBrush(tint)
                painter.drawPolygon(polygon)
            painter.end()

    return repaint_cost(application, Plain(), 7)


def picture() -> np.ndarray:
    """(H, W, 3) uint8 of soft colours."""
    import cv2

    small = np.random.default_rng(1).integers(0, 255, (32, 48, 3), dtype=np.uint8)
    return cv2.resize(small, SIZE, interpolation=cv2.INTER_CUBIC)
