"""TL Studio: label a few images, get the rest suggested, decide, fine-tune.

For scripts: `tlstudio.open(folder)` and `tlstudio.create(folder, task=...)` return a `tlstudio.project.api.StudioProject`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tlstudio.core.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from tlstudio.project.api import StudioProject

__all__ = ["__version__", "create", "open"]


def open(folder: str | Path, *, read_only: bool = False) -> StudioProject:
    """Open an existing project folder. See `tlstudio.project.api.open_project`."""
    from tlstudio.project.api import open_project

    return open_project(folder, read_only=read_only)


def create(folder: str | Path, **options: Any) -> StudioProject:
    """Create a project folder. See `tlstudio.project.api.create_project`."""
    from tlstudio.project.api import create_project

    return create_project(folder, **options)
