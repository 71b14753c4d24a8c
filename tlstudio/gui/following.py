"""A window that may only read follows what another process writes into the same project."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from tlstudio.core.changes import Changes
from tlstudio.gui.session import Session

# SQLite tells nobody about the writes of another process; asking for one number costs a fraction of a millisecond.
LOOK_MS = 1000


class Following(QObject):
    """Asks for the project's revision and lets the room in front reload when it is another one.

    Belongs to the session and ends with it.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._revision = session.project.read.revision()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Reload when something was written since the last look."""
        if self._session.is_closed:
            self._timer.stop()
            return
        revision = self._session.project.read.revision()
        if revision != self._revision:
            self._revision = revision
            self._session.bridge.changed.emit(
                Changes.of(image=(), decision=(), label=(), split=(), annotation=(), suggestion=())
            )
