"""Masks: the tools that paint them, and whole masks made of whole masks in one undo step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tlstudio.core.geometry import mask_sets
from tlstudio.core.geometry.shapes import Mask
from tlstudio.core.words import Task
from tlstudio.gui.canvas import mask_operations
from tlstudio.gui.canvas.canvas import SELECT
from tlstudio.gui.canvas.convert import mask_of, mask_shape, pixels_of
from tlstudio.gui.canvas.shapes import Kind, Pixels, Shape
from tlstudio.gui.workspaces.shapes.part import RoomPart

TOOLS = ("brush", "eraser", "mask_fill", "mask_lasso")
TWO = ("mask_union", "mask_subtract", "mask_intersect")
CAN_BE_MASKS = (Kind.POLYGON, Kind.BOX, Kind.ROTATED_BOX)


class Masks(RoomPart):
    """The first of several selected masks, the lowest one, is what the others are added to or taken from."""

    def actions(self) -> Mapping[str, Callable[[], object]]:
        tools = {key: self._chooser(key) for key in TOOLS}
        return tools | {
            "brush_smaller": lambda: self.room.canvas.brush.grow(-1),
            "brush_larger": lambda: self.room.canvas.brush.grow(1),
            "mask_union": lambda: self._combine(mask_sets.union, self.tr("Unite masks")),
            "mask_subtract": self._subtract,
            "mask_intersect": lambda: self._combine(mask_sets.intersection, self.tr("Intersect masks")),
            "mask_split": self._split,
            "mask_fill_holes": lambda: self._each(mask_operations.filled, self.tr("Fill holes")),
            "mask_smooth": self._smooth,
            "mask_grow": lambda: self._grow(1, self.tr("Grow a mask")),
            "mask_shrink": lambda: self._grow(-1, self.tr("Shrink a mask")),
            "mask_to_polygon": self._to_polygon,
            "to_mask": self._to_mask,
        }

    def reason_off(self, name: str) -> str:
        if self.room.session.project.info.task is not Task.SEGMENTATION:
            return self.tr("Masks belong to projects about masks")
        if name.startswith(("brush", "eraser")) or name in TOOLS:
            return ""
        if name == "to_mask":
            return "" if self._selected(*CAN_BE_MASKS) else self.tr("Select a polygon or a box first")
        masks = self._selected(Kind.MASK)
        if name in TWO and len(masks) < 2:
            return self.tr("Select two masks or more; Ctrl+click adds one")
        return "" if masks else self.tr("Select a mask first")

    # -- one by one ------------------------------------------------------------------------------------------------

    def _each(self, change: Callable[[Pixels], Pixels | None], text: str) -> None:
        changed: list[Shape] = []
        deleted: list[int] = []
        for shape in self._selected(Kind.MASK):
            new = change(shape.pixels) if shape.pixels is not None else None
            if new is None:
                deleted.append(shape.id)
            else:
                changed.append(_with_pixels(shape, new))
        self._store(text, changed=changed, deleted=deleted)

    def _smooth(self) -> None:
        self._each(lambda pixels: mask_operations.smoothed(pixels, self.room.work.size), self.tr("Smooth a mask"))

    def _grow(self, by: int, text: str) -> None:
        self._each(lambda pixels: mask_operations.grown(pixels, by, self.room.work.size), text)

    def _split(self) -> None:
        changed: list[Shape] = []
        added: list[Shape] = []
        for shape in self._selected(Kind.MASK):
            found = mask_operations.parts(shape.pixels) if shape.pixels is not None else []
            if len(found) > 1:
                changed.append(_with_pixels(shape, found[0]))
                added += [mask_shape(0, shape.label_id, pixels) for pixels in found[1:]]
        if not added:
            self.room.refuse(self.tr("The mask is in one piece already"))
            return
        self._store(self.tr("Split a mask into {n}").format(n=len(changed) + len(added)), changed=changed, added=added)

    def _to_polygon(self) -> None:
        made = [mask_operations.polygon_of(shape) for shape in self._selected(Kind.MASK)]
        self._store(self.tr("Turn a mask into a polygon"), changed=[shape for shape in made if shape is not None])

    def _to_mask(self) -> None:
        size = self.room.work.size
        made = [mask_operations.mask_of_shape(shape, size) for shape in self._selected(*CAN_BE_MASKS)]
        self._store(self.tr("Turn a shape into a mask"), changed=[shape for shape in made if shape is not None])

    # -- several together ------------------------------------------------------------------------------------------

    def _combine(self, rule: Callable[..., Mask], text: str) -> None:
        first, *others = self._selected(Kind.MASK)
        self._keep(first, rule(*map(self._mask, (first, *others))), [shape.id for shape in others], text)

    def _subtract(self) -> None:
        """Take the others away from the lowest one; they stay."""
        first, *others = self._selected(Kind.MASK)
        self._keep(first, mask_sets.difference(*map(self._mask, (first, *others))), [], self.tr("Subtract masks"))

    def _keep(self, shape: Shape, mask: Mask, deleted: list[int], text: str) -> None:
        pixels = pixels_of(mask)
        if pixels is None:
            self.room.refuse(self.tr("Nothing would be left"))
            return
        self._store(text, changed=[_with_pixels(shape, pixels)], deleted=deleted)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _chooser(self, key: str) -> Callable[[], None]:
        return lambda: self.room.canvas.choose_tool(key)

    def _mask(self, shape: Shape) -> Mask:
        assert shape.pixels is not None
        return mask_of(shape.pixels, self.room.work.size)

    def _selected(self, *kinds: Kind) -> list[Shape]:
        return [s for s in self.room.canvas.selected_shapes() if s.kind in kinds and not s.is_locked]

    def _store(
        self,
        text: str,
        *,
        added: Sequence[Shape] = (),
        changed: Sequence[Shape] = (),
        deleted: Sequence[int] = (),
    ) -> None:
        room = self.room
        ids = room.work.edit(text, added=added, changed=changed, deleted=deleted)
        room.show_table()
        if ids is None:
            return
        if added:
            room.canvas.choose_tool(SELECT)
        room.canvas.select([*(shape.id for shape in changed), *ids])


def _with_pixels(shape: Shape, pixels: Pixels) -> Shape:
    return replace(shape, rings=mask_shape(0, 0, pixels).rings, parts=1, pixels=pixels)


PART = Masks
