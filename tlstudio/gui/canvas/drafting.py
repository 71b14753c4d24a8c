"""The view with drafts: shapes as they are in the middle of a gesture, and what the hand meets there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tlstudio.gui.canvas.editing import clamped
from tlstudio.gui.canvas.hit_testing import shapes_at
from tlstudio.gui.canvas.selecting import SelectingView
from tlstudio.gui.canvas.shapes import Shape
from tlstudio.gui.canvas.snap_mark import SnapMark
from tlstudio.gui.canvas.snapping import Snap, snap_at
from tlstudio.gui.canvas.tool import Pointer

TOLERANCE = 7.0


class DraftingView(SelectingView):
    """Shows drafts until the hand lets go, and hands over what came of them.

    Attributes:
        snap_mark: Shows what the point under the mouse was drawn to.
        label_id: What a new shape gets; 0 = there is no label.
        read_only: Nothing may be drawn.

    Signals:
        edited: Shapes that were changed by one gesture, and what it was in words for the history.
        refused: A sentence why something cannot be done.
    """

    edited = Signal(list, str)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label_id = 0
        self.read_only = False
        self.snap_mark = SnapMark(self)

    # -- what the hand meets ---------------------------------------------------------------------------------------

    def tolerance(self, pixels: float = TOLERANCE) -> float:
        """Logical pixels of the view in image pixels."""
        return pixels / self._port.zoom

    def inside(self, x: float, y: float) -> tuple[float, float]:
        """The nearest point of the image."""
        return clamped(x, y, self.image_size)

    def snap(self, pointer: Pointer, *, apart_from: Iterable[int] = ()) -> tuple[float, float]:
        """The pointer's place, drawn to a vertex, an edge or the border nearby; Ctrl switches that off."""
        return self.snap_to(pointer, apart_from=apart_from).point

    def snap_to(self, pointer: Pointer, *, apart_from: Iterable[int] = ()) -> Snap:
        """The same with what drew the point, which is marked."""
        x, y = self.inside(pointer.x, pointer.y)
        found = Snap((x, y))
        if not pointer.ctrl and not self.hides_shapes:
            found = snap_at(self._table, x, y, self.tolerance(), self.image_size, frozenset(apart_from))
        self.snap_mark.show(found)
        return found

    def can_draw(self) -> bool:
        """Whether a new shape may be begun; says why not."""
        if self.read_only:
            self.refused.emit(self.tr("Open for reading only"))
        elif not self.label_id:
            self.refused.emit(self.tr("Make a label first: press L and type its name"))
        else:
            return True
        return False

    def shapes_at(self, pointer: Pointer) -> list[Shape]:
        """The shapes under the mouse, the smallest first."""
        places = shapes_at(self._table, pointer.x, pointer.y, self.tolerance())
        return [self._table.shapes[place] for place in places]

    # -- what a gesture makes of shapes ----------------------------------------------------------------------------

    def change(self, shapes: Sequence[Shape]) -> None:
        """Show shapes as they are in the middle of a gesture."""
        before = self._changing
        self._changing = tuple(shapes)
        live = frozenset(shape.id for shape in shapes)
        if live != self._live:
            # Their name plates are not painted while they change.
            self._repaint_shapes(live | self._live)
            self.change_table(self._table, frozenset(), live)
        for shape in (*before, *shapes):
            self.update(self._shape_rect(shape))

    def commit(self, text: str) -> None:
        """Hand over what the gesture made of the shapes."""
        self.snap_mark.hide()
        changed = [s for s in self._changing if s is not self._table.get(s.id)]
        self._changing = ()
        if not changed:
            self.drop_change()
            return
        # Shown at once; the command follows and its event finds nothing left to draw.
        ids = frozenset(s.id for s in changed)
        self.change_table(self._table.with_shapes(changed), ids, frozenset())
        self._repaint_shapes(ids)
        self.edited.emit(changed, text)

    def drop_change(self) -> None:
        """Forget what the gesture made."""
        self._changing = ()
        self.change_table(self._table, frozenset(), frozenset())
        self.update()
