"""The one way to change rows: each is recorded before and after, so undo and redo need to know nothing about commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select, text

from tlstudio.store.schema import RECORDED

Row = dict[str, Any]

# SQLite allows 32,766 variables in one statement; small enough to stay in its statement cache, large enough for speed.
CHUNK = 500


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of one table before and after.

    Attributes:
        before: None when the row was inserted; for an update only the columns that differ.
        after: None when the row was deleted.
    """

    table: str
    row_id: int
    before: Row | None
    after: Row | None

    def reversed(self) -> RowChange:
        """The change that takes this one back."""
        return RowChange(self.table, self.row_id, self.after, self.before)


@dataclass
class Transaction:
    """Changes rows of the recorded tables inside one open database transaction."""

    connection: Connection
    recorded: list[RowChange] = field(default_factory=list[RowChange])

    def rows(self, table: str, ids: Iterable[int] | None = None) -> list[Row]:
        """Return whole rows in the order of their ids; all of them when `ids` is None."""
        target = RECORDED[table]
        query = select(target).order_by(target.c.id)
        if ids is None:
            return [dict(row) for row in self.connection.execute(query).mappings()]
        wanted = sorted(set(ids))
        return [
            dict(row)
            for part in _parts(wanted)
            for row in self.connection.execute(query.where(target.c.id.in_(part))).mappings()
        ]

    def find(self, table: str, column: str, values: Iterable[Any]) -> list[Row]:
        """Return whole rows whose `column` is one of `values`, in the order of their ids within each part."""
        target = RECORDED[table]
        query = select(target).order_by(target.c.id)
        return [
            dict(row)
            for part in _parts(list(dict.fromkeys(values)))
            for row in self.connection.execute(query.where(target.c[column].in_(part))).mappings()
        ]

    def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Insert rows without `id`; return the ids given to them (never used before)."""
        if not rows:
            return []
        last = self.connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table})
        first_id = int(last.scalar() or 0) + 1
        ids = list(range(first_id, first_id + len(rows)))
        self._apply(RowChange(table, row_id, None, dict(row)) for row_id, row in zip(ids, rows, strict=True))
        return ids

    def update(self, table: str, values: Mapping[int, Mapping[str, Any]]) -> list[int]:
        """Set columns of rows by id; unknown ids are left out. Returns the ids where something really changed."""
        changes: list[RowChange] = []
        for row in self.rows(table, values):
            new = {name: value for name, value in values[row["id"]].items() if row[name] != value}
            if new:
                changes.append(RowChange(table, row["id"], {name: row[name] for name in new}, new))
        self._apply(changes)
        return [change.row_id for change in changes]

    def delete(self, table: str, ids: Iterable[int]) -> None:
        """Delete rows by id; unknown ids are left out."""
        self._apply([RowChange(table, row.pop("id"), row, None) for row in self.rows(table, ids)])

    def replay(self, changes: Iterable[RowChange]) -> None:
        """Apply recorded changes again, in the order given."""
        self._apply(changes)

    def _apply(self, changes: Iterable[RowChange]) -> None:
        for run in _runs(changes):
            _execute(self.connection, run)
            self.recorded.extend(run)


def _parts(values: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


def _kind(change: RowChange) -> tuple[Any, ...]:
    if change.before is None:
        return (change.table, "insert", tuple(change.after or ()))
    if change.after is None:
        return (change.table, "delete")
    return (change.table, "update", tuple(change.after))


def _runs(changes: Iterable[RowChange]) -> Iterator[list[RowChange]]:
    """Split into runs of the same table, verb and columns, so that each is one `executemany`."""
    run: list[RowChange] = []
    for change in changes:
        if run and _kind(run[0]) != _kind(change):
            yield run
            run = []
        run.append(change)
    if run:
        yield run


def _execute(connection: Connection, run: list[RowChange]) -> None:
    table: Table = RECORDED[run[0].table]
    _, verb, *columns = _kind(run[0])
    if verb == "insert":
        connection.execute(table.insert(), [{"id": change.row_id, **(change.after or {})} for change in run])
        return
    by_id = table.c.id == bindparam("row_id_")
    if verb == "delete":
        connection.execute(table.delete().where(by_id), [{"row_id_": change.row_id} for change in run])
        return
    statement = table.update().where(by_id).values({name: bindparam(f"new_{name}") for name in columns[0]})
    connection.execute(
        statement,
        [{"row_id_": c.row_id, **{f"new_{k}": v for k, v in (c.after or {}).items()}} for c in run],
    )
