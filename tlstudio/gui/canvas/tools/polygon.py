"""Polygons: click vertex after vertex, or hold the button and draw; the first vertex, a double click or Enter closes."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from tlstudio.gui import theme
from tlstudio.gui.canvas import mask_border, overlay
from tlstudio.gui.canvas.border import Trace, Way
from tlstudio.gui.canvas.editing import FEWEST_VERTICES, with_hole
from tlstudio.gui.canvas.shapes import Kind, Shape, ring
from tlstudio.gui.canvas.snapping import Place, Snap
from tlstudio.gui.canvas.tool import Pointer, Tool, ToolCard

if TYPE_CHECKING:
    from tlstudio.gui.canvas.canvas import Canvas

CARD = ToolCard(
    "polygon",
    "Polygon",
    "ph.polygon",
    "shapes.polygon",
    3,
    hint="Click the corners, Enter closes; begun with Ctrl in the selected one it cuts a hole",
)

CLOSE_PIXELS = 9.0
FREEHAND_PIXELS = 4.0
SIMPLIFY_PIXELS = 0.8


class PolygonTool(Tool):
    """Shift keeps to steps of 45 degrees; begun inside the selected polygon with Ctrl held, it cuts a hole.

    Two clicks on vertices of one other polygon, or on the border of one mask, copy the border between them; X takes the
    other way round, then straight.
    """

    outlives_changes = True

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._points: list[tuple[float, float]] = []
        self._next: tuple[float, float] | None = None
        self._host: int | None = None
        self._strokes: list[int] = []
        self._traces: dict[int, Trace] = {}
        self._way = Way.SHORT
        self._clicked: Snap | None = None
        self._pressed: QPointF | None = None
        self._is_freehand = False

    @property
    def is_drawing(self) -> bool:
        return bool(self._points)

    def press(self, pointer: Pointer) -> None:
        if pointer.button == Qt.MouseButton.RightButton and self._points:
            self.finish()
            return
        if pointer.button != Qt.MouseButton.LeftButton:
            return
        if not self._points:
            if not self.canvas.can_draw():
                return
            self._host = self._host_at(pointer)
        elif self._closes(pointer):
            self.finish()
            return
        self._place(pointer)
        self._pressed, self._is_freehand = pointer.at, False
        self.canvas.update()

    def move(self, pointer: Pointer) -> None:
        self._next = self._vertex(pointer)
        if self._pressed is not None and pointer.held & Qt.MouseButton.LeftButton:
            step = pointer.at - self._pressed
            if math.hypot(step.x(), step.y()) >= FREEHAND_PIXELS:
                self._is_freehand = True
                self._clicked = None
                self._pressed = pointer.at
                self._points.append(self.canvas.inside(pointer.x, pointer.y))
        if self._points:
            self.canvas.update()

    def release(self, pointer: Pointer) -> None:
        freehand, self._pressed, self._is_freehand = self._is_freehand, None, False
        if freehand and len(self._points) >= FEWEST_VERTICES and self._closes(pointer):
            self.finish()

    def double_click(self, pointer: Pointer) -> None:
        """The first press of the double click has set the last vertex already."""
        if len(self._points) >= FEWEST_VERTICES:
            self.finish()
        else:
            self.press(pointer)

    def finish(self) -> bool:
        if not self._points:
            return False
        points, host = self._simplified(), self._host
        if len(points) < FEWEST_VERTICES or abs(float(cv2.contourArea(points))) < 0.5:
            self.canvas.refused.emit(self.canvas.tr("A polygon needs three vertices that are not in one line"))
            return True
        self._forget()
        parent = self.canvas.table.get(host) if host is not None else None
        if parent is not None:
            with_cut = with_hole(parent, points)
            if with_cut is None:
                self.canvas.refused.emit(self.canvas.tr("A hole lies wholly inside its polygon"))
                return True
            self.canvas.change([with_cut])
            self.canvas.commit("Cut a hole")
            return True
        self.canvas.add(Shape(0, Kind.POLYGON, self.canvas.label_id, (points,)))
        return True

    def step_back(self) -> bool:
        if not self._points:
            return False
        del self._points[self._strokes.pop() if self._strokes else -1 :]
        self._traces.pop(len(self._strokes), None)
        self._clicked = None
        if not self._points:
            self._forget()
        return True

    def cancel(self) -> bool:
        was = bool(self._points)
        self._forget()
        return was

    def actions(self) -> Mapping[str, Callable[[], object]]:
        return {"other_way": self._other_way}

    def paint(self, painter: QPainter) -> None:
        if not self._points:
            return
        canvas = self.canvas
        colour = canvas.colour(canvas.label_id)
        placed = [canvas.to_view(*point) for point in self._points]
        path = placed if self._next is None else [*placed, canvas.to_view(*self._next)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint = canvas.colour(canvas.label_id)
        tint.setAlphaF(0.15)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawPolygon(QPolygonF(path))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ink, width in ((theme.color("outline_under"), 4.0), (colour, 2.0)):
            painter.setPen(QPen(ink, width))
            painter.drawPolyline(QPolygonF(path))
        painter.setPen(QPen(theme.color("black"), 1.0))
        painter.setBrush(theme.color("white"))
        for number, point in enumerate(placed):
            reach = overlay.VERTEX / 2 + (2.0 if number == 0 else 0.0)
            painter.drawEllipse(point, reach, reach)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _place(self, pointer: Pointer) -> None:
        """Set the vertex that was clicked, with the border up to it where both clicks lie on one other shape."""
        point = self._vertex(pointer)
        snap = self.canvas.snap_mark.snap if not pointer.shift else None
        trace = self._trace_to(snap) if snap is not None and self._points else None
        if trace is not None:
            self._traces[len(self._strokes)] = trace
            self._way = Way.SHORT
        self._strokes.append(len(self._points))
        self._points += trace.points(self._way) if trace is not None else [point]
        self._clicked = snap

    def _trace_to(self, snap: Snap) -> Trace | None:
        last = self._clicked
        shape = self.canvas.table.get(snap.shape_id) if snap.shape_id is not None else None
        if last is None or shape is None or last.shape_id != snap.shape_id or last.point == snap.point:
            return None
        if shape.pixels is not None:
            return mask_border.between(shape.pixels, last.point, snap.point)
        are_vertices = snap.place is Place.VERTEX and last.place is Place.VERTEX
        if not are_vertices or last.ring != snap.ring or last.index == snap.index:
            return None
        ring_now = shape.rings[snap.ring]
        # Since the last click the other shape may have changed.
        return Trace(ring_now, last.index, snap.index) if last.index < len(ring_now) else None

    def _other_way(self) -> None:
        """Take the border of the last click the other way round, then straight, then the short way again."""
        trace = self._traces.get(len(self._strokes) - 1)
        if trace is None:
            self.canvas.refused.emit(
                self.canvas.tr(
                    "Click two corners of one other shape, or two places on the border of one mask, to follow it"
                )
            )
            return
        self._way = Way((self._way + 1) % len(Way))
        self._points[self._strokes[-1] :] = trace.points(self._way)
        self.canvas.update()

    def _forget(self) -> None:
        self._points, self._strokes, self._host, self._pressed = [], [], None, None
        self._traces, self._clicked = {}, None
        self.canvas.update()

    def _host_at(self, pointer: Pointer) -> int | None:
        """The polygon that a hole would be cut from: the smallest one here, while Ctrl is held."""
        if not pointer.ctrl:
            return None
        return next((s.id for s in self.canvas.shapes_at(pointer) if s.kind is Kind.POLYGON and not s.is_locked), None)

    def _closes(self, pointer: Pointer) -> bool:
        if len(self._points) < FEWEST_VERTICES:
            return False
        step = pointer.at - self.canvas.to_view(*self._points[0])
        return math.hypot(step.x(), step.y()) <= CLOSE_PIXELS

    def _vertex(self, pointer: Pointer) -> tuple[float, float]:
        if pointer.shift and self._points:
            last = self._points[-1]
            dx, dy = pointer.x - last[0], pointer.y - last[1]
            turn = round(math.atan2(dy, dx) / (math.pi / 4)) * math.pi / 4
            length = math.hypot(dx, dy)
            return self.canvas.inside(last[0] + length * math.cos(turn), last[1] + length * math.sin(turn))
        return self.canvas.snap(pointer)

    def _simplified(self) -> np.ndarray:
        """The vertices without repeated ones; stretches drawn freehand without those that change nothing."""
        ends = [*self._strokes[1:], len(self._points)]
        stretches: list[np.ndarray] = []
        for number, (begin, end) in enumerate(zip(self._strokes, ends, strict=True)):
            stretch = ring(self._points[begin:end])
            if len(stretch) > 2 and number not in self._traces:
                stretch = ring(cv2.approxPolyDP(stretch, self.canvas.tolerance(SIMPLIFY_PIXELS), False).reshape(-1, 2))
            stretches.append(stretch)
        points = np.concatenate(stretches)
        kept = [
            index
            for index in range(len(points))
            if index == 0 or np.abs(points[index] - points[index - 1]).max() > 1e-3
        ]
        return points[kept].round(2)


def make(canvas: Canvas) -> Tool:
    """Make the tool for a canvas."""
    return PolygonTool(canvas)
