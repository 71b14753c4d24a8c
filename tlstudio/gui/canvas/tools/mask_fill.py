"""The bucket: fills a closed place of the selected mask; the right button takes a whole part away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tlstudio.gui.canvas import mask_operations
from tlstudio.gui.canvas.painting import MaskTool
from tlstudio.gui.canvas.shapes import Kind
from tlstudio.gui.canvas.tool import Pointer, Tool, ToolCard

if TYPE_CHECKING:
    from tlstudio.gui.canvas.canvas import Canvas

CARD = ToolCard(
    "mask_fill",
    "Fill a closed outline",
    "ph.paint-bucket",
    "shapes.mask_fill",
    12,
    tasks=("segmentation",),
    draws=False,
    keeps_selection=True,
    hint="Fills a closed place of the mask; the right button takes a part away",
)


class FillTool(MaskTool):
    """One click, one fill."""

    def press(self, pointer: Pointer) -> None:
        canvas = self.canvas
        if self.selected_mask() is None:
            masks = [s for s in canvas.table.shapes if s.kind is Kind.MASK and not s.is_hidden]
            near = [
                s for s in masks if s.bounds[0] <= pointer.x < s.bounds[2] and s.bounds[1] <= pointer.y < s.bounds[3]
            ]
            if not near:
                canvas.refused.emit(canvas.tr("There is no mask here whose outline could be filled"))
                return
            canvas.select([min(near, key=lambda s: s.pixels.area if s.pixels is not None else 0).id])
        mask = self.selected_mask()
        if mask is None or mask.pixels is None:
            return
        adds = pointer.button == Qt.MouseButton.LeftButton
        place = int(pointer.x), int(pointer.y)
        found = (mask_operations.enclosed if adds else mask_operations.part_at)(mask.pixels, *place)
        if found is None:
            why = canvas.tr("No closed outline of the selected mask lies around this place")
            canvas.refused.emit(why if adds else canvas.tr("The selected mask has nothing here"))
            return
        if self.begin(adds=adds, at=pointer):
            self.paint_mask(lambda draft: draft.put(found, adds), adds=adds)
            self.commit(canvas.tr("Fill a mask") if adds else canvas.tr("Take a part of a mask away"))


def make(canvas: Canvas) -> Tool:
    """Make the tool for a canvas."""
    return FillTool(canvas)
