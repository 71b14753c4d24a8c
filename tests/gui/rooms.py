"""Rooms in front with their keys, and what is stored of the image that is open in one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tlstudio.core.words import Annotation
from tlstudio.gui.bridge import QtScheduler
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.preferences import Preferences
from tlstudio.gui.session import Session
from tlstudio.gui.shortcuts import Shortcuts
from tlstudio.gui.workspaces.base import Workspace
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace
from tlstudio.project.project import Project


def session_of(project: Project, scheduler: QtScheduler, folder: Path) -> Session:
    """The project as rooms get it; preferences lie in the folder."""
    preferences = Preferences(folder / "window.json")
    return Session(project, scheduler, preferences, Keymap(preferences))


@contextmanager
def in_front(qtbot, room: Workspace) -> Iterator[None]:
    """Show a room as the window does, with its keys; released afterwards."""
    session = room.session
    qtbot.addWidget(room)
    session.bridge.changed.connect(room.on_changes)
    shortcuts = Shortcuts(room, session.keymap, room.context, lambda row, index: room.run_action(row.id, index))
    room.resize(1216, 700)
    room.show()
    room.activate()
    yield
    QApplication.instance().removeEventFilter(shortcuts)
    room.deactivate()
    room.release()


def stored(room: ShapesWorkspace) -> list[Annotation]:
    """What is stored of the open image, the lowest first."""
    image = room.work.image
    assert image is not None
    return list(room.session.project.read.annotations([image.id])[image.id])
