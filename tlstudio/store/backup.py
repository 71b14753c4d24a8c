"""Copies of project.db, made by SQLite's backup API while the project is in use, thinned by age."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from tlstudio.store.codes import DECIDED_CODES
from tlstudio.store.database import spoken

KEEP = 10
_NAME = re.compile(r"project-(\d{8}-\d{6})(?:-\d+)?\.db")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of project.db.

    Attributes:
        at: When it was made (local time).
        revision: The project's revision in it; -1 = the copy itself cannot be read.
    """

    path: Path
    at: datetime
    revision: int
    images: int
    decided: int

    @property
    def is_good(self) -> bool:
        """Whether it can be restored."""
        return self.revision >= 0


def make_backup(database: Path, folder: Path) -> Path:
    """Copy the database as it is at this moment, then thin out older copies.

    Raises:
        DiskFull: There is no room; nothing half-written remains.
        ProjectDamaged: The database cannot be read.
    """
    stem = f"project-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    target = folder / f"{stem}.db"
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{stem}-{number}.db"
    part = target.with_suffix(".db.part")
    try:
        with spoken(target):
            folder.mkdir(exist_ok=True)
            part.unlink(missing_ok=True)
            with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as source:
                _copy(source, part)
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    thin(folder)
    return target


def _copy(source: sqlite3.Connection, target: Path) -> None:
    with closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        # A copy stands alone: without this, reading it would put write-ahead files beside it.
        copy.execute("PRAGMA journal_mode = DELETE")


def list_backups(folder: Path) -> list[Backup]:
    """All copies, newest first; those that cannot be read are listed with revision -1."""
    return [_describe(path, at) for at, path in _files(folder)]


def newest(folder: Path) -> Backup | None:
    """The newest copy, whatever its state."""
    files = _files(folder)
    return _describe(files[0][1], files[0][0]) if files else None


def is_whole(path: Path) -> bool:
    """Whether SQLite finds every page of a copy in order."""
    try:
        with _reading(path) as connection:
            return connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except sqlite3.Error:
        return False


def thin(folder: Path, keep: int = KEEP) -> None:
    """Delete copies: the newest stay, of older ones one per day, then one per week, `keep` at most."""
    files = _files(folder)
    chosen: list[Path] = []
    buckets: set[str] = set()
    for rank, (at, path) in enumerate(files):
        age = files[0][0] - at
        bucket = f"{at:%Y-%m-%d}" if age < timedelta(days=7) else f"{at:%G week %V}"
        if rank < keep // 2 or bucket not in buckets:
            chosen.append(path)
        buckets.add(bucket)
    for _, path in files:
        if path not in chosen[:keep]:
            path.unlink(missing_ok=True)


def _files(folder: Path) -> list[tuple[datetime, Path]]:
    found: list[tuple[datetime, Path]] = []
    for path in folder.glob("project-*.db"):
        match = _NAME.fullmatch(path.name)
        if match:
            found.append((datetime.strptime(match[1], "%Y%m%d-%H%M%S").astimezone(), path))
    return sorted(found, key=lambda item: (item[0], len(item[1].name), item[1].name), reverse=True)


def _describe(path: Path, at: datetime) -> Backup:
    marks = ",".join(str(code) for code in DECIDED_CODES)
    try:
        with _reading(path) as connection:
            (revision,) = connection.execute("SELECT revision FROM project").fetchone()
            images, decided = connection.execute(
                f"SELECT count(*), count(CASE WHEN state IN ({marks}) THEN 1 END) FROM images"  # noqa: S608 - constants
            ).fetchone()
    except (sqlite3.Error, TypeError):
        return Backup(path, at, -1, 0, 0)
    return Backup(path, at, revision, images, decided)


@contextmanager
def _reading(path: Path) -> Generator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        yield connection
