"""What the person has chosen for the program itself (not for a project): theme, text size, keys, window places."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import platformdirs


def config_folder() -> Path:
    """Return the folder of the program's own settings; `TLSTUDIO_CONFIG` moves it."""
    return Path(os.environ.get("TLSTUDIO_CONFIG") or platformdirs.user_config_dir("tlstudio", appauthor=False))


NAME = "who"
"""The name under which a person decides and comments; empty = as the system knows them."""


class Preferences:
    """A small JSON file; a damaged one counts as empty, for nothing in it is worth stopping the program."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or config_folder() / "window.json"
        self._values: dict[str, Any] = {}
        try:
            loaded = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            loaded = {}
        if isinstance(loaded, dict):
            self._values = loaded

    def get(self, key: str, default: Any = None) -> Any:
        """Return a value, or the default where there is none."""
        return self._values.get(key, default)

    def set(self, key: str, value: Any) -> None:
        """Store a value that JSON can express; None removes the key."""
        if value is None:
            self._values.pop(key, None)
        else:
            self._values[key] = value
        self._save()

    def _save(self) -> None:
        part = self._path.with_suffix(".json.part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(self._values, indent=1, sort_keys=True), encoding="utf-8")
            part.replace(self._path)
        except OSError:
            # A read-only home folder: the choice holds until the program ends.
            return
