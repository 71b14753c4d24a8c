"""The canvas: the tool in hand, and the events it gets.

The canvas knows shapes, not the project. What a person has done comes out as one signal per gesture; the room turns it
into one command and shows the new table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import ModuleType

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QWidget

from tlstudio.core.discover import discover
from tlstudio.gui.canvas.brush import Brush
from tlstudio.gui.canvas.drafting import DraftingView
from tlstudio.gui.canvas.hands import Hands
from tlstudio.gui.canvas.overlay import Overlay
from tlstudio.gui.canvas.shape_table import ShapeTable
from tlstudio.gui.canvas.shapes import Shape
from tlstudio.gui.canvas.tool import Tool, ToolCard

MOST_REDRAWN = 200
SELECT = "select"


def tool_modules() -> dict[str, ModuleType]:
    """All tools by key, found by folder scan."""
    return discover("tlstudio.gui.canvas.tools")


class Canvas(DraftingView):
    """Draws and edits the shapes of one image.

    Attributes:
        overlays: Painted above shapes and drafts, in order; after adding or changing one call `update`.
        underlays: Painted between the picture and the shapes.
        hands: Mouse and keys; says which keys pan and peek.
        brush: What all tools share that paint.
        on_tab: Asked before Tab (+1) and Shift+Tab (-1) go from shape to shape; whether it has gone somewhere itself.

    Signals:
        drawn: A new Shape.
        tool_changed: Key of the tool in hand.
        state_changed: Whether something is being drawn changed, so other keys hold.
        tapped: The space bar was pressed and released without panning.
    """

    drawn = Signal(object)
    tool_changed = Signal(str)
    state_changed = Signal()
    tapped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Canvas"))
        self.on_tab: Callable[[int], bool] = lambda _step: False
        self.overlays: list[Overlay] = []
        self.underlays: list[Overlay] = []
        self.hands = Hands(self)
        self.brush = Brush(self)
        self._cards: dict[str, ToolCard] = {}
        self._tools: dict[str, Tool] = {}
        for key, module in tool_modules().items():
            self._cards[key] = module.CARD
            self._tools[key] = module.make(self)
        self._tool = self._tools[SELECT]
        self._tool_key = self._last_drawing = SELECT
        self._was_drawing = False
        self.selection_changed.connect(self.tell_state)

    # -- what is shown ---------------------------------------------------------------------------------------------

    def show_table(self, table: ShapeTable) -> None:
        """Show the shapes as stored; what is selected stays so where it still exists."""
        self._changing = ()
        if not self._tool.outlives_changes:
            self._tool.cancel()
        before = self._table
        changed = frozenset(
            s.id
            for s in {*before.shapes, *table.shapes}
            if before.get(s.id) is not table.get(s.id)
        )  # fmt: skip
        if len(changed) > MOST_REDRAWN:
            self.set_table(table)
        else:
            self.change_table(table, changed)
        self._hover = None
        self.select(i for i in self._selected if table.place(i) is not None)
        self.update()

    def set_peeking(self, peeks: bool) -> None:
        """Hide all shapes for as long as a key is held."""
        if peeks != self._peeks:
            self._peeks = peeks
            self.update()

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
    def card(self) -> ToolCard:
        """What is said about the tool in hand."""
        return self._cards[self._tool_key]

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
            self.set_hover(None)
            self.snap_mark.hide()
            self._tool, self._tool_key = self._tools[key], key
            card = self._cards[key]
            if card.draws:
                self._last_drawing = key
            if card.draws and not card.keeps_selection:
                self.select(())
            self.setCursor(self._tool.cursor)
        self.tool_changed.emit(key)
        self.tell_state()
        self.update()

    def escape(self) -> bool:
        """Go one step back: the draft, then the selection, then the tool; whether there was anything."""
        if self._tool.cancel():
            self.tell_state()
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
        self.tell_state()
        self.update()
        return done

    def step_back(self) -> bool:
        """Take the last point of the draft back."""
        done = self._tool.step_back()
        self.tell_state()
        self.update()
        return done

    def step_selection(self, step: int) -> None:
        """Select the next or previous shape, from the upper left to the lower right."""
        wanted = self.neighbour_of_selection(step)
        if wanted is not None:
            self.choose_tool(SELECT)
            self.select([wanted])

    def tell_state(self) -> None:
        """Emit `state_changed` where a draft has begun or ended."""
        if self._tool.is_drawing != self._was_drawing:
            self._was_drawing = self._tool.is_drawing
            self.state_changed.emit()

    # -- what tools hand over --------------------------------------------------------------------------------------------

    def add(self, shape: Shape) -> None:
        """Hand over a finished draft."""
        self.drawn.emit(shape)
        self.tell_state()

    def replace_shapes(self, shapes: Sequence[Shape], text: str) -> None:
        """Hand over shapes that are shown already, as a tool that paints has changed them."""
        self.edited.emit(list(shapes), text)
        self.tell_state()

    # -- painting --------------------------------------------------------------------------------------------------

    def paint_below(self, painter: QPainter, rect: QRect) -> None:
        for lower in self.underlays:
            lower.paint(painter, rect, self._port)

    def paint_above(self, painter: QPainter, rect: QRect) -> None:
        if not self.hides_shapes:
            self.paint_marks(painter, rect)
            self._tool.paint(painter)
            self.snap_mark.paint(painter, rect, self._port)
        for upper in self.overlays:
            upper.paint(painter, rect, self._port)

    # -- events ----------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hands.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hands.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.hands.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.hands.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hands.wheel(event):
            event.accept()
        else:
            super().wheelEvent(event)

    def leaveEvent(self, event: object) -> None:
        self.set_hover(None)
        self.snap_mark.hide()
        self._tool.leave_view()
        super().leaveEvent(event)  # pyright: ignore[reportArgumentType]  (the stub narrows what Qt passes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.hands.key_down(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self.hands.key_up(event):
            super().keyReleaseEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from shape to shape; F6 leaves the canvas."""
        if self.on_tab(1 if forward else -1):
            return True
        if not len(self._table):
            return super().focusNextPrevChild(forward)
        self.step_selection(1 if forward else -1)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.hands.let_go()
        super().focusOutEvent(event)
