"""What is known of a video without decoding it: the times of its frames, read once from the file's packets."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tlstudio.imaging.source import Fault, FileState, check_size, file_state
from tlstudio.imaging.video_stream import COPY, damage, open_video, picture_stream, stamp_of

_MOST_FRAMES = 5_000_000
# Times of five million frames are 40 MB.
_KNOWN_INDEXES = 32
# A container's length is in microseconds; lengths are rounded, and the last frame is not always counted in.
_TICKS = 1_000_000
_ROUNDING, _FRAMES_OF_ROUNDING = 0.25, 3.0
# The display matrix says how far to turn left, in degrees.
_ORIENTATION_OF_TURN = {0: 1, -90: 6, 180: 3, -180: 3, 90: 8}

_lock = threading.Lock()
_known: OrderedDict[FileState, VideoIndex] = OrderedDict()


@dataclass(frozen=True, slots=True)
class VideoIndex:
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


def index_of(path: Path) -> VideoIndex:
    """Return what is known of a file, read anew where it has changed.

    Raises:
        Fault: PyAV is missing, or the file is damaged, missing, or has no frames.
        TooLarge: Beyond the limits.
    """
    key = file_state(path)
    with _lock:
        known = _known.get(key)
        if known is not None:
            _known.move_to_end(key)
    if known is None:
        known = _read_index(path)
        with _lock:
            _known[key] = known
            while len(_known) > _KNOWN_INDEXES:
                _known.popitem(last=False)
    return known


def _read_index(path: Path) -> VideoIndex:
    container = open_video(path)
    try:
        stream = picture_stream(container)
        check_size(stream.codec_context.width, stream.codec_context.height)
        stamps: list[int] = []
        keys: list[int] = []
        end = 0
        try:
            for packet in container.demux(stream):
                stamp = stamp_of(packet)
                if stamp is None or packet.is_discard:
                    continue
                stamps.append(stamp)
                end = max(end, stamp + (packet.duration or 0))
                if packet.is_keyframe:
                    keys.append(stamp)
                if len(stamps) > _MOST_FRAMES:
                    raise Fault(f"has more than {_MOST_FRAMES:,} frames", hint="Cut it into shorter videos.")
        except damage():
            pass  # cut off: what came before is there
        if not stamps:
            raise Fault("is damaged or cut off: it has no frame", hint=COPY)
        ordered = np.unique(np.array(stamps, np.int64))
        # Without a key frame the decoder must try from the start.
        starts = np.unique(np.array(keys or [ordered[0]], np.int64))
        rate = float(stream.average_rate or stream.guessed_rate or 0)
        width, height = int(stream.codec_context.width), int(stream.codec_context.height)
        lost = _lost(container, stream, end, rate)
        return VideoIndex(width, height, _orientation(container, stream), ordered, starts, rate, lost)
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
    except damage():
        return 1
    return _ORIENTATION_OF_TURN.get(int(first.rotation), 1) if first is not None else 1


def forget_all() -> None:
    """Forget what is known of all files."""
    with _lock:
        _known.clear()
