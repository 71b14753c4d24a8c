"""Open project.db: connections, what SQLite is told, and its errors as sentences."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from tlstudio.core.errors import DiskFull, ProjectDamaged, ProjectLocked, ReadOnlyProject, StoreError
from tlstudio.store.gateway import Transaction
from tlstudio.store.schema import HEAD, RECORDED, metadata, project

DAMAGED_WORDS = (
    "not a database",
    "malformed",
    "file is encrypted",
    "disk i/o error",
    "no such table",
    "no such column",
)
FULL_WORDS = ("disk is full", "unable to open", "readonly", "read-only")


class Database:
    """One open project.db.

    Args:
        path: The file; must exist (see `create_tables`).
        read_only: Never write, not even SQLite's side files if the folder forbids them.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._immutable = read_only and not _can_share(path)
        self._engine: Engine = create_engine(
            "sqlite+pysqlite://", creator=self._open, poolclass=QueuePool, pool_size=4, max_overflow=16
        )
        event.listen(self._engine, "begin", _begin)

    def _open(self) -> sqlite3.Connection:
        mode = "ro" if self.read_only else "rw"
        # A folder that cannot be written has no place for the shared-memory file of WAL: read the bytes as they are.
        immutable = "&immutable=1" if self._immutable else ""
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode={mode}{immutable}", uri=True, check_same_thread=False, timeout=10
        )
        # Transactions are begun by us (`_begin`), not guessed by the driver.
        connection.isolation_level = None
        connection.create_function("casefold", 1, _casefold, deterministic=True)
        connection.execute("PRAGMA foreign_keys = ON")
        # A project may come from anywhere: what its file defines (views, triggers) may not call functions with effects.
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cache_size = -16384")
        if not self.read_only:
            connection.execute("PRAGMA journal_mode = WAL")
            # FULL costs about 4 ms per command and keeps every acknowledged one through a power cut.
            connection.execute("PRAGMA synchronous = FULL")
        return connection

    @contextmanager
    def read(self) -> Generator[Connection]:
        """A connection that sees one consistent state.

        Raises:
            ProjectDamaged: SQLite cannot read the file.
        """
        with spoken(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Generator[Transaction]:
        """One transaction: committed at the end, rolled back on any error.

        Raises:
            ReadOnlyProject: The project was opened for reading.
            DiskFull: The change could not be written; nothing of it remains.
        """
        if self.read_only:
            raise ReadOnlyProject(
                f"{self.path.parent.name} is open for reading only; nothing was changed.",
                hint="Close the other program that has it open, then open it again.",
            )
        with spoken(self.path), self._engine.begin() as connection:
            yield Transaction(connection)

    def close(self) -> None:
        """Close every connection; the write-ahead log is folded back into the file."""
        self._engine.dispose()


def create_tables(path: Path, *, name: str, task: str, created_at: float) -> None:
    """Write a new, empty project.db with all tables of this version."""
    with spoken(path):
        connection = sqlite3.connect(path)
        connection.close()
        engine = create_engine(f"sqlite+pysqlite:///{path}")
        try:
            metadata.create_all(engine)
            with engine.begin() as open_connection:
                open_connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
                open_connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))
                open_connection.execute(
                    project.insert().values(id=1, name=name, task=task, created_at=created_at, revision=0)
                )
        finally:
            engine.dispose()


def insert_rows(path: Path, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Put rows read from elsewhere into a new file; no history."""
    with spoken(path):
        engine = create_engine(f"sqlite+pysqlite:///{path}")
        try:
            with engine.begin() as connection:
                for name, table in RECORDED.items():
                    if rows.get(name):
                        connection.execute(table.insert(), [dict(row) for row in rows[name]])
        finally:
            engine.dispose()


@contextmanager
def spoken(path: Path) -> Generator[None]:
    """Turn SQLite's and the system's errors into the store's family, with the place and what to do."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as err:
        raise _translate(path, err) from err
    except OSError as err:
        if err.errno in {errno.ENOSPC, errno.EACCES, errno.EPERM, errno.EROFS, errno.EDQUOT}:
            raise cannot_write(path, err) from err
        raise


def cannot_write(path: Path, err: Exception) -> DiskFull:
    """The error for a folder without space or without permission."""
    if _is_full(err):
        reason, remedy = "there is no space left on the disk", "Free some space"
    elif _failed_writing(err):
        reason, remedy = "the disk took no more (a quota, a limit or a fault)", "Free some space, look at the disk"
    else:
        reason, remedy = "the folder cannot be written", "Give yourself permission to write there"
    return DiskFull(
        f"{path.parent.name}/{path.name} was not saved: {reason}.",
        hint=f"{remedy}, or open the project read-only.",
        detail=str(err),
    )


def _is_full(err: Exception) -> bool:
    return (isinstance(err, OSError) and err.errno in {errno.ENOSPC, errno.EDQUOT}) or "full" in str(err)


def _failed_writing(err: Exception) -> bool:
    """Whether the system refused a write for another reason than a full disk: SQLite calls all of them I/O errors."""
    name: str = getattr(err, "sqlite_errorname", "")
    return name.startswith("SQLITE_IOERR") and "READ" not in name and "CORRUPT" not in name


def _translate(path: Path, err: DBAPIError | sqlite3.Error) -> Exception:
    original: Any = err.orig if isinstance(err, DBAPIError) else err
    message = str(original).lower()
    if isinstance(original, sqlite3.IntegrityError):
        return err  # a bug of ours, not of the disk: keep its traceback
    if "locked" in message or "busy" in message:
        return ProjectLocked(f"Another program is writing to {path.name}.", hint="Try again in a moment.")
    if any(word in message for word in FULL_WORDS) or _failed_writing(original):
        return cannot_write(path, original)
    if any(word in message for word in DAMAGED_WORDS):
        return ProjectDamaged(
            f"{path.parent.name}/{path.name} is damaged: {original}.",
            hint="Run `tlstudio doctor --repair` to bring back the newest good backup.",
            detail=str(original),
        )
    return StoreError(f"{path.parent.name}/{path.name} cannot be used: {original}.", detail=str(err))


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _casefold(text: str | None) -> str | None:
    return None if text is None else text.casefold()


def _can_share(path: Path) -> bool:
    """Whether readers may use the write-ahead log beside the file."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError:
        return True  # damaged: whoever reads it next says so
    finally:
        connection.close()
    return True
