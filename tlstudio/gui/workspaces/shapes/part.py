"""A part of the room: one ability with its actions, its section of the inspector and what it paints.

Each part is one file of `parts/` with a `PART` class, found by folder scan. A part knows the room, the room knows no part
by name; parts talk to each other through the room only.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from tlstudio.core.changes import Changes
from tlstudio.core.words import Image
from tlstudio.gui.canvas.viewport import Viewport

if TYPE_CHECKING:
    from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace

FOLDER = "tlstudio.gui.workspaces.shapes.parts"


class RoomPart(QObject):
    """What the room tells a part and asks it; everything may be left out.

    Attributes:
        section_place: Order of its section in the inspector, the smallest on top.
    """

    section_place = 50

    def __init__(self, room: ShapesWorkspace) -> None:
        super().__init__(room)
        self.room = room

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What it does, by the name of the action without `shapes.`; read once."""
        return {}

    def reason_off(self, name: str) -> str:
        """Why one of its actions is off now, in a sentence; empty = it can be done. Asked for its own actions only."""
        return ""

    def context(self) -> str:
        """Whose keys hold now, where this part knows better than the room (`shapes_...`); empty = the room says."""
        return ""

    def image_shown(self, image: Image | None) -> None:
        """An image was opened (or none is left); its shapes are in `room.work.table`."""

    def target_shown(self, target: Mapping[str, object]) -> None:
        """Another room asked for something; its image is open already."""

    def shapes_changed(self) -> None:
        """The shapes of the open image changed: by a gesture, an action, undo or another view."""

    def selection_changed(self) -> None:
        """Other shapes are selected."""

    def on_changes(self, changes: Changes) -> None:
        """The project changed; told while the room is in front, after the room has brought itself up to date."""

    def section(self) -> QWidget | None:
        """Its section of the inspector, made once; it hides itself while it has nothing to say."""
        return None

    def paint_above(self, painter: QPainter, rect: QRect) -> None:
        """Paint above shapes and drafts, in logical pixels of the canvas (`room.canvas.viewport` says where the image is)."""

    def paint_below(self, painter: QPainter, rect: QRect) -> None:
        """Paint between the picture and the shapes."""

    def close(self) -> None:
        """Stop timers and threads; the project is about to be closed."""


class _Painter:
    """Lets a part's hook paint as an overlay of the canvas."""

    def __init__(self, hook: Callable[[QPainter, QRect], None]) -> None:
        self._hook = hook

    def paint(self, painter: QPainter, rect: QRect, _port: Viewport) -> None:
        """Paint what lies in a rectangle."""
        self._hook(painter, rect)


class RoomParts:
    """All parts of a room, and which of them does what."""

    def __init__(self, room: ShapesWorkspace) -> None:
        self.all: tuple[RoomPart, ...] = tuple(part_class(room) for part_class in part_classes())
        self.actions: dict[str, Callable[[], object]] = {}
        self._owners: dict[str, RoomPart] = {}
        for part in self.all:
            for name, act in part.actions().items():
                if name in self.actions:
                    raise ValueError(f"two parts do shapes.{name}: {type(self._owners[name])} and {type(part)}")
                self.actions[name] = act
                self._owners[name] = part
            kind = type(part)
            if kind.paint_above is not RoomPart.paint_above:
                room.canvas.overlays.append(_Painter(part.paint_above))
            if kind.paint_below is not RoomPart.paint_below:
                room.canvas.underlays.append(_Painter(part.paint_below))

    def reason_off(self, name: str) -> str:
        """Why an action is off, by the part that does it."""
        owner = self._owners.get(name)
        return owner.reason_off(name) if owner is not None else ""

    def context(self) -> str:
        """The first context that a part insists on."""
        return next(filter(None, (part.context() for part in self.all)), "")

    def sections(self) -> list[QWidget]:
        """The sections of the inspector in their order."""
        found = [(part.section_place, part.section()) for part in self.all]
        return [widget for _place, widget in sorted(found, key=lambda pair: pair[0]) if widget is not None]


def part_classes() -> list[type[RoomPart]]:
    """The class of every part, in the order of their files' names."""
    folder = importlib.import_module(FOLDER)
    names = sorted(info.name for info in pkgutil.iter_modules(folder.__path__))
    return [importlib.import_module(f"{FOLDER}.{name}").PART for name in names]
