"""The one way to change rows: each is recorded before and after, so undo and redo need to know nothing about commands.

Rows go to SQLite and into the record by the table, not one by one: a batch of 5,000 images is a handful of statements.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from sqlalchemy import Connection

from tlstudio.store.schema import RECORDED

Row = dict[str, Any]
Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class TableChange:
    """Rows of one table that were inserted, deleted or had the same columns updated.

    Attributes:
        columns: The columns that `before` and `after` hold; all but `id`, for an update only those that differ.
        ids: Row ids, M of them, each once.
        before: M tuples of values in the order of `columns`; None when the rows were inserted.
        after: The same afterwards; None when the rows were deleted.
    """

    table: str
    columns: tuple[str, ...]
    ids: Sequence[int]
    before: Sequence[Values] | None
    after: Sequence[Values] | None

    def reversed(self) -> TableChange:
        """The change that takes this one back."""
        return TableChange(self.table, self.columns, self.ids, self.after, self.before)

    def column(self, name: str) -> list[Any]:
        """One column as it is after the change, or was before a deletion; empty where it is not recorded."""
        if name not in self.columns:
            return []
        at = self.columns.index(name)
        rows = self.before if self.after is None else self.after
        return [row[at] for row in rows or ()]


@dataclass
class Transaction:
    """Changes rows of the recorded tables inside one open database transaction."""

    connection: Connection
    recorded: list[TableChange] = field(default_factory=list[TableChange])

    def rows(self, table: str, ids: Iterable[int] | None = None, *, columns: Sequence[str] = ()) -> list[Row]:
        """Return rows in the order of their ids.

        Args:
            ids: None = all.
            columns: Beside `id`; empty = all.
        """
        names = ("id", *columns) if columns else _all_columns(table)
        found = self._select(table, names, "id", None if ids is None else list(ids))
        return [dict(zip(names, row, strict=True)) for row in found]

    def find(self, table: str, column: str, values: Iterable[Any], *, columns: Sequence[str] = ()) -> list[Row]:
        """Return rows whose `column` is one of `values`, in the order of their ids.

        Args:
            columns: Beside `id`; empty = all.
        """
        names = ("id", *columns) if columns else _all_columns(table)
        return [dict(zip(names, row, strict=True)) for row in self._select(table, names, column, list(values))]

    def has(self, table: str, **values: Any) -> bool:
        """Whether a row has these values in these columns."""
        where = " AND ".join(f'"{name}" = ?' for name in values)
        query = f"SELECT EXISTS (SELECT 1 FROM {table} WHERE {where})"  # noqa: S608 - names of our own schema
        return bool(self.connection.exec_driver_sql(query, tuple(values.values())).scalar())

    def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Insert rows without `id`; return the ids given to them (never used before)."""
        columns = tuple(rows[0]) if rows else ()
        if any(row.keys() != rows[0].keys() for row in rows):
            raise ValueError(f"rows for {table} differ in their columns")
        return self.insert_values(table, columns, [tuple(row[name] for name in columns) for row in rows])

    def insert_values(self, table: str, columns: Sequence[str], rows: Sequence[Values]) -> list[int]:
        """The same with the values of each row in the order of `columns`: for thousands of rows."""
        if not rows:
            return []
        last = self.connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).scalar()
        first_id = int(last or 0) + 1
        ids = list(range(first_id, first_id + len(rows)))
        self.replay([TableChange(table, tuple(columns), ids, None, rows)])
        return ids

    def update(self, table: str, values: Mapping[int, Mapping[str, Any]]) -> list[int]:
        """Set columns of rows by id; unknown ids are left out. Returns the ids where something really changed."""
        named = tuple(dict.fromkeys(chain.from_iterable(values.values())))
        alike: dict[Values, tuple[list[int], list[Values], list[Values]]] = {}
        # Thousands of rows often go from the same old values to the same new mapping: compare those once.
        compared: dict[tuple[int, Values], tuple[Values, Values, Values]] = {}
        for row in self._select(table, ("id", *named), "id", list(values)):
            row_id, old, new = row[0], row[1:], values[row[0]]
            differing = compared.get((id(new), old))
            if differing is None:
                differing = compared[id(new), old] = _differing(named, old, new)
            columns, was, becomes = differing
            if columns:
                ids, before, after = alike.setdefault(columns, ([], [], []))
                ids.append(row_id)
                before.append(was)
                after.append(becomes)
        self.replay(TableChange(table, columns, ids, before, after) for columns, (ids, before, after) in alike.items())
        return sorted(chain.from_iterable(ids for ids, _, _ in alike.values()))

    def delete(self, table: str, ids: Iterable[int]) -> None:
        """Delete rows by id; unknown ids are left out."""
        names = _all_columns(table)
        found = self._select(table, names, "id", list(ids))
        if found:
            gone, before = [row[0] for row in found], [row[1:] for row in found]
            self.replay([TableChange(table, names[1:], gone, before, None)])

    def replay(self, changes: Iterable[TableChange]) -> None:
        """Make changes in the order given, and record them."""
        for change in changes:
            statement, rows = _statement(change)
            self.connection.exec_driver_sql(statement, rows)
            self.recorded.append(change)

    def _select(self, table: str, names: Sequence[str], column: str, values: list[Any] | None) -> Sequence[Values]:
        query, given = f"SELECT {_listed(names)} FROM {table}", ()  # noqa: S608 - names of our own schema
        if values is not None:
            # One JSON list is one variable: no limit on their number, and the statement stays prepared.
            query, given = f"{query} WHERE {column} IN (SELECT value FROM json_each(?))", (json.dumps(values),)  # noqa: S608
        cursor = self.connection.exec_driver_sql(f"{query} ORDER BY id", given).cursor
        # The driver's tuples: SQLAlchemy's row objects would be a tenth of the time of a large batch.
        return [] if cursor is None else cursor.fetchall()


def _differing(names: Sequence[str], old: Values, new: Mapping[str, Any]) -> tuple[Values, Values, Values]:
    """The columns whose value changes, their values before and after."""
    columns = tuple(name for name, was in zip(names, old, strict=True) if name in new and new[name] != was)
    before = tuple(was for name, was in zip(names, old, strict=True) if name in columns)
    return columns, before, tuple(new[name] for name in columns)


def _all_columns(table: str) -> tuple[str, ...]:
    return ("id", *(name for name in RECORDED[table].columns.keys() if name != "id"))  # noqa: SIM118 - not a dict


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _statement(change: TableChange) -> tuple[str, list[Values]]:
    """The SQL of one change and the variables of each of its rows."""
    # Table and columns come from our own schema, never from a person.
    table, columns = change.table, change.columns
    if change.before is None:
        marks = ", ".join("?" * (len(columns) + 1))
        # A preference may have been stored under the same key while a setting was undone; what comes back wins.
        verb = "INSERT OR REPLACE" if table == "settings" else "INSERT"
        rows = [(row_id, *row) for row_id, row in _paired(change.ids, change.after)]
        return f"{verb} INTO {table} ({_listed(('id', *columns))}) VALUES ({marks})", rows
    if change.after is None:
        return f"DELETE FROM {table} WHERE id = ?", [(row_id,) for row_id in change.ids]  # noqa: S608
    settings = ", ".join(f'"{name}" = ?' for name in columns)
    rows = [(*row, row_id) for row_id, row in _paired(change.ids, change.after)]
    return f"UPDATE {table} SET {settings} WHERE id = ?", rows  # noqa: S608


def _paired(ids: Sequence[int], rows: Sequence[Values] | None) -> Iterator[tuple[int, Values]]:
    return zip(ids, rows or (), strict=True)
