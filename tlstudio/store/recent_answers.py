"""What people answered last about suggested shapes, read from the record of changes: rows themselves keep no time of it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection

from tlstudio.core.words import Outcome
from tlstudio.store.codes import OUTCOMES

# Answers of an hour of other work lie at most this many records back; older ones say nothing about the model of now.
_LOOKED_AT = 5_000


def recent_answers(connection: Connection, count: int) -> list[Outcome]:
    """Return the newest answers that are in effect, newest first, at most `count`; a damaged record is passed over."""
    query = (
        "SELECT r.columns, r.before, r.after, r.row_ids FROM row_changes r JOIN history h ON h.id = r.history_id"
        " WHERE r.id > (SELECT COALESCE(MAX(id), 0) FROM row_changes) - ? AND r.table_name = 'shape_suggestions'"
        " AND h.undone = 0 AND r.before IS NOT NULL AND r.after IS NOT NULL ORDER BY r.id DESC"
    )
    found: list[Outcome] = []
    for row in connection.exec_driver_sql(query, (_LOOKED_AT,)):
        found += _answers(*row)
        if len(found) >= count:
            break
    return found[:count]


def _answers(columns: str, before: str, after: str, row_ids: str) -> Iterator[Outcome]:
    try:
        place, number = json.loads(columns).index("outcome"), len(json.loads(row_ids))
        pairs = zip(_column(before, place, number), _column(after, place, number), strict=True)
        answers = [OUTCOMES[new] for old, new in pairs if OUTCOMES[old] is Outcome.OPEN]
    except (ValueError, TypeError, KeyError, IndexError):
        return
    yield from (answer for answer in answers if answer is not Outcome.OPEN)


def _column(text: str, place: int, number: int) -> list[int]:
    """One column of a record; a value that all rows share is written once (`store.history`)."""
    part = json.loads(text)[place]
    return [part["all"]] * number if isinstance(part, dict) else part
