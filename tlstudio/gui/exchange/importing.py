"""An import as the window runs it: a dry run on a thread, the real one with progress, cancel and a toast."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tlstudio.core.errors import Stopped, StudioError
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.said import tr
from tlstudio.gui.told_progress import Report, ToldProgress

if TYPE_CHECKING:
    from tlstudio.gui.frame.studio import Studio
    from tlstudio.project.importing import Imported, Phase
    from tlstudio.project.project import Project


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be imported, and how; see `importing.import_decisions`."""

    path: Path
    format: str = "auto"
    images: Path | None = None
    read_as: str = "annotations"
    on_conflict: str = "skip"
    empty: str = "undecided"
    options: Mapping[str, str] = field(default_factory=dict[str, str])


def dry_run(
    project: Project, wish: Wish, report: Report, begin: Callable[[Phase], None], stop: threading.Event
) -> Imported:
    """Find out what an import would do; called on a thread."""
    return _import(project, wish, report, begin, stop, dry_run=True)


def import_in_background(studio: Studio, wish: Wish) -> None:
    """Import while the person goes on working; told with an undo at the end."""
    session = studio.session
    stop = threading.Event()
    name = wish.path.name
    work = studio.activity.begin(tr("Importing {}").format(name), stop.set)
    report = ToldProgress(session, tr("Reading labels, {} images so far"), work.progress)

    def begin(phase: Phase) -> None:
        if phase == "images":
            report.begin(tr("Importing, {} of {} images"))
        elif phase == "store":
            session.scheduler.post(work.cannot_stop)
            session.scheduler.post(lambda: work.progress(tr("Storing what {} says").format(name), 1.0))

    def done(imported: Imported) -> None:
        work.end()
        session.told.emit(_told(imported, wish, stopped=stop.is_set()), bool(_changed(imported) or imported.added))

    def failed(error: StudioError) -> None:
        work.end()
        if isinstance(error, Stopped):
            session.refused.emit(tr("Stopped; nothing was changed"))
        else:
            session.failed.emit(error)

    session.in_background(lambda: _import(session.project, wish, report, begin, stop, dry_run=False), done, failed)


def _changed(imported: Imported) -> int:
    return imported.created + imported.updated


def _told(imported: Imported, wish: Wish, *, stopped: bool) -> str:
    number = _changed(imported)
    if wish.read_as == "suggestions":
        words = tr("1 image got suggestions from {}") if number == 1 else tr("{} images got suggestions from {}")
    else:
        words = tr("1 image decided from {}") if number == 1 else tr("{} images decided from {}")
    name = wish.path.name
    sentence = words.format(name) if number == 1 else words.format(counted(number), name)
    return tr("Stopped: {}").format(sentence) if stopped else sentence


def _import(
    project: Project,
    wish: Wish,
    report: Report,
    begin: Callable[[Phase], None],
    stop: threading.Event,
    *,
    dry_run: bool,
) -> Imported:
    from tlstudio.project.importing import import_decisions

    return import_decisions(
        project,
        wish.format,
        wish.path,
        images=wish.images,
        read_as=wish.read_as,
        on_conflict=wish.on_conflict,
        empty=wish.empty,
        options=wish.options,
        dry_run=dry_run,
        on_progress=report,
        on_phase=begin,
        should_stop=stop.is_set,
    )
