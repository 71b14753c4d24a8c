"""Label Studio's brush strokes: a packed stream of bits that holds the picture's RGBA bytes row by row.

The stream begins with 32 bits for the number of bytes, 5 bits for the bits of a value (less one) and four times 4 bits for
the bits of a run's length (less one). Then come runs: one bit that says whether the run is of one value, two bits that
choose one of the four lengths, the length less one, and the value once, or each value of the run.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tlstudio.core.geometry import rle
from tlstudio.core.geometry.shapes import Mask
from tlstudio.formats import faults

_CHANNELS = 4
_ALPHA = 3
_WORD_BITS = 8
_RUN_BITS = (3, 4, 8, 16)


class _Bits:
    """Reads numbers from a stream of bits, highest bit first."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, count: int) -> int:
        first, last = self._at >> 3, (self._at + count + 7) >> 3
        if last > len(self._data):
            raise faults.bad(faults.MASK_DAMAGED)
        chunk = int.from_bytes(self._data[first:last], "big")
        self._at += count
        return chunk >> ((last << 3) - self._at) & ((1 << count) - 1)


def decode_brush(values: Sequence[int], width: int, height: int) -> Mask:
    """Return the pixels whose alpha is not 0.

    Args:
        values: The stream's bytes.
        width: Of the picture.
        height: Of the picture.

    Raises:
        BadRecord: The stream is damaged, or is of another size.
    """
    try:
        bits = _Bits(bytes(values))
    except (ValueError, TypeError) as err:
        raise faults.bad(faults.MASK_DAMAGED) from err
    total = bits.take(32)
    word_bits = bits.take(5) + 1
    run_bits = [bits.take(4) + 1 for _ in range(4)]
    if total != width * height * _CHANNELS or width * height > rle.MOST_PIXELS:
        raise faults.bad(f"has brush strokes of {total:,} bytes, which is no picture of {width} x {height} pixels")
    flat = np.zeros(total, dtype=bool)
    at = 0
    while at < total:
        is_run = bits.take(1)
        length = bits.take(run_bits[bits.take(2)]) + 1
        if at + length > total:
            raise faults.bad(faults.MASK_BEYOND)
        if is_run:
            flat[at : at + length] = bits.take(word_bits) != 0
        else:
            flat[at : at + length] = [bits.take(word_bits) != 0 for _ in range(length)]
        at += length
    return rle.encode(flat[_ALPHA::_CHANNELS].reshape(height, width))


def encode_brush(mask: Mask) -> list[int]:
    """Return a mask as the bytes of such a stream; all four channels of a pixel are 255 or 0."""
    flat = rle.decode(mask).ravel()
    edges = np.concatenate(([0], np.flatnonzero(flat[1:] != flat[:-1]) + 1, [flat.size]))
    text = [f"{flat.size * _CHANNELS:032b}", f"{_WORD_BITS - 1:05b}", *(f"{bits - 1:04b}" for bits in _RUN_BITS)]
    longest = 1 << _RUN_BITS[-1]
    for start, stop in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        value = 255 if flat[start] else 0
        left = (stop - start) * _CHANNELS
        while left:
            length = min(left, longest)
            choice = next(number for number, bits in enumerate(_RUN_BITS) if length <= 1 << bits)
            text.append(f"1{choice:02b}{length - 1:0{_RUN_BITS[choice]}b}{value:08b}")
            left -= length
    joined = "".join(text)
    joined += "0" * (-len(joined) % 8)
    return [int(joined[at : at + 8], 2) for at in range(0, len(joined), 8)]
