"""Polygons made of polygons in one undo step: united, subtracted, intersected, cut along a line, simplified."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from tlstudio.gui.canvas import polygon_operations
from tlstudio.gui.canvas.canvas import SELECT
from tlstudio.gui.canvas.cutting import CAN_BE_CUT, crosses, cut_along
from tlstudio.gui.canvas.polygon_operations import simplified, vertices
from tlstudio.gui.canvas.shapes import Kind, Shape
from tlstudio.gui.canvas.tools.split_line import Point, SplitLineTool
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.workspaces.shapes.part import RoomPart

if TYPE_CHECKING:
    from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace

AREAS = (Kind.POLYGON, Kind.BOX, Kind.ROTATED_BOX)
COARSER = 1.0
"""How far an outline may move when it is simplified, in logical pixels of the view, but not less in the image."""

Rule = Callable[[Sequence[Shape]], Shape | None]


class Polygons(RoomPart):
    """The first of several selected shapes, the lowest one, is what the others are added to or taken from."""

    def __init__(self, room: ShapesWorkspace) -> None:
        super().__init__(room)
        tool = room.canvas.tools["split_line"]
        assert isinstance(tool, SplitLineTool)
        tool.cut = self._cut

    def actions(self) -> Mapping[str, Callable[[], object]]:
        return {
            "polygon_union": lambda: self._combine(polygon_operations.united, self.tr("Unite polygons"), delete=True),
            "polygon_subtract": lambda: self._combine(
                polygon_operations.subtracted, self.tr("Subtract polygons"), delete=False
            ),
            "polygon_intersect": lambda: self._combine(
                polygon_operations.intersected, self.tr("Intersect polygons"), delete=True
            ),
            "polygon_simplify": self._simplify,
        }

    def reason_off(self, name: str) -> str:
        if name == "polygon_simplify":
            return "" if self._selected(Kind.POLYGON) else self.tr("Select a polygon first")
        if len(self._selected(*AREAS)) < 2:
            return self.tr("Select two polygons or boxes or more; Ctrl+click adds one")
        return ""

    def _combine(self, rule: Rule, text: str, *, delete: bool) -> None:
        first, *others = self._selected(*AREAS)
        made = rule([first, *others])
        if made is None:
            self.room.refuse(self.tr("Nothing would be left"))
            return
        self._store(text, changed=[made], deleted=[shape.id for shape in others] if delete else [])

    def _simplify(self) -> None:
        tolerance = max(COARSER, self.room.canvas.tolerance(COARSER))
        before = self._selected(Kind.POLYGON)
        made = [simplified(shape, tolerance) for shape in before]
        changed = [new for new, old in zip(made, before, strict=True) if vertices(new) < vertices(old)]
        if not changed:
            self.room.refuse(self.tr("No vertex can go without moving the outline by more than {n} px").format(
                n=f"{tolerance:.3g}"
            ))  # fmt: skip
            return
        gone = sum(map(vertices, before)) - sum(map(vertices, made))
        self._store(
            self.tr("Simplify {what}").format(what=self.room.work.named(s.id for s in changed)), changed=changed
        )
        self.room.tell(self.tr("{n} vertices fewer").format(n=counted(gone)))

    def _cut(self, begin: Point, end: Point) -> None:
        """Cut the selected shapes along a line; where none is selected, those that it crosses between its ends."""
        selected = [s for s in self.room.canvas.selected_shapes() if s.kind in CAN_BE_CUT and not s.is_suggestion]
        wanted = [s for s in selected if not s.is_locked] if selected else self._crossed(begin, end)
        changed: list[Shape] = []
        added: list[Shape] = []
        for shape in wanted:
            pieces = cut_along(shape, begin, end)
            if len(pieces) > 1:
                changed.append(pieces[0])
                added += pieces[1:]
        if not added:
            is_locked = bool(selected) and not wanted
            self.room.refuse(
                self.tr("That shape is locked; Ctrl+L unlocks it")
                if is_locked
                else self.tr("Draw the line across a polygon, a mask or a box to cut it")
            )
            return
        boxes = {shape.id for shape in wanted if shape.kind in (Kind.BOX, Kind.ROTATED_BOX)}
        text = self.tr("Cut {what} along a line").format(what=self.room.work.named(s.id for s in changed))
        self._store(text, changed=changed, added=added)
        if any(piece.id in boxes and piece.kind is Kind.POLYGON for piece in (*changed, *added)):
            self.room.tell(self.tr("The pieces of a box cut at a slant are polygons"))

    def _crossed(self, begin: Point, end: Point) -> list[Shape]:
        """What a line crosses; boxes only where it crosses nothing else, for they often lie around other shapes."""
        left, right = sorted((begin[0], end[0]))
        top, bottom = sorted((begin[1], end[1]))
        table = self.room.work.table
        near = (table.shapes[place] for place in table.overlapping(left, top, right, bottom).tolist())
        free = [s for s in near if s.kind in CAN_BE_CUT and not s.is_locked and not s.is_suggestion]
        met = [s for s in free if crosses(s, begin, end)]
        return [s for s in met if s.kind in (Kind.POLYGON, Kind.MASK)] or met

    def _selected(self, *kinds: Kind) -> list[Shape]:
        chosen = self.room.canvas.selected_shapes()
        return [s for s in chosen if s.kind in kinds and not s.is_locked and not s.is_suggestion]

    def _store(
        self, text: str, *, changed: Sequence[Shape], added: Sequence[Shape] = (), deleted: Sequence[int] = ()
    ) -> None:  # fmt: skip
        room = self.room
        ids = room.work.edit(text, added=added, changed=changed, deleted=deleted)
        room.show_table()
        if ids is not None:
            room.canvas.choose_tool(SELECT)
            room.canvas.select([*(shape.id for shape in changed), *ids])


PART = Polygons
