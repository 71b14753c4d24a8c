"""The one table of actions; add a row to the file of its room."""

from __future__ import annotations

from functools import cache

from tlstudio.gui.actions import data, everywhere, label, review, shapes, train
from tlstudio.gui.actions.action import CONTEXTS, EVERYWHERE, ROOMS, Action

ACTIONS: tuple[Action, ...] = (*everywhere.ROWS, *data.ROWS, *label.ROWS, *shapes.ROWS, *review.ROWS, *train.ROWS)

__all__ = ["ACTIONS", "CONTEXTS", "EVERYWHERE", "ROOMS", "Action", "action"]


@cache
def _by_id() -> dict[str, Action]:
    return {row.id: row for row in ACTIONS}


def action(action_id: str) -> Action:
    """Return the row with an id.

    Raises:
        KeyError: No such action.
    """
    return _by_id()[action_id]
