"""How shapes look: hidden, with names, as outlines only, how strongly their insides are tinted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tlstudio.gui.workspaces.shapes.part import RoomPart


class Appearance(RoomPart):
    """Follows the keys of the View menu; the slider belongs to the room."""

    def actions(self) -> Mapping[str, Callable[[], object]]:
        canvas = self.room.canvas
        return {
            "hide": lambda: canvas.show_shapes(not canvas.shows_shapes),
            "names": lambda: canvas.set_names_shown(not canvas.shows_names),
            "outlines": self.room.toggle_outlines,
            "fit_selection": canvas.fit_selection,
            "film_strip": lambda: self.room.film.setVisible(not self.room.film.isVisible()),
        }

    def reason_off(self, name: str) -> str:
        if name == "fit_selection" and not self.room.canvas.selected:
            return self.tr("Nothing is selected")
        return ""


PART = Appearance
