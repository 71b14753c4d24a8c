"""Read what the cards of recent projects show: at once what the list remembers, pictures and counts from a thread."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QImage

from tlstudio.core.errors import StudioError
from tlstudio.core.words import Task
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.stored_picture import stored_picture
from tlstudio.gui.start.project_card import CardFacts
from tlstudio.project.recent import RecentProject, recent_projects

CARD_PIXELS = 640


class _Answers(QObject):
    """What a thread speaks through; it keeps it alive, so that it may finish after the window has gone."""

    looked = Signal(int, object)  # number of the round, (project, what was found)


class RecentCards(QObject):
    """Emits the cards twice: as remembered, and again when each project has been looked into."""

    changed = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: list[CardFacts] = []
        self._round = 0
        self._gone = threading.Event()
        self.destroyed.connect(self._gone.set)
        self._answers = _Answers()
        self._answers.looked.connect(self._take_in)

    def refresh(self) -> None:
        """Read the list again."""
        self._round += 1
        projects = recent_projects()
        old = {card.folder: card for card in self._cards}
        self._cards = []
        for project in projects:
            card = self._remembered(project)
            before = old.get(card.folder)
            self._cards.append(replace(card, pictures=before.pictures, kind=before.kind) if before else card)
        self.changed.emit(self._cards)
        if projects:
            thread = threading.Thread(target=self._look, args=(self._round, projects), name="recent", daemon=True)
            thread.start()

    def _remembered(self, project: RecentProject) -> CardFacts:
        card = CardFacts(
            folder=Path(project.folder),
            name=project.name,
            kind=self._kind(project.task, None),
            when=self._when(project.opened_at),
            decided=project.decided,
            total=project.images,
        )
        if not project.exists:
            return replace(
                card,
                waits_for=self.tr("Folder not found. Find it"),
                waits_icon="ph.warning-fill",
                waits_kind="rejected",
            )
        return self._waits(card, has_suggestions=False)

    def _waits(self, card: CardFacts, *, has_suggestions: bool) -> CardFacts:
        left = card.total - card.decided
        if not card.total:
            return replace(
                card, waits_for=self.tr("Add images to begin"), waits_icon="ph.folder-plus", waits_kind="text2"
            )
        if not left:
            return replace(
                card, waits_for=self.tr("All decided"), waits_icon="ph.check-circle-fill", waits_kind="accepted"
            )
        if has_suggestions:
            text = (
                self.tr("1 suggestion to review")
                if left == 1
                else self.tr("{} suggestions to review").format(counted(left))
            )
            return replace(card, waits_for=text, waits_icon="ph.sparkle-fill", waits_kind="suggested")
        text = self.tr("1 image to decide") if left == 1 else self.tr("{} images to decide").format(counted(left))
        return replace(card, waits_for=text, waits_icon="ph.circle-dashed", waits_kind="text2")

    def _kind(self, task: Task, labels: int | None) -> str:
        names = {
            Task.CLASSIFICATION: self.tr("Classes"),
            Task.MULTILABEL: self.tr("Several classes"),
            Task.DETECTION: self.tr("Boxes"),
            Task.SEGMENTATION: self.tr("Masks"),
        }
        if labels is None:
            return names[task]
        return (
            self.tr("{}, 1 label").format(names[task])
            if labels == 1
            else self.tr("{}, {} labels").format(names[task], labels)
        )

    def _when(self, opened_at: str) -> str:
        moment = datetime.fromisoformat(opened_at).astimezone()
        today = datetime.now().astimezone().date()
        if moment.date() == today:
            return self.tr("Today {}").format(moment.strftime("%H:%M"))
        if moment.date() == today - timedelta(days=1):
            return self.tr("Yesterday")
        locale = QLocale()
        if today - moment.date() < timedelta(days=7):
            return locale.dayName(moment.isoweekday())
        return f"{moment.day} {locale.monthName(moment.month)}"

    def _look(self, number: int, projects: list[RecentProject]) -> None:
        """On a thread: open each project for reading."""
        for project in projects:
            if number != self._round or self._gone.is_set():
                return
            if not project.exists:
                continue
            try:
                facts = _facts_of(Path(project.folder))
            except (StudioError, OSError):
                continue
            try:
                self._answers.looked.emit(number, (project, facts))
            except RuntimeError:
                return  # the program is ending, and Qt went before this thread

    def _take_in(self, number: int, found: tuple[RecentProject, tuple[int, int, int, bool, list[QImage]]]) -> None:
        if number != self._round:
            return
        project, (labels, decided, total, has_suggestions, pictures) = found
        folder = Path(project.folder)
        self._cards = [
            self._waits(
                replace(
                    card,
                    kind=self._kind(project.task, labels),
                    decided=decided,
                    total=total,
                    pictures=tuple(pictures),
                ),
                has_suggestions=has_suggestions,
            )
            if card.folder == folder
            else card
            for card in self._cards
        ]
        self.changed.emit(self._cards)


def _facts_of(folder: Path) -> tuple[int, int, int, bool, list[QImage]]:
    """(labels, decided, total, whether there are suggestions, up to three pictures) of a project on disk."""
    from tlstudio.core.errors import ImageError
    from tlstudio.imaging.thumbnails import ThumbnailStore
    from tlstudio.project.project import Project

    with Project.open(folder, read_only=True) as project:
        counts = project.read.counts()
        labels = project.read.labels()
        table = project.read.table()
        chosen: list[int] = []
        for label in labels:  # different labels make different pictures
            chosen += table.ids[table.label == label.id][:1].tolist()
        spread = table.ids[:: max(1, len(table.ids) // 3)].tolist()
        wanted = list(dict.fromkeys([*chosen, *spread]))[:3]
        store = ThumbnailStore(folder / "cache" / "thumbnails.db")
        pictures: list[QImage] = []
        for image in project.read.images(wanted):
            try:
                jpeg = store.get_or_make(
                    f"{image.content_hash}:{image.page}", CARD_PIXELS, project.absolute(image), image.page
                )
            except (ImageError, OSError):
                continue
            pictures.append(stored_picture(jpeg))
        store.close()
        return len(labels), counts.decided, counts.total, _has_suggestions(folder), pictures


def _has_suggestions(folder: Path) -> bool:
    """Whether the newest generation comes from a model; with too few labels it only orders the images."""
    found = [path for path in (folder / "cache" / "suggestions").glob("*/meta.json") if path.parent.name.isdecimal()]
    if not found:
        return False
    newest = max(found, key=lambda path: int(path.parent.name))
    try:
        return bool(json.loads(newest.read_text(encoding="utf-8")).get("model"))
    except (OSError, ValueError):
        return False
