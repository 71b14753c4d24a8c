"""Mask pictures as numbers: values read without a palette getting in between, objects told apart, and written again."""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from tlstudio.core.geometry import rle
from tlstudio.core.geometry.shapes import Mask
from tlstudio.formats import faults
from tlstudio.formats.mask_tables import RGB, VOID, colour_of

MOST_PIECES = 1000
"""Of one label on one picture; more are noise, and stay together as one mask."""

_WHOLE_NUMBERS = ("1", "L", "P", "I;16", "I;16B", "I;16L", "I", "LA")


@dataclass(frozen=True, slots=True)
class Values:
    """What a mask picture holds.

    Attributes:
        pixels: (H, W) int32: values, or colours packed as red * 65536 + green * 256 + blue.
        is_colour: Whether they are colours.
        palette: Value -> colour, where the picture has a palette.
        is_deep: More than 8 bits: numbers of 1000 and more are a class * 1000 + an object's number.
    """

    pixels: np.ndarray
    is_colour: bool
    palette: dict[int, RGB]
    is_deep: bool


def read_values(path: Path, most_pixels: int = rle.MOST_PIXELS) -> Values:
    """Read a mask picture as the numbers that it holds.

    Raises:
        BadRecord: It is no picture, damaged, of floats, or larger than allowed.
    """
    try:
        with warnings.catch_warnings():
            # The size is checked here, by the picture that the mask belongs to.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=("PNG", "BMP", "GIF", "TIFF")) as opened:
                if opened.width * opened.height > most_pixels:
                    raise faults.bad(f"has a mask of {opened.width} x {opened.height} pixels, more than the picture")
                mode = opened.mode
                palette = _palette(opened)
                if mode in ("RGB", "RGBA"):
                    colours = np.asarray(opened)[..., :3].astype(np.int32)
                    return Values(packed(colours), True, {}, is_deep=False)
                if mode not in _WHOLE_NUMBERS:
                    raise faults.bad(f"has a mask with pixels of the kind {mode}, which are no values of labels")
                pixels = np.asarray(opened).astype(np.int32)
    except (OSError, ValueError, SyntaxError, struct.error, zlib.error, Image.DecompressionBombError) as err:
        raise faults.bad(faults.MASK_DAMAGED) from err
    return Values(pixels if pixels.ndim == 2 else pixels[..., 0], False, palette, is_deep=mode.startswith("I"))


def size_of(path: Path) -> tuple[int, int] | None:
    """Return a mask picture's width and height from its header; None = it is no picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=("PNG", "BMP", "GIF", "TIFF")) as opened:
                return opened.width, opened.height
    except (OSError, ValueError, SyntaxError, struct.error, zlib.error, Image.DecompressionBombError):
        return None


def _palette(opened: Image.Image) -> dict[int, RGB]:
    flat = opened.getpalette("RGB") if opened.mode == "P" else None
    if not flat:
        return {}
    return {at // 3: (flat[at], flat[at + 1], flat[at + 2]) for at in range(0, len(flat) - 2, 3)}


def packed(colours: np.ndarray) -> np.ndarray:
    """Return colours (H, W, 3) as numbers int32 (H, W)."""
    return colours[..., 0] << 16 | colours[..., 1] << 8 | colours[..., 2]


def unpacked(number: int) -> RGB:
    """Return the colour of a number."""
    return number >> 16, number >> 8 & 255, number & 255


def pieces(pixels: np.ndarray) -> tuple[list[Mask], bool]:
    """Return connected parts (also over corners) as masks of their own, and whether they were too many to be told apart.

    Args:
        pixels: bool (H, W); some are on.
    """
    count, parts, stats, _ = cv2.connectedComponentsWithStats(pixels.astype(np.uint8), connectivity=8)
    if count - 1 > MOST_PIECES:
        return [rle.encode(pixels)], True
    return [_cut(parts, number, stats[number]) for number in range(1, count)], False


def by_number(numbers: np.ndarray) -> Iterator[np.ndarray]:
    """Yield, for each number above 0, where it is: column * H + row of its pixels, int64 (N,), rising.

    Args:
        numbers: int32 (H, W).
    """
    flat = numbers.ravel(order="F")
    order = np.argsort(flat, kind="stable")
    starts = np.flatnonzero(np.diff(flat[order])) + 1
    for places in np.split(order, starts):
        if flat[places[0]] > 0:
            yield places


def _cut(parts: np.ndarray, number: int, stats: np.ndarray) -> Mask:
    left, top, wide, high = (int(value) for value in stats[:4])
    height, width = parts.shape
    return rle.encode_crop(parts[top : top + high, left : left + wide] == number, left, top, width, height)


def write_values(path: Path, values: np.ndarray, *, colours: Sequence[RGB] | None = None) -> None:
    """Write values as a PNG: with a palette where 8 bits are enough, else in 16 bits; or as colours.

    Args:
        values: int32 (H, W), 0..65535.
        colours: Colour of each value; None = values are written.

    Raises:
        OSError: It cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if colours is not None:
        table = np.array(colours, dtype=np.uint8)
        picture = Image.fromarray(table[values])
    elif int(values.max(initial=0)) > VOID:
        picture = Image.fromarray(values.astype(np.uint16))
    else:
        picture = Image.fromarray(values.astype(np.uint8)).convert("L")
        picture.putpalette([channel for value in range(256) for channel in _shown(value)])
    picture.save(path, format="PNG")


def _shown(value: int) -> RGB:
    return (224, 224, 192) if value == VOID else colour_of(value)
