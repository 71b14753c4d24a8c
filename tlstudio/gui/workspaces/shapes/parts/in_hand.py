"""What the person has in hand: the tool and the brush are there again the next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from tlstudio.gui.workspaces.shapes.part import RoomPart

if TYPE_CHECKING:
    from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace

TOOL, BRUSH = "shapes.tool", "shapes.brush"
REST_MS = 600


class InHand(RoomPart):
    """Remembered for the person, not for the project; a tool that this kind of project lacks is left alone."""

    def __init__(self, room: ShapesWorkspace) -> None:
        super().__init__(room)
        canvas, preferences = room.canvas, room.session.preferences
        self._take_brush(preferences.get(BRUSH))
        tool = preferences.get(TOOL)
        if isinstance(tool, str) and room.tools.offers(tool) and not room.session.read_only:
            canvas.choose_tool(tool)
        # The wheel changes the size many times a second.
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._remember)
        canvas.tool_changed.connect(lambda _key: self._rest.start())
        canvas.brush.changed.connect(self._rest.start)

    def close(self) -> None:
        if self._rest.isActive():
            self._rest.stop()
            self._remember()

    # -- inside ----------------------------------------------------------------------------------------------------

    def _take_brush(self, stored: object) -> None:
        if not isinstance(stored, dict):
            return
        brush, size = self.room.canvas.brush, stored.get("size")
        if isinstance(size, int):
            brush.set_size(size)
        brush.set_square(stored.get("square") is True)
        brush.set_exclusive(stored.get("exclusive") is True)

    def _remember(self) -> None:
        canvas, preferences = self.room.canvas, self.room.session.preferences
        brush = canvas.brush
        preferences.set(TOOL, canvas.tool_key)
        preferences.set(BRUSH, {"size": brush.size, "square": brush.is_square, "exclusive": brush.is_exclusive})


PART = InHand
