"""Cut touching objects apart (watershed): the pieces of the selected shape are shown until they are kept."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from tlstudio.gui.canvas import overlay
from tlstudio.gui.canvas.assist_draft import Draft, cutout_of, draft_of
from tlstudio.gui.canvas.assist_runner import AssistRunner
from tlstudio.gui.canvas.assist_source import Frame
from tlstudio.gui.canvas.assist_tool import paint_tinted, slider_row
from tlstudio.gui.canvas.shapes import Kind, Shape
from tlstudio.gui.canvas.tool import Pointer, Tool, ToolCard
from tlstudio.gui.widgets.toggles import Slider
from tlstudio.imaging.assists.cutout import Cutout
from tlstudio.imaging.assists.watershed import DEPTH, split

if TYPE_CHECKING:
    from tlstudio.gui.canvas.canvas import Canvas

CARD = ToolCard(
    "cut_apart",
    "Cut touching objects apart",
    "ph.knife",
    "shapes.cut_apart",
    34,
    draws=False,
    keeps_selection=True,
    hint="Less cuts more; Enter keeps",
)

LEAST_DEPTH, MOST_DEPTH = 2, 80
PER_PIXEL = 0.15
DRAG_PIXELS = 4.0
WHEEL_STEP = 2
SMALLEST_PIECE = 9
# A larger polygon is cut at a reduced scale; the pixels of a mask cannot be reduced without losing some.
MOST_PIXELS = 16_000_000
MOST_OF_A_MASK = 100_000_000

Split = Callable[[Shape, Sequence[Shape]], None]


class CutApartTool(Tool):
    """Dragging sideways, Alt and the wheel, or the bar above say how deep a neck must be to be cut.

    Attributes:
        kept: Called with a shape and the pieces that it becomes; the room makes one step of it.
    """

    cursor = Qt.CursorShape.PointingHandCursor

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.runner = AssistRunner(canvas)
        self.runner.slow_changed.connect(lambda _slow: canvas.update())
        self.kept: Split = lambda _shape, _pieces: None
        self._shape: Shape | None = None
        self._cutout: Cutout | None = None
        self._frame = Frame()
        self._pieces: tuple[Draft, ...] = ()
        self._depth = 100 * DEPTH
        self._base = self._depth
        self._grip: Pointer | None = None
        self._dragged = False
        self._slider: Slider | None = None
        self._at = QPointF()
        canvas.tool_changed.connect(self._on_tool)

    @property
    def is_drawing(self) -> bool:
        return self._shape is not None

    @property
    def is_busy(self) -> bool:
        return self.runner.is_busy

    def press(self, pointer: Pointer) -> None:
        self._at = pointer.at
        if pointer.button != Qt.MouseButton.LeftButton:
            return
        if self._shape is not None:
            self._grip, self._base, self._dragged = pointer, self._depth, False
            return
        shape = next((one for one in self.canvas.shapes_at(pointer) if one.kind in (Kind.POLYGON, Kind.MASK)), None)
        if shape is not None:
            self.canvas.select([shape.id])
            self._begin()

    def move(self, pointer: Pointer) -> None:
        self._at = pointer.at
        if self._grip is None or not pointer.held & Qt.MouseButton.LeftButton:
            return
        way = pointer.at.x() - self._grip.at.x()
        if abs(way) >= DRAG_PIXELS:
            self._dragged = True
            self._set_depth(self._base + PER_PIXEL * way)

    def release(self, pointer: Pointer) -> None:
        grip, self._grip = self._grip, None
        if grip is not None and not self._dragged:
            self.finish()

    def double_click(self, pointer: Pointer) -> None:
        """The first click has begun or kept the pieces already."""

    def wheel(self, steps: float, pointer: Pointer, modifiers: Qt.KeyboardModifier) -> bool:
        if not modifiers & Qt.KeyboardModifier.AltModifier:
            return False
        self._set_depth(self._depth + WHEEL_STEP * steps)
        return True

    def finish(self) -> bool:
        shape, pieces, canvas = self._shape, self._pieces, self.canvas
        if shape is None or self.runner.is_busy:
            return shape is not None
        self.cancel()
        if len(pieces) < 2:
            canvas.refused.emit(canvas.tr("It has no neck at which it could be cut"))
            return True
        as_mask = shape.kind is Kind.MASK
        made = [piece.kept(shape.label_id, canvas.image_size, as_mask=as_mask) for piece in pieces]
        largest = max(range(len(pieces)), key=lambda number: pieces[number].cutout.area)
        made.insert(0, replace(made.pop(largest), id=shape.id))
        self.kept(shape, made)
        return True

    def cancel(self) -> bool:
        was = self._shape is not None
        self.runner.drop()
        self._shape, self._cutout, self._pieces, self._grip = None, None, (), None
        self.canvas.update()
        return was

    def close(self) -> None:
        self.cancel()
        self.runner.close()

    def options(self) -> QWidget:
        tr = self.canvas.tr
        self._slider = Slider(tr("Depth of the neck"), LEAST_DEPTH, MOST_DEPTH)
        self._slider.setValue(round(self._depth))
        self._slider.valueChanged.connect(self._on_slider)
        return slider_row(tr("Depth of the neck"), self._slider)

    def paint(self, painter: QPainter) -> None:
        for piece in self._pieces:
            paint_tinted(painter, piece, self.canvas, self._shape.label_id if self._shape is not None else 0)
        if self.runner.is_slow:
            overlay.paint_note(painter, self._at, self.canvas.tr("Working …"))
        elif self._pieces:
            tr, number = self.canvas.tr, len(self._pieces)
            overlay.paint_note(painter, self._at, tr("1 object") if number == 1 else tr("{n} objects").format(n=number))

    def _on_tool(self, key: str) -> None:
        if key == CARD.key and self._shape is None and self.canvas.selected:
            self._begin()

    def _begin(self) -> None:
        canvas = self.canvas
        shape = next((s for s in canvas.selected_shapes() if s.kind in (Kind.POLYGON, Kind.MASK)), None)
        if canvas.read_only:
            canvas.refused.emit(canvas.tr("Open for reading only"))
        elif shape is None:
            canvas.refused.emit(canvas.tr("Only polygons and masks can be cut apart"))
        elif shape.is_locked:
            canvas.refused.emit(canvas.tr("That shape is locked; Ctrl+L unlocks it"))
        elif shape.kind is Kind.MASK and _area(shape) > MOST_OF_A_MASK:
            canvas.refused.emit(canvas.tr("That mask is too large; cut it along a line first (Shift+K)"))
        else:
            self._frame = _frame_of(shape)
            self._shape, self._cutout = shape, cutout_of(shape, self._frame)
            # Chosen by a key, the mouse may not have been on the canvas at all.
            if not self.canvas.rect().contains(self._at.toPoint()) or self._at.isNull():
                self._at = canvas.to_view(*shape.bounds[:2])
            self._refresh()
            canvas.tell_state()

    def _on_slider(self, value: int) -> None:
        # The slider knows whole numbers only: what it says of its own depth is not taken back.
        if value != round(self._depth):
            self._set_depth(value)

    def _set_depth(self, depth: float) -> None:
        depth = min(float(MOST_DEPTH), max(float(LEAST_DEPTH), depth))
        if depth == self._depth:
            return
        self._depth = depth
        if self._slider is not None:
            self._slider.setValue(round(depth))
        self._refresh()

    def _refresh(self) -> None:
        cutout, frame, depth = self._cutout, self._frame, self._depth / 100
        if cutout is not None:
            self.runner.ask(lambda: _pieces_of(cutout, frame, depth), self._take)

    def _take(self, pieces: tuple[Draft, ...]) -> None:
        self._pieces = pieces
        self.canvas.update()


def _pieces_of(cutout: Cutout, frame: Frame, depth: float) -> tuple[Draft, ...]:
    drafts = (draft_of(one, frame) for one in split(cutout, depth) if one.area >= SMALLEST_PIECE)
    return tuple(one for one in drafts if one is not None)


def _frame_of(shape: Shape) -> Frame:
    """At which scale a shape is cut."""
    if shape.kind is Kind.MASK or _area(shape) <= MOST_PIXELS:
        return Frame()
    left, top = shape.bounds[:2]
    return Frame(left, top, 1.0 / math.ceil(math.sqrt(_area(shape) / MOST_PIXELS)))


def _area(shape: Shape) -> float:
    left, top, right, bottom = shape.bounds
    return (right - left) * (bottom - top)


def make(canvas: Canvas) -> Tool:
    """Make the tool for a canvas."""
    return CutApartTool(canvas)
