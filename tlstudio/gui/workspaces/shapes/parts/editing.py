"""Select all, delete; and the steps of a drawing: complete, one point back, one step back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tlstudio.gui.canvas.canvas import SELECT
from tlstudio.gui.workspaces.shapes.part import RoomPart


class Editing(RoomPart):
    """What can be done with selected shapes and with the draft, whatever tool made them."""

    def actions(self) -> Mapping[str, Callable[[], object]]:
        canvas = self.room.canvas
        return {
            "repeat": lambda: canvas.choose_tool(canvas.last_drawing if canvas.last_drawing != SELECT else "box"),
            "complete": canvas.finish,
            "last_point": canvas.step_back,
            "escape": canvas.escape,
            "delete": self._delete,
            "select_all": lambda: canvas.select(s.id for s in canvas.table.shapes if not s.is_hidden),
        }

    def reason_off(self, name: str) -> str:
        if name == "delete" and not self.room.canvas.selected:
            return self.tr("Nothing is selected")
        return ""

    def _delete(self) -> None:
        room = self.room
        wanted = len(room.canvas.selected)
        gone = room.work.delete(room.canvas.selected)
        room.show_table()
        if gone < wanted:
            room.refuse(self.tr("Locked shapes stay; Ctrl+L unlocks them"))


PART = Editing
