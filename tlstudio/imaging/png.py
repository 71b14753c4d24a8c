"""PNG of 16 bits a sample, whole: Pillow cuts colours to their high byte, and OpenCV holds the picture twice meanwhile."""

from __future__ import annotations

import struct

import numpy as np

from tlstudio.imaging.source import Fault

# In a PNG depth and colour type stand after the signature, length, name, width and height of its first chunk.
_DEPTH_AT, _TYPE_AT = 24, 25
_GREY = 0
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


def is_deep(head: bytes) -> bool:
    """Whether the samples have 16 bits."""
    return len(head) > _TYPE_AT and head[_DEPTH_AT] == 16


def is_grey(head: bytes) -> bool:
    """Whether there is one channel only, without transparency of its own."""
    return len(head) > _TYPE_AT and head[_TYPE_AT] == _GREY


def size(head: bytes) -> tuple[int, int]:
    """Width and height that the header claims; 0 where it is cut off."""
    return struct.unpack_from(">II", head, 16) if len(head) > _TYPE_AT else (0, 0)


def stored_bytes(head: bytes) -> int:
    """Bytes of all samples, by the header."""
    if len(head) <= _TYPE_AT:
        return 0
    width, height = size(head)
    return width * height * _CHANNELS.get(head[_TYPE_AT], 4) * max(1, head[_DEPTH_AT] // 8)


def decode_deep(data: bytes) -> np.ndarray:
    """Decode a PNG of 16 bits to (H, W) or (H, W, C) uint16 as stored; an even number of channels ends with transparency.

    Raises:
        Fault: Damaged, or cut off.
    """
    import imagecodecs

    try:
        samples = imagecodecs.png_decode(data)
    except (RuntimeError, ValueError, MemoryError) as err:
        is_cut = "too small" in str(err)
        reason = "is cut off: its data end early" if is_cut else "is damaged: its PNG data cannot be decoded"
        raise Fault(reason, hint="Copy it again from where it came.", detail=str(err)) from err
    return samples[:, :, 0] if samples.ndim == 3 and samples.shape[2] == 1 else samples
