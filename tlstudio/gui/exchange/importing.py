"""An import as the window runs it: a dry run on a thread, the real one with progress, cancel and a toast."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tlstudio.core.errors import StudioError
from tlstudio.gui.models.said import tr

if TYPE_CHECKING:
    from tlstudio.gui.frame.studio import Studio
    from tlstudio.gui.session import Session
    from tlstudio.project.importing import Imported
    from tlstudio.project.project import Project

# Often enough to look alive, seldom enough to cost nothing.
TELL_SECONDS = 0.1
Report = Callable[[int, int], None]


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


def dry_run(project: Project, wish: Wish, report: Report, stop: threading.Event) -> Imported:
    """Find out what an import would do; called on a thread."""
    return _import(project, wish, report, stop, dry_run=True)


def import_in_background(studio: Studio, wish: Wish) -> None:
    """Import while the person goes on working; told with an undo at the end."""
    session = studio.session
    stop = threading.Event()
    report = told_progress(session, tr("Importing, {} of {} images"), studio.activity.progress)

    def done(imported: Imported) -> None:
        studio.activity.end()
        number = imported.created + imported.updated
        words = (
            tr("{} images got suggestions from {}")
            if wish.read_as == "suggestions"
            else tr("{} images decided from {}")
        )
        sentence = words.format(f"{number:,}", wish.path.name)
        if stop.is_set():
            sentence = tr("Stopped: {}").format(sentence)
        session.told.emit(sentence, bool(number or imported.added))

    def failed(error: StudioError) -> None:
        studio.activity.end()
        session.failed.emit(error)

    studio.activity.begin(tr("Importing {}").format(wish.path.name), stop.set)
    session.in_background(lambda: _import(session.project, wish, report, stop, dry_run=False), done, failed)


def told_progress(session: Session, words: str, tell: Callable[[str, float | None], object]) -> Report:
    """Return what a thread reports its progress to; it is told on the window's thread, a few times a second."""
    told = 0.0

    def report(done: int, total: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told < TELL_SECONDS and done < total:
            return
        told = now
        sentence = words.format(f"{done:,}", f"{total:,}")
        session.scheduler.post(lambda: tell(sentence, done / total if total else None))

    return report


def _import(project: Project, wish: Wish, report: Report, stop: threading.Event, *, dry_run: bool) -> Imported:
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
        should_stop=stop.is_set,
    )
