"""An export as the window runs it: a trial, a place that is free, the writing on a thread, a toast that leads there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from tlstudio.core.errors import StudioError
from tlstudio.core.words import Split
from tlstudio.gui.models.said import tr

if TYPE_CHECKING:
    from tlstudio.core.cards import FormatCard
    from tlstudio.gui.frame.studio import Studio
    from tlstudio.project.exporting import Exported
    from tlstudio.project.project import Project


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """What is to be written, and where; see `exporting.export_decisions`."""

    format: str
    place: Path
    include: str = "decided"
    split: Split | None = None
    among: np.ndarray | None = None
    with_images: bool = False
    options: Mapping[str, str] = field(default_factory=dict[str, str])


def in_use(place: Path) -> bool:
    """Whether something is there that must not be written over."""
    try:
        return any(place.iterdir()) if place.is_dir() else place.exists()
    except OSError:  # what cannot be looked at is not ours to write over
        return True


def free_place(folder: Path, stem: str, card: FormatCard, with_images: bool) -> Path:
    """Return a place in a folder where nothing is; a table without pictures is a file, all else a folder."""
    suffix = card.extensions[0] if card.key == "csv" and not with_images else ""
    ending = "" if stem.endswith(card.key) else f"-{card.key}"
    name = f"{stem}{suffix}" if suffix else f"{stem}{ending}"
    place, number = folder / name, 2
    while in_use(place):
        place = folder / (f"{stem} {number}{suffix}" if suffix else f"{stem}{ending} {number}")
        number += 1
    return place


def try_out(project: Project, choice: Choice) -> Exported:
    """Write it for trial and read it back; called on a thread."""
    return _export(project, choice, dry_run=True)


def export_in_background(studio: Studio, choice: Choice) -> None:
    """Write it while the person goes on working; the toast leads to the folder."""
    session = studio.session

    def done(report: Exported) -> None:
        studio.activity.end()
        folder = choice.place if choice.place.is_dir() else choice.place.parent
        studio.offer(
            tr("{} images exported to {}").format(f"{report.images:,}", choice.place.name),
            tr("Show the folder"),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
        )
        if report.skipped:
            lines = [f"{one.path}: {one.reason}" for one in report.skipped]
            title = tr("{} images were left out").format(f"{len(lines):,}")
            studio.notice.tell(title, lines[0], detail="\n".join(lines), kind="suggested")

    def failed(error: StudioError) -> None:
        studio.activity.end()
        session.failed.emit(error)

    studio.activity.begin(tr("Exporting to {}").format(choice.place.name))
    session.in_background(lambda: _export(session.project, choice, dry_run=False), done, failed)


def _export(project: Project, choice: Choice, *, dry_run: bool) -> Exported:
    from tlstudio.project.exporting import export_decisions

    if not dry_run:
        choice.place.parent.mkdir(parents=True, exist_ok=True)
    return export_decisions(
        project,
        choice.format,
        choice.place,
        include=choice.include,
        split=choice.split,
        among=choice.among,
        with_images=choice.with_images,
        options=choice.options,
        dry_run=dry_run,
    )
