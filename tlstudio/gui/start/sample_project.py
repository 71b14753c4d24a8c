"""The sample project of the start page: the drawn photographs, and a few decisions to begin with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

if TYPE_CHECKING:
    from tlstudio.project.project import Project
    from tlstudio.project.scheduler import Scheduler

# Enough of each for the first suggestions to be worth reviewing.
DECIDED_PER_LABEL = 6


def sample_folder() -> Path:
    """Return where the sample lives: among the person's own data, so that it is found again."""
    return Path(platformdirs.user_data_dir("tlstudio", appauthor=False)) / "Parts on a tray"


def make_sample_project(
    folder: Path, scheduler: Scheduler, on_progress: Callable[[int, int], None] | None = None
) -> Project:
    """Draw the photographs, register them, decide a few of each label; runs on a thread (about ten seconds).

    Args:
        on_progress: Called with (done, total) after each picture, on the calling thread.

    Raises:
        DiskFull: The folder cannot be written.
    """
    from tlstudio.core.words import Origin
    from tlstudio.project import sample
    from tlstudio.project.adding import add_images
    from tlstudio.project.commands.decisions import Decide
    from tlstudio.project.project import Project

    photos = sample.make_sample(folder, on_progress=on_progress)
    truth = sample.truth(folder)
    project = Project.create(folder, name="Parts on a tray", labels=sample.LABELS, scheduler=scheduler)
    added = add_images(project, [photos], group_by=sample.GROUP_BY)
    label_ids = {label.name: label.id for label in project.read.labels()}
    chosen: dict[str, list[int]] = {name: [] for name in label_ids}
    for image in project.read.images(added.image_ids):
        name = truth[image.path.rsplit("/", 1)[-1]]
        if len(chosen[name]) < DECIDED_PER_LABEL:
            chosen[name].append(image.id)
    for name, image_ids in chosen.items():
        project.run(Decide(image_ids, [label_ids[name]], origin=Origin.SCRIPT))
    return project
