"""An export as the window runs it: a trial, a place that is free, the writing on a thread, a toast that leads there."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from tlstudio.core.errors import Stopped, StudioError
from tlstudio.core.words import Skipped, Split
from tlstudio.gui.exchange.import_report import LISTED, left_out_lines
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.said import tr
from tlstudio.gui.told_progress import Report, ToldProgress

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


def try_out(project: Project, choice: Choice, report: Report, stop: threading.Event) -> Exported:
    """Write it for trial and read it back; called on a thread."""
    return _export(project, choice, report, stop, dry_run=True)


def export_in_background(studio: Studio, choice: Choice) -> None:
    """Write it while the person goes on working; the toast leads to the folder."""
    session = studio.session
    stop = threading.Event()
    work = studio.activity.begin(tr("Exporting to {}").format(choice.place.name), stop.set)
    report = ToldProgress(session, tr("Exporting, {} of {} images"), work.progress)

    def done(written: Exported) -> None:
        work.end()
        folder = choice.place if choice.place.is_dir() else choice.place.parent
        words = tr("1 image exported to {}") if written.images == 1 else tr("{} images exported to {}")
        numbers = () if written.images == 1 else (counted(written.images),)
        studio.offer(
            words.format(*numbers, choice.place.name),
            tr("Show the folder"),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
        )
        if written.skipped:
            _tell_left_out(studio, written.skipped)

    def failed(error: StudioError) -> None:
        work.end()
        if isinstance(error, Stopped):
            session.refused.emit(tr("Stopped; nothing was written to {}").format(choice.place.name))
        else:
            session.failed.emit(error)

    session.in_background(lambda: _export(session.project, choice, report, stop, dry_run=False), done, failed)


def _tell_left_out(studio: Studio, skipped: Sequence[Skipped]) -> None:
    lines = left_out_lines(skipped[:LISTED])
    number = len(skipped)
    title = tr("1 image was left out") if number == 1 else tr("{} images were left out").format(counted(number))
    studio.notice.tell(title, lines[0], detail="\n".join(lines), kind="suggested")


def _export(project: Project, choice: Choice, report: Report, stop: threading.Event, *, dry_run: bool) -> Exported:
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
        on_progress=report,
        should_stop=stop.is_set,
    )
