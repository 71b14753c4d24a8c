"""The one large picture that is open: its overview as soon as there is any, the rest by tiles.

What comes first depends on the file: its own reduced copy; one that was kept beside the project; every 32nd row of plain
strips; else the middle, over its thumbnail or, where none is kept, over the middle's colour. Where there was no reduced copy, one is built meanwhile, seen as it grows, and kept.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from tlstudio.core.errors import StudioError
from tlstudio.core.words import Image
from tlstudio.gui.canvas.deep_picture import DeepPicture
from tlstudio.gui.canvas.picture import Failure, Key, Picture, key_of, to_qimage
from tlstudio.gui.canvas.tiles import Tiles
from tlstudio.imaging.overviews import SIXTEENTH, as_stored, build, pyramid_path, sampled
from tlstudio.imaging.regions import RegionReader, open_regions
from tlstudio.imaging.source import Fault
from tlstudio.imaging.thumbnails import stored_thumbnail

# How often the growing overview is shown.
SHOWN_EVERY = 0.15
SAMPLED_EVERY = 2 * SIXTEENTH


@dataclass(frozen=True)
class Overview:
    """What a worker has read of the whole.

    Attributes:
        samples: The whole, reduced; coarser where nothing finer is known yet.
        reader: Reads the rest.
        is_done: No finer one comes.
    """

    key: Key
    samples: np.ndarray
    reader: RegionReader
    is_done: bool


class _Answers(QObject):
    came = Signal(object)  # Overview
    refused = Signal(object, object)  # key, StudioError
    broken = Signal(object, str)  # key, sentence


class _Job(QRunnable):
    """Opens a picture and reads or builds its overview."""

    def __init__(self, answers: _Answers, image: Image, path: Path, kept: Path | None, thumbnails: Path | None) -> None:
        super().__init__()
        self.is_stopped = False
        self._answers = answers
        self._image = image
        self._path = path
        self._kept = kept
        self._thumbnails = thumbnails

    def run(self) -> None:
        key = key_of(self._image)
        try:
            reader = open_regions(self._path, self._image.page, pyramid=self._kept)
        except StudioError as error:
            self._answers.refused.emit(key, error)
            return
        try:
            self._look(key, reader)
        except (Fault, OSError) as error:
            if not self.is_stopped:
                reason = error.reason if isinstance(error, Fault) else str(error)
                self._answers.broken.emit(key, f"{self._image.name} {reason}.")

    def _look(self, key: Key, reader: RegionReader) -> None:
        if reader.has_overview:
            samples = reader.overview()
            reader.measure(samples)
            self._answers.came.emit(Overview(key, samples, reader, is_done=not reader.has_gaps))
            # Half-way sizes are missing: they are built for the next step of the wheel.
            if reader.has_gaps and build(reader, self._kept, lambda _small, _share: not self.is_stopped):
                self._use_pyramid(reader)
            return
        first = self._first(reader)
        if not self.is_stopped:
            self._answers.came.emit(Overview(key, first, reader, is_done=False))
        last = time.monotonic()
        whole: np.ndarray = first

        def told(small: np.ndarray, share: float) -> bool:
            nonlocal last, whole
            whole = small
            if share < 1.0 and time.monotonic() - last >= SHOWN_EVERY:
                last = time.monotonic()
                self._answers.came.emit(Overview(key, small.copy(), reader, is_done=False))
            return not self.is_stopped

        is_kept = build(reader, self._kept, told, first=first)
        if self.is_stopped:
            return
        if is_kept:
            self._use_pyramid(reader)
        reader.measure(whole)
        self._answers.came.emit(Overview(key, whole, reader, is_done=True))

    def _use_pyramid(self, reader: RegionReader) -> None:
        if self._kept is not None and not self.is_stopped:
            reader.add_pyramid(self._kept)

    def _first(self, reader: RegionReader) -> np.ndarray:
        """A first sight of the whole: sampled rows, or the middle over what is known of the rest."""
        width, height = reader.size
        small = (-(-width // SIXTEENTH), -(-height // SIXTEENTH))
        if reader.can_skip_rows:
            coarse = sampled(reader, SAMPLED_EVERY)
            step = SAMPLED_EVERY // SIXTEENTH
            return np.repeat(np.repeat(coarse, step, axis=0), step, axis=1)[: small[1], : small[0]].copy()
        across, down = reader.tile_size
        block = SIXTEENTH * max(1, min(across, down, 2048) // SIXTEENTH)
        left, top = (width // 2 // block) * block, (height // 2 // block) * block
        middle = reader.read_reduced(left, top, block, block, SIXTEENTH)
        reader.measure(middle)
        first = self._beneath(reader, middle, small)
        y, x = top // SIXTEENTH, left // SIXTEENTH
        first[y : y + middle.shape[0], x : x + middle.shape[1]] = middle
        return first

    def _beneath(self, reader: RegionReader, middle: np.ndarray, size: tuple[int, int]) -> np.ndarray:
        """What lies where nothing has been read yet: the thumbnail, else the middle's average, never black."""
        key = f"{self._image.content_hash}:{self._image.page}"
        thumbnail = stored_thumbnail(self._thumbnails, key) if self._thumbnails is not None else None
        known = as_stored(thumbnail, reader, middle) if thumbnail is not None else None
        if known is not None:
            # Averages of few pixels would stay blocks; between the thumbnail's pixels it is drawn smoothly.
            return cv2.resize(known, size, interpolation=cv2.INTER_LINEAR)
        average = middle.mean(axis=(0, 1)).astype(middle.dtype)
        return np.broadcast_to(average, (size[1], size[0], *middle.shape[2:])).copy()


