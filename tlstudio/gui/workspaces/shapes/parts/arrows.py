"""The arrow keys: they nudge what is selected, else go from image to image or scroll."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from tlstudio.core.errors import StudioError
from tlstudio.gui.workspaces.shapes.part import RoomPart

PAN_STEP = 60
FAR = 10
BURST_SECONDS = 1.0
ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


class Arrows(RoomPart):
    """Presses close together are one undo step."""

    _burst: tuple[frozenset[int], float, int | None] = (frozenset(), 0.0, None)

    def actions(self) -> Mapping[str, Callable[[], object]]:
        near = {name: self._arrow(dx, dy) for name, (dx, dy) in ARROWS.items()}
        far = {f"far_{name}": self._far_arrow(dx, dy) for name, (dx, dy) in ARROWS.items()}
        return near | far

    def _arrow(self, dx: int, dy: int) -> Callable[[], None]:
        def act() -> None:
            selected = self.room.canvas.selected
            # A suggestion is looked at, not held: the arrows go on from image to image.
            if selected and not self.room.work.is_suggested(selected):
                self._nudge(dx, dy)
            elif dx:
                self.room.step(dx)
            else:
                self.room.canvas.pan(0, -dy * PAN_STEP)

        return act

    def _far_arrow(self, dx: int, dy: int) -> Callable[[], None]:
        return lambda: self._nudge(FAR * dx, FAR * dy)

    def _nudge(self, dx: int, dy: int) -> None:
        room, selected = self.room, self.room.canvas.selected
        if room.session.read_only:
            return
        ids, at, step = self._burst
        now = time.monotonic()
        going_on = ids == selected and now - at < BURST_SECONDS
        try:
            step = room.work.nudge(selected, dx, dy, step if going_on else None)
        except StudioError as error:
            room.session.failed.emit(error)
            return
        self._burst = (selected, now, step)
        room.show_table()


PART = Arrows
