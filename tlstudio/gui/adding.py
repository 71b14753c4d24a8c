"""Add images to an open project while the person goes on working: progress in the status line, cancel, what was left out."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from tlstudio.core.errors import StudioError
from tlstudio.core.words import Skipped
from tlstudio.gui.frame.studio import Studio

if TYPE_CHECKING:
    from tlstudio.project.adding import Added
    from tlstudio.project.project import Project

# Often enough to look alive, seldom enough to cost nothing.
TELL_SECONDS = 0.1


def tr(text: str) -> str:
    """Translate; the empty context is the one that lupdate gives to a function outside of a class."""
    return QCoreApplication.translate("", text)


def add_in_background(studio: Studio, paths: Sequence[Path], *, folder_labels: bool = False) -> None:
    """Register files and folders on a thread.

    Args:
        folder_labels: Also take the names of the folders as decided labels (origin `import`).
    """
    session = studio.session
    stop = threading.Event()
    told = 0.0

    def report(done: int, total: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told < TELL_SECONDS and done < total:
            return
        told = now
        sentence = tr("Adding images, {} of {}").format(f"{done:,}", f"{total:,}")
        session.scheduler.post(lambda: studio.activity.progress(sentence, done / total if total else None))

    def work() -> Added:
        from tlstudio.project.adding import add_images

        added = add_images(session.project, paths, on_progress=report, should_stop=stop.is_set)
        if folder_labels and not added.stopped:
            _take_folder_names(session.project, paths)
        return added

    def done(added: Added) -> None:
        studio.activity.end()
        session.told.emit(added_sentence(added), bool(added.image_ids))
        if added.skipped:
            show_skipped(studio, added.skipped)

    def failed(error: StudioError) -> None:
        studio.activity.end()
        session.failed.emit(error)

    studio.activity.begin(tr("Looking for images"), stop.set)
    session.in_background(work, done, failed)


def added_sentence(added: Added) -> str:
    """Say what became of the files."""
    one, many = tr("1 image added"), tr("{} images added")
    parts = [one if added.added == 1 else many.format(f"{added.added:,}")]
    if added.known:
        parts.append(tr("{} known already").format(f"{added.known:,}"))
    if added.moved:
        parts.append(tr("{} found again").format(f"{added.moved:,}"))
    if added.stopped:
        parts.append(tr("stopped"))
    sentence = ", ".join(parts)
    for path, said in list(added.videos.items())[:1]:
        # Frames were left out on purpose: the person should know, and that there is a choice.
        sentence += tr(". {}: {}; the command line takes others with --every").format(path.name, said)
    return sentence


def show_skipped(studio: Studio, skipped: Sequence[Skipped]) -> None:
    """List what was left out, at the top of the room."""
    heading = (
        tr("1 file could not be used") if len(skipped) == 1 else tr("{} files could not be used").format(len(skipped))
    )
    detail = "\n".join(f"{one.path}: {one.reason}" for one in skipped)
    first = skipped[0]
    name = Path(first.path).name
    reason = first.reason if first.reason.startswith(name) else f"{name}: {first.reason}"
    second = tr("{} All others are in.").format(reason if reason.endswith(".") else f"{reason}.")
    studio.notice.tell(heading, second, detail=detail, kind="suggested")


def _take_folder_names(project: Project, paths: Sequence[Path]) -> None:
    from tlstudio.project.importing import import_decisions

    for path in paths:
        if path.is_dir():
            import_decisions(project, "imagefolder", path)