class LargePictures(QObject):
    """Shows one large picture at a time.

    Attributes:
        folder: Where built overviews are kept; None = nowhere.
        thumbnails: The file with the thumbnails that are kept (`imaging.thumbnails`); None = there are none.
        shown: The picture that is open.

    Signals:
        ready: A Picture with its overview as far as it is known.
        failed: A Failure.
        not_in_parts: An image and its path that cannot be read by regions.
    """

    ready = Signal(object)
    failed = Signal(object)
    not_in_parts = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder: Path | None = None
        self.thumbnails: Path | None = None
        self.shown: Key | None = None
        self._image: Image | None = None
        self._path = Path()
        self._job: _Job | None = None
        self._tiles: Tiles | None = None
        self._picture: Picture | None = None
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._answers = _Answers(self)
        self._answers.came.connect(self._take)
        self._answers.refused.connect(self._refuse)
        self._answers.broken.connect(self._break)

    def show(self, image: Image, path: Path) -> None:
        """Open a picture; one that is open already is told again."""
        key = key_of(image)
        if key == self.shown:
            if self._picture is not None:
                self.ready.emit(self._picture)
            return
        self.close()
        self.shown, self._image, self._path = key, image, path
        kept = pyramid_path(self.folder, image.content_hash, image.page) if self.folder and image.content_hash else None
        self._job = _Job(self._answers, image, path, kept, self.thumbnails)
        self._job.setAutoDelete(False)
        self._pool.start(self._job)

    def close(self) -> None:
        """Let go of the picture; its workers end first."""
        if self._job is not None:
            self._job.is_stopped = True
            self._pool.waitForDone()
        if self._tiles is not None:
            self._tiles.close()
            self._tiles.reader.close()
        self._job = self._tiles = self._picture = self.shown = self._image = None

    # -- inside ----------------------------------------------------------------------------------------------------

    def _take(self, overview: Overview) -> None:
        if overview.key != self.shown:
            overview.reader.close()
            return
        reader = overview.reader
        if self._tiles is None:
            self._tiles = Tiles(reader, self)
        tiles, samples = self._tiles, overview.samples
        tiles.set_range(*reader.value_range())
        deep: DeepPicture | None = None
        if samples.dtype == np.uint16:
            colours = samples if samples.ndim == 2 else samples[:, :, :3] if samples.shape[2] >= 3 else samples[:, :, 0]
            low, high = reader.value_range()
            deep = DeepPicture((colours,), low, high, is_inverted=reader.is_inverted, is_whole=False)
        # While the overview is incomplete, finer tiles are read for the middle only when somebody zooms in.
        tiles.coarsest = max(1, round(reader.size[0] / samples.shape[1]))
        self._picture = Picture(overview.key, (to_qimage(reader.to_rgb(samples)),), reader.size, deep, tiles)
        self.ready.emit(self._picture)

    def _refuse(self, key: Key, _error: StudioError) -> None:
        if key == self.shown and self._image is not None:
            image, path = self._image, self._path
            self.not_in_parts.emit(image, path)

    def _break(self, key: Key, sentence: str) -> None:
        if key == self.shown:
            self.failed.emit(Failure(key, sentence, ""))
