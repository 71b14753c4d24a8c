"""Frames of a video as pages, each exactly the one asked for, if the optional package PyAV is there.

The times at which frames are shown are read once from the file's packets, without decoding: their rank is the number of
a frame, also where a video's rate varies or its header lies. A frame is reached from the last key frame before it.
Open files are kept for the next frame; a reader serves one thread at a time.
"""

from __future__ import annotations

import importlib
import importlib.util
import threading
from collections import OrderedDict
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tlstudio.imaging.pillow import Header
from tlstudio.imaging.source import MAX_PIXELS, Fault, FileState, check_size, file_state

_MISSING = "is a video, and the package that reads its frames is not installed"
_HINT = "Install it with `pip install tlstudio[video]`, then add the file again."
_COPY = "Copy it again from where it came."
# A stream is told what it may open: a file that names other files or addresses gets neither.
_OPTIONS = {"protocol_whitelist": "file"}
_MOST_FRAMES = 5_000_000
# Each holds a decoder with a few frames; times of five million frames are 40 MB.
_IDLE_READERS = 4
_KNOWN_INDEXES = 32
# A container's length is in microseconds; lengths are rounded, and the last frame is not always counted in.
_TICKS = 1_000_000
_ROUNDING, _FRAMES_OF_ROUNDING = 0.25, 3.0
# The display matrix says how far to turn left, in degrees.
_ORIENTATION_OF_TURN = {0: 1, -90: 6, 180: 3, -180: 3, 90: 8}


@dataclass(frozen=True, slots=True)
class _Index:
    """What is known of a video without decoding it (but for its first frame, which says how it is turned).

    Attributes:
        stamps: int64 (N,), the times of its frames in the stream's units, ascending; frame k is shown at `stamps[k]`.
        keys: int64 (K,), those of key frames.
        rate: Frames a second, 0 = unknown.
        lost: Seconds that the file says it lasts longer than its frames do; 0 = whole, or nobody can tell.
    """

    width: int
    height: int
    orientation: int
    stamps: np.ndarray
    keys: np.ndarray
    rate: float
    lost: float


def read_header(path: Path, page: int = 0) -> Header:
    """Return size, number of frames and rate.

    Raises:
        Fault: PyAV is missing, the file is damaged, or has not so many frames.
        TooLarge: Beyond the limits.
    """
    index = _index_of(path)
    _check_page(index, page)
    return Header(index.width, index.height, len(index.stamps), "RGB", index.orientation, index.rate, index.lost)


