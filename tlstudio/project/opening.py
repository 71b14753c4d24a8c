"""Make a project folder and open one: the checks before anything is read or written."""

from __future__ import annotations

import time
from pathlib import Path

from tlstudio.core.errors import NotAProject, ProjectDamaged, ReadOnlyProject, UsageError
from tlstudio.core.words import Task
from tlstudio.project.lock import ProjectLock
from tlstudio.store import backup, health, migrations
from tlstudio.store.database import Database, create_tables, spoken

DATABASE = "project.db"
BACKUPS = "backups"


def create(folder: Path, *, task: Task, name: str) -> Path:
    """Write an empty project into a folder and return the folder.

    The file is made under another name and then moved, so that no half-made project can be met.

    Raises:
        UsageError: There is a project already, or the folder's name cannot be stored.
        DiskFull: The folder cannot be written.
    """
    root = Path(folder).absolute()
    path = root / DATABASE
    if not _is_text(str(root)):
        raise UsageError("The folder's name is not valid UTF-8.", hint="Rename the folder, or choose another one.")
    with spoken(path):
        if path.exists():
            raise UsageError(f"{root.name} is a project already.", hint="Open it, or choose another folder.")
        root.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".db.part")
        part.unlink(missing_ok=True)
        try:
            create_tables(part, name=name or root.name, task=task.value, created_at=time.time())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        for sub in ("cache", "runs", BACKUPS):
            (root / sub).mkdir(exist_ok=True)
    return root


def open_database(root: Path, *, read_only: bool) -> tuple[Database, ProjectLock | None]:
    """Take the lock (unless reading only), check the file, bring it to this version, open it.

    Raises:
        NotAProject, ProjectLocked, ProjectTooNew, ProjectDamaged, DiskFull: See `Project.open`.
        ReadOnlyProject: Written by an older version, which only a writer can bring to ours.
    """
    path = root / DATABASE
    if not path.is_file():
        raise NotAProject(
            f"{root} is not a project: it has no {DATABASE}.",
            hint="Make one with `tlstudio init`, or name the right folder.",
        )
    lock = None if read_only else ProjectLock(root)
    if lock is not None:
        lock.acquire()
    database: Database | None = None
    try:
        with spoken(path):
            fault = health.fault_of(path, thorough=lock is not None and lock.was_left_behind)
        if fault:
            raise ProjectDamaged(f"{fault}.")
        database = Database(path, read_only=read_only)
        _check_version(database, root)
    except ProjectDamaged as err:
        _let_go(database, lock)
        raise damaged(root, err.sentence) from err
    except BaseException:
        _let_go(database, lock)
        raise
    return database, lock


def damaged(root: Path, fault: str) -> ProjectDamaged:
    """The error for a damaged file: what is wrong, what can be saved, which backups there are."""
    rest = health.salvage(root / DATABASE)
    readable = f"{rest.images:,} images ({rest.decided:,} decided) can still be read from it"
    copies = [copy for copy in backup.list_backups(root / BACKUPS) if copy.is_good]
    if copies:
        newest = copies[0]
        hint = (
            f"The newest backup is of {newest.at:%d %b %Y %H:%M} with {newest.images:,} images, {newest.decided:,} decided."
            " Run `tlstudio doctor --repair` to bring it back; the damaged file is kept."
        )
    else:
        hint = "There is no backup. Run `tlstudio doctor --repair` to save what can be read; the damaged file is kept."
    return ProjectDamaged(
        f"{root.name}/{DATABASE} is damaged: {fault.rstrip('.')}. {readable}.",
        hint=hint,
        detail="\n".join(f"{copy.path.name}: {copy.images:,} images, {copy.decided:,} decided" for copy in copies),
    )


def _check_version(database: Database, root: Path) -> None:
    with database.read() as connection:
        is_old = migrations.needs_upgrade(connection, root.name)
    if not is_old:
        return
    if database.read_only:
        raise ReadOnlyProject(
            f"{root.name} was written by an older version and must be brought to this one first.",
            hint="Open it once for writing; a backup is made before anything changes.",
        )
    backup.make_backup(root / DATABASE, root / BACKUPS)
    with database.write() as rows:
        migrations.upgrade(rows.connection)


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _let_go(database: Database | None, lock: ProjectLock | None) -> None:
    if database is not None:
        database.close()
    if lock is not None:
        lock.release()
