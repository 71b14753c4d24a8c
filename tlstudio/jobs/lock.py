"""An operating-system lock that a job holds while it lives: a crash leaves none, and anyone can ask."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

LOCK_FILE = "alive.lock"


class RunLock:
    """Held by the one process that works on a run's folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / LOCK_FILE
        self._descriptor: int | None = None

    def acquire(self, patience_seconds: float = 2.0) -> bool:
        """Take the lock; False when another process has held it all this time.

        The patience covers others that look (`is_held`) at the same moment.
        """
        deadline = time.monotonic() + patience_seconds
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        while not _try_lock(descriptor):
            if time.monotonic() >= deadline:
                os.close(descriptor)
                return False
            time.sleep(0.02)
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Give the lock back; closing the file does it on every system."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def is_held(self) -> bool:
        """Whether some process works on the folder now."""
        if self._descriptor is not None:
            return True
        try:
            descriptor = os.open(self.path, os.O_RDWR)
        except OSError:
            return False
        try:
            return not _try_lock(descriptor)
        finally:
            os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
