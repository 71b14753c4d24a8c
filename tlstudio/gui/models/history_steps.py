"""The history as steps that can be gone back to: how many undos or redos lie between now and each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tlstudio.store.history import HistoryRow


@dataclass(frozen=True, slots=True)
class Step:
    """What one undo takes back.

    Attributes:
        id: The newest row of it; with the texts and times of that row, because a step is called after its last part.
        is_undone: Whether its effect is taken back at the moment.
        is_gone: Undone for good, because something else was done afterwards; it cannot be gone to.
        distance: How many steps to undo until this is the newest one in effect; below 0: how many to redo.
    """

    id: int
    text: str
    who: str
    at: datetime
    is_undone: bool
    is_gone: bool
    distance: int


def steps_of(rows: Sequence[HistoryRow]) -> list[Step]:
    """Return the steps, the newest first.

    Rows of one step that nothing came between are one step, as `Project.undo` takes them.

    Args:
        rows: The newest first, as `Reads.history` gives them.
    """
    found: list[HistoryRow] = []
    last: dict[bool, HistoryRow] = {}
    for row in rows:
        before = last.get(row.undone) if not row.is_gone else None
        if row.is_gone or before is None or before.step != row.step:
            found.append(row)
        if not row.is_gone:
            last[row.undone] = row
    waiting = sum(1 for row in found if row.undone and not row.is_gone)
    steps: list[Step] = []
    done = redo = 0
    for row in found:
        distance = 0
        if row.undone and not row.is_gone:
            distance = redo - waiting
            redo += 1
        elif not row.undone:
            distance = done
            done += 1
        steps.append(Step(row.id, row.text, row.who, row.at, row.undone, row.is_gone, distance))
    return steps


def heading(at: datetime, now: datetime) -> str:
    """Return under which hour a step stands: `14:00` today, else with the date; both in the local time zone."""
    hour = f"{at.hour:02d}:00"
    if at.date() == now.date():
        return hour
    return f"{at.date().isoformat()} {hour}"
