"""Stored values of a picture with more than 8 bits a sample, for whoever shows them with a window of their own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tlstudio.imaging import dicom, pillow, png, tiff
from tlstudio.imaging.orientation import upright
from tlstudio.imaging.regions import is_large
from tlstudio.imaging.signature import signature
from tlstudio.imaging.source import Fault, Source
from tlstudio.imaging.tones import value_range
from tlstudio.imaging.working_memory import needed, taken

_TOP = 65535


@dataclass(frozen=True)
class Samples:
    """A picture's values.

    Attributes:
        codes: (H, W) or (H, W, 3) uint16, upright.
        low, high: Codes that are shown black and white by the rules of `tones`.
        slope, offset: A stored value is `code * slope + offset`.
        is_inverted: The smallest value is white.
    """

    codes: np.ndarray
    low: float
    high: float
    slope: float = 1.0
    offset: float = 0.0
    is_inverted: bool = False


def read_samples(path: Path, *, page: int = 0) -> Samples | None:
    """Read the values of a picture of more than 8 bits; None for any other, and for one that `read_image` refuses.

    PNG, TIFF and DICOM are looked at. Transparency is left out.
    """
    try:
        source = Source(path)
        kind = signature(source.head, path.suffix.lower())
        if kind == "png" and png.is_deep(source.head):
            with taken(needed(source, kind, page)):
                return _of_png(source)
        if kind == "tiff":
            return _of_tiff(source, page)
        if kind == "dicom":
            return _of_dicom(source, page)
    except Fault:
        return None
    return None


def _of_png(source: Source) -> Samples | None:
    header = pillow.read_header(source.data, "png")
    return _samples(upright(png.decode_deep(source.data), header.orientation))


def _of_tiff(source: Source, page: int) -> Samples | None:
    header = tiff.read_header(source.path, page)
    if header.mode in ("1", "L", "RGB", "RGBA", "CMYK") or is_large(header.width, header.height):
        return None
    with taken(needed(source, "tiff", page)):
        found = tiff.decode_samples(source.path, page)
        if found is None:
            return None
        values, is_inverted = found
        return _samples(upright(values, header.orientation), is_inverted=is_inverted)


def _of_dicom(source: Source, page: int) -> Samples | None:
    values, window, is_inverted = dicom.decode_values(source.data, page)
    made = _samples(values, is_inverted=is_inverted)
    if made is None or window is None:
        return made
    low, high = ((edge - made.offset) / made.slope for edge in window)
    return Samples(made.codes, low, high, made.slope, made.offset, is_inverted)


def _samples(values: np.ndarray, *, is_inverted: bool = False) -> Samples | None:
    """Bring values of any type to codes."""
    if values.ndim == 3:
        values = values[:, :, :3] if values.shape[2] >= 3 else values[:, :, 0]
    if values.dtype.kind not in "iuf" or values.dtype.itemsize < 2:
        return None
    low, high = value_range(values)
    if values.dtype == np.uint16:
        return Samples(np.ascontiguousarray(values), low, high, is_inverted=is_inverted)
    finite = values[np.isfinite(values)] if values.dtype.kind == "f" else values
    if finite.size == 0:
        return None
    smallest, largest = float(finite.min()), float(finite.max())
    is_exact = values.dtype.kind in "iu" and largest - smallest <= _TOP
    slope = 1.0 if is_exact else max(largest - smallest, 1e-30) / _TOP
    codes = np.nan_to_num((values.astype(np.float64) - smallest) / slope, nan=0.0).clip(0, _TOP).round()
    return Samples(
        codes.astype(np.uint16), (low - smallest) / slope, (high - smallest) / slope, slope, smallest, is_inverted
    )
