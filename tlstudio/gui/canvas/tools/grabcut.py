"""The object in a box (GrabCut): drag a box, then set right what it took or left out by clicks."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from tlstudio.core.geometry.shapes import XY
from tlstudio.gui import theme
from tlstudio.gui.canvas import overlay
from tlstudio.gui.canvas.assist_source import Source
from tlstudio.gui.canvas.assist_tool import AssistTool, is_remove
from tlstudio.gui.canvas.shapes import Kind, Shape, box_ring
from tlstudio.gui.canvas.tool import Pointer, Tool, ToolCard
from tlstudio.imaging.assists.cutout import Cutout
from tlstudio.imaging.assists.grabcut import MARGIN, Hints, segment

if TYPE_CHECKING:
    from tlstudio.gui.canvas.canvas import Canvas

CARD = ToolCard(
    "grabcut",
    "Object in a box",
    "ph.selection-foreground",
    "shapes.grabcut",
    31,
    hint="Box one object; a click adds, Shift takes away; Enter keeps",
)

CLICK_PIXELS = 4.0
HINT_RADIUS = 4.0


class GrabCutTool(AssistTool):
    """The box as in the box tool; then a click adds what lies there, Shift or the right button takes it away."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._start: XY | None = None
        self._end: XY = (0.0, 0.0)
        self._has_box = False
        self._pressed: Pointer | None = None
        self._cross: QPointF | None = None
        self._hints: list[tuple[XY, bool]] = []

    def press(self, pointer: Pointer) -> None:
        self.pointer_at = pointer.at
        place = self.canvas.inside(pointer.x, pointer.y)
        if self._has_box:
            self._hints.append((place, not is_remove(pointer)))
            self._refresh()
        elif pointer.button != Qt.MouseButton.LeftButton:
            return
        elif self._start is not None:
            self._end = place
            self._take_box()
        elif self.begin():
            self._start = self._end = place
            self._pressed = pointer

    def move(self, pointer: Pointer) -> None:
        self.pointer_at = self._cross = pointer.at
        if self._start is not None and not self._has_box:
            self._end = self.canvas.inside(pointer.x, pointer.y)
        self.canvas.update()

    def release(self, pointer: Pointer) -> None:
        start, self._pressed = self._pressed, None
        if start is None or self._has_box:
            return
        step = pointer.at - start.at
        if math.hypot(step.x(), step.y()) >= CLICK_PIXELS:
            self._end = self.canvas.inside(pointer.x, pointer.y)
            self._take_box()

    def step_back(self) -> bool:
        if self._hints:
            self._hints.pop()
            self._refresh()
            return True
        return self.cancel()

    def cancel(self) -> bool:
        self._start, self._has_box, self._pressed, self._hints = None, False, None, []
        return super().cancel()

    def leave(self) -> None:
        self._cross = None
        super().leave()

    def leave_view(self) -> None:
        self._cross = None
        self.canvas.update()

    def paint(self, painter: QPainter) -> None:
        port = self.canvas.viewport
        if self._start is None:
            if self._cross is not None:
                overlay.paint_crosshair(painter, self._cross, QRectF(self.canvas.rect()))
            return
        box = Shape(0, Kind.BOX, 0, (box_ring(*self._start, *self._end),), is_suggestion=True)
        overlay.paint_outline(painter, box, port, self.canvas.colour(self.canvas.label_id))
        super().paint(painter)
        painter.setPen(QPen(theme.color("black"), 1.0))
        for place, adds in self._hints:
            painter.setBrush(self.canvas.colour(self.canvas.label_id) if adds else theme.color("white"))
            painter.drawEllipse(self.canvas.to_view(*place), HINT_RADIUS, HINT_RADIUS)

    def _take_box(self) -> None:
        assert self._start is not None
        (left, right), (top, bottom) = (sorted(pair) for pair in zip(self._start, self._end, strict=True))
        if min(right - left, bottom - top) < 2:
            self.cancel()
            self.canvas.refused.emit(self.canvas.tr("That box has no area, so it was not kept"))
            return
        self._start, self._end, self._has_box = (left, top), (right, bottom), True
        # Since the first corner the view may have moved, and colours of the ground are learnt from around the box.
        margin = MARGIN * max(right - left, bottom - top)
        self.source = self.reach_for((left - margin, top - margin, right + margin, bottom + margin))
        self._refresh()

    def _refresh(self) -> None:
        assert self._start is not None
        start, end, hints = self._start, self._end, tuple(self._hints)

        def find(source: Source) -> Cutout | None:
            to_part = source.frame.to_part
            box = (*to_part(*start), *to_part(*end))
            inside = [to_part(*place) for place, adds in hints if adds]
            outside = [to_part(*place) for place, adds in hints if not adds]
            return segment(source.rgb, box, hints=Hints(inside, outside))

        self.find(find)
        self.canvas.update()


def make(canvas: Canvas) -> Tool:
    """Make the tool for a canvas."""
    return GrabCutTool(canvas)
