"""The tools with an assist in this room: masks where masks are drawn, and one step for a shape that was cut apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tlstudio.core.words import Task
from tlstudio.gui.canvas.assist_tool import AssistTool
from tlstudio.gui.canvas.shapes import Shape
from tlstudio.gui.canvas.tools.cut_apart import CutApartTool
from tlstudio.gui.workspaces.shapes.part import RoomPart

if TYPE_CHECKING:
    from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace


class Assists(RoomPart):
    """Tells the tools what the project wants of them."""

    def __init__(self, room: ShapesWorkspace) -> None:
        super().__init__(room)
        draws_masks = room.session.project.info.task is Task.SEGMENTATION
        for tool in room.canvas.tools.values():
            if isinstance(tool, AssistTool):
                tool.makes_masks = draws_masks
            elif isinstance(tool, CutApartTool):
                tool.kept = self._cut

    def close(self) -> None:
        for tool in self.room.canvas.tools.values():
            tool.close()

    def _cut(self, shape: Shape, pieces: Sequence[Shape]) -> None:
        room = self.room
        text = self.tr("Cut {what} into {n}").format(what=room.work.named([shape.id]), n=len(pieces))
        ids = room.work.edit(text, changed=pieces[:1], added=pieces[1:])
        room.show_table()
        room.canvas.select((shape.id, *(ids or ())))


PART = Assists
