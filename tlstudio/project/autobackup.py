"""Makes a backup by itself when the last one is old and something has changed since."""

from __future__ import annotations

import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

from tlstudio.core.errors import StoreError
from tlstudio.project.opening import BACKUPS, DATABASE
from tlstudio.store import backup

EVERY = timedelta(minutes=30)
FIRST_AFTER = timedelta(minutes=5)


class AutoBackup:
    """Watches one open project; copies in a thread, because 100,000 images take half a second.

    Attributes:
        failed: Why the last automatic backup was not made; empty = it was. Shown by `doctor`, never in the way.
    """

    def __init__(self, root: Path, every: timedelta = EVERY) -> None:
        self._root = root
        self._every = every
        self._next_look = 0.0
        self._thread: threading.Thread | None = None
        self.failed = ""

    def look(self, revision: int) -> None:
        """Start a backup if one is due; costs nothing between two looks."""
        if time.monotonic() < self._next_look or (self._thread is not None and self._thread.is_alive()):
            return
        last = backup.newest(self._root / BACKUPS)
        pause = self._every if last is not None else min(self._every, FIRST_AFTER)
        self._next_look = time.monotonic() + pause.total_seconds()
        if revision == 0 or (last is not None and last.revision == revision):
            return
        if last is not None and last.is_good and datetime.now().astimezone() - last.at < self._every:
            return
        self._thread = threading.Thread(target=self._make, name="backup", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Wait until a running backup is finished."""
        if self._thread is not None:
            self._thread.join()

    def _make(self) -> None:
        try:
            backup.make_backup(self._root / DATABASE, self._root / BACKUPS)
            self.failed = ""
        except StoreError as err:
            self.failed = err.sentence
