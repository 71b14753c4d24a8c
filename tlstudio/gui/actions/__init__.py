"""The one table of actions; add a row to the file of its room, or a file of rows named after the room and the ability.

`shapes.py` and `shapes_masks.py` are both found: every module here with `ROWS`, in the order of the rooms, then by name.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from tlstudio.gui.actions.action import CONTEXTS, EVERYWHERE, ROOMS, Action

_ORDER = ("everywhere", "data", "label", "shapes", "review", "train")


def _rows() -> tuple[Action, ...]:
    names = [info.name for info in pkgutil.iter_modules(__path__) if info.name.split("_")[0] in _ORDER]
    names.sort(key=lambda name: (_ORDER.index(name.split("_")[0]), name))
    return tuple(row for name in names for row in importlib.import_module(f"{__name__}.{name}").ROWS)


ACTIONS: tuple[Action, ...] = _rows()

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
