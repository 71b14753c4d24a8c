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
from tlstudio.gui.models import sentences
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.told_progress import TELL_SECONDS, ToldProgress
from tlstudio.imaging.sampling import DEFAULT, Sampling

if TYPE_CHECKING:
    from tlstudio.gui.frame.activity import Work
    from tlstudio.gui.models.clips import Clip
    from tlstudio.gui.session import Session
    from tlstudio.project.adding import Added
    from tlstudio.project.project import Project


def tr(text: str) -> str:
    """Translate; the empty context is the one that lupdate gives to a function outside of a class."""
    return QCoreApplication.translate("", text)


def add_asking(studio: Studio, paths: Sequence[Path], *, folder_labels: bool = False) -> None:
    """Register files and folders; where videos are among them, ask first which of their frames are wanted."""
    from tlstudio.gui.frames_dialog import FramesDialog
    from tlstudio.gui.models.clips import find_clips

    stop = threading.Event()

    told = studio.activity.begin(tr("Looking for images"), stop.set)

    def decide(clips: Sequence[Clip]) -> None:
        told.end()
        if stop.is_set():
            return
        if not clips:
            add_in_background(studio, paths, folder_labels=folder_labels)
            return
        dialog = FramesDialog(clips, studio)
        dialog.chosen.connect(
            lambda sampling: add_in_background(studio, paths, folder_labels=folder_labels, sampling=sampling)
        )
        dialog.open()

    def failed(error: StudioError) -> None:
        told.end()
        studio.session.failed.emit(error)

    studio.session.in_background(lambda: find_clips(paths, stop.is_set), decide, failed)


def add_in_background(
    studio: Studio, paths: Sequence[Path], *, folder_labels: bool = False, sampling: Sampling = DEFAULT
) -> None:
    """Register files and folders on a thread.

    Args:
        folder_labels: Also take the names of the folders as decided labels (origin `import`).
        sampling: Which frames of videos become images.
    """
    session = studio.session
    stop = threading.Event()
    told = studio.activity.begin(tr("Looking for images"), stop.set)
    report = ToldProgress(session, tr("Adding images, {} of {}"), told.progress)
    inside = _PageProgress(session, told)

    def work() -> Added:
        from tlstudio.project.adding import add_images

        added = add_images(
            session.project,
            paths,
            sampling=sampling,
            on_progress=report,
            on_page=inside.report,
            should_stop=stop.is_set,
        )
        if folder_labels and not added.stopped:
            _take_folder_names(session.project, paths)
        return added

    def done(added: Added) -> None:
        told.end()
        others = added.added + added.known + added.moved
        if others or not added.skipped:
            session.told.emit(added_sentence(added), bool(added.image_ids))
        if added.skipped:
            show_skipped(studio, added.skipped, others)

    def failed(error: StudioError) -> None:
        told.end()
        session.failed.emit(error)

    session.in_background(work, done, failed)


class _PageProgress:
    """How far one long video or stack is, told a few times a second; several are looked at side by side."""

    def __init__(self, session: Session, work: Work) -> None:
        self._session = session
        self._work = work
        self._told = 0.0

    def report(self, path: Path, done: int, total: int) -> None:
        """Called from a thread before each frame or page."""
        now = time.monotonic()
        if now - self._told < TELL_SECONDS:
            return
        self._told = now
        said = tr("{}: {} of {} frames or pages").format(path.name, counted(done), counted(total))
        self._session.scheduler.post(lambda: self._work.progress(said, done / max(1, total)))


def added_sentence(added: Added) -> str:
    """Say what became of the files."""
    one, many = tr("1 image added"), tr("{} images added")
    parts = [one if added.added == 1 else many.format(counted(added.added))]
    if added.known:
        parts.append(tr("{} known already").format(counted(added.known)))
    if added.moved:
        parts.append(tr("{} found again").format(counted(added.moved)))
    if added.stopped:
        parts.append(tr("stopped"))
    sentence = ", ".join(parts)
    for path, said in list(added.videos.items())[:1]:
        sentence += tr(". {}: {}").format(path.name, sentences.sentence(said))
    return sentence


def show_skipped(studio: Studio, skipped: Sequence[Skipped], others: int) -> None:
    """List what was left out, at the top of the room; `others` is how many files went in."""
    heading = (
        tr("1 file could not be used") if len(skipped) == 1 else tr("{} files could not be used").format(len(skipped))
    )
    detail = "\n".join(f"{one.path}: {sentences.sentence(one.reason)}" for one in skipped)
    first = skipped[0]
    name, why = Path(first.path).name, sentences.sentence(first.reason)
    reason = why if why.startswith(name) else f"{name}: {why}"
    reason = reason if reason.endswith(".") else f"{reason}."
    second = tr("{} All others are in.").format(reason) if others else reason
    studio.notice.tell(heading, second, detail=detail, kind="suggested")


def _take_folder_names(project: Project, paths: Sequence[Path]) -> None:
    from tlstudio.project.importing import import_decisions

    for path in paths:
        if path.is_dir():
            import_decisions(project, "imagefolder", path)
