"""Copy, paste and duplicate shapes, also from image to image."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tlstudio.core.words import Image
from tlstudio.gui.canvas.canvas import SELECT
from tlstudio.gui.workspaces.shapes.part import RoomPart


class Clipboard(RoomPart):
    """Pasted shapes keep their place and are selected."""

    def actions(self) -> Mapping[str, Callable[[], object]]:
        copies, canvas = self.room.work.copies, self.room.canvas
        return {
            "copy": self._copy,
            "paste": lambda: self._pasted(copies.paste()),
            "paste_previous": lambda: self._pasted(copies.paste_all_of(self._image_before())),
            "duplicate": lambda: self._pasted(copies.duplicate(canvas.selected)),
        }

    def reason_off(self, name: str) -> str:
        if name in ("copy", "duplicate") and not self.room.canvas.selected:
            return self.tr("Nothing is selected")
        if name == "paste" and self.room.work.copies.is_empty:
            return self.tr("Nothing was copied")
        return ""

    def _image_before(self) -> Image | None:
        queue = self.room.queue
        place = queue.position - 1
        return self.room.session.project.read.image(queue.ids[place]) if place >= 0 else None

    def _copy(self) -> None:
        number = self.room.work.copies.copy(self.room.canvas.selected)
        self.room.tell(self.tr("{n} copied; Ctrl+V also pastes on another image").format(n=number))

    def _pasted(self, ids: list[int]) -> None:
        if not ids:
            self.room.refuse(self.tr("Nothing was pasted: there is nothing, or it does not fit here"))
            return
        self.room.show_table()
        self.room.canvas.choose_tool(SELECT)
        self.room.canvas.select(ids)
        self.room.show_state()


PART = Clipboard
