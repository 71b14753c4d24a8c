"""Make a project folder and open one: the checks before anything is read or written."""

from __future__ import annotations

import time
from pathlib import Path

from tlstudio.core.errors import NotAProject, UsageError
from tlstudio.core.words import Task
from tlstudio.project.lock import ProjectLock
from tlstudio.store.database import Database, create_tables, spoken

DATABASE = "project.db"


def create(folder: Path, *, task: Task, name: str) -> Path:
    """Write an empty project into a folder and return the folder.

    The file is made under another name and then moved, so that no half-made project can be met.

    Raises:
        UsageError: There is a project already.
        DiskFull: The folder cannot be written.
    """
    root = Path(folder).absolute()
    path = root / DATABASE
    if path.exists():
        raise UsageError(f"{root.name} is a project already.", hint="Open it, or choose another folder.")
    with spoken(path):
        root.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".db.part")
        part.unlink(missing_ok=True)
        create_tables(part, name=name or root.name, task=task.value, created_at=time.time())
        part.replace(path)
        for sub in ("cache", "runs", "backups"):
            (root / sub).mkdir(exist_ok=True)
    return root


def open_database(root: Path, *, read_only: bool) -> tuple[Database, ProjectLock | None]:
    """Take the lock (unless reading only) and open the file.

    Raises:
        NotAProject, ProjectLocked, ProjectTooNew, ProjectDamaged, DiskFull: See `Project.open`.
    """
    path = root / DATABASE
    if not path.is_file():
        raise NotAProject(
            f"{root} is not a project: it has no {DATABASE}.",
            hint="Make one with `tlstudio init`, or name the right folder.",
        )
    if read_only:
        return Database(path, read_only=True), None
    lock = ProjectLock(root)
    lock.acquire()
    try:
        return Database(path), lock
    except BaseException:
        lock.release()
        raise
