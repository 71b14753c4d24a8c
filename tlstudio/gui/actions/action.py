"""What a row of the table of actions says."""

from __future__ import annotations

from dataclasses import dataclass

EVERYWHERE = "everywhere"
CONTEXTS = (
    EVERYWHERE,
    "start",
    "data",
    "data_shapes",
    "label",
    "shapes",
    "shapes_selected",
    "shapes_suggested",
    "shapes_drawing",
    "review_grid",
    "review_single",
    "train",
    "results",
)
ROOMS = ("everywhere", "data", "label", "review", "train")


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do: menus, tool bars, search, the shortcut sheet and the guide are made from these rows.

    Attributes:
        id: `room.verb`; the receiver's `run_action` gets it.
        text: Verb first, sentence case; translated in the context `actions` when shown.
        keys: Default keys, the first is shown; `1-0` stands for the digits 1-9, 0 and `Shift+1-0` for 11-20.
        icon: Name of an icon.
        room: Heading in the search: one of `ROOMS`.
        group: Heading in the shortcut sheet.
        contexts: Where the keys hold: `everywhere`, or some of `CONTEXTS`.
        menu: Menu it stands in (`file`, `edit`, `view`, `image`, `go`, `help`); empty = search and sheet only.
        needs_project: Off while no project is open.
        writes: Off while the project is open for reading only.
        is_native: The focused view handles the key itself; the row is there for the sheet.
        is_destructive: What undo cannot bring back; such a row never has a bare key.
    """

    id: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    room: str = EVERYWHERE
    group: str = "Everywhere"
    contexts: tuple[str, ...] = (EVERYWHERE,)
    menu: str = ""
    needs_project: bool = True
    writes: bool = False
    is_native: bool = False
    is_destructive: bool = False
