"""Intelligent scissors: click along an outline, the path between two clicks follows the edges."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from tlstudio.core.geometry.shapes import XY
from tlstudio.gui import theme
from tlstudio.gui.canvas import overlay
from tlstudio.gui.canvas.assist_draft import cutout_of, mask_shape
from tlstudio.gui.canvas.assist_source import Frame, Source
from tlstudio.gui.canvas.assist_tool import AssistTool
from tlstudio.gui.canvas.shapes import Kind, Shape, ring
from tlstudio.gui.canvas.tool import Pointer, Tool, ToolCard
from tlstudio.imaging.assists.live_wire import LiveWire

if TYPE_CHECKING:
    from tlstudio.gui.canvas.canvas import Canvas

CARD = ToolCard(
    "scissors",
    "Scissors along edges",
    "ph.scissors",
    "shapes.scissors",
    32,
    hint="Click along the outline; Enter closes, Backspace goes back",
)

CLOSE_PIXELS = 9.0
DRAG_PIXELS = 6.0
REACH_PIXELS = 420.0
LEAST_REACH = 48.0
SIMPLIFY_PIXELS = 0.6
FEWEST_POINTS = 3


class ScissorsTool(AssistTool):
    """Every click fixes the path so far; the first point, a double click or Enter closes it; Backspace takes one back."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._anchors: list[XY] = []
        self._paths: list[np.ndarray] = []
        self._wire: tuple[LiveWire, Frame] | None = None
        self._here: XY = (0.0, 0.0)
        self._pressed: QPointF | None = None

    def press(self, pointer: Pointer) -> None:
        if pointer.button != Qt.MouseButton.LeftButton:
            self.step_back()
            return
        self.pointer_at = pointer.at
        self._here = self.canvas.inside(pointer.x, pointer.y)
        if not self._anchors:
            if self.begin():
                self._pressed = pointer.at
                self._set_anchor(self._here)
        elif self._is_at_start(pointer.at):
            self.finish()
        else:
            self._pressed = pointer.at
            self._fix()

    def move(self, pointer: Pointer) -> None:
        self.pointer_at = pointer.at
        self._here = self.canvas.inside(pointer.x, pointer.y)
        self.canvas.update()

    def release(self, pointer: Pointer) -> None:
        start, self._pressed = self._pressed, None
        if start is None or not self._anchors:
            return
        step = pointer.at - start
        if math.hypot(step.x(), step.y()) >= DRAG_PIXELS:
            self._here = self.canvas.inside(pointer.x, pointer.y)
            self._fix()

    def double_click(self, pointer: Pointer) -> None:
        if self._anchors:
            self.finish()

    def step_back(self) -> bool:
        if not self._paths:
            return self.cancel()
        self._paths.pop()
        self._anchors.pop()
        self._lay_wire()
        return True

    def finish(self) -> bool:
        if not self._anchors:
            return False
        outline = np.concatenate([*(path[:-1] for path in self._paths), self._path_to(self._anchors[0])[:-1]])
        outline = outline[np.any(outline != np.roll(outline, 1, axis=0), axis=1)]
        if len(outline) < FEWEST_POINTS or cv2.contourArea(outline.reshape(-1, 1, 2)) <= 0:
            self.canvas.refused.emit(self.canvas.tr("Click at least three points around the object"))
            return True
        self.cancel()
        shape = Shape(0, Kind.POLYGON, self.canvas.label_id, (ring(outline).round(2),))
        if self.makes_masks:
            pixels = cutout_of(shape)
            shape = mask_shape(pixels, shape.label_id) if pixels is not None else shape
        self.canvas.add(shape)
        return True

    def cancel(self) -> bool:
        self._anchors, self._paths, self._wire, self._pressed = [], [], None, None
        return super().cancel()

    def paint(self, painter: QPainter) -> None:
        if not self._anchors:
            return
        port = self.canvas.viewport
        points = np.concatenate([*self._paths, self._path_to(self._here)])
        line = overlay.polygon(points, port)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        colour = self.canvas.colour(self.canvas.label_id)
        for ink, width in ((theme.color("outline_under"), 4.0), (colour, 2.0)):
            painter.setPen(QPen(ink, width, j=Qt.PenJoinStyle.RoundJoin))
            painter.drawPolyline(line)
        painter.setPen(QPen(theme.color("black"), 1.0))
        painter.setBrush(theme.color("white"))
        for number, place in enumerate(self._anchors):
            reach = 6.0 if number == 0 and self._is_at_start(self.pointer_at) else 3.5
            painter.drawEllipse(self.canvas.to_view(*place), reach, reach)
        super().paint(painter)

    def _fix(self) -> None:
        self._paths.append(self._path_to(self._here))
        self._set_anchor(self._here)

    def _set_anchor(self, place: XY) -> None:
        self._anchors.append(place)
        self._lay_wire()

    def _lay_wire(self) -> None:
        """Have the paths from the last anchor worked out; until they come, the line is straight."""
        x, y = self._anchors[-1]
        reach = max(LEAST_REACH, self.canvas.tolerance(REACH_PIXELS))
        source = self.reach_for((x - reach, y - reach, x + reach, y + reach))
        self._wire = None
        if source is not None:
            self.runner.ask(lambda: _wire(source, x, y, reach), self._take_wire)
        self.canvas.update()

    def _take_wire(self, wire: tuple[LiveWire, Frame]) -> None:
        self._wire = wire
        self.canvas.update()

    def _path_to(self, place: XY) -> np.ndarray:
        if self._wire is None:
            return ring([self._anchors[-1], place])
        wire, frame = self._wire
        return frame.ring_to_image(wire.path_to(*frame.to_part(*place), tolerance=SIMPLIFY_PIXELS))

    def _is_at_start(self, at: QPointF) -> bool:
        if len(self._anchors) < 2:
            return False
        step = self.canvas.to_view(*self._anchors[0]) - at
        return math.hypot(step.x(), step.y()) <= CLOSE_PIXELS


def _wire(source: Source, x: float, y: float, reach: float) -> tuple[LiveWire, Frame]:
    frame = source.frame
    return LiveWire(source.rgb, *frame.to_part(x, y), reach=reach * frame.scale), frame


def make(canvas: Canvas) -> Tool:
    """Make the tool for a canvas."""
    return ScissorsTool(canvas)