def decode(path: Path, page: int, shorter_side: Callable[[int, int], int]) -> tuple[np.ndarray, int]:
    """Decode one frame to (H, W, 3) uint8 RGB as stored, and its orientation.

    Args:
        shorter_side: From width and height to how many pixels of the shorter side are needed; scaled down on the way.

    Raises:
        Fault: PyAV is missing, the frame is not there, or damaged.
        TooLarge: Beyond the limits.
    """
    index = _index_of(path)
    _check_page(index, page)
    with _reader(path, index, page) as reader:
        frame = reader.frame(page)
        check_size(frame.width, frame.height)
        side = min(frame.width, frame.height)
        factor = min(1.0, shorter_side(frame.width, frame.height) / side)
        width, height = (max(1, -int(-length * factor // 1)) for length in (frame.width, frame.height))
        try:
            pixels = frame.to_ndarray(format="rgb24", width=width, height=height, interpolation="AREA")
        except _damage() as err:
            raise _broken(page, err) from err
    return pixels, index.orientation


def close_idle() -> None:
    """Close the files that are kept open."""
    with _lock:
        readers = [reader for _, reader in _idle]
        _idle.clear()
        _indexes.clear()
    for reader in readers:
        reader.close()


class _Reader:
    """One open video and how far it has been decoded."""

    def __init__(self, path: Path, index: _Index) -> None:
        self._container = _open(path)
        self._stream: Any = _picture_stream(self._container)
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
        raise _broken(number)

    def close(self) -> None:
        """Close the file."""
        self._frames = None
        self._container.close()

    def _from(self, stamp: int, target: int) -> Any:
        try:
            self._container.seek(stamp, stream=self._stream, backward=True)
        except _damage():
            return None
        self._frames = self._container.decode(self._stream)
        return self._forward(target)

    def _forward(self, target: int) -> Any:
        """Decode up to a time; None = it does not come."""
        while self._frames is not None:
            try:
                frame = next(self._frames, None)
            except _damage():
                # The packet is lost; what follows may be whole again.
                self._frames = self._container.decode(self._stream)
                continue
            if frame is None:
                self._frames = None
                return None
            stamp = _stamp(frame)
            if stamp is None:
                continue
            self.position = int(np.searchsorted(self._index.stamps, stamp, side="right"))
            if stamp == target:
                return frame
            if stamp > target:
                return None
        return None


_lock = threading.Lock()
_idle: list[tuple[FileState, _Reader]] = []
_indexes: OrderedDict[FileState, _Index] = OrderedDict()


@contextmanager
def _reader(path: Path, index: _Index, page: int) -> Generator[_Reader]:
    """Lend a reader that no other thread has; it goes back for the next frame, the oldest idle one is closed."""
    key = file_state(path)
    with _lock:
        places = [at for at, (owner, _) in enumerate(_idle) if owner == key]
        # Whoever stands shortly before the frame needs no seek.
        places.sort(key=lambda at: (_idle[at][1].position > page, -_idle[at][1].position))
        reader = _idle.pop(places[0])[1] if places else None
    if reader is None:
        reader = _Reader(path, index)
    try:
        yield reader
    except BaseException:
        reader.close()
        raise
    surplus: list[_Reader] = []
    with _lock:
        _idle.append((key, reader))
        while len(_idle) > _IDLE_READERS:
            surplus.append(_idle.pop(0)[1])
    for other in surplus:
        other.close()


def _index_of(path: Path) -> _Index:
    key = file_state(path)
    with _lock:
        known = _indexes.get(key)
        if known is not None:
            _indexes.move_to_end(key)
    if known is None:
        known = _read_index(path)
        with _lock:
            _indexes[key] = known
            while len(_indexes) > _KNOWN_INDEXES:
                _indexes.popitem(last=False)
    return known


def _read_index(path: Path) -> _Index:
    container = _open(path)
    try:
        stream = _picture_stream(container)
        check_size(stream.codec_context.width, stream.codec_context.height)
        stamps: list[int] = []
        keys: list[int] = []
        end = 0
        try:
            for packet in container.demux(stream):
                stamp = _stamp(packet)
                if stamp is None or packet.is_discard:
                    continue
                stamps.append(stamp)
                end = max(end, stamp + (packet.duration or 0))
                if packet.is_keyframe:
                    keys.append(stamp)
                if len(stamps) > _MOST_FRAMES:
                    raise Fault(f"has more than {_MOST_FRAMES:,} frames", hint="Cut it into shorter videos.")
        except _damage():
            pass  # cut off: what came before is there
        if not stamps:
            raise Fault("is damaged or cut off: it has no frame", hint=_COPY)
        ordered = np.unique(np.array(stamps, np.int64))
        # Without a key frame the decoder must try from the start.
        starts = np.unique(np.array(keys or [ordered[0]], np.int64))
        rate = float(stream.average_rate or stream.guessed_rate or 0)
        width, height = int(stream.codec_context.width), int(stream.codec_context.height)
        lost = _lost(container, stream, end, rate)
        return _Index(width, height, _orientation(container, stream), ordered, starts, rate, lost)
    finally:
        container.close()


def _lost(container: Any, stream: Any, end: int, rate: float) -> float:
    """Return how many seconds lack at the end, from what the file says of its length; sound may go on longer."""
    unit = float(stream.time_base or 0)
    start = (stream.start_time or 0) * unit
    if stream.duration:
        promised = stream.duration * unit
    elif container.duration and len(container.streams) == 1:
        promised = container.duration / _TICKS
    else:
        return 0.0
    lacking = promised - (end * unit - start)
    return lacking if lacking > max(_ROUNDING, _FRAMES_OF_ROUNDING / (rate or 25.0)) else 0.0


def _orientation(container: Any, stream: Any) -> int:
    try:
        container.seek(0)
        first = next(container.decode(stream), None)
    except _damage():
        return 1
    return _ORIENTATION_OF_TURN.get(int(first.rotation), 1) if first is not None else 1


def _open(path: Path) -> Any:
    if importlib.util.find_spec("av") is None:
        raise Fault(_MISSING, hint=_HINT)
    av = importlib.import_module("av")
    try:
        return av.open(str(path.absolute()), options=_OPTIONS, metadata_errors="replace")
    except _damage() as err:
        raise Fault("is damaged or cut off: its video header cannot be read", hint=_COPY, detail=str(err)) from err


def _picture_stream(container: Any) -> Any:
    """Return the stream of moving pictures (a cover picture is none), set up to decode."""
    for stream in container.streams.video:
        context = stream.codec_context
        if context is not None and "attached_pic" not in str(stream.disposition).lower():
            # Beyond this many pixels the decoder itself refuses, also where the size changes midway.
            context.options = {"max_pixels": str(MAX_PIXELS)}
            stream.thread_type = "SLICE"
            return stream
    raise Fault("holds no pictures, or is coded in a way that cannot be decoded")


def _stamp(thing: Any) -> int | None:
    return thing.pts if thing.pts is not None else thing.dts


def _check_page(index: _Index, page: int) -> None:
    frames = len(index.stamps)
    if not 0 <= page < frames:
        raise Fault(f"has {frames:,} frames; number {page + 1:,} is not there")


def _broken(number: int, err: BaseException | None = None) -> Fault:
    return Fault(f"is damaged at frame {number + 1:,}", hint=_COPY, detail=str(err or ""))


def _damage() -> tuple[type[BaseException], ...]:
    """What PyAV raises on damaged data; most of its errors are an OSError or a ValueError as well."""
    av = importlib.import_module("av")
    return (av.FFmpegError, OSError, ValueError, RuntimeError, EOFError, MemoryError)
