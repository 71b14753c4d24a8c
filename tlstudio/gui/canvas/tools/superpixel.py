"""Superpixel brush: paint whole patches of one colour, which keep to the edges in the picture."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from tlstudio.core.geometry.shapes import XY
from tlstudio.gui import theme
from tlstudio.gui.canvas.assist_draft import moved
from tlstudio.gui.canvas.assist_runner import AssistRunner
from tlstudio.gui.canvas.assist_source import Box, Frame, Source, around, seen_of, source_of
from tlstudio.gui.canvas.assist_tool import AssistTool, is_remove, slider_row
from tlstudio.gui.canvas.tool import Pointer, Tool, ToolCard
from tlstudio.gui.canvas.viewport import Viewport
from tlstudio.gui.widgets.toggles import Slider
from tlstudio.imaging.assists.cutout import Cutout, minus, union
from tlstudio.imaging.assists.superpixels import Superpixels, superpixels

if TYPE_CHECKING:
    from tlstudio.gui.canvas.canvas import Canvas

CARD = ToolCard(
    "superpixel",
    "Superpixel brush",
    "ph.circles-three-plus",
    "shapes.superpixel",
    33,
    hint="Paint over patches; Shift takes away; Enter keeps",
)

FIRST_SIDE = 24
LEAST_SIDE, MOST_SIDE = 10, 96
WHEEL_STEP = 4
BORDER_OPACITY = 0.45


class SuperpixelTool(AssistTool):
    """The patches are those of what is seen, of about the same size on the screen at any zoom."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._cutter = AssistRunner(canvas)
        self._cutter.slow_changed.connect(lambda _slow: canvas.update())
        self._side = FIRST_SIDE
        self._slider: Slider | None = None
        self._patches: Superpixels | None = None
        self._cut_from: tuple[object, Viewport, int] | None = None
        self._borders: QImage | None = None
        self._ground: Source | None = None  # what the patches were cut from
        self._kept: tuple[Cutout, Frame] | None = None
        self._chosen: set[int] = set()
        self._removed: set[int] = set()
        self._removes = False
        self._waiting: list[XY] = []
        canvas.tool_changed.connect(self._on_tool)
        canvas.zoom_changed.connect(self._on_view)

    @property
    def is_busy(self) -> bool:
        return self._cutter.is_busy or super().is_busy

    def press(self, pointer: Pointer) -> None:
        self.pointer_at = pointer.at
        self._removes = is_remove(pointer)
        if self.source is None and (self._removes or not self.begin()):
            return
        self._cut_up()
        self._paint_at(pointer.x, pointer.y)

    def move(self, pointer: Pointer) -> None:
        before, self.pointer_at = self.pointer_at, pointer.at
        if self.source is None or not pointer.held & (Qt.MouseButton.LeftButton | Qt.MouseButton.RightButton):
            return
        # A quick hand jumps over patches: all on the way are meant.
        way = pointer.at - before
        steps = max(1, math.ceil(math.hypot(way.x(), way.y()) / (self._side / 3)))
        for step in range(1, steps + 1):
            at = before + way * (step / steps)
            x, y = self.canvas.viewport.to_image(at.x(), at.y())
            self._paint_at(x, y)

    def wheel(self, steps: float, pointer: Pointer, modifiers: Qt.KeyboardModifier) -> bool:
        if not modifiers & Qt.KeyboardModifier.AltModifier:
            return False
        self._set_side(round(self._side + WHEEL_STEP * steps))
        return True

    def finish(self) -> bool:
        if self._cutter.is_busy and self.source is not None:
            self._keeps_answer = True
            return True
        return super().finish()

    def cancel(self) -> bool:
        self._kept, self._chosen, self._removed, self._waiting = None, set(), set(), []
        return super().cancel()

    def leave(self) -> None:
        super().leave()
        self._cutter.drop()
        self._patches = self._ground = self._borders = self._cut_from = None

    def close(self) -> None:
        super().close()
        self._cutter.close()

    def options(self) -> QWidget:
        tr = self.canvas.tr
        self._slider = Slider(tr("Patch size"), LEAST_SIDE, MOST_SIDE)
        self._slider.setValue(self._side)
        self._slider.valueChanged.connect(self._set_side)
        return slider_row(tr("Patch size"), self._slider)

    def paint(self, painter: QPainter) -> None:
        if self._borders is not None and self._patches is not None and self._ground is not None:
            part, frame = self._patches.part, self._ground.frame
            width, height = self._borders.width() * part.factor, self._borders.height() * part.factor
            corner = self.canvas.to_view(*frame.to_image(part.left, part.top))
            end = self.canvas.to_view(*frame.to_image(part.left + width, part.top + height))
            painter.setOpacity(BORDER_OPACITY)
            painter.drawImage(QRectF(corner, end), self._borders)
            painter.setOpacity(1.0)
        super().paint(painter)

    # -- patches ---------------------------------------------------------------------------------------------------

    def _on_tool(self, key: str) -> None:
        if key == CARD.key:
            self._cut_up()

    def _on_view(self) -> None:
        if self.canvas.tool is self:
            self._cut_up()

    def _set_side(self, side: int) -> None:
        side = min(MOST_SIDE, max(LEAST_SIDE, side))
        if side != self._side:
            self._side = side
            if self._slider is not None:
                self._slider.setValue(side)
            self._cut_up()

    def _cut_up(self) -> None:
        """Cut what is seen into patches, unless that has been done; what was painted so far stays."""
        seen = seen_of(self.canvas)
        if seen[2] - seen[0] < 1 or seen[3] - seen[1] < 1:
            return
        source = self.source or source_of(self.canvas)
        if source is not None and source.box is not None:
            # What was painted and what is seen have to fit into one part; it is read as finely as both together allow.
            source = source_of(self.canvas, seen if self.draft is None else around(self.draft.shape.bounds, seen))
        if source is None:
            return
        port = self.canvas.viewport
        cut_from = source.key, port, self._side
        if cut_from == self._cut_from:
            self._stand_on_ground()
            return
        self._cut_from = cut_from
        if self.draft is not None:
            self._kept = self.draft.cutout, self.draft.frame
        self._chosen, self._removed = set(), set()
        side = self._side / port.zoom
        self._cutter.ask(lambda: _cut(source, side, seen), self._take)

    def _take(self, answer: tuple[Source, Superpixels, QImage]) -> None:
        self._ground, self._patches, self._borders = answer
        self._stand_on_ground()
        waiting, self._waiting = self._waiting, []
        for x, y in waiting:
            self._paint_at(x, y)
        self.canvas.update()
        if self._keeps_answer and not self.runner.is_busy:
            self._keeps_answer = False
            self.finish()
            self.canvas.tell_state()

    def _stand_on_ground(self) -> None:
        """Let the draft be of the very part that the patches are of."""
        if self.source is not None and self._ground is not None and not self._cutter.is_busy:
            self.source = self._ground

    def _paint_at(self, x: float, y: float) -> None:
        if self._cutter.is_busy or self._patches is None or self._ground is None:
            self._waiting.append((x, y))
            return
        x, y = self.canvas.inside(x, y)
        patch = self._patches.at(*self._ground.frame.to_part(x, y))
        into, other = (self._removed, self._chosen) if self._removes else (self._chosen, self._removed)
        if patch in into:
            return
        into.add(patch)
        other.discard(patch)
        self._refresh()

    def _refresh(self) -> None:
        patches, kept, chosen, removed = self._patches, self._kept, tuple(self._chosen), tuple(self._removed)
        assert patches is not None

        def find(source: Source) -> Cutout | None:
            before = moved(*kept, source.frame) if kept is not None else None
            return minus(union((before, patches.cutout(chosen))), patches.cutout(removed))

        self.find(find)


def _cut(source: Source, side: float, seen: Box) -> tuple[Source, Superpixels, QImage]:
    """Cut up the part that is seen; sizes are in pixels of the image."""
    frame = source.frame
    part = (*frame.to_part(*seen[:2]), *frame.to_part(*seen[2:]))
    patches = superpixels(source.rgb, side * frame.scale, part=part)
    ink = theme.color("outline_over")
    borders = patches.borders()
    pixels = np.zeros((*borders.shape, 4), np.uint8)
    pixels[borders] = (ink.blue(), ink.green(), ink.red(), 255)
    height, width = borders.shape
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied).copy()
    return source, patches, image


def make(canvas: Canvas) -> Tool:
    """Make the tool for a canvas."""
    return SuperpixelTool(canvas)
