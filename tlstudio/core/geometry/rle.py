"""COCO's run lengths: column by column, beginning with pixels that are off; as a list, and as its compressed string.

The string holds six bits per character (from "0" on), low groups first, bit 5 = more to come; from the fourth count on it
holds differences to the count two before (cocodataset/cocoapi, common/maskApi.c).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tlstudio.core.errors import BadRecord
from tlstudio.core.geometry.shapes import Box, Mask

_FIRST = 48
# Nine characters hold 45 bits, far more than any run; longer ones are damage.
_MOST_GROUPS = 9
# Nothing that is shown or learnt from is larger (imaging refuses more); a hostile size must not allocate.
MOST_PIXELS = 1 << 30


def encode(pixels: np.ndarray) -> Mask:
    """Return a mask from an array.

    Args:
        pixels: (H, W), bool or any number; what is not 0 is on.
    """
    height, width = pixels.shape
    flat = (pixels != 0).ravel(order="F")
    changes = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    edges = np.concatenate(([0], changes, [flat.size]))
    counts = np.diff(edges) if flat.size else np.zeros(1, np.int64)
    if flat.size and flat[0]:
        counts = np.concatenate(([0], counts))
    return Mask(width, height, compress(counts))


def encode_crop(pixels: np.ndarray, left: int, top: int, width: int, height: int) -> Mask:
    """Return the mask of an image that is off but for a crop.

    Args:
        pixels: The crop, (H, W), bool or any number; what is not 0 is on.
        left: Column of the image that the crop begins at; the crop lies on the image.
        top: Row of the image that it begins at.
        width: Of the image.
        height: Of the image.
    """
    columns, rows = np.nonzero(pixels.T)
    on = (columns.astype(np.int64) + left) * height + rows + top
    return encode_places(on, width, height)


def encode_places(on: np.ndarray, width: int, height: int) -> Mask:
    """Return the mask of the pixels at these places.

    Args:
        on: Column * height + row of each pixel that is on, int64 (N,), rising.
        width: Of the image.
        height: Of the image.
    """
    if not on.size:
        return Mask(width, height, compress([width * height]))
    breaks = np.flatnonzero(np.diff(on) > 1)
    starts = on[np.concatenate(([0], breaks + 1))]
    stops = on[np.concatenate((breaks, [on.size - 1]))] + 1
    edges = np.concatenate(([0], np.column_stack((starts, stops)).ravel(), [width * height]))
    counts: list[int] = np.diff(edges).tolist()
    # Encoded in one piece, pixels that are on at the very end are not followed by a run of none.
    return Mask(width, height, compress(counts if counts[-1] else counts[:-1]))


def decode(mask: Mask) -> np.ndarray:
    """Return the pixels of a mask, bool (H, W).

    Raises:
        BadRecord: The runs do not add up to the size.
    """
    counts = runs(mask)
    values = np.arange(len(counts)) % 2 == 1
    return np.repeat(values, counts).reshape((mask.height, mask.width), order="F")


def checked_counts(mask: Mask) -> list[int]:
    """Return the runs of a mask.

    Raises:
        BadRecord: They are no runs, or do not add up to the size.
    """
    return runs(mask).tolist()


def runs(mask: Mask) -> np.ndarray:
    """Return the runs of a mask, int64.

    Raises:
        BadRecord: They are no runs, or do not add up to the size.
    """
    counts = decompress(mask.counts)
    check(counts, mask.width, mask.height)
    return counts


def check(counts: Sequence[int] | np.ndarray, width: int, height: int) -> None:
    """Make sure that runs fill a size.

    Raises:
        BadRecord: They do not, or the size makes no sense.
    """
    if width < 1 or height < 1 or width * height > MOST_PIXELS:
        raise BadRecord(f"A mask of {width} x {height} pixels makes no sense.")
    values = np.asarray(counts, np.float64)
    total = float(values.sum())
    if np.any(values < 0) or total != width * height:
        raise BadRecord(f"The runs of a mask add up to {total:,.0f} pixels, its size to {width * height:,}.")


def compress(counts: Sequence[int] | np.ndarray) -> str:
    """Return runs as COCO's string."""
    values = np.array(counts, np.int64)
    if len(values) > 3:
        values[3:] -= np.asarray(counts, np.int64)[1:-2]
    # Each character holds five bits; the last one's highest is the sign.
    magnitude = np.where(values < 0, ~values, values)
    lengths = np.ones(len(values), np.int64)
    while (rest := magnitude >> (5 * lengths - 1)).any():
        lengths += rest > 0
    text = np.empty(int(lengths.sum()), np.uint8)
    begins = np.cumsum(lengths) - lengths
    for group in range(int(lengths.max(initial=0))):
        has = lengths > group
        more = np.where(lengths[has] > group + 1, 0x20, 0)
        text[begins[has] + group] = ((values[has] >> (5 * group)) & 0x1F) + more + _FIRST
    return text.tobytes().decode("ascii")


def decompress(text: str) -> np.ndarray:
    """Return the runs that COCO's string holds, int64 (N,).

    Raises:
        BadRecord: It holds other characters, or ends in the middle of a number.
    """
    groups = np.frombuffer(text.encode("utf-8"), np.uint8).astype(np.int64) - _FIRST
    if not len(groups):
        return groups
    ends = (groups & 0x20) == 0
    if np.any((groups < 0) | (groups >= 64)):
        raise BadRecord("A mask's compressed runs hold what cannot be there.")
    if not ends[-1]:
        raise BadRecord("A mask's compressed runs end in the middle of a number.")
    last = np.flatnonzero(ends)
    begins = np.concatenate(([0], last[:-1] + 1))
    lengths = last - begins + 1
    if int(lengths.max()) > _MOST_GROUPS:
        raise BadRecord("A mask's compressed runs hold what cannot be there.")
    place = np.arange(len(groups)) - np.repeat(begins, lengths)
    values = np.add.reduceat((groups & 0x1F) << (5 * place), begins)
    values -= ((groups[last] & 0x10) > 0).astype(np.int64) << (5 * lengths)
    values[1::2] = np.cumsum(values[1::2])
    values[2::2] = np.cumsum(values[2::2])
    return values


def area(mask: Mask) -> int:
    """Return the number of pixels that are on."""
    return int(runs(mask)[1::2].sum())


def bounds(mask: Mask) -> Box | None:
    """Return the box around the pixels that are on; None = there are none."""
    ends = np.cumsum(runs(mask))
    starts, stops = ends[0::2][: len(ends) // 2], ends[1::2]
    some = stops > starts
    starts, stops = starts[some], stops[some]
    if not len(starts):
        return None
    height = mask.height
    left, right = int(starts[0]) // height, int(stops[-1] - 1) // height + 1
    # A run that goes on in the next column touches the image's upper and lower border.
    if np.any(starts // height != (stops - 1) // height):
        return Box(left, 0, right - left, height)
    top, bottom = int((starts % height).min()), int(((stops - 1) % height).max()) + 1
    return Box(left, top, right - left, bottom - top)
