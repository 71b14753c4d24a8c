"""One writer per project: a lock of the operating system, which ends with the process that holds it."""

from __future__ import annotations

import getpass
import json
import os
import platform
from datetime import datetime
from pathlib import Path

import filelock

from tlstudio.core.errors import ProjectLocked
from tlstudio.store.database import cannot_write


class ProjectLock:
    """Holds `project.lock`; beside it `project.holder.json` says who, for the message to the second one."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._holder = root / "project.holder.json"
        self._lock = filelock.FileLock(root / "project.lock", timeout=0, thread_local=False)
        self.was_left_behind = False

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            ProjectLocked: Another process holds it; the sentence names it.
            DiskFull: The folder cannot be written.
        """
        try:
            self._lock.acquire()
            # Who ends properly removes its note: one that is still here belongs to a process that was killed.
            self.was_left_behind = self._holder.exists()
            self._holder.write_text(json.dumps(_me()), encoding="utf-8")
        except filelock.Timeout as err:
            raise ProjectLocked(
                f"{self._root.name} is open in another program ({_describe(self._holder)}).",
                hint="Close it there, or open the project read-only.",
            ) from err
        except OSError as err:
            self._lock.release()
            raise cannot_write(self._root / "project.lock", err) from err

    def release(self) -> None:
        """Give the lock back."""
        if self._lock.is_locked:
            self._holder.unlink(missing_ok=True)
            self._lock.release()


def _me() -> dict[str, object]:
    return {
        "pid": os.getpid(),
        "host": platform.node(),
        "who": user_name(),
        "since": datetime.now().astimezone().strftime("%Y-%m-%d %H:%M"),
    }


def _describe(holder: Path) -> str:
    try:
        me = json.loads(holder.read_text(encoding="utf-8"))
        return f"process {me['pid']} of {me['who']} on {me['host']}, since {me['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "which one is not known"


def user_name() -> str:
    """The name of the person at this machine; empty where the system does not know it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
