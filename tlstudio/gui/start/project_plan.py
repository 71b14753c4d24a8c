"""What the new-project steps decide, and making it real."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tlstudio.core.words import Task

if TYPE_CHECKING:
    from tlstudio.project.project import Project
    from tlstudio.project.scheduler import Scheduler


@dataclass(frozen=True)
class ProjectPlan:
    """A project to be made.

    Attributes:
        folder: Where project.db goes; never inside the images' folder unless the person says so.
        sources: Folders or files whose images are added after it is open.
        folder_labels: Whether the names of the folders become decided labels.
    """

    folder: Path
    name: str
    task: Task = Task.CLASSIFICATION
    labels: tuple[str, ...] = ()
    sources: list[Path] = field(default_factory=list[Path])
    folder_labels: bool = False


def default_place(images: Path) -> Path:
    """Return a free folder name next to the images, or in the home folder where that one cannot be written."""
    parent = images.parent if os.access(images.parent, os.W_OK) else Path.home() / "TL Studio"
    stem = f"{images.name or 'images'} project"
    place = parent / stem
    number = 2
    while place.exists():
        place = parent / f"{stem} {number}"
        number += 1
    return place


def make_project(plan: ProjectPlan, scheduler: Scheduler) -> Project:
    """Make the project's folder and open it; the images are added afterwards, in the background."""
    from tlstudio.project.project import Project

    return Project.create(plan.folder, task=plan.task, name=plan.name, labels=plan.labels, scheduler=scheduler)
