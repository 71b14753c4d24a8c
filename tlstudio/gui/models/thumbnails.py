"""Thumbnails for whatever is visible: decoded by worker threads, what was asked for last comes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

from tlstudio.core.errors import ImageError
from tlstudio.core.words import Image
from tlstudio.gui import theme
from tlstudio.gui.models.picture_workers import Job, PictureWorkers
from tlstudio.gui.models.stored_picture import stored_picture
from tlstudio.gui.widgets import marks

if TYPE_CHECKING:
    from pathlib import Path

    from tlstudio.imaging.thumbnails import ThumbnailStore
    from tlstudio.project.project import Project

SIDES = (160, 320, 640)
KEPT_BYTES = 48 * 1024 * 1024
KEPT_TILES = 240

_Loaded = tuple[QImage | None, str]  # the picture, or why there is none


class ThumbnailProvider(PictureWorkers):
    """Gives thumbnails at once where they are in memory, else asks a worker and emits `ready` when they have come.

    Ask for every visible image while painting: requests that were not repeated lately are done last, so fast scrolling
    never waits for what has scrolled away.
    """

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(project, "thumbnails", most_wanted=2000, parent=parent)
        self._images: OrderedDict[Job, QImage] = OrderedDict()
        self._bytes = 0
        self._tiles: OrderedDict[tuple[int, int, int, float, bool, str, int], QPixmap] = OrderedDict()
        self._failed: dict[int, str] = {}

    def get(self, image_id: int, side: int) -> QImage | None:
        """Return a thumbnail whose longer side is at least `side` device pixels (where the picture has them), or None.

        None means that it was asked for; a smaller one in memory is returned meanwhile.
        """
        size = next((known for known in SIDES if known >= side), SIDES[-1])
        found = self._images.get((image_id, size))
        if found is not None:
            self._images.move_to_end((image_id, size))
            return found
        if image_id not in self._failed:
            self._ask([(image_id, size)])
        return next((self._images[image_id, other] for other in SIDES if (image_id, other) in self._images), None)

    def tile(self, image_id: int, width: int, height: int, ratio: float, *, whole: bool) -> QPixmap | None:
        """Return a thumbnail scaled and rounded for a cell, ready to be copied; None while there is none.

        Scaling and rounding cost 0.1 ms each time, which is most of a gallery's frame: the result is kept.

        Args:
            width, height: Of the cell in device-independent pixels.
            ratio: Device pixels in each.
            whole: Show all of the picture instead of cutting it to the cell.
        """
        picture = self.get(image_id, round(max(width, height) * ratio))
        if picture is None:
            return None
        key = (image_id, width, height, ratio, whole, theme.tokens().name if whole else "", picture.width())
        found = self._tiles.get(key)
        if found is None:
            found = QPixmap(round(width * ratio), round(height * ratio))
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            marks.paint_picture(painter, QRectF(0, 0, width, height), picture, whole=whole)
            painter.end()
            self._tiles[key] = found
            while len(self._tiles) > KEPT_TILES:
                self._tiles.popitem(last=False)
        else:
            self._tiles.move_to_end(key)
        return found

    def reason(self, image_id: int) -> str:
        """Why an image has no thumbnail; empty while nothing went wrong."""
        return self._failed.get(image_id, "")

    def prefetch(self, image_ids: Iterable[int], side: int) -> None:
        """Ask for images that will be visible soon."""
        for image_id in image_ids:
            self.get(image_id, side)

    def forget(self, image_ids: Iterable[int] | None = None) -> None:
        """Drop what is known of images (moved files, reloaded project); None drops all."""
        gone = set(self._facts) | set(self._failed) if image_ids is None else set(image_ids)
        self._tiles.clear()
        for image_id in gone:
            self._failed.pop(image_id, None)
            self._facts.pop(image_id, None)
            for side in SIDES:
                old = self._images.pop((image_id, side), None)
                self._bytes -= old.sizeInBytes() if old is not None else 0

    # -- for the workers -------------------------------------------------------------------------------------------

    def read_facts(self, ids: Iterable[int]) -> dict[int, Image]:
        return {image.id: image for image in self._project.read.images(ids)}

    def has(self, job: Job) -> bool:
        return job in self._images

    def make(self, store: ThumbnailStore, jobs: list[Job]) -> list[tuple[Job, _Loaded]]:
        made: list[tuple[Job, _Loaded]] = []
        for job in jobs:
            facts = self._facts.get(job[0])
            loaded = (None, "") if facts is None else _load(store, facts, job[1], self._project.absolute(facts))
            made.append((job, loaded))
        return made

    def keep(self, made: list[tuple[Job, _Loaded]]) -> None:
        for job, (picture, reason) in made:
            if picture is None:
                self._failed[job[0]] = reason
                continue
            self._images[job] = picture
            self._bytes += picture.sizeInBytes()
        while self._bytes > KEPT_BYTES and len(self._images) > 1:
            _, old = self._images.popitem(last=False)
            self._bytes -= old.sizeInBytes()


def _load(store: ThumbnailStore, facts: Image, side: int, path: Path) -> tuple[QImage | None, str]:
    """Read one thumbnail on a worker thread; a broken picture is a reason, not an exception."""
    try:
        jpeg = store.get_or_make(f"{facts.content_hash}:{facts.page}", side, path, facts.page)
    except ImageError as error:
        return None, error.sentence
    except OSError as error:
        return None, f"{path.name} cannot be read: {error.strerror or error}."
    picture = stored_picture(jpeg)
    return (None, f"{path.name} cannot be shown.") if picture.isNull() else (picture, "")
