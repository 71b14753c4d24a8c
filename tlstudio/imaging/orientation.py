"""EXIF orientation: find it without trusting the file, and turn the pixels upright.

Only EXIF and the TIFF tag count. XMP orientation is ignored, as OpenCV, Qt and most cameras' own programs do: files with
it alone are usually upright already.
"""

from __future__ import annotations

import struct

import numpy as np

_TAG = 0x0112
_SHORT = 3


def exif_orientation(exif: bytes) -> int:
    r"""Return EXIF orientation 1..8; 1 where it is absent, invalid or the block is damaged.

    Args:
        exif: A TIFF structure, with or without the leading `Exif\0\0`.
    """
    block = exif[6:] if exif[:4] == b"Exif" else exif
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None or len(block) < 8:
        return 1
    (at,) = struct.unpack_from(order + "I", block, 4)
    if at + 2 > len(block):
        return 1
    (entries,) = struct.unpack_from(order + "H", block, at)
    for entry in range(at + 2, min(at + 2 + 12 * entries, len(block) - 11), 12):
        tag, kind = struct.unpack_from(order + "HH", block, entry)
        if tag == _TAG and kind == _SHORT:
            (value,) = struct.unpack_from(order + "H", block, entry + 8)
            return value if 1 <= value <= 8 else 1
    return 1


def swaps_sides(orientation: int) -> bool:
    """Whether the upright picture has width and height exchanged."""
    return orientation >= 5


def upright(pixels: np.ndarray, orientation: int) -> np.ndarray:
    """Turn and mirror stored pixels, shape (H, W, ...), so that the scene is upright; contiguous."""
    if swaps_sides(orientation):
        pixels = pixels.swapaxes(0, 1)
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    return np.ascontiguousarray(pixels)
