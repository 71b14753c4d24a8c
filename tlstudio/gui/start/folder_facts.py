"""Look into a folder on a thread: how many images of which kind and size, folders that look like labels, what cannot be read."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from tlstudio.core.words import Skipped
from tlstudio.gui.models.stored_picture import stored_picture

if TYPE_CHECKING:
    from concurrent.futures import Future

    from tlstudio.project.commands.images import NewImage

# A first look must not read a hundred thousand files; what is said about sizes and duplicates says how many it saw.
LOOKED_AT = 1000
PICTURES = 25
PICTURE_SIDE = 160


@dataclass(frozen=True)
class FolderFacts:
    """What is known so far.

    Attributes:
        images: Number of files that look like pictures.
        formats: Upper-case extension -> number.
        looked_at: How many of them were opened.
        width, height: Mean size of those in pixels.
        near_duplicates: Images among those that look nearly like another one.
        folders: Name of a folder right below -> number of images in it.
        is_done: Whether nothing more will come.
    """

    folder: Path
    images: int = 0
    bytes: int = 0
    formats: dict[str, int] = field(default_factory=dict[str, int])
    looked_at: int = 0
    width: int = 0
    height: int = 0
    near_duplicates: int = 0
    folders: dict[str, int] = field(default_factory=dict[str, int])
    unreadable: tuple[Skipped, ...] = ()
    pictures: tuple[QImage, ...] = field(default=(), compare=False)
    is_done: bool = False

    @property
    def looks_labelled(self) -> bool:
        """Whether the folders below could be labels: at least two, holding nearly all images."""
        return len(self.folders) >= 2 and sum(self.folders.values()) >= 0.9 * max(1, self.images)


class FolderLook(QObject):
    """Emits what it found, several times while it looks; `stop` ends it."""

    found = Signal(object)  # FolderFacts

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, folder: Path) -> None:
        """Look into another folder; the look into the one before ends."""
        self.stop()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, args=(folder, self._stop), name="folder-look", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the look."""
        self._stop.set()

    def _tell(self, facts: FolderFacts, stop: threading.Event) -> None:
        if not stop.is_set():
            self.found.emit(facts)

    def _look(self, folder: Path, stop: threading.Event) -> None:
        from tlstudio.imaging import scan

        facts = FolderFacts(folder)
        files: list[Path] = []
        skipped: list[Skipped] = []
        for found in scan.scan([folder]):
            if stop.is_set():
                return
            if isinstance(found, Path):
                files.append(found)
                if len(files) % 500 == 0:
                    self._tell(replace(facts, images=len(files)), stop)
            else:
                skipped.append(found)
        below = Counter(path.relative_to(folder).parts[0] for path in files if len(path.relative_to(folder).parts) > 1)
        facts = replace(
            facts,
            images=len(files),
            bytes=sum(path.stat().st_size for path in files if path.exists()),
            formats=dict(Counter(path.suffix.lstrip(".").upper().replace("JPG", "JPEG") for path in files)),
            folders=dict(sorted(below.items())),
            unreadable=tuple(skipped),
        )
        self._tell(facts, stop)
        self._open_some(facts, files, stop)

    def _open_some(self, facts: FolderFacts, files: list[Path], stop: threading.Event) -> None:
        from tlstudio.imaging.hashes import near_duplicates

        step = max(1, len(files) // LOOKED_AT)
        chosen = files[::step][:LOOKED_AT]
        shown = set(chosen[:: max(1, len(chosen) // PICTURES)][:PICTURES])
        pages: list[NewImage] = []
        with ThreadPoolExecutor(2, thread_name_prefix="folder-look") as pool:
            for number, (path, future) in enumerate(
                [(path, pool.submit(_open_one, path, path in shown)) for path in chosen]
            ):
                if stop.is_set():
                    pool.shutdown(wait=False, cancel_futures=True)
                    return
                facts = _with_one(facts, path, future, pages)
                if number % 20 == 0:
                    self._tell(facts, stop)
        alike = sum(len(group) for group in near_duplicates([page.perceptual_hash for page in pages]) if len(group) > 1)
        self._tell(replace(facts, near_duplicates=alike, is_done=True), stop)


def _open_one(path: Path, with_picture: bool) -> tuple[list[NewImage], QImage | None]:
    from tlstudio.imaging.thumbnails import ThumbnailStore
    from tlstudio.project.looking import look_at

    pages = list(look_at(path, most=1).pages)
    picture = stored_picture(ThumbnailStore.make(path, 0, PICTURE_SIDE * 3)) if with_picture else None
    return pages, picture


def _with_one(
    facts: FolderFacts, path: Path, future: Future[tuple[list[NewImage], QImage | None]], pages: list[NewImage]
) -> FolderFacts:
    from tlstudio.core.errors import ImageError

    try:
        found, picture = future.result()
    except ImageError as error:
        return replace(facts, unreadable=(*facts.unreadable, Skipped(str(path), error.sentence)))
    pages += found
    pictures = (*facts.pictures, picture) if picture is not None else facts.pictures
    return replace(
        facts,
        looked_at=facts.looked_at + 1,
        width=round(sum(page.width for page in pages) / len(pages)),
        height=round(sum(page.height for page in pages) / len(pages)),
        pictures=pictures,
    )
