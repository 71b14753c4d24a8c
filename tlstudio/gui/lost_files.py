"""Files that are not where they were: noticed when a project is opened, found again below a folder by their content."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from tlstudio.gui.frame.studio import Studio
from tlstudio.gui.models.numbers import counted

if TYPE_CHECKING:
    from tlstudio.project.relocate import MissingFiles


def tr(text: str) -> str:
    """Translate; the empty context is the one that lupdate gives to a function outside of a class."""
    return QCoreApplication.translate("", text)


def look_for_lost(studio: Studio) -> None:
    """Ask the disk on a thread whether every image has its file, and offer the search where one has not."""
    session = studio.session

    def work() -> MissingFiles:
        from tlstudio.project.relocate import check_missing

        return check_missing(session.project)

    def done(seen: MissingFiles) -> None:
        if seen.missing:
            _tell(studio, len(seen.missing))

    session.in_background(work, done)


def _tell(studio: Studio, missing: int) -> None:
    total = len(studio.session.project.read.table())
    studio.notice.tell(
        tr("{} of {} image files are not where they were").format(counted(missing), counted(total)),
        tr("Decisions are safe. Show the folder they were moved to, and they are found again by their content."),
        buttons=[] if studio.session.read_only else [(tr("Find them"), lambda: find_lost(studio, studio.window()))],
        kind="suggested",
    )


def find_lost(studio: Studio, parent: QWidget) -> None:
    """Ask for a folder and look below it for the files of images that are not where they were."""
    chosen = QFileDialog.getExistingDirectory(parent, tr("Where may the missing files be?"))
    if chosen:
        search(studio, Path(chosen))


def search(studio: Studio, folder: Path) -> None:
    """Look below a folder on a thread, and say how many were found and how many are still missing."""
    session = studio.session

    def work() -> tuple[dict[int, str], int]:
        from tlstudio.project.relocate import check_missing, find_missing

        check_missing(session.project)
        found = find_missing(session.project, folder)
        return found, session.project.read.counts().missing

    def done(answer: tuple[dict[int, str], int]) -> None:
        found, left = answer
        told.end()
        session.thumbnails.forget(found)
        session.told.emit(tr("{} files found again").format(counted(len(found))), bool(found))
        studio.notice.hide()
        if left:
            _tell(studio, left)

    told = studio.activity.begin(tr("Looking for missing files"))
    session.in_background(work, done)
