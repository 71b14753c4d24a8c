"""How shapes look: hidden, with names, as outlines only, how strongly their insides are tinted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tlstudio.gui.workspaces.shapes.part import RoomPart

if TYPE_CHECKING:
    from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace

NAMES = "shapes.names"


class Appearance(RoomPart):
    """Follows the keys of the View menu; the slider belongs to the room."""

    def __init__(self, room: ShapesWorkspace) -> None:
        super().__init__(room)
        room.canvas.set_names_shown(bool(room.session.preferences.get(NAMES, False)))

    def actions(self) -> Mapping[str, Callable[[], object]]:
        canvas = self.room.canvas
        return {
            "hide": lambda: canvas.show_shapes(not canvas.shows_shapes),
            "names": self._toggle_names,
            "outlines": self.room.toggle_outlines,
            "fit_selection": canvas.fit_selection,
            "film_strip": lambda: self.room.film.setVisible(not self.room.film.isVisible()),
        }

    def reason_off(self, name: str) -> str:
        if name == "fit_selection" and not self.room.canvas.selected:
            return self.tr("Nothing is selected")
        return ""

    def _toggle_names(self) -> None:
        canvas = self.room.canvas
        canvas.set_names_shown(not canvas.shows_names)
        self.room.session.preferences.set(NAMES, canvas.shows_names)


PART = Appearance
