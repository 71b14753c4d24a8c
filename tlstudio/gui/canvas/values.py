"""Fetches the stored values of the open picture where it has more than 8 bits, beside the window's thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from tlstudio.core.words import Image
from tlstudio.gui.canvas.deep_picture import DeepPicture, halves
from tlstudio.gui.canvas.picture import Key, key_of
from tlstudio.imaging.samples import read_samples


class _Answers(QObject):
    """What the worker speaks through; it keeps it alive, so that it may finish after its view has gone."""

    arrived = Signal(object, object)  # key, DeepPicture | None


class _Job(QRunnable):
    def __init__(self, owner: Values, image: Image, path: Path) -> None:
        super().__init__()
        self._owner = owner
        self._answers = owner.answers
        self._image = image
        self._path = path

    def run(self) -> None:
        key = key_of(self._image)
        found = None
        if self._owner.wanted == key:
            try:
                found = read_samples(self._path, page=self._image.page)
            except OSError:
                found = None
        deep = None
        if found is not None:
            deep = DeepPicture(
                halves(found.codes), found.low, found.high, found.slope, found.offset, is_inverted=found.is_inverted
            )
        self._answers.arrived.emit(key, deep)


class Values(QObject):
    """Looks at one picture at a time; the last one is remembered, for another size of the view asks for it again.

    Attributes:
        wanted: The picture that is looked at.

    Signals:
        came: Key and DeepPicture of the picture that is wanted.
    """

    came = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.wanted: Key | None = None
        self._deep: DeepPicture | None = None
        self.answers = _Answers()
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(1)
        self.answers.arrived.connect(self._take)

    def look(self, image: Image, path: Path) -> None:
        """Read the values of a picture, unless it has no more than 8 bits."""
        key = key_of(image)
        if key == self.wanted:
            if self._deep is not None:
                self.came.emit(key, self._deep)
            return
        self.wanted, self._deep = key, None
        self._pool.clear()
        self._pool.start(_Job(self, image, path))

    def leave(self, image: Image) -> None:
        """Let go of the values of another picture: those of a large one take more than all that is kept of the others."""
        if self.wanted is not None and self.wanted != key_of(image):
            self.wanted = self._deep = None
            self._pool.clear()

    def close(self) -> None:
        """Wait for the worker."""
        self.wanted = self._deep = None
        self._pool.clear()
        self._pool.waitForDone()

    def _take(self, key: Key, deep: DeepPicture | None) -> None:
        if key == self.wanted and deep is not None:
            self._deep = deep
            self.came.emit(key, deep)
