"""The append-only history: what was done, undone and done again. Rows are marked, never deleted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select, update

from tlstudio.core.errors import ProjectDamaged
from tlstudio.store.gateway import Row, TableChange, Transaction, Values
from tlstudio.store.schema import RECORDED, history, row_changes

DONE, UNDONE, ABANDONED = 0, 1, 2

# One encoder for all rows: json.dumps would build a new one for each.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One command that was run.

    Attributes:
        step: Rows with one step are undone together.
        undone: Whether its effect is taken back at the moment.
        is_gone: Undone for good, because something else was done afterwards.
    """

    id: int
    step: int
    command: str
    text: str
    who: str
    at: datetime
    undone: bool
    is_gone: bool = False


def append(transaction: Transaction, *, command: str, text: str, who: str, at: float, step: int | None = None) -> int:
    """Write one row with all row changes of the transaction; return its step.

    What could have been redone until now cannot be any more: its rows are marked, not deleted.
    """
    # As text: building these statements anew for each command takes longer than running them.
    run = transaction.connection.exec_driver_sql
    run("UPDATE history SET undone = ? WHERE undone = ?", (ABANDONED, UNDONE))
    row = (step or 0, command, text, who, at, DONE)
    history_id = run(
        "INSERT INTO history (step, command, text, who, at, undone) VALUES (?, ?, ?, ?, ?, ?)", row
    ).lastrowid
    if step is None:
        step = history_id
        run("UPDATE history SET step = ? WHERE id = ?", (step, history_id))
    run(
        "INSERT INTO row_changes (history_id, table_name, columns, row_ids, before, after) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                history_id,
                change.table,
                _encode(change.columns),
                _encode(change.ids),
                _packed(change.before),
                _packed(change.after),
            )
            for change in transaction.recorded
        ],
    )
    return step


def undo_last(transaction: Transaction) -> list[HistoryRow]:
    """Apply the newest step that is in effect backwards; return its rows, newest first (empty: nothing to undo)."""
    rows = _step(transaction.connection, DONE)
    for row in rows:
        transaction.replay(change.reversed() for change in _changes(transaction.connection, row.id, newest_first=True))
    _mark(transaction.connection, rows, UNDONE)
    return rows


def redo_next(transaction: Transaction) -> list[HistoryRow]:
    """Apply the step undone last once more; return its rows, oldest first (empty: nothing to redo)."""
    rows = _step(transaction.connection, UNDONE)[::-1]
    for row in rows:
        transaction.replay(_changes(transaction.connection, row.id))
    _mark(transaction.connection, rows, DONE)
    return rows


def latest(connection: Connection, count: int) -> list[HistoryRow]:
    """Return the newest rows first."""
    rows = connection.execute(select(history).order_by(history.c.id.desc()).limit(count)).mappings()
    return [_row(dict(row)) for row in rows]


def next_texts(connection: Connection) -> tuple[str, str]:
    """What the next undo and the next redo would be, in words; empty where there is none."""
    newest = "SELECT text FROM history WHERE undone = ? ORDER BY id DESC LIMIT 1"
    undo, redo = connection.exec_driver_sql(newest, (DONE,)).scalar(), _step(connection, UNDONE)
    return (undo or "", redo[0].text if redo else "")


def next_revision(connection: Connection) -> int:
    """Count the project's revision up by one and return it."""
    connection.exec_driver_sql("UPDATE project SET revision = revision + 1")
    return int(connection.exec_driver_sql("SELECT revision FROM project").scalar_one())


def _step(connection: Connection, mark: int) -> list[HistoryRow]:
    """The rows of the step that undo (mark DONE) or redo (mark UNDONE) would take next, newest first."""
    pick = func.max(history.c.id) if mark == DONE else func.min(history.c.id)
    chosen = connection.execute(select(pick).where(history.c.undone == mark)).scalar()
    if chosen is None:
        return []
    step = connection.execute(select(history.c.step).where(history.c.id == chosen)).scalar_one()
    # Something else that was done between two pieces of a step may build on the first: it must come back before it.
    others = select(pick).where(history.c.undone == mark, history.c.step != step)
    border = connection.execute(others).scalar()
    query = select(history).where(history.c.undone == mark, history.c.step == step).order_by(history.c.id.desc())
    if border is not None:
        query = query.where(history.c.id > border if mark == DONE else history.c.id < border)
    return [_row(dict(row)) for row in connection.execute(query).mappings()]


def _mark(connection: Connection, rows: Iterable[HistoryRow], mark: int) -> None:
    ids = [row.id for row in rows]
    if ids:
        connection.execute(update(history).where(history.c.id.in_(ids)).values(undone=mark))


def _changes(connection: Connection, history_id: int, *, newest_first: bool = False) -> list[TableChange]:
    order = row_changes.c.id.desc() if newest_first else row_changes.c.id
    query = select(row_changes).where(row_changes.c.history_id == history_id).order_by(order)
    try:
        return [_change(dict(row)) for row in connection.execute(query).mappings()]
    except (ValueError, TypeError, KeyError) as err:
        # Names from the record end in SQL text, and a project may come from anywhere.
        raise ProjectDamaged(
            f"Step {history_id} of the history cannot be read; it was not undone.",
            hint="Your decisions are as they were. Go on from here, or bring back a backup.",
            detail=str(err),
        ) from err


def _change(row: Row) -> TableChange:
    """Build one change from its record.

    Raises:
        ValueError, TypeError, KeyError: It is not about our tables and columns, or its parts do not fit together.
    """
    table, columns, ids = row["table_name"], tuple(json.loads(row["columns"])), json.loads(row["row_ids"])
    known = {column.name for column in RECORDED[table].columns} - {"id"}
    if not known.issuperset(columns):
        raise ValueError(f"{table} has no columns {sorted(set(columns) - known)}")
    if not all(isinstance(row_id, int) for row_id in ids):
        raise ValueError("a row's id is no number")
    return TableChange(table, columns, ids, _unpacked(row["before"], len(ids)), _unpacked(row["after"], len(ids)))


def _row(row: Row) -> HistoryRow:
    return HistoryRow(
        id=row["id"],
        step=row["step"],
        command=row["command"],
        text=row["text"],
        who=row["who"],
        at=datetime.fromtimestamp(row["at"], UTC),
        undone=row["undone"] != DONE,
        is_gone=row["undone"] == ABANDONED,
    )


def _packed(rows: Sequence[Values] | None) -> str | None:
    """Write rows by the column; one that is the same in every row (who, when, which model) is written once."""
    if rows is None:
        return None
    columns = list(zip(*rows, strict=True))
    return _encode([{"all": column[0]} if len(set(column)) == 1 else column for column in columns])


def _unpacked(text: str | None, count: int) -> list[Values] | None:
    if text is None:
        return None
    columns = [[part["all"]] * count if isinstance(part, dict) else part for part in json.loads(text)]
    rows = list(zip(*columns, strict=True))
    if len(rows) != count:
        raise ValueError(f"{len(rows)} rows for {count} ids")
    return rows
