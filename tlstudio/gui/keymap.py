"""Which key does what where: defaults of the table of actions, presets, and what the person re-assigned."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from tlstudio.gui.actions import ACTIONS, EVERYWHERE, Action, action
from tlstudio.gui.preferences import Preferences

PRESETS = ("standard", "left-handed", "mouse-only")
DIGITS = "1234567890"

# J L I K U O stand for A D W S Q E, and the displaced keys trade places.
_TRADES = {"A": "J", "D": "L", "W": "I", "S": "K", "Q": "U", "E": "O"}
_LEFT_HANDED = _TRADES | {other: own for own, other in _TRADES.items()}


def expand(key: str) -> tuple[str, ...]:
    """Return the single keys behind `1-0` and `Shift+1-0`, else the key itself."""
    if key == "1-0":
        return tuple(DIGITS)
    if key == "Shift+1-0":
        return tuple(f"Shift+{digit}" for digit in DIGITS)
    return (key,)


def is_bare(key: str) -> bool:
    """Whether a key would type something into a field: no Ctrl, Alt or Meta, and no function key."""
    if any(name in key for name in ("Ctrl+", "Alt+", "Meta+")):
        return False
    last = key.rsplit("+", 1)[-1] or "+"
    return not (last.startswith("F") and last[1:].isdigit())


def shown(key: str) -> str:
    """Return a key as a keycap writes it: `Ctrl K`, `Shift Enter`, `1–9`."""
    if key == "1-0":
        return "1–9"
    if key == "Shift+1-0":
        return "Shift 1–0"
    names = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "PgDown": "PgDn"}
    parts = key.split("+") if not key.endswith("+") else [*key[:-2].split("+"), "+"]
    return " ".join(names.get(part, part) for part in parts if part)


class Keymap(QObject):
    """The keys in force; `changed` tells buttons and sheets to show the new ones."""

    changed = Signal()

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._preset = preferences.get("keys.preset", "standard")
        self._own: dict[str, list[str]] = dict(preferences.get("keys.own", {}))
        self._table: dict[tuple[str, str], tuple[Action, int]] = {}
        self._rebuild()

    @property
    def preset(self) -> str:
        """One of `PRESETS`."""
        return self._preset

    def keys(self, action_id: str) -> tuple[str, ...]:
        """Return the keys of an action, the first is the one to show."""
        own = self._own.get(action_id)
        if own is not None:
            return tuple(own)
        row = action(action_id)
        if self._preset == "left-handed":
            return tuple(_left_handed(key) for key in row.keys)
        if self._preset == "mouse-only":
            return tuple(key for key in row.keys if not is_bare(key) or row.is_native)
        return row.keys

    def first(self, action_id: str) -> str:
        """Return the text for a keycap, empty where the action has no key."""
        keys = self.keys(action_id)
        return shown(keys[0]) if keys else ""

    def find(self, key: str, context: str) -> tuple[Action, int] | None:
        """Return the action of a key in a context and which digit it was (0 to 19; 0 for other keys)."""
        return self._table.get((context, key)) or self._table.get((EVERYWHERE, key))

    def choose_preset(self, preset: str) -> None:
        """Switch to a preset; own keys stay."""
        self._preset = preset if preset in PRESETS else "standard"
        self._preferences.set("keys.preset", self._preset)
        self._rebuild()
        self.changed.emit()

    def assign(self, action_id: str, keys: Iterable[str] | None) -> None:
        """Give an action other keys, or with None its defaults back."""
        if keys is None:
            self._own.pop(action_id, None)
        else:
            self._own[action_id] = list(keys)
        self._preferences.set("keys.own", self._own or None)
        self._rebuild()
        self.changed.emit()

    def clashes(self, action_id: str, key: str) -> list[Action]:
        """Return the other actions that already hold a key in a context where this one holds."""
        row = action(action_id)
        wanted = set(expand(key))
        return [
            other
            for other in ACTIONS
            if other.id != action_id
            and _meet(row, other)
            and wanted & {single for held in self.keys(other.id) for single in expand(held)}
        ]

    def _rebuild(self) -> None:
        self._table = {}
        for row in ACTIONS:
            if row.is_native:
                continue
            for key in self.keys(row.id):
                offset = 10 if key == "Shift+1-0" else 0
                for place, single in enumerate(expand(key)):
                    for context in row.contexts:
                        self._table[(context, single)] = (row, place + offset)


def _left_handed(key: str) -> str:
    if not is_bare(key):
        return key
    head, _, last = key.rpartition("+")
    traded = _LEFT_HANDED.get(last, last)
    return f"{head}+{traded}" if head else traded


def _meet(one: Action, other: Action) -> bool:
    """Whether two actions can hold at once. A key of a room may not hide one that holds everywhere."""
    if EVERYWHERE in one.contexts or EVERYWHERE in other.contexts:
        return True
    return bool(set(one.contexts) & set(other.contexts))
