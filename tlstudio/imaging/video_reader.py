"""One frame after the other out of open videos: each reached from the last key frame before it, files kept for the next."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from tlstudio.imaging.source import Fault, FileState, file_state
from tlstudio.imaging.video_index import VideoIndex
from tlstudio.imaging.video_stream import COPY, damage, open_video, picture_stream, stamp_of

# Each holds a decoder with a few frames.
_IDLE_READERS = 4

_lock = threading.Lock()
_idle: list[tuple[FileState, VideoReader]] = []


class VideoReader:
    """One open video and how far it has been decoded."""

    def __init__(self, path: Path, index: VideoIndex) -> None:
        self._container = open_video(path)
        self._stream: Any = picture_stream(self._container)
        self._index = index
        self._frames: Iterator[Any] | None = None
        self.position = 0  # number of the frame that comes out next

    def frame(self, number: int) -> Any:
        """Return frame `number`.

        Raises:
            Fault: It is damaged or cannot be reached.
        """
        stamps, keys = self._index.stamps, self._index.keys
        target = int(stamps[number])
        last = int(np.searchsorted(keys, target, side="right")) - 1
        near = int(np.searchsorted(stamps, keys[last])) if last >= 0 else 0
        if self._frames is not None and near <= self.position <= number:
            found = self._forward(target)
            if found is not None and not found.is_corrupt:
                return found
        # A key frame that does not start afresh, or an index that is off, needs a start further back.
        for start in dict.fromkeys((last, last - 1, last - 3, 0)):
            if start < 0:
                continue
            found = self._from(int(keys[start]), target)
            if found is not None and not found.is_corrupt:
                return found
        raise broken(number)

    def close(self) -> None:
        """Close the file."""
        self._frames = None
        self._container.close()

    def _from(self, stamp: int, target: int) -> Any:
        try:
            self._container.seek(stamp, stream=self._stream, backward=True)
        except damage():
            return None
        self._frames = self._container.decode(self._stream)
        return self._forward(target)

    def _forward(self, target: int) -> Any:
        """Decode up to a time; None = it does not come."""
        while self._frames is not None:
            try:
                frame = next(self._frames, None)
            except damage():
                # The packet is lost; what follows may be whole again.
                self._frames = self._container.decode(self._stream)
                continue
            if frame is None:
                self._frames = None
                return None
            stamp = stamp_of(frame)
            if stamp is None:
                continue
            self.position = int(np.searchsorted(self._index.stamps, stamp, side="right"))
            if stamp == target:
                return frame
            if stamp > target:
                return None
        return None


@contextmanager
def lent(path: Path, index: VideoIndex, page: int) -> Generator[VideoReader]:
    """Lend a reader that no other thread has; it goes back for the next frame, the oldest idle one is closed."""
    key = file_state(path)
    with _lock:
        places = [at for at, (owner, _) in enumerate(_idle) if owner == key]
        # Whoever stands shortly before the frame needs no seek.
        places.sort(key=lambda at: (_idle[at][1].position > page, -_idle[at][1].position))
        reader = _idle.pop(places[0])[1] if places else None
    if reader is None:
        reader = VideoReader(path, index)
    try:
        yield reader
    except BaseException:
        reader.close()
        raise
    surplus: list[VideoReader] = []
    with _lock:
        _idle.append((key, reader))
        while len(_idle) > _IDLE_READERS:
            surplus.append(_idle.pop(0)[1])
    for other in surplus:
        other.close()


def close_idle() -> None:
    """Close the files that are kept open."""
    with _lock:
        readers = [reader for _, reader in _idle]
        _idle.clear()
    for reader in readers:
        reader.close()


def broken(number: int, err: BaseException | None = None) -> Fault:
    """Say that a frame cannot be decoded."""
    return Fault(f"is damaged at frame {number + 1:,}", hint=COPY, detail=str(err or ""))
