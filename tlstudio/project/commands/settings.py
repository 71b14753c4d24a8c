"""Change the project's settings."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, ClassVar

from tlstudio.project.command import Applied, Command, Context


@dataclass(frozen=True)
class SetSetting(Command):
    """Store what a person decided about the project under a key; None removes it.

    How someone likes to work is a preference (`SetPreference`); a key belongs to one of the two.
    """

    key: str
    value: Any

    def apply(self, context: Context) -> Applied:
        """Write or delete the row of the key."""
        text = f"Set {self.key}"
        found = context.rows.find("settings", "key", [self.key])
        if self.value is None:
            context.rows.delete("settings", [row["id"] for row in found])
            return Applied(text)
        value = json.dumps(self.value, ensure_ascii=False)
        if found:
            context.rows.update("settings", {found[0]["id"]: {"value": value}})
        else:
            context.rows.insert("settings", [{"key": self.key, "value": value}])
        return Applied(text)


@dataclass(frozen=True)
class SetPreference(SetSetting):
    """Store how someone likes to work; undo passes over it."""

    is_undoable: ClassVar[bool] = False
