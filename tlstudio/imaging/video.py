"""Frames of a video as pages, each exactly the one asked for, if the optional package PyAV is there.

The times at which frames are shown are read once from the file's packets, without decoding: their rank is the number of
a frame, also where a video's rate varies or its header lies. A frame is reached from the last key frame before it.
Open files are kept for the next frame; a reader serves one thread at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from tlstudio.imaging import video_index, video_reader
from tlstudio.imaging.pillow import Header
from tlstudio.imaging.source import Fault, check_size
from tlstudio.imaging.video_index import VideoIndex, index_of
from tlstudio.imaging.video_reader import broken, lent
from tlstudio.imaging.video_stream import damage


def read_header(path: Path, page: int = 0) -> Header:
    """Return size, number of frames and rate.

    Raises:
        Fault: PyAV is missing, the file is damaged, or has not so many frames.
        TooLarge: Beyond the limits.
    """
    index = index_of(path)
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
    index = index_of(path)
    _check_page(index, page)
    with lent(path, index, page) as reader:
        frame = reader.frame(page)
        check_size(frame.width, frame.height)
        side = min(frame.width, frame.height)
        factor = min(1.0, shorter_side(frame.width, frame.height) / side)
        width, height = (max(1, -int(-length * factor // 1)) for length in (frame.width, frame.height))
        try:
            pixels = frame.to_ndarray(format="rgb24", width=width, height=height, interpolation="AREA")
        except damage() as err:
            raise broken(page, err) from err
    return pixels, index.orientation


def close_idle() -> None:
    """Close the files that are kept open, and forget what is known of all."""
    video_reader.close_idle()
    video_index.forget_all()


def _check_page(index: VideoIndex, page: int) -> None:
    frames = len(index.stamps)
    if not 0 <= page < frames:
        raise Fault(f"has {frames:,} frames; number {page + 1:,} is not there")
