"""What the tools that paint masks have in common: which mask they go on with, and one change per gesture.

One selected mask is gone on with; with nothing selected a new mask begins, which is selected when it is there, so that
the next stroke goes on with it. Esc lets go of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from tlstudio.gui.canvas.convert import mask_shape
from tlstudio.gui.canvas.mask_draft import Area, MaskDraft, joined
from tlstudio.gui.canvas.shape_table import ShapeTable
from tlstudio.gui.canvas.shapes import Kind, Pixels, Shape
from tlstudio.gui.canvas.tool import Pointer, Tool

if TYPE_CHECKING:
    from tlstudio.gui.canvas.canvas import Canvas

NEW = -1
_NO_PIXELS = np.zeros((0, 0), bool)

Paint = Callable[[MaskDraft], Area | None]


class MaskTool(Tool):
    """A tool that paints into a mask; subclasses say what."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._before: ShapeTable | None = None
        self._draft: MaskDraft | None = None
        self._others: dict[int, MaskDraft] = {}
        self._area: Area | None = None

    @property
    def is_drawing(self) -> bool:
        return self._draft is not None

    def cancel(self) -> bool:
        before, area = self._before, self._area
        was = self._draft is not None
        self._forget()
        if before is not None and area is not None:
            self.canvas.change_area(before, area)
        return was

    # -- for subclasses --------------------------------------------------------------------------------------------

    def selected_mask(self) -> Shape | None:
        """The one selected mask."""
        chosen = self.canvas.selected_shapes()
        return chosen[0] if len(chosen) == 1 and chosen[0].kind is Kind.MASK else None

    def begin(self, *, adds: bool, at: Pointer) -> bool:
        """Take a mask into the hand: the selected one, or a new one (to erase from: the one at the pointer)."""
        canvas = self.canvas
        found = self.selected_mask()
        if found is None and not adds:
            masks = [s for s in canvas.shapes_at(at) if s.kind is Kind.MASK and not s.is_locked]
            found = masks[0] if masks else None
        if found is None and not adds:
            canvas.refused.emit(canvas.tr("Select a mask to erase from"))
            return False
        if not canvas.can_draw():
            return False
        if found is not None and found.is_locked:
            canvas.refused.emit(canvas.tr("This mask is locked; Ctrl+L unlocks it"))
            return False
        if canvas.image_size[0] * canvas.image_size[1] <= 1:
            return False
        self._before, self._area = canvas.table, None
        self._draft = MaskDraft(found or _nothing(canvas.label_id), canvas.image_size)
        return True

    def paint_mask(self, paint: Paint, *, adds: bool) -> None:
        """Change the mask in hand and show it; what it covers is taken from other masks where masks may not overlap."""
        draft, table = self._draft, self.canvas.table
        if draft is None:
            return
        area = paint(draft)
        if area is None:
            return
        changed = [draft.live()]
        if adds and self.canvas.brush.is_exclusive:
            changed += self._take_from_others(draft, area)
        shown = [table.get(shape.id) for shape in changed]
        if any(old is None or not _same_pixels(old, new) for old, new in zip(shown, changed, strict=True)):
            table = table.with_shapes(changed)
            for shape in (*(old for old in shown if old is not None), *changed):
                self.canvas.repaint_name(shape)
        self._area = joined(self._area, area)
        self.canvas.change_area(table, area)

    def commit(self, text: str) -> bool:
        """Hand over what was painted as one change; whether there was anything."""
        draft, before, area = self._draft, self._before, self._area
        others = list(self._others.values())
        if draft is None or before is None:
            return False
        final = draft.finished()
        self._forget()
        if area is None:
            return False
        changed = [(one.before, one.finished()) for one in others]
        if draft.before.id == NEW:
            self.canvas.change_area(before, area)
            if changed:
                self._hand_over(before, changed, area, text)
            if final is not None:
                self.canvas.add(replace(final, id=0))
            return True
        self._hand_over(before, [(draft.before, final), *changed], area, text)
        return True

    # -- inside ----------------------------------------------------------------------------------------------------

    def _hand_over(self, before: ShapeTable, changed: list[tuple[Shape, Shape | None]], area: Area, text: str) -> None:
        shapes = [_emptied(old) if new is None else _as_before(new, old) for old, new in changed]
        if any(shape.is_empty for shape in shapes):
            self.canvas.change_area(before.with_shapes(shapes), area)
        else:
            # The last event of the stroke has drawn them as they are now.
            self.canvas.adopt(before.with_shapes(shapes))
        self.canvas.replace_shapes(shapes, text)

    def _take_from_others(self, draft: MaskDraft, area: Area) -> list[Shape]:
        canvas = self.canvas
        changed: list[Shape] = []
        for place in canvas.table.overlapping(*area).tolist():
            shape = canvas.table.shapes[place]
            if shape.kind is not Kind.MASK or shape.is_locked or shape.id == draft.before.id or shape.is_suggestion:
                continue
            if shape.id not in self._others:
                self._others[shape.id] = MaskDraft(shape, canvas.image_size)
            self._others[shape.id].take_from(draft, area)
            changed.append(self._others[shape.id].live())
        return changed

    def _forget(self) -> None:
        self._draft = self._before = self._area = None
        self._others = {}


def _nothing(label_id: int) -> Shape:
    return mask_shape(NEW, label_id, Pixels(0, 0, _NO_PIXELS))


def _same_pixels(old: Shape, new: Shape) -> bool:
    """Whether two shapes show the same picture, so that what was painted into it shows without another table."""
    a, b = old.pixels, new.pixels
    return a is not None and b is not None and a.on.base is b.on.base and old.bounds == new.bounds


def _emptied(shape: Shape) -> Shape:
    """The mask without pixels, which the room deletes."""
    return replace(shape, pixels=None, is_hidden=True)


def _as_before(new: Shape, old: Shape) -> Shape:
    return replace(old, rings=new.rings, parts=new.parts, pixels=new.pixels)
