"""Is project.db whole, and if not, what in it can still be read."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tlstudio.store.codes import DECIDED_CODES
from tlstudio.store.schema import RECORDED, metadata

_MAGIC = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Salvage:
    """What can still be read from a damaged file.

    Attributes:
        rows: Table -> rows as dictionaries, without those whose image or label is lost.
    """

    rows: dict[str, list[dict[str, Any]]]

    @property
    def images(self) -> int:
        """How many images can be read."""
        return len(self.rows.get("images", ()))

    @property
    def decided(self) -> int:
        """How many of them are decided."""
        return sum(row["state"] in DECIDED_CODES for row in self.rows.get("images", ()))


def fault_of(path: Path, *, thorough: bool = False) -> str:
    """Return what is wrong with the file, as the end of a sentence; empty = nothing found.

    Args:
        thorough: Look at every page (about 0.3 s for 100,000 images) instead of the header only.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(100)
    if size == 0:
        return "it is empty"
    if len(head) < 100 or not head.startswith(_MAGIC):
        return "it does not begin like a database"
    # A checkpoint that was interrupted leaves a short file on purpose; then the write-ahead log holds the rest.
    log = path.with_name(path.name + "-wal")
    has_log = log.exists() and log.stat().st_size > 0
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    pages = int.from_bytes(head[28:32], "big")
    if not has_log and size < page * pages:
        return f"it ends after {size // page:,} of {pages:,} pages"
    return _check_pages(path) if thorough else ""


def salvage(path: Path) -> Salvage:
    """Read every row that can be read, from both ends of each table."""
    rows: dict[str, list[dict[str, Any]]] = {}
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            for name in ("project", *RECORDED):
                rows[name] = _read_rows(connection, name)
    except sqlite3.Error:
        return Salvage(rows)
    images = {row["id"] for row in rows["images"]}
    labels = {row["id"] for row in rows["labels"]}
    for name in ("decisions", "comments", "checks"):
        rows[name] = [row for row in rows[name] if row["image_id"] in images]
    for name in ("annotations", "shape_suggestions"):
        rows[name] = [row for row in rows[name] if row["image_id"] in images and row["label_id"] in labels]
    return Salvage(rows)


def _read_rows(connection: sqlite3.Connection, name: str) -> list[dict[str, Any]]:
    columns = {column.name for column in metadata.tables[name].columns}
    found: dict[int, dict[str, Any]] = {}
    for direction in ("ASC", "DESC"):
        try:
            for row in connection.execute(f"SELECT * FROM {name} ORDER BY rowid {direction}"):  # noqa: S608 - our table
                found[row["id"]] = {key: row[key] for key in row.keys() if key in columns}  # noqa: SIM118 - sqlite3.Row
        except sqlite3.Error:
            continue
    return [found[row_id] for row_id in sorted(found)]


def _check_pages(path: Path) -> str:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            answer = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.Error as err:
        return str(err)
    return "" if answer == "ok" else answer.splitlines()[-1]
