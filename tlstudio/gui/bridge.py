"""The one object that hears the project, and the scheduler that brings other threads' answers to the window's."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from tlstudio.core.changes import Changes

if TYPE_CHECKING:
    from tlstudio.project.project import Project


class QtScheduler(QObject):
    """Runs functions on the thread that made it (the window's): the project's `Scheduler` for Qt."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def post(self, fn: Callable[[], object]) -> None:
        """Run a function in the next turn of the event loop; callable from any thread."""
        self._posted.emit(fn)

    def later(self, seconds: float, fn: Callable[[], object]) -> Callable[[], None]:
        """Run a function once after some seconds; the returned function cancels it. Call from the owner's thread."""
        timer = QTimer(self, singleShot=True, interval=round(seconds * 1000))

        def fire() -> None:
            timer.deleteLater()
            fn()

        timer.timeout.connect(fire)
        timer.start()

        def cancel() -> None:
            if timer.isActive():
                timer.stop()
                timer.deleteLater()

        return cancel

    @staticmethod
    def _call(fn: Callable[[], object]) -> None:
        fn()


class Bridge(QObject):
    """Merges what happened in this turn of the event loop and emits it once."""

    changed = Signal(object)  # Changes

    def __init__(self, project: Project, scheduler: QtScheduler, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scheduler = scheduler
        self._pending: Changes | None = None
        self._owner = threading.get_ident()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._emit)
        self._unsubscribe = project.on_changes(self._heard)

    def close(self) -> None:
        """Stop listening; call before the project is closed."""
        self._unsubscribe()
        self._timer.stop()
        self._pending = None

    def _heard(self, changes: Changes) -> None:
        if threading.get_ident() != self._owner:
            self._scheduler.post(lambda: self._heard(changes))
            return
        self._pending = changes if self._pending is None else self._pending.merge(changes)
        if not self._timer.isActive():
            self._timer.start()

    def _emit(self) -> None:
        pending, self._pending = self._pending, None
        if pending is not None and pending:
            self.changed.emit(pending)
