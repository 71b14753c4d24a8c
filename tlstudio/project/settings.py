"""Settings that belong to the project and travel with its folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tlstudio.project.commands.settings import SetPreference

if TYPE_CHECKING:
    from tlstudio.project.project import Project

# Which backbone computes features, on what; engine and runs follow them.
BACKBONE_SETTING = "backbone"
DEVICE_SETTING = "device"
THREADS_SETTING = "threads"
DEFAULT_BACKBONE = "efficientnet_lite0"


class Settings:
    """Reads and writes settings of one project; values are anything JSON can hold."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def get(self, key: str, default: Any = None) -> Any:
        """The value stored under a key, or the default."""
        text = self._project.read.setting(key)
        return default if text is None else json.loads(text)

    def set(self, key: str, value: Any) -> None:
        """Store a value; None removes it. Undo passes over it."""
        self._project.run(SetPreference(key, value))
