"""The canvas: selection, hover, the tool in hand, and drafts that live here until the hand lets go.

The canvas knows shapes, not the project. What a person has done comes out as one signal per gesture; the room turns it
into one command and shows the new table.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import ModuleType

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QWidget

from tlstudio.core.discover import discover
from tlstudio.gui import theme
from tlstudio.gui.canvas import overlay
from tlstudio.gui.canvas.editing import clamped
from tlstudio.gui.canvas.hit_testing import shapes_at
from tlstudio.gui.canvas.layers import FILLED, Look
from tlstudio.gui.canvas.shapes import Shape, ShapeTable
from tlstudio.gui.canvas.snapping import snapped
from tlstudio.gui.canvas.tool import Pointer, Tool, ToolCard
from tlstudio.gui.canvas.view import LayeredView
from tlstudio.gui.shortcuts import key_name

TOLERANCE = 7.0
TAP_SECONDS = 0.25
MOST_HIGHLIGHTED = 200
MOST_NAMES = 400
SELECT = "select"


def tool_modules() -> dict[str, ModuleType]:
    """All tools by key, found by folder scan."""
    return discover("tlstudio.gui.canvas.tools")


class Canvas(LayeredView):
    """Draws and edits the shapes of one image.

    Signals:
        drawn: A new Shape.
        edited: Shapes that were changed by one gesture, and what it was in words for the history.
        selection_changed: The set of selected ids changed.
        tool_changed: Key of the tool in hand.
        state_changed: Whether something is being drawn changed, so other keys hold.
        tapped: The space bar was pressed and released without panning.
        refused: A sentence why something cannot be done.
    """

    drawn = Signal(object)
    edited = Signal(list, str)
    selection_changed = Signal()
    tool_changed = Signal(str)
    state_changed = Signal()
    tapped = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Canvas"))
        self._cards: dict[str, ToolCard] = {}
        self._tools: dict[str, Tool] = {}
        for key, module in tool_modules().items():
            self._cards[key] = module.CARD
            self._tools[key] = module.make(self)
        self._tool = self._tools[SELECT]
        self._tool_key = self._last_drawing = SELECT
        self._colours: dict[int, str] = {}
        self._names: Mapping[int, str] = {}
        self._selected: frozenset[int] = frozenset()
        self._hover: int | None = None
        self._changing: tuple[Shape, ...] = ()
        self._panning: QPointF | None = None
        self._space_since: float | None = None
        self._space_used = False
        self._was_drawing = False
        self.label_id = 0
        self.read_only = False
        self.shows_names = False
        self.pan_keys: Callable[[], Sequence[str]] = lambda: ("Space",)
        self.peek_keys: Callable[[], Sequence[str]] = lambda: ("H",)

    # -- what is shown ---------------------------------------------------------------------------------------------

    @property
    def image_size(self) -> tuple[int, int]:
        """Width and height of the image."""
        return self._port.image_size

    def show_labels(self, colours: Mapping[int, str], names: Mapping[int, str], fill: float) -> None:
        """Take over the labels' colours (`#RRGGBB`) and names, and how strongly insides are tinted."""
        self._colours, self._names = dict(colours), names
        bgr = {i: _bgr(theme.color(colour)) for i, colour in colours.items()}
        self.set_look(Look(bgr, fill))

    def colour(self, label_id: int) -> QColor:
        """The colour of a label, a copy that may be made transparent."""
        return QColor(theme.color(self._colours.get(label_id, "edge")))

    def show_table(self, table: ShapeTable) -> None:
        """Show the shapes as stored; what is selected stays so where it still exists."""
        self._changing = ()
        self._tool.cancel()
        before = self._table
        changed = frozenset(
            s.id
            for s in {*before.shapes, *table.shapes}
            if before.get(s.id) is not table.get(s.id)
        )  # fmt: skip
        if len(changed) > 200:
            self.set_table(table)
        else:
            self.change_table(table, changed)
        self._hover = None
        self.select(i for i in self._selected if table.place(i) is not None)
        self.update()

    def set_names_shown(self, shown: bool) -> None:
        """Write the label's name on every shape, or only on the selected ones."""
        self.shows_names = shown
        self.update()

    @property
    def shows_shapes(self) -> bool:
        """Whether the shapes are drawn at all."""
        return self._shows_shapes

    def fit_selection(self) -> None:
        """Show the selected shapes as large as they fit."""
        shapes = self.selected_shapes()
        if not shapes:
            return
        left, top = min(s.bounds[0] for s in shapes), min(s.bounds[1] for s in shapes)
        right, bottom = max(s.bounds[2] for s in shapes), max(s.bounds[3] for s in shapes)
        zoom = 0.7 * min(self.width() / max(1.0, right - left), self.height() / max(1.0, bottom - top))
        port = self._port.zoomed(zoom)
        x, y = (left + right) / 2 * port.zoom, (top + bottom) / 2 * port.zoom
        middle = (self.width() / 2 - x, self.height() / 2 - y)
        self._move(port.panned(middle[0] - port.offset[0], middle[1] - port.offset[1]))

    # -- tools -----------------------------------------------------------------------------------------------------

    @property
    def tools(self) -> Mapping[str, Tool]:
        """All tools by key."""
        return self._tools

    @property
    def tool_key(self) -> str:
        """The tool in hand."""
        return self._tool_key

    @property
    def last_drawing(self) -> str:
        """The drawing tool that was used last; `select` when none was."""
        return self._last_drawing

    @property
    def tool(self) -> Tool:
        """The tool in hand."""
        return self._tool

    @property
    def is_drawing(self) -> bool:
        """Whether a draft exists."""
        return self._tool.is_drawing

    def choose_tool(self, key: str) -> None:
        """Take a tool into the hand."""
        if key not in self._tools:
            return
        if key != self._tool_key:
            self._tool.leave()
            self._tool, self._tool_key = self._tools[key], key
            if self._cards[key].draws:
                self._last_drawing = key
                self.select(())
            self.setCursor(self._tool.cursor)
        self.tool_changed.emit(key)
        self._tell_state()
        self.update()

    def escape(self) -> bool:
        """Go one step back: the draft, then the selection, then the tool; whether there was anything."""
        if self._tool.cancel():
            self._tell_state()
            self.update()
            return True
        if self._selected:
            self.select(())
            return True
        if self._tool_key != SELECT:
            self.choose_tool(SELECT)
            return True
        return False

    def finish(self) -> bool:
        """Complete the draft."""
        done = self._tool.finish()
        self._tell_state()
        self.update()
        return done

    def step_back(self) -> bool:
        """Take the last point of the draft back."""
        done = self._tool.step_back()
        self._tell_state()
        self.update()
        return done

    # -- selection -------------------------------------------------------------------------------------------------

    @property
    def selected(self) -> frozenset[int]:
        """Ids of the selected shapes."""
        return self._selected

    def selected_shapes(self) -> list[Shape]:
        """The selected shapes, the lowest first."""
        found = [self._table.get(i) for i in self._selected]
        return sorted((s for s in found if s is not None), key=lambda s: self._table.place(s.id) or 0)

    def select(self, ids: Iterable[int]) -> None:
        """Select these and nothing else."""
        wanted = frozenset(ids)
        if wanted == self._selected:
            return
        self._repaint_shapes(wanted ^ self._selected)
        self._selected = wanted
        self.setAccessibleDescription(self._described())
        self.selection_changed.emit()
        self._tell_state()

    def step_selection(self, step: int) -> None:
        """Select the next or previous shape, from the upper left to the lower right."""
        table = self._table
        shown = [place for place in range(len(table)) if table.shown[place]]
        if not shown:
            return
        row = max(1.0, self.image_size[1] / 24)
        shown.sort(key=lambda place: (int(table.bounds[place, 1] // row), float(table.bounds[place, 0])))
        ids = [table.shapes[place].id for place in shown]
        here = [ids.index(i) for i in self._selected if i in ids]
        at = (here[0] + step) % len(ids) if here else (0 if step > 0 else len(ids) - 1)
        self.choose_tool(SELECT)
        self.select([ids[at]])

    # -- what tools ask --------------------------------------------------------------------------------------------

    def tolerance(self, pixels: float = TOLERANCE) -> float:
        """Logical pixels of the view in image pixels."""
        return pixels / self._port.zoom

    def to_view(self, x: float, y: float) -> QPointF:
        """Image pixels in the view."""
        return QPointF(x * self._port.zoom + self._port.offset[0], y * self._port.zoom + self._port.offset[1])

    def inside(self, x: float, y: float) -> tuple[float, float]:
        """The nearest point of the image."""
        return clamped(x, y, self.image_size)

    def snap(self, pointer: Pointer, *, apart_from: Iterable[int] = ()) -> tuple[float, float]:
        """The pointer's place, drawn to a vertex, an edge or the border nearby; Ctrl switches that off."""
        x, y = self.inside(pointer.x, pointer.y)
        if pointer.ctrl:
            return x, y
        return snapped(self._table, x, y, self.tolerance(), self.image_size, frozenset(apart_from))

    def can_draw(self) -> bool:
        """Whether a new shape may be begun; says why not."""
        if self.read_only:
            self.refused.emit(self.tr("Open for reading only"))
        elif not self.label_id:
            self.refused.emit(self.tr("Make a label first: press L and type its name"))
        else:
            return True
        return False

    def add(self, shape: Shape) -> None:
        """Hand over a finished draft."""
        self.drawn.emit(shape)
        self._tell_state()

    def change(self, shapes: Sequence[Shape]) -> None:
        """Show shapes as they are in the middle of a gesture."""
        before = self._changing
        self._changing = tuple(shapes)
        live = frozenset(shape.id for shape in shapes)
        if live != self._live:
            self.change_table(self._table, frozenset(), live)
        for shape in (*before, *shapes):
            self.update(self._shape_rect(shape))

    def commit(self, text: str) -> None:
        """Hand over what the gesture made of the shapes."""
        changed = [s for s in self._changing if s is not self._table.get(s.id)]
        self._changing = ()
        if not changed:
            self.change_table(self._table, frozenset(), frozenset())
            return
        # Shown at once; the command follows and its event finds nothing left to draw.
        self.change_table(self._table.with_shapes(changed), frozenset(s.id for s in changed), frozenset())
        self.edited.emit(changed, text)

    def drop_change(self) -> None:
        """Forget what the gesture made."""
        self._changing = ()
        self.change_table(self._table, frozenset(), frozenset())
        self.update()

    def shapes_at(self, pointer: Pointer) -> list[Shape]:
        """The shapes under the mouse, the smallest first."""
        places = shapes_at(self._table, pointer.x, pointer.y, self.tolerance())
        return [self._table.shapes[place] for place in places]

    def set_hover(self, shape_id: int | None) -> None:
        """Mark the shape under the mouse."""
        if shape_id != self._hover:
            before, self._hover = self._hover, shape_id
            self._repaint_shapes(i for i in (before, shape_id) if i is not None)

    # -- mouse and keys --------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        is_left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (is_left and self._space_since is not None):
            self._panning, self._space_used = event.position(), True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif is_left or event.button() == Qt.MouseButton.RightButton:
            self._tool.press(self._pointer(event))
            self._tell_state()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._panning is not None:
            step = event.position() - self._panning
            self._panning = event.position()
            self.pan(step.x(), step.y())
        else:
            self._tool.move(self._pointer(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._panning is not None:
            self._panning = None
            self.setCursor(Qt.CursorShape.OpenHandCursor if self._space_since is not None else self._tool.cursor)
        elif event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            self._tool.release(self._pointer(event))
            self._tell_state()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._space_since is None:
            self._tool.double_click(self._pointer(event))
            self._tell_state()

    def wheelEvent(self, event: QWheelEvent) -> None:
        wheel = getattr(self._tool, "wheel", None)
        if wheel is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            wheel((event.angleDelta().y() or event.angleDelta().x()) / 120.0)
            event.accept()
            return
        super().wheelEvent(event)

    def leaveEvent(self, event: object) -> None:
        self.set_hover(None)
        super().leaveEvent(event)  # pyright: ignore[reportArgumentType]  (the stub narrows what Qt passes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = key_name(event)
        if name in self.pan_keys():
            if not event.isAutoRepeat():
                self._space_since, self._space_used = time.monotonic(), False
                self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif name in self.peek_keys():
            self._peeks = True
            self.update()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        name = key_name(event)
        if event.isAutoRepeat():
            return
        if name in self.pan_keys() and self._space_since is not None:
            since, self._space_since = self._space_since, None
            self.setCursor(self._tool.cursor)
            if not self._space_used and time.monotonic() - since < TAP_SECONDS:
                self.tapped.emit()
        elif name in self.peek_keys():
            self._peeks = False
            self.update()
        else:
            super().keyReleaseEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from shape to shape; F6 leaves the canvas."""
        if not len(self._table):
            return super().focusNextPrevChild(forward)
        self.step_selection(1 if forward else -1)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._space_since = self._panning = None
        if self._peeks:
            self._peeks = False
            self.update()
        self.setCursor(self._tool.cursor)
        super().focusOutEvent(event)

    # -- painting --------------------------------------------------------------------------------------------------

    def paint_above(self, painter: QPainter, rect: QRect) -> None:
        if not self._shows_shapes or self._peeks:
            return
        table, port, fill = self._table, self._port, self._look.fill
        hover = table.get(self._hover) if self._hover is not None and self._hover not in self._live else None
        seen = [s for s in self._seen_selected(rect) if s.id not in self._live]
        if self.shows_names:
            self._paint_names(painter, rect)
        if hover is not None and hover.id not in self._selected:
            overlay.paint_outline(painter, hover, port, self.colour(hover.label_id), width=overlay.SELECTED_WIDTH)
            overlay.paint_handles(painter, hover, port)
        for shape in seen:
            tint = fill / 3 if shape.kind not in FILLED else 0.0
            overlay.paint_outline(
                painter, shape, port, self.colour(shape.label_id), width=overlay.SELECTED_WIDTH, fill=tint
            )
        overlay.paint_shapes(painter, self._changing, port, self.colour, fill=fill, selected=self._selected)
        if len(self._selected) <= 12:
            for shape in (*seen, *self._changing):
                overlay.paint_handles(painter, shape, port)
            for shape in seen:
                self._paint_name(painter, shape)
        self._tool.paint(painter)

    def _paint_names(self, painter: QPainter, rect: QRect) -> None:
        port = self._port
        box = QRectF(rect).adjusted(-160, -8, 8, 32)
        left, top = port.to_image(box.left(), box.top())
        right, bottom = port.to_image(box.right(), box.bottom())
        for place in self._table.overlapping(left, top, right, bottom)[:MOST_NAMES].tolist():
            shape = self._table.shapes[place]
            if shape.id not in self._live:
                self._paint_name(painter, shape)

    def _paint_name(self, painter: QPainter, shape: Shape) -> None:
        name = self._names.get(shape.label_id, "")
        overlay.paint_name(painter, shape, self._port, name, self._colours.get(shape.label_id, "edge"))

    def _seen_selected(self, rect: QRect) -> list[Shape]:
        """The selected shapes that meet a rectangle, not more than the eye can tell apart."""
        found = (self._table.get(i) for i in list(self._selected)[:MOST_HIGHLIGHTED])
        return [s for s in found if s is not None and not s.is_hidden and self._shape_rect(s).intersects(rect)]

    # -- inside ----------------------------------------------------------------------------------------------------

    def _pointer(self, event: QMouseEvent) -> Pointer:
        x, y = self._port.to_image(event.position().x(), event.position().y())
        return Pointer(x, y, event.position(), event.button(), event.buttons(), event.modifiers())

    def _shape_rect(self, shape: Shape) -> QRect:
        """What a shape with its handles and its plate takes up in the view."""
        left, top, right, bottom = shape.bounds
        box = QRectF(self.to_view(left, top), self.to_view(right, bottom))
        plate = 180 if shape.id in self._selected or self.shows_names else 8
        return box.adjusted(-8, -34 if plate > 8 else -8, 8 + plate, 34).toAlignedRect()

    def _repaint_shapes(self, ids: Iterable[int]) -> None:
        for number, shape_id in enumerate(ids):
            if number > MOST_HIGHLIGHTED:
                self.update()
                return
            shape = self._table.get(shape_id)
            if shape is not None:
                # A name plate has the width of its text, which the rectangle of a resting shape does not count.
                self.update(self._shape_rect(shape).adjusted(-2, -28, 174, 2))

    def _tell_state(self) -> None:
        if self._tool.is_drawing != self._was_drawing:
            self._was_drawing = self._tool.is_drawing
            self.state_changed.emit()

    def _described(self) -> str:
        if len(self._selected) != 1:
            return self.tr("{n} of {m} selected").format(n=len(self._selected), m=len(self._table))
        shape = self.selected_shapes()[0]
        what = shape.kind.name.lower().replace("_", " ")
        place = (self._table.place(shape.id) or 0) + 1
        return f"{what} {place} of {len(self._table)}, {self._names.get(shape.label_id, '')}"


def _bgr(colour: QColor) -> tuple[int, int, int]:
    return colour.blue(), colour.green(), colour.red()
