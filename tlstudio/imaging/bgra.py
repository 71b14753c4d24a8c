"""Pictures as screens paint them: blue, green, red and 255 in memory of the caller's, with nothing as large beside them.

A 24-megapixel picture takes 96 MB so; a second copy as RGB would be another 72 MB at the same moment.
"""

from __future__ import annotations

import mmap
from collections.abc import Callable

import cv2
import numpy as np

from tlstudio.imaging import jpeg
from tlstudio.imaging.orientation import swaps_sides, upright

Allocate = Callable[[int, int], np.ndarray]
"""Width and height -> (height, width, 4) uint8, contiguous."""

_BAND_ROWS = 512
_FLIPS = {2: 1, 3: -1, 4: 0}


def write_rgb(rgb: np.ndarray, orientation: int, allocate: Allocate) -> None:
    """Write (H, W, 3) uint8 RGB as stored, upright, into what `allocate` gives."""
    _write_bands(rgb, orientation, allocate, lambda _row: None)


def write_jpeg(data: bytes, header: jpeg.JpegHeader, allocate: Allocate) -> bool:
    """Decode a JPEG straight into what `allocate` gives, upright; False where only `jpeg.decode` knows its kind.

    Raises:
        Fault: The file ends early.
    """
    if not jpeg.converts_by_itself(header):
        return False
    if swaps_sides(header.orientation):
        return _write_turned(data, header, allocate)
    target = allocate(header.width, header.height)
    if not jpeg.decode_into(data, header, target):
        return False
    if header.orientation in _FLIPS:
        cv2.flip(target, _FLIPS[header.orientation], dst=target)
    return True


def _write_turned(data: bytes, header: jpeg.JpegHeader, allocate: Allocate) -> bool:
    """Turn band by band, and give each band's memory back to the system before the next takes some."""
    row_bytes = header.width * 3
    memory = mmap.mmap(-1, header.height * row_bytes)
    rgb = np.frombuffer(memory, np.uint8).reshape(header.height, header.width, 3)
    if not jpeg.decode_into(data, header, rgb):
        return False

    def give_back(row: int) -> None:
        if hasattr(mmap, "MADV_DONTNEED"):
            memory.madvise(mmap.MADV_DONTNEED, 0, row * row_bytes // mmap.PAGESIZE * mmap.PAGESIZE)

    _write_bands(rgb, header.orientation, allocate, give_back)
    return True


def _write_bands(rgb: np.ndarray, orientation: int, allocate: Allocate, is_done: Callable[[int], None]) -> None:
    height, width = rgb.shape[:2]
    turns = swaps_sides(orientation)
    target = allocate(height, width) if turns else allocate(width, height)
    for row in range(0, height, _BAND_ROWS):
        end = min(height, row + _BAND_ROWS)
        band = upright(rgb[row:end], orientation)
        from_end = orientation in (6, 7) if turns else orientation in (3, 4)
        place = slice(height - end, height - row) if from_end else slice(row, end)
        cv2.cvtColor(band, cv2.COLOR_RGB2BGRA, dst=target[:, place] if turns else target[place])
        is_done(end)
