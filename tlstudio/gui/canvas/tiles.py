"""Tiles of a picture that is never in memory whole: read by workers as they come into sight, kept up to a limit."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterator

import cv2
import numpy as np
from PySide6.QtCore import QObject, QRectF, QRunnable, QThreadPool, Signal
from PySide6.QtGui import QImage, QPainter

from tlstudio.gui.canvas.deep_picture import CODES, shown
from tlstudio.gui.canvas.tones import Tones, graded, table
from tlstudio.gui.canvas.viewport import Viewport
from tlstudio.imaging.detail import Detail, detail_around
from tlstudio.imaging.regions import RegionReader
from tlstudio.imaging.source import Fault

SIDE = 256
KEPT_BYTES = 40 << 20
THREADS = 2
MOST_IMAGES = 512
VISIBLE, AHEAD = 5, 1

Key = tuple[int, int, int]  # reduction, column, row


class _Answers(QObject):
    """What the workers speak through; they keep it alive, so that one may finish after its view has gone."""

    arrived = Signal(object, object, bool)  # key, samples | None, whether it was tried


class _Job(QRunnable):
    def __init__(self, owner: Tiles, key: Key) -> None:
        super().__init__()
        self._owner = owner
        self._answers = owner.answers
        self._key = key

    def run(self) -> None:
        is_wanted = self._owner.is_wanted(self._key)
        self._answers.arrived.emit(self._key, self._owner.read(self._key) if is_wanted else None, is_wanted)


class Tiles(QObject):
    """The tiles of one picture.

    Attributes:
        reader: Reads them; shared with whoever builds the overview.

    Signals:
        came: A part of the picture in its own pixels (QRectF) can be drawn finer than before.
    """

    came = Signal(object)

    def __init__(self, reader: RegionReader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.reader = reader
        self.coarsest = 1 << 30
        self._is_deep = reader.dtype == np.uint16
        self._range: tuple[float, float] = (0.0, 255.0)
        self._kept: OrderedDict[Key, np.ndarray] = OrderedDict()
        self._images: OrderedDict[Key, QImage] = OrderedDict()
        self._tones = Tones()
        self._bytes = 0
        self._limit = KEPT_BYTES
        self._asked: set[Key] = set()
        self._failed: set[Key] = set()
        self._wanted: frozenset[Key] = frozenset()
        self._is_closed = False
        self.answers = _Answers()
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(THREADS)
        self.answers.arrived.connect(self._take)

    def scale_for(self, zoom: float) -> int:
        """Which reduction is drawn at so many device pixels per pixel of the picture: a power of two, the next finer."""
        return max(1, 1 << max(0, math.floor(math.log2(max(1e-9, 1.0 / zoom)) + 1e-6)))

    def set_range(self, low: float, high: float) -> None:
        """Which values are black and white in a picture of 16 bits."""
        if self._range != (low, high):
            self._range = (low, high)
            self._images.clear()

    def paint(self, painter: QPainter, port: Viewport, ratio: float, seen: QRectF, tones: Tones) -> None:
        """Paint what is in memory of a part of the view, and ask for what is missing and what comes next to it.

        Args:
            painter: In logical pixels; how it smooths is left as it is.
            port: Where the picture lies.
            ratio: Device pixels per logical one.
            seen: The part of the view that is painted.
            tones: How values are shown.
        """
        scale = self.scale_for(port.zoom * ratio)
        if scale >= self.coarsest:
            return
        if tones != self._tones:
            self._tones = tones
            self._images.clear()
        left, top = port.to_image(seen.left(), seen.top())
        right, bottom = port.to_image(seen.right(), seen.bottom())
        visible = list(self._meeting((left, top, right, bottom), scale))
        reach = SIDE * scale
        around = list(self._meeting((left - reach, top - reach, right + reach, bottom + reach), scale))
        self._wanted = frozenset(around) | frozenset(self._meeting(self._whole_view(port), scale))
        for key in visible:
            image = self._image(key)
            if image is not None:
                painter.drawImage(self._place(key, port), image)
            else:
                self._paint_coarser(painter, key, port)
                self._ask(key, VISIBLE)
        # A large screen needs more than usual; what lies ahead never displaces what is seen.
        each = SIDE * SIDE * 4
        self._limit = max(KEPT_BYTES, 2 * each * len(visible))
        if each * len(around) <= self._limit:
            for key in around:
                if key not in self._kept:
                    self._ask(key, AHEAD)

    def value_at(self, x: float, y: float) -> tuple[tuple[float, ...], bool] | None:
        """The values at a place of the picture and whether they are those of one pixel; None where nothing is in memory."""
        for scale in sorted({key[0] for key in self._kept}):
            key = (scale, int(x) // (SIDE * scale), int(y) // (SIDE * scale))
            samples = self._kept.get(key)
            if samples is None:
                continue
            row, column = (int(y) - key[2] * SIDE * scale) // scale, (int(x) - key[1] * SIDE * scale) // scale
            if row < samples.shape[0] and column < samples.shape[1]:
                value = np.atleast_1d(samples[row, column])
                colours = value[2::-1] if not self._is_deep else value
                return tuple(float(one) for one in colours), scale == 1
        return None

    def is_wanted(self, key: Key) -> bool:
        """Whether a tile is still needed; asked by the workers before they read."""
        return key in self._wanted

    @property
    def is_idle(self) -> bool:
        """Whether nothing is on its way."""
        return not self._asked

    def read(self, key: Key) -> np.ndarray | None:
        """Read a tile: (H, W[, 3]) uint16 codes, else (H, W, 4) uint8 BGRA; None where it is damaged."""
        scale, column, row = key
        side = SIDE * scale
        try:
            samples = self.reader.read_reduced(column * side, row * side, side, side, scale)
            if self._is_deep:
                return samples
            return cv2.cvtColor(self.reader.to_rgb(samples), cv2.COLOR_RGB2BGRA)
        except (Fault, OSError, ValueError):
            return None

    def detail_around(self, visible: tuple[float, float, float, float], tones: Tones) -> Detail | None:
        """Read a part of the picture and what lies around it as finely as an assist may, shown as the view shows it.

        Takes up to some hundred milliseconds, so it is for a worker; see `imaging.detail`.

        Args:
            visible: Left, top, right, bottom in pixels of the picture.
            tones: How values are shown (`ImageView.tones`).

        Returns:
            None where it is damaged, or the picture was closed meanwhile.
        """
        seen_as = None
        if self._is_deep:
            seen_as = table(tones, CODES, *self._range, is_inverted=self.reader.is_inverted)
        elif not tones.is_neutral:
            seen_as = table(tones, 256, 0.0, 255.0)
        try:
            return detail_around(self.reader, visible, table=seen_as)
        except (Fault, OSError, ValueError):
            return None

    def close(self) -> None:
        """Stop the workers and let go of everything; a view that is painted once more asks for nothing."""
        self._is_closed = True
        self._pool.clear()
        self._wanted = frozenset()
        self._pool.waitForDone()
        self._images.clear()
        self._kept.clear()

    # -- inside ----------------------------------------------------------------------------------------------------

    def _whole_view(self, port: Viewport) -> tuple[float, float, float, float]:
        return (*port.to_image(0, 0), *port.to_image(*port.view_size))

    def _meeting(self, box: tuple[float, float, float, float], scale: int) -> Iterator[Key]:
        side = SIDE * scale
        width, height = self.reader.size
        left, top = max(0, int(box[0] // side)), max(0, int(box[1] // side))
        right, bottom = (
            min(-(-width // side), math.ceil(box[2] / side)),
            min(-(-height // side), math.ceil(box[3] / side)),
        )
        for row in range(top, bottom):
            for column in range(left, right):
                yield scale, column, row

    def _place(self, key: Key, port: Viewport) -> QRectF:
        scale, column, row = key
        side = SIDE * scale
        width = min(side, self.reader.size[0] - column * side)
        height = min(side, self.reader.size[1] - row * side)
        return QRectF(
            column * side * port.zoom + port.offset[0],
            row * side * port.zoom + port.offset[1],
            width * port.zoom,
            height * port.zoom,
        )

    def _paint_coarser(self, painter: QPainter, key: Key, port: Viewport) -> None:
        """Paint the part of a tile of half the resolution that is there already, as after a step of the wheel."""
        coarser = (key[0] * 2, key[1] // 2, key[2] // 2)
        image = self._image(coarser)
        if image is None:
            return
        place = self._place(key, port)
        half = SIDE / 2
        source = QRectF(
            key[1] % 2 * half,
            key[2] % 2 * half,
            place.width() / port.zoom / coarser[0],
            place.height() / port.zoom / coarser[0],
        )
        painter.drawImage(place, image, source)

    def _image(self, key: Key) -> QImage | None:
        samples = self._kept.get(key)
        if samples is None:
            return None
        self._kept.move_to_end(key)
        found = self._images.get(key)
        if found is None:
            found = self._images[key] = self._made(samples)
            while len(self._images) > MOST_IMAGES:
                self._images.popitem(last=False)
        return found

    def _made(self, samples: np.ndarray) -> QImage:
        if self._is_deep:
            return shown(samples, table(self._tones, CODES, *self._range, is_inverted=self.reader.is_inverted))
        pixels = samples if self._tones.is_neutral else graded(samples, self._tones)
        height, width = pixels.shape[:2]
        image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32)
        # What is shown as it is shares the memory of the kept tile, and leaves with it.
        return image if self._tones.is_neutral else image.copy()

    def _ask(self, key: Key, priority: int) -> None:
        if not self._is_closed and key not in self._asked and key not in self._failed:
            self._asked.add(key)
            self._pool.start(_Job(self, key), priority)

    def _take(self, key: Key, samples: np.ndarray | None, was_tried: bool) -> None:
        self._asked.discard(key)
        if samples is None:
            if was_tried:
                self._failed.add(key)
            elif key in self._wanted:
                self._ask(key, VISIBLE)  # the worker gave it up just before it came into sight again
            return
        self._kept[key] = samples
        self._bytes += samples.nbytes
        while self._bytes > self._limit and len(self._kept) > 1:
            old_key, old = self._kept.popitem(last=False)
            self._images.pop(old_key, None)
            self._bytes -= old.nbytes
        side = SIDE * key[0]
        self.came.emit(QRectF(key[1] * side, key[2] * side, side, side))
