"""`control.json`: what a person asks of a running job, read by it between two steps."""

from __future__ import annotations

import json
import time
from enum import StrEnum
from pathlib import Path

from tlstudio.jobs.files import write_json

CONTROL_FILE = "control.json"


class Request(StrEnum):
    """The four things a job can be asked."""

    STOP = "stop"  # end now and keep the best epoch
    DISCARD = "discard"  # end now, nothing is kept
    PAUSE = "pause"
    CONTINUE = "continue"


class Control:
    """The newest request wins; it stays in force until another replaces it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / CONTROL_FILE
        self._stamp: tuple[int, int] | None = None
        self._request: Request | None = None

    def ask(self, request: Request) -> None:
        """Leave a request for the job.

        Raises:
            DiskFull: The folder cannot be written.
        """
        write_json(self.path, {"request": request.value, "at": time.time()})

    def clear(self) -> None:
        """Forget earlier requests; done by whoever starts the job, before it runs."""
        self.path.unlink(missing_ok=True)

    def read(self) -> Request | None:
        """Return the request in force; costs one `stat` while nothing changed."""
        try:
            status = self.path.stat()
            stamp = (status.st_mtime_ns, status.st_ino)
            if stamp != self._stamp:
                self._request = Request(json.loads(self.path.read_text(encoding="utf-8"))["request"])
                self._stamp = stamp
        except FileNotFoundError:
            self._stamp, self._request = None, None
        except (OSError, ValueError, KeyError, TypeError):
            # Half-readable on some network disks while it is being replaced: the next step looks again.
            return self._request
        return self._request
