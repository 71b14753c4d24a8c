"""Open a project on a thread, and turn what can go wrong into a sentence with the buttons that help."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tlstudio.core.errors import StudioError

if TYPE_CHECKING:
    from tlstudio.gui.bridge import QtScheduler
    from tlstudio.project.project import Project


class Opener(QObject):
    """Opens one project at a time; `opened` and `failed` arrive on the window's thread."""

    opened = Signal(object, str)  # Project, room
    failed = Signal(object, Path)  # StudioError, folder
    repaired = Signal(str)  # what was brought back; `opened` or `failed` follows
    _answered = Signal(object, Path, str)

    def __init__(self, scheduler: QtScheduler, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scheduler = scheduler
        self._thread: threading.Thread | None = None
        self._answered.connect(self._answer)

    @property
    def is_busy(self) -> bool:
        """Whether one is being opened."""
        return self._thread is not None

    def open(self, folder: Path, *, read_only: bool = False, room: str = "") -> None:
        """Open a project folder."""
        self._start(folder, room, lambda: _open_warm(folder, self._scheduler, room, read_only=read_only))

    def repair_and_open(self, folder: Path) -> None:
        """Bring a damaged project back from its newest good backup (or what can be read), then open it."""

        def work() -> Project:
            from tlstudio.project.repair import repair

            self.repaired.emit(repair(folder).sentence)
            return _open_warm(folder, self._scheduler)

        self._start(folder, "", work)

    def make(self, folder: Path, work: Callable[[], Project], room: str = "") -> None:
        """Make a project with a function that runs on the thread (new project, sample)."""
        self._start(folder, room, work)

    def _start(self, folder: Path, room: str, work: Callable[[], Project]) -> None:
        if self._thread is not None:
            return

        def run() -> None:
            try:
                result: object = work()
            except (StudioError, OSError) as error:
                result = error
            except Exception as error:  # a bug: shown as such on the window's thread, with its traceback
                result = error
            self._answered.emit(result, folder, room)

        self._thread = threading.Thread(target=run, name="open-project", daemon=True)
        self._thread.start()

    def _answer(self, result: object, folder: Path, room: str) -> None:
        self._thread = None
        if isinstance(result, StudioError):
            self.failed.emit(result, folder)
        elif isinstance(result, OSError):
            self.failed.emit(StudioError(f"{folder} cannot be used: {result.strerror or result}."), folder)
        elif isinstance(result, Exception):
            # The start page would say for ever that it is opening; the traceback goes to where those of all bugs go.
            self.failed.emit(StudioError(f"{folder} could not be opened: {result}."), folder)
            raise result
        else:
            self.opened.emit(result, room)


def _open_warm(folder: Path, scheduler: QtScheduler, room: str = "", *, read_only: bool = False) -> Project:
    """Open a project, read what every room asks first and import what the first room needs.

    All of it would otherwise happen on the window's thread, one long turn of it.
    """
    from tlstudio.gui.workspaces.rooms import has_room, import_room
    from tlstudio.project.project import Project

    project = Project.open(folder, read_only=read_only, scheduler=scheduler)
    project.read.table()
    if room == "label":
        project.read.image_ids(order="path")  # which image comes first
    if not (room == "label" and project.info.task.has_shapes):
        project.read.counts()  # a look at every annotation: drawing on the first image does not need it
    for module in ("tlstudio.project.runs", "tlstudio.project.suggestions"):
        importlib.import_module(module)
    import_room(room if has_room(room) else "data", has_shapes=project.info.task.has_shapes).import_parts()
    return project
