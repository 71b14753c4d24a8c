"""Select, move, resize, turn, and change vertices: the tool that is in hand when no other is."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from tlstudio.gui import theme
from tlstudio.gui.canvas import editing
from tlstudio.gui.canvas.hit_testing import Grip, edge_at, shapes_in, vertex_at
from tlstudio.gui.canvas.shapes import Kind, Shape
from tlstudio.gui.canvas.tool import Pointer, Tool, ToolCard

if TYPE_CHECKING:
    from tlstudio.gui.canvas.canvas import Canvas

CARD = ToolCard(
    "select",
    "Select and move",
    "ph.cursor",
    "shapes.select",
    0,
    draws=False,
    hint="Double-click an edge to add a corner, Shift+click a corner to remove it",
)

START_PIXELS = 3.0
BOXES = (Kind.BOX, Kind.ROTATED_BOX)

Change = Callable[[Pointer], Sequence[Shape]]


@dataclass(frozen=True, slots=True)
class _Drag:
    """A gesture that has a grip on something.

    Attributes:
        change: From where the mouse is now to the shapes as they are then.
        text: What it does, for the history.
    """

    change: Change
    text: str


class SelectTool(Tool):
    """Smallest shape first; another click at the same place takes the next larger one."""

    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._pressed: Pointer | None = None
        self._drag: _Drag | None = None
        self._moves = False
        self._band: QRectF | None = None
        self._was_selected = False

    @property
    def is_drawing(self) -> bool:
        return self._moves

    def press(self, pointer: Pointer) -> None:
        if pointer.button != Qt.MouseButton.LeftButton:
            return
        self._pressed, self._moves, self._band = pointer, False, None
        canvas = self.canvas
        if pointer.shift and self._remove_vertex(pointer):
            self._pressed = None
            return
        self._drag = self._grip(pointer)
        if self._drag is not None:
            self._was_selected = False
            return
        hits = canvas.shapes_at(pointer)
        self._was_selected = any(shape.id in canvas.selected for shape in hits)
        if not hits:
            if not pointer.ctrl and not pointer.shift:
                canvas.select(())
        elif pointer.ctrl or pointer.shift:
            canvas.select(canvas.selected ^ {hits[0].id})
        elif not self._was_selected:
            canvas.select([hits[0].id])
        if hits and canvas.selected and not pointer.ctrl:
            self._drag = self._moving(pointer)

    def move(self, pointer: Pointer) -> None:
        start = self._pressed
        if start is None or not pointer.held & Qt.MouseButton.LeftButton:
            self._hover(pointer)
            return
        if not self._moves:
            step = pointer.at - start.at
            if math.hypot(step.x(), step.y()) < START_PIXELS:
                return
            self._moves = True
            if self._drag is not None and self.canvas.read_only:
                self._drag = None
        if self._drag is not None:
            self.canvas.change(self._drag.change(pointer))
        else:
            before, self._band = self._band, QRectF(start.at, pointer.at).normalized()
            dirty = self._band if before is None else self._band.united(before)
            self.canvas.update(dirty.toAlignedRect().adjusted(-2, -2, 2, 2))

    def release(self, pointer: Pointer) -> None:
        start, self._pressed = self._pressed, None
        drag, self._drag = self._drag, None
        moved, self._moves = self._moves, False
        band, self._band = self._band, None
        if start is None:
            return
        if moved and drag is not None:
            self.canvas.commit(drag.text)
        elif moved and band is not None:
            self._take_band(start, pointer)
            self.canvas.update(band.toAlignedRect().adjusted(-2, -2, 2, 2))
        elif self._was_selected and not pointer.ctrl and not pointer.shift:
            self._select_next(pointer)

    def double_click(self, pointer: Pointer) -> None:
        """On an edge of the selected polygon: another vertex. Else as a click."""
        shape = self._only_selected()
        grip = self._edge(shape, pointer) if shape is not None else None
        if shape is None or grip is None or self.canvas.read_only:
            self.press(pointer)
            return
        self.canvas.change([editing.with_vertex_added(shape, grip.ring, grip.index, *grip.point)])
        self.canvas.commit("Insert a vertex")

    def cancel(self) -> bool:
        was, self._moves = self._moves, False
        self._pressed = self._drag = self._band = None
        if was:
            self.canvas.drop_change()
        return was

    def paint(self, painter: QPainter) -> None:
        shape = self._only_selected()
        if shape is not None and shape.kind is Kind.ROTATED_BOX and not self._moves:
            at, foot = (
                self.canvas.to_view(*point) for point in editing.rotation_handle(shape, self.canvas.tolerance(24))
            )
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("outline_over"), 1.5))
            painter.drawLine(foot, at)
            painter.setPen(QPen(theme.color("black"), 1.0))
            painter.setBrush(theme.color("white"))
            painter.drawEllipse(at, 5.0, 5.0)
        if self._band is not None:
            accent = QColor(theme.color("accent"))
            painter.setPen(QPen(accent, 1.0))
            accent.setAlphaF(0.15)
            painter.setBrush(accent)
            painter.drawRect(self._band.adjusted(0.5, 0.5, -0.5, -0.5))

    # -- inside ----------------------------------------------------------------------------------------------------

    def _hover(self, pointer: Pointer) -> None:
        canvas = self.canvas
        shape = self._only_selected()
        if shape is not None and not canvas.read_only and not shape.is_locked:
            cursor = self._grip_cursor(shape, pointer)
            if cursor is not None:
                canvas.setCursor(cursor)
                canvas.set_hover(None)
                return
        hits = canvas.shapes_at(pointer)
        canvas.set_hover(hits[0].id if hits else None)
        is_grabbable = any(hit.id in canvas.selected for hit in hits)
        canvas.setCursor(Qt.CursorShape.SizeAllCursor if is_grabbable else self.cursor)

    def _only_selected(self) -> Shape | None:
        selected = self.canvas.selected
        return self.canvas.table.get(next(iter(selected))) if len(selected) == 1 else None

    def _grip(self, pointer: Pointer) -> _Drag | None:
        """What of the one selected shape is under the mouse: a handle, a vertex, an edge."""
        shape = self._only_selected()
        canvas = self.canvas
        if shape is None or shape.is_locked or canvas.read_only or pointer.ctrl:
            return None
        if shape.kind is Kind.ROTATED_BOX and self._on_rotation(shape, pointer):
            return _Drag(lambda now: [_turned(shape, now)], "Turn the box")
        if shape.kind in BOXES:
            handle = _handle_at(shape, pointer, canvas.tolerance())
            if handle is None:
                return None
            return _Drag(
                lambda now: [editing.resized(shape, handle, *canvas.snap(now, apart_from=(shape.id,)))],
                "Resize the box",
            )
        if shape.kind is not Kind.POLYGON:
            return None
        vertex = vertex_at(shape, pointer.x, pointer.y, canvas.tolerance())
        if vertex is not None:
            return self._moving_vertex(shape, vertex.ring, vertex.index, "Move a vertex")
        edge = self._edge(shape, pointer)
        if edge is None:
            return None
        larger = editing.with_vertex_added(shape, edge.ring, edge.index, *edge.point)
        return self._moving_vertex(larger, edge.ring, edge.index + 1, "Insert a vertex")

    def _moving_vertex(self, shape: Shape, ring: int, index: int, text: str) -> _Drag:
        canvas = self.canvas
        return _Drag(
            lambda now: [
                editing.with_vertex_moved(shape, ring, index, *canvas.snap(now, apart_from=(shape.id,)))
            ],
            text,
        )  # fmt: skip

    def _moving(self, start: Pointer) -> _Drag:
        shapes = [shape for shape in self.canvas.selected_shapes() if not shape.is_locked]
        size = self.canvas.image_size

        def change(now: Pointer) -> list[Shape]:
            return [editing.moved(shape, now.x - start.x, now.y - start.y, size) for shape in shapes]

        return _Drag(change, "Move" if len(shapes) == 1 else f"Move {len(shapes)} shapes")

    def _edge(self, shape: Shape, pointer: Pointer) -> Grip | None:
        if shape.kind is not Kind.POLYGON or shape.is_locked:
            return None
        return edge_at(shape, pointer.x, pointer.y, self.canvas.tolerance(5))

    def _on_rotation(self, shape: Shape, pointer: Pointer) -> bool:
        at, _foot = editing.rotation_handle(shape, self.canvas.tolerance(24))
        return math.hypot(at[0] - pointer.x, at[1] - pointer.y) <= self.canvas.tolerance(9)

    def _grip_cursor(self, shape: Shape, pointer: Pointer) -> Qt.CursorShape | None:
        tolerance = self.canvas.tolerance()
        if shape.kind is Kind.ROTATED_BOX and self._on_rotation(shape, pointer):
            return Qt.CursorShape.CrossCursor
        if shape.kind in BOXES:
            handle = _handle_at(shape, pointer, tolerance)
            if handle is None:
                return None
            if shape.kind is Kind.ROTATED_BOX:
                return Qt.CursorShape.PointingHandCursor
            return _CURSORS[handle % 4]
        if shape.kind is Kind.POLYGON:
            if vertex_at(shape, pointer.x, pointer.y, tolerance) is not None:
                return Qt.CursorShape.PointingHandCursor
            if self._edge(shape, pointer) is not None:
                return Qt.CursorShape.DragCopyCursor
        return None

    def _remove_vertex(self, pointer: Pointer) -> bool:
        shape = self._only_selected()
        if shape is None or shape.kind is not Kind.POLYGON or shape.is_locked or self.canvas.read_only:
            return False
        vertex = vertex_at(shape, pointer.x, pointer.y, self.canvas.tolerance())
        if vertex is None:
            return False
        smaller = editing.with_vertex_removed(shape, vertex.ring, vertex.index)
        if smaller is None:
            self.canvas.refused.emit(self.canvas.tr("A polygon keeps at least three vertices; Del deletes it"))
            return True
        self.canvas.change([smaller])
        self.canvas.commit("Delete a vertex")
        return True

    def _take_band(self, start: Pointer, end: Pointer) -> None:
        canvas = self.canvas
        left, right = sorted((start.x, end.x))
        top, bottom = sorted((start.y, end.y))
        found = {canvas.table.shapes[place].id for place in shapes_in(canvas.table, left, top, right, bottom)}
        canvas.select(canvas.selected | found if start.ctrl or start.shift else found)

    def _select_next(self, pointer: Pointer) -> None:
        """A click on what was selected before: the next larger shape at this place, or only this one of several."""
        ids = [shape.id for shape in self.canvas.shapes_at(pointer)]
        if not ids:
            return
        here = [index for index, shape_id in enumerate(ids) if shape_id in self.canvas.selected]
        if len(self.canvas.selected) > 1 or not here:
            self.canvas.select([ids[here[0]] if here else ids[0]])
        else:
            self.canvas.select([ids[(here[0] + 1) % len(ids)]])


_CURSORS = (
    Qt.CursorShape.SizeFDiagCursor,
    Qt.CursorShape.SizeVerCursor,
    Qt.CursorShape.SizeBDiagCursor,
    Qt.CursorShape.SizeHorCursor,
)


def _handle_at(shape: Shape, pointer: Pointer, tolerance: float) -> int | None:
    points = editing.handle_points(shape)
    distances = np.hypot(points[:, 0] - pointer.x, points[:, 1] - pointer.y)
    best = int(np.argmin(distances))
    return best if distances[best] <= tolerance else None


def _turned(shape: Shape, now: Pointer) -> Shape:
    centre = shape.outline.astype(np.float64).mean(axis=0)
    wanted = math.degrees(math.atan2(now.y - centre[1], now.x - centre[0])) + 90.0
    if now.shift:
        wanted = round(wanted / 15.0) * 15.0
    return editing.rotated(shape, wanted - editing.angle_of(shape))


def make(canvas: Canvas) -> Tool:
    """Make the tool for a canvas."""
    return SelectTool(canvas)
