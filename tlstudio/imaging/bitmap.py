"""Windows bitmaps with bit fields, which Pillow refuses and OpenCV reads with the wrong channels."""

from __future__ import annotations

import struct

import numpy as np

from tlstudio.imaging.source import Fault, check_size
from tlstudio.imaging.tones import over_white

_BIT_FIELDS = (3, 6)


def has_bit_fields(data: bytes) -> bool:
    """Whether a bitmap states masks for its channels (16 or 32 bits per pixel)."""
    if len(data) < 54 or struct.unpack_from("<I", data, 14)[0] < 40:
        return False
    depth, compression = struct.unpack_from("<HI", data, 28)
    return compression in _BIT_FIELDS and depth in (16, 32)


def size(data: bytes) -> tuple[int, int]:
    """Return width and height in pixels."""
    width, height = struct.unpack_from("<ii", data, 18)
    return width, abs(height)


def decode(data: bytes) -> np.ndarray:
    """Decode a bitmap with bit fields to (H, W, 3) uint8 RGB.

    Raises:
        Fault: Damaged.
        TooLarge: Beyond the limits.
    """
    start, header = struct.unpack_from("<II", data, 10)
    width, signed_height, _, depth = struct.unpack_from("<iiHH", data, 18)
    height = abs(signed_height)
    check_size(width, height, bytes_per_pixel=4)
    masks = list(struct.unpack_from("<3I", data, 54)) if len(data) >= 66 else [0, 0, 0]
    masks.append(struct.unpack_from("<I", data, 66)[0] if header >= 56 and len(data) >= 70 else 0)
    row_bytes = (width * depth // 8 + 3) // 4 * 4
    body = data[start : start + row_bytes * height]
    if len(body) < row_bytes * height:
        raise Fault("is cut off: its data end early", hint="Copy it again from where it came.")
    rows = np.frombuffer(body, np.uint8).reshape(height, row_bytes)[:, : width * depth // 8]
    values = np.ascontiguousarray(rows).view(f"<u{depth // 8}").astype(np.uint32)
    if signed_height > 0:
        values = values[::-1]
    rgb = np.dstack([_channel(values, mask) for mask in masks[:3]])
    return over_white(rgb, _channel(values, masks[3])) if masks[3] else rgb


def _channel(values: np.ndarray, mask: int) -> np.ndarray:
    if mask == 0:
        return np.zeros(values.shape, np.uint8)
    shift = (mask & -mask).bit_length() - 1
    top = mask >> shift
    return (((values & np.uint32(mask)) >> np.uint32(shift)) * (255.0 / top)).round().astype(np.uint8)
