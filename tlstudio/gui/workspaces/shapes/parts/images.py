"""From image to image, and what is said about a whole one: finished, not finished yet, skipped, to discuss."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tlstudio.gui.workspaces.shapes.part import RoomPart

if TYPE_CHECKING:
    from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace


class Images(RoomPart):
    """After "finished" and "skipped" the next image that is not finished opens."""

    def __init__(self, room: ShapesWorkspace) -> None:
        super().__init__(room)
        room.canvas.picture_changed.connect(self._follow_picture)

    def actions(self) -> Mapping[str, Callable[[], object]]:
        room = self.room
        return {
            "next": lambda: room.step(1),
            "previous": lambda: room.step(-1),
            "next_undecided": lambda: self._to_next(1),
            "previous_undecided": lambda: self._to_next(-1),
            "first": lambda: room.go_to_end(first=True),
            "last": lambda: room.go_to_end(first=False),
            "go_to": room.ask_where,
            "finish": self._finish,
            "reopen": lambda: self._after_state(room.finishing.finish(False)),
            "skip": self._skip,
            "flag": self._flag,
        }

    def reason_off(self, name: str) -> str:
        image = self.room.work.image
        if name == "reopen" and image is not None and not image.state.is_decided:
            return self.tr("This image is not finished")
        return ""

    def _finish(self) -> None:
        room, image = self.room, self.room.work.image
        if room.canvas.is_drawing or image is None:
            return
        if room.session.read_only or image.state.is_decided:
            self._to_next(1)
            return
        if room.canvas.has_problem:
            # Nobody can say that what they cannot see is right.
            self._skip()
            return
        if not room.finishing.finish():
            return
        said = self.tr("Finished") if len(room.work.table) else self.tr("Finished, empty")
        room.session.told.emit(self.tr("{what}: {name}").format(what=said, name=image.name), True)
        self._go_on()

    def _follow_picture(self) -> None:
        if self.room.canvas.has_problem:
            self.room.show_state()

    def _skip(self) -> None:
        image = self.room.work.image
        if image is not None and image.state.is_decided:
            self._to_next(1)
        elif self.room.finishing.skip():
            self._go_on()

    def _go_on(self) -> None:
        """Open the next image that is not finished; the last one stays."""
        if self.room.finishing.to_next():
            self.room.show_image()
        else:
            self.room.show_table()

    def _flag(self) -> None:
        image = self.room.work.image
        if image is not None:
            self._after_state(self.room.finishing.flag(not image.flagged))

    def _after_state(self, changed: bool) -> None:
        if changed:
            self.room.refresh_strip()
            self.room.show_state()

    def _to_next(self, step: int) -> None:
        if self.room.finishing.to_next(step):
            self.room.show_image()
        else:
            self.room.tell(self.tr("All images are finished"))


PART = Images
