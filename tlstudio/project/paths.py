"""How the path of an image is written into the project, so that folder and pictures can move together."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath


def relative_path(root: Path, path: Path) -> str:
    """POSIX path relative to the project folder (may begin with `../`); absolute on another drive."""
    try:
        return Path(os.path.relpath(path.absolute(), root)).as_posix()
    except ValueError:  # Windows: no relative path leads from one drive to another
        return path.absolute().as_posix()


def absolute_path(root: Path, stored: str) -> Path:
    """The file that a stored path means."""
    return Path(os.path.normpath(root / PurePosixPath(stored)))
