"""Copy, paste and duplicate shapes, also from image to image."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tlstudio.gui.canvas.canvas import SELECT
from tlstudio.gui.workspaces.shapes.part import RoomPart


class Clipboard(RoomPart):
    """Pasted shapes keep their place and are selected."""

    def actions(self) -> Mapping[str, Callable[[], object]]:
        work, canvas = self.room.work, self.room.canvas
        return {
            "copy": self._copy,
            "paste": lambda: self._pasted(work.paste()),
            "paste_previous": lambda: self._pasted(work.paste_previous()),
            "duplicate": lambda: self._pasted(work.duplicate(canvas.selected)),
        }

    def reason_off(self, name: str) -> str:
        if name in ("copy", "duplicate") and not self.room.canvas.selected:
            return self.tr("Nothing is selected")
        if name == "paste" and not self.room.work.clipboard:
            return self.tr("Nothing was copied")
        return ""

    def _copy(self) -> None:
        number = self.room.work.copy(self.room.canvas.selected)
        self.room.tell(self.tr("{n} copied; Ctrl+V also pastes on another image").format(n=number))

    def _pasted(self, ids: list[int]) -> None:
        if not ids:
            self.room.tell(self.tr("Nothing was pasted: there is nothing, or it does not fit here"))
            return
        self.room.show_table()
        self.room.canvas.choose_tool(SELECT)
        self.room.canvas.select(ids)
        self.room.show_state()


PART = Clipboard
