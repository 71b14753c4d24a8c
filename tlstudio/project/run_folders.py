"""The folders of runs below a project: which there are, the next free one, and deleting one."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from tlstudio.core.errors import DiskFull, JobError, UsageError, closest
from tlstudio.project.run_log import RunLog

RUNS_FOLDER = "runs"


class RunFolders:
    """Found by looking at the disk, so that runs of other processes are seen too.

    Args:
        root: The project's folder.
    """

    def __init__(self, root: Path) -> None:
        self._folder = root / RUNS_FOLDER
        self._logs: dict[str, RunLog] = {}

    def all(self) -> list[RunLog]:
        """Every run that can be read, oldest first; damaged folders are passed over."""
        names = sorted(self._names(), key=int)
        for gone in set(self._logs) - set(names):
            del self._logs[gone]
        for name in names:
            if name not in self._logs:
                with suppress(JobError, UsageError):
                    self._logs[name] = RunLog(self._folder / name)
        return [self._logs[name] for name in names if name in self._logs]

    def find(self, run_id: str) -> RunLog | None:
        """One run; None when there is none of this id (any more)."""
        self.all()
        return self._logs.get(run_id)

    def get(self, run_id: str) -> RunLog:
        """One run.

        Raises:
            UsageError: There is none of this id.
        """
        log = self.find(run_id)
        if log is None:
            raise UsageError(
                f"There is no run {run_id}.", hint=closest(run_id, self._logs) if self._logs else "Start one."
            )
        return log

    def make(self) -> Path:
        """Make the next folder: its number is one more than the highest there is.

        Raises:
            DiskFull: It cannot be made.
        """
        try:
            self._folder.mkdir(exist_ok=True)
            folder = self._folder / str(max(map(int, self._names()), default=0) + 1)
            folder.mkdir()
        except OSError as error:
            raise DiskFull(
                f"The run's folder could not be made in {self._folder}: {error.strerror or error}.",
                hint="Free some space, then start again. Your labels are safe.",
            ) from error
        return folder

    def remove(self, run_id: str) -> None:
        """Delete a folder for good; one that is gone already is no error.

        Raises:
            DiskFull: It cannot be deleted.
        """
        folder = self._folder / run_id
        try:
            shutil.rmtree(folder)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise DiskFull(
                f"{folder} could not be deleted: {error.strerror or error}.", hint="Close programs that use it."
            ) from error
        self._logs.pop(run_id, None)

    def _names(self) -> list[str]:
        try:
            return [path.name for path in self._folder.iterdir() if path.name.isdecimal()]
        except OSError:
            return []
