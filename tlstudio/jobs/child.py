"""Start a child process at low priority and end it politely first."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tlstudio.core.errors import JobError

#: "Last in the queue": the window's timer stays on time beside two training threads.
LOW_PRIORITY = 10
LOG_FILE = "log.txt"


def lower_priority(pid: int = 0, nice: int = LOW_PRIORITY) -> None:
    """Put a process (0 = this one) at the end of the queue; a process that is already lower stays there."""
    if sys.platform == "win32":
        return  # done by the creation flag
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if os.getpriority(os.PRIO_PROCESS, pid) < nice:
            os.setpriority(os.PRIO_PROCESS, pid, nice)


class Child:
    """One child process whose output goes to a log file.

    It has a session of its own: closing the terminal or the window does not end it, and Ctrl+C reaches only the parent,
    which then asks politely.
    """

    def __init__(self, command: Sequence[str], *, log: Path, environment: Mapping[str, str] | None = None) -> None:
        self.command = list(command)
        self.log = log
        self.environment = dict(environment or {})
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it.

        Raises:
            JobError: The program or the log file cannot be opened.
        """
        flags = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
        try:
            with self.log.open("ab") as log:
                self._process = subprocess.Popen(
                    self.command,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    env={**os.environ, **self.environment},
                    start_new_session=sys.platform != "win32",
                    creationflags=flags,
                )
        except OSError as error:
            raise JobError(
                f"The child process could not be started: {error.strerror or error}.",
                hint="Close other programs, check the disk, then try again. Your labels are safe.",
                detail=" ".join(self.command),
            ) from error
        # From outside rather than in a hook between fork and exec, which is unsafe in a parent with threads.
        lower_priority(self._process.pid)

    @property
    def pid(self) -> int:
        """Process id; 0 before the start."""
        return self._process.pid if self._process else 0

    def poll(self) -> int | None:
        """Return the exit code, or None while it runs."""
        return self._process.poll() if self._process else None

    def wait(self, seconds: float) -> int | None:
        """Wait at most this long; return the exit code, or None when it still runs."""
        if self._process is None:
            return None
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def terminate(self) -> None:
        """Ask the operating system to end it (it may still write its last line)."""
        if self._process and self._process.poll() is None:
            self._process.terminate()

    def kill(self) -> None:
        """End it at once."""
        if self._process and self._process.poll() is None:
            self._process.kill()

    def end(self, *, polite_seconds: float, terminate_seconds: float = 3.0) -> int | None:
        """Wait for a child that was asked to stop; then terminate; then kill. Return its exit code."""
        if self.wait(polite_seconds) is None:
            self.terminate()
            if self.wait(terminate_seconds) is None:
                self.kill()
                self.wait(terminate_seconds)
        return self.poll()

    def log_tail(self, characters: int = 2000) -> str:
        """Return the end of the log, for the details of an error."""
        return log_tail(self.log, characters)


def log_tail(log: Path, characters: int = 2000) -> str:
    """Return the end of a log file; empty when there is none."""
    try:
        with log.open("rb") as stream:
            stream.seek(max(0, log.stat().st_size - 4 * characters))
            return stream.read().decode("utf-8", errors="replace")[-characters:]
    except OSError:
        return ""
