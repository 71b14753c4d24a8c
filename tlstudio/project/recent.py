"""The projects opened last, for the start page: one small JSON file in the person's settings folder."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import platformdirs

from tlstudio.core.words import Task

MOST = 20
_FILE = "recent.json"


@dataclass(frozen=True, slots=True)
class RecentProject:
    """One card of the start page, as it was when the project was closed last.

    Attributes:
        folder: Absolute path.
        opened_at: ISO 8601, UTC.
    """

    folder: str
    name: str
    task: Task
    images: int
    decided: int
    opened_at: str

    @property
    def exists(self) -> bool:
        """Whether the project is still where it was."""
        return (Path(self.folder) / "project.db").is_file()


def config_folder() -> Path:
    """Where the person's own settings live (`TLSTUDIO_CONFIG` overrides it)."""
    return Path(os.environ.get("TLSTUDIO_CONFIG") or platformdirs.user_config_path("tlstudio", appauthor=False))


def recent_projects() -> list[RecentProject]:
    """The projects opened last, newest first; a file that cannot be read counts as empty."""
    try:
        rows: list[dict[str, Any]] = json.loads((config_folder() / _FILE).read_text(encoding="utf-8"))
        return [RecentProject(task=Task(row.pop("task")), **row) for row in rows]
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return []


def remember(folder: Path, *, name: str, task: Task, images: int, decided: int) -> None:
    """Put a project at the top of the list. A settings folder that cannot be written is not worth an error."""
    me = RecentProject(str(Path(folder).absolute()), name, task, images, decided, datetime.now(UTC).isoformat())
    _write([me, *(other for other in recent_projects() if other.folder != me.folder)][:MOST])


def forget(folder: Path) -> None:
    """Take a project off the list; its files are not touched."""
    _write([other for other in recent_projects() if other.folder != str(Path(folder).absolute())])


def _write(projects: list[RecentProject]) -> None:
    target = config_folder() / _FILE
    part = target.with_name(f"{_FILE}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps([asdict(p) for p in projects], ensure_ascii=False, indent=1), encoding="utf-8")
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
