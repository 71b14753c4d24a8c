"""Bring a damaged project back: from the newest good backup, else from what can be read. Nothing is deleted."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tlstudio.core.errors import NotAProject, ProjectDamaged
from tlstudio.project.lock import ProjectLock
from tlstudio.project.opening import BACKUPS, DATABASE
from tlstudio.store import backup, health
from tlstudio.store.database import create_tables, insert_rows, spoken


@dataclass(frozen=True, slots=True)
class Repair:
    """What `repair` did.

    Attributes:
        sentence: For the person.
        restored_from: The backup used; None = none was needed, or the rows were read from the damaged file.
        moved_to: Where the damaged file is now; None = it was in order.
    """

    sentence: str
    restored_from: Path | None = None
    moved_to: Path | None = None


def fault_in(root: Path) -> str:
    """What is wrong with project.db, looking at every page, as the end of a sentence; empty = it is in order."""
    path = Path(root) / DATABASE
    with spoken(path):
        return health.fault_of(path, thorough=True) if path.is_file() else "it is gone"


def repair(root: Path) -> Repair:
    """Check every page of project.db and, if it is damaged, put the newest good backup in its place.

    Raises:
        NotAProject: There is neither a project.db nor a backup.
        ProjectLocked: Someone has the project open.
        ProjectDamaged: There is no good backup and nothing can be read.
    """
    root = Path(root).absolute()
    path = root / DATABASE
    copies = backup.list_backups(root / BACKUPS)
    if not path.is_file() and not copies:
        raise NotAProject(f"{root} is not a project: it has no {DATABASE} and no backups.")
    lock = ProjectLock(root)
    lock.acquire()
    try:
        fault = fault_in(root)
        if not fault:
            return Repair(f"{root.name}/{DATABASE} is in order; nothing was changed.")
        with spoken(path):
            return _restore(root, fault, copies)
    finally:
        lock.release()


def _restore(root: Path, fault: str, copies: list[backup.Backup]) -> Repair:
    path = root / DATABASE
    part = path.with_suffix(".db.part")
    part.unlink(missing_ok=True)
    good = next((copy for copy in copies if copy.is_good and backup.is_whole(copy.path)), None)
    if good is not None:
        shutil.copyfile(good.path, part)
        what = f"the backup of {good.at:%d %b %Y %H:%M} ({good.images:,} images, {good.decided:,} decided) was brought back"
    else:
        rest = health.salvage(path)
        if not rest.images or not rest.rows.get("project"):
            raise ProjectDamaged(
                f"{root.name}/{DATABASE} is damaged ({fault}), nothing can be read from it and there is no good backup.",
                hint="Nothing was changed. Make a new project in another folder and add the images again.",
            )
        info = rest.rows["project"][0]
        create_tables(part, name=info["name"], task=info["task"], created_at=info["created_at"] or time.time())
        insert_rows(part, rest.rows)
        what = f"{rest.images:,} images ({rest.decided:,} decided) were read from the damaged file, without its history"
    moved = _move_aside(root)
    part.replace(path)
    kept = f" The damaged file is kept as {moved.relative_to(root).as_posix()}." if moved else ""
    return Repair(f"{root.name}/{DATABASE} was damaged ({fault}): {what}.{kept}", good.path if good else None, moved)


def _move_aside(root: Path) -> Path | None:
    """Move the damaged file, with its write-ahead log, into a folder of its own."""
    path = root / DATABASE
    if not path.exists():
        return None
    folder = root / BACKUPS / f"damaged-{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}"
    folder.mkdir(parents=True)
    for suffix in ("-wal", "-shm", ""):
        side = path.with_name(path.name + suffix)
        if side.exists():
            side.replace(folder / side.name)
    return folder / DATABASE
