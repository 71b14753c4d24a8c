"""Decoded pictures for the big view: worker threads, nearest need first, a cache with a limit in bytes.

A picture comes twice: decoded at about the size of the view (a reduced JPEG takes a fraction of the whole), which is
also what is fetched ahead for the next images; and whole, with halves of itself for smooth drawing when zoomed out.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from PySide6.QtGui import QImage

from tlstudio.core.errors import StudioError
from tlstudio.core.words import Image
from tlstudio.gui.canvas.large_pictures import LargePictures
from tlstudio.gui.canvas.picture import Failure, Key, Picture, build_levels, key_of, read_whole, to_qimage, with_halves
from tlstudio.imaging.read import read_image
from tlstudio.imaging.regions import is_large

__all__ = ["Failure", "Key", "Picture", "Pictures", "build_levels", "key_of", "to_qimage"]

CACHE_BYTES = 160 << 20


class _Answers(QObject):
    """What the workers speak through; they keep it alive, so that one may finish after its view has gone."""

    arrived = Signal(object, object, object)  # key, max_side, Picture | Failure | None


class _Job(QRunnable):
    def __init__(self, owner: Pictures, image: Image, path: Path, max_side: int | None) -> None:
        super().__init__()
        self._owner = owner
        self._answers = owner.answers
        self._image = image
        self._path = path
        self._max_side = max_side

    def run(self) -> None:
        key = key_of(self._image)
        if not self._owner.is_wanted(key, whole=self._max_side is None):
            self._answers.arrived.emit(key, self._max_side, None)
            return
        try:
            largest = self._decoded()
            full = (self._image.width or largest.width(), self._image.height or largest.height())
            result = Picture(key, with_halves(largest), full)
        except StudioError as error:
            result = Failure(key, error.sentence, error.hint)
        except OSError as error:
            result = Failure(key, f"{self._image.name} cannot be read: {error.strerror or error}.", "")
        self._answers.arrived.emit(key, self._max_side, result)

    def _decoded(self) -> QImage:
        page = self._image.page
        if self._max_side is None:
            return read_whole(self._path, page)
        return to_qimage(read_image(self._path, page=page, max_side=self._max_side))


class Pictures(QObject):
    """Fetches pictures for one view; `ready` brings a Picture, `failed` a Failure, both on the window's thread."""

    ready = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None, *, threads: int = 2) -> None:
        super().__init__(parent)
        self.answers = _Answers()
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(threads)
        self._cache: OrderedDict[Key, Picture] = OrderedDict()
        self._pending: dict[tuple[Key, int | None], tuple[Image, Path, int]] = {}
        self._wanted: frozenset[Key] = frozenset()
        self._shown: Key | None = None
        self._max_side = 0
        self._in_one_piece: set[Key] = set()
        self._large = LargePictures(self)
        self._large.ready.connect(self._take_large)
        self._large.not_in_parts.connect(self._is_in_one_piece)
        self._large.failed.connect(self.failed)
        self.answers.arrived.connect(self._take)

    def keep_overviews_in(self, folder: Path | None, thumbnails: Path | None = None) -> None:
        """Where reduced copies of large pictures are kept, and the file with thumbnails; None = nowhere."""
        self._large.folder, self._large.thumbnails = folder, thumbnails

    def is_wanted(self, key: Key, *, whole: bool = False) -> bool:
        """Whether the picture, or every pixel of it, is still needed; asked by the workers before they start."""
        return key == self._shown if whole else key in self._wanted

    def cached(self, image: Image) -> Picture | None:
        """Return what is in memory for an image, at whatever size."""
        return self._cache.get(key_of(image))

    def show(
        self, image: Image, path: Path, *, max_side: int, ahead: Sequence[tuple[Image, Path]] = ()
    ) -> Picture | None:
        """Make an image the open one and fetch it and then those ahead at view size.

        Args:
            image: The image to show.
            path: Its file.
            max_side: Longer side of the view in device pixels.
            ahead: The images that come next, nearest first.

        Returns:
            The picture where it is in memory already: then it can be painted with the next frame.
        """
        self._shown = key_of(image)
        self._wanted = frozenset({self._shown, *(key_of(next_image) for next_image, _ in ahead)})
        self._max_side = max_side
        for key, picture in self._cache.items():
            self._cache[key] = self._as_needed(picture)
        found = self._cache.get(self._shown)
        if self._large.shown != self._shown:
            self._large.close()
        if self._comes_by_tiles(image) and found is None:
            self._large.show(image, path)
            return None
        if found is not None:
            self._cache.move_to_end(self._shown)
        if found is None or self._is_coarse(found, max_side):
            self._fetch(image, path, max_side, priority=10)
        for rank, (next_image, next_path) in enumerate(ahead):
            if key_of(next_image) not in self._cache and not is_large(next_image.width, next_image.height):
                self._fetch(next_image, next_path, max_side, priority=5 - rank)
        return found

    def sharpen(self, image: Image, path: Path) -> None:
        """Fetch every pixel of the open image, for looking closer than the view's size."""
        found = self._cache.get(key_of(image))
        if not self._comes_by_tiles(image) and (found is None or not found.is_whole):
            self._fetch(image, path, None, priority=8)

    def forget(self) -> None:
        """Drop everything from memory and every job that has not begun."""
        self._pool.clear()
        self._wanted = frozenset()
        self._pending.clear()
        self._cache.clear()
        self._large.close()

    def close(self) -> None:
        """Forget everything and wait for the decoders that are at work."""
        self.forget()
        self._pool.waitForDone()

    def _take_large(self, picture: Picture) -> None:
        """The overview of a large picture came, or came in more detail; it is not kept, its tiles are."""
        if picture.key == self._shown:
            self.ready.emit(picture)

    def _is_in_one_piece(self, image: Image, path: Path) -> None:
        """A large picture cannot be read in parts: it is decoded whole, or refused with a sentence."""
        self._in_one_piece.add(key_of(image))
        if key_of(image) == self._shown:
            self._large.close()
            self._fetch(image, path, None, priority=10)

    def _comes_by_tiles(self, image: Image) -> bool:
        return is_large(image.width, image.height) and key_of(image) not in self._in_one_piece

    def _as_needed(self, picture: Picture) -> Picture:
        """Keep of other images only what fills the view: every pixel is looked at in one image at a time."""
        if picture.key == self._shown or len(picture.levels) == 1:
            return picture
        fine = [level for level in picture.levels if max(level.width(), level.height()) >= self._max_side]
        return replace(picture, levels=picture.levels[max(0, len(fine) - 1) :])

    @staticmethod
    def _is_coarse(picture: Picture, max_side: int) -> bool:
        """Whether it was decoded for a clearly smaller view."""
        level = picture.levels[0]
        return not picture.is_whole and max(level.width(), level.height()) < 0.9 * max_side

    def _fetch(self, image: Image, path: Path, max_side: int | None, *, priority: int) -> None:
        request = (key_of(image), max_side)
        if request in self._pending:
            return
        self._pending[request] = (image, path, priority)
        self._pool.start(_Job(self, image, path, max_side), priority)

    def _take(self, key: Key, max_side: int | None, result: Picture | Failure | None) -> None:
        image, path, priority = self._pending.pop((key, max_side), (None, None, 0))
        if result is None and self.is_wanted(key, whole=max_side is None) and image is not None and path is not None:
            # The worker gave it up just before the person came back to it.
            self._fetch(image, path, max_side, priority=priority)
        if isinstance(result, Picture):
            self._keep(result)
            self.ready.emit(result)
        elif isinstance(result, Failure):
            self.failed.emit(result)

    def _keep(self, picture: Picture) -> None:
        have = self._cache.get(picture.key)
        if have is not None and have.levels[0].width() > picture.levels[0].width():
            return
        self._cache[picture.key] = self._as_needed(picture)
        self._cache.move_to_end(picture.key)
        while sum(p.bytes for p in self._cache.values()) > CACHE_BYTES and len(self._cache) > 1:
            oldest = next(key for key in self._cache if key != self._shown)
            del self._cache[oldest]
