"""Seeing better: cross hair and value under the mouse, navigator, pixel grid, the previous image beside this one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from tlstudio.core.words import Image
from tlstudio.gui.canvas.beside import Beside
from tlstudio.gui.canvas.navigator import Navigator
from tlstudio.gui.canvas.pointing import Pointing
from tlstudio.gui.workspaces.shapes.part import RoomPart

if TYPE_CHECKING:
    from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace

NAVIGATOR, CROSS, GRID = "shapes.navigator", "shapes.crosshair", "shapes.pixel_grid"


class Viewing(RoomPart):
    """What is switched on stays so, for the person and not for the project."""

    def __init__(self, room: ShapesWorkspace) -> None:
        super().__init__(room)
        canvas, preferences = room.canvas, room.session.preferences
        self.pointing = Pointing(canvas)
        self.pointing.shows_cross = bool(preferences.get(CROSS, False))
        self.navigator = Navigator(canvas)
        self.beside: Beside | None = None
        canvas.show_grid(bool(preferences.get(GRID, True)))
        for signal in (canvas.picture_changed, canvas.tones_changed):
            signal.connect(self.navigator.picture_changed)

    def actions(self) -> Mapping[str, Callable[[], object]]:
        return {
            "navigator": self._toggle_navigator,
            "crosshair": self._toggle_cross,
            "pixel_grid": self._toggle_grid,
            "compare": self._toggle_beside,
        }

    def image_shown(self, image: Image | None) -> None:
        wanted = bool(self.room.session.preferences.get(NAVIGATOR, False))
        self.navigator.show_where_seen(wanted and image is not None)
        self._show_previous()

    def paint_above(self, painter: QPainter, rect: QRect) -> None:
        self.pointing.paint(painter, rect, self.room.canvas.viewport)

    def close(self) -> None:
        if self.beside is not None:
            self.beside.stage.close_pictures()

    # -- inside ----------------------------------------------------------------------------------------------------

    def _toggle_navigator(self) -> None:
        wanted = not self.room.session.preferences.get(NAVIGATOR, False)
        self.room.session.preferences.set(NAVIGATOR, wanted)
        self.navigator.show_where_seen(wanted)

    def _toggle_cross(self) -> None:
        self.pointing.show_cross(not self.pointing.shows_cross)
        self.room.session.preferences.set(CROSS, self.pointing.shows_cross)

    def _toggle_grid(self) -> None:
        canvas = self.room.canvas
        canvas.show_grid(not canvas.shows_grid)
        self.room.session.preferences.set(GRID, canvas.shows_grid)

    def _toggle_beside(self) -> None:
        room = self.room
        if self.beside is not None:
            room.stage.set_beside(None)
            self.beside.stage.close_pictures()
            self.beside.deleteLater()
            self.beside = None
            return
        self.beside = Beside(room.canvas, room.session.project.root / "cache")
        room.stage.set_beside(self.beside)
        self._show_previous()

    def _show_previous(self) -> None:
        if self.beside is None:
            return
        queue, project = self.room.queue, self.room.session.project
        place = queue.position - 1
        found = project.read.images([int(queue.ids[place])]) if place >= 0 and self.room.work.image is not None else []
        image = found[0] if found else None
        if image is not None:
            self.beside.show_image(image, project.absolute(image))
        else:
            self.beside.show_image(None, project.root)


PART = Viewing
