"""TIFF through tifffile and imagecodecs: any sample type, channel count, compression and number of pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from tlstudio.imaging import pillow
from tlstudio.imaging.source import MAX_PIXELS, Fault, check_size
from tlstudio.imaging.tiff_pages import DAMAGE, opened
from tlstudio.imaging.tones import cmyk_to_rgb, over_white, to_rgb, to_uint8

if TYPE_CHECKING:
    import tifffile

_ORIENTATION_TAG = 274


def read_header(path: Path, page: int = 0) -> pillow.Header:
    """Read stored size, number of pages and orientation without reading the pixels.

    Raises:
        Fault: Damaged, or the page is not there.
        TooLarge: Too many channels or bits.
    """
    with opened(path, page) as (found, pages):
        if found.imagewidth * found.imagelength <= MAX_PIXELS:  # beyond, parts of it may still be read
            _check(found)
        return pillow.Header(found.imagewidth, found.imagelength, pages, _mode(found), orientation_of(found))


def decode(path: Path, page: int = 0) -> tuple[np.ndarray, int]:
    """Decode one page to (H, W, 3) uint8 RGB as stored, and its orientation.

    Raises:
        Fault: Damaged, or the page is not there.
        TooLarge: Beyond the limits.
    """
    with opened(path, page) as (found, _):
        _check(found)
        try:
            samples = found.asarray(maxworkers=1)
        except DAMAGE as err:
            return _second_opinion(path, page, err), orientation_of(found)
        try:
            return to_rgb_by_page(samples, found), orientation_of(found)
        except (LookupError, ValueError, TypeError, cv2.error) as err:
            # Tags that contradict the samples: a colour map too short, channels that are not there.
            raise Fault("is damaged: its tags do not fit its data", hint="Save it as PNG.", detail=str(err)) from err


def decode_samples(path: Path, page: int = 0) -> tuple[np.ndarray, bool] | None:
    """Decode one page to its values, (H, W) or (H, W, C) as stored, and whether the smallest is white.

    None for palettes and inks, whose values are no brightness.

    Raises:
        Fault: Damaged, or the page is not there.
        TooLarge: Beyond the limits.
    """
    import tifffile

    with opened(path, page) as (found, _):
        _check(found)
        meaning = tifffile.PHOTOMETRIC
        if found.photometric not in (meaning.MINISWHITE, meaning.MINISBLACK, meaning.RGB):
            return None
        try:
            values = found.asarray(maxworkers=1)
        except DAMAGE as err:
            raise Fault("is damaged, or its compression is not supported", detail=str(err)) from err
        if values.ndim == 3 and found.planarconfig == tifffile.PLANARCONFIG.SEPARATE:
            values = np.moveaxis(values, 0, 2)
        return values, found.photometric == meaning.MINISWHITE


def _check(page: tifffile.TiffPage) -> None:
    bytes_per_pixel = page.samplesperpixel * max(1, (page.bitspersample or 8) // 8)
    check_size(page.imagewidth, page.imagelength, bytes_per_pixel=bytes_per_pixel)


def _second_opinion(path: Path, page: int, first: Exception) -> np.ndarray:
    """Try Pillow (libtiff), which knows sub-sampled YCbCr and old fax variants that tifffile leaves out."""
    try:
        return pillow.decode(path.read_bytes(), "tiff", page)[0]
    except Fault as fault:
        text = str(first).lower()
        cut = "failed to read" in text or "truncated" in text or "truncated" in fault.detail.lower()
        reason = "is cut off: its data end early" if cut else "is damaged, or its compression is not supported"
        raise Fault(reason, hint="Copy it again, or save it as PNG.", detail=f"{first}; {fault.detail}") from first


def orientation_of(page: tifffile.TiffPage) -> int:
    """Return the orientation that a page states, 1..8; 1 where it says none."""
    tag = page.tags.get(_ORIENTATION_TAG)
    value = int(tag.value) if tag is not None and isinstance(tag.value, int) else 1
    return value if 1 <= value <= 8 else 1


def _mode(page: tifffile.TiffPage) -> str:
    depth = page.bitspersample or 8
    if page.dtype is not None and page.dtype.kind == "f":
        return "F"
    if depth > 8:
        return "I;16" if page.samplesperpixel == 1 else f"RGB;{depth}"
    if page.photometric == 5:
        return "CMYK"
    return {1: "1" if depth == 1 else "L", 3: "RGB", 4: "RGBA"}.get(
        page.samplesperpixel, f"{page.samplesperpixel} channels"
    )


def to_rgb_by_page(samples: np.ndarray, page: tifffile.TiffPage) -> np.ndarray:
    """Bring a page's samples to (H, W, 3) uint8 by its photometric interpretation."""
    import tifffile

    meaning = tifffile.PHOTOMETRIC
    if samples.ndim == 3 and page.planarconfig == tifffile.PLANARCONFIG.SEPARATE:
        samples = np.moveaxis(samples, 0, 2)
    if page.photometric == meaning.PALETTE and page.colormap is not None:
        # A colour map has 16 bits per entry, though some writers fill only the lower eight.
        table = page.colormap >> 8 if page.colormap.max() > 255 else page.colormap
        return to_rgb(table.astype(np.uint8).T[samples])
    if page.photometric == meaning.CIELAB and samples.dtype == np.uint8:
        # TIFF stores a and b signed, OpenCV expects them shifted by 128.
        lab = np.ascontiguousarray(samples[:, :, :3])
        lab[:, :, 1:] ^= 0x80
        return cv2.cvtColor(lab, cv2.COLOR_LAB2RGB)
    pixels = to_uint8(samples)
    if page.photometric == meaning.MINISWHITE:
        return to_rgb(255 - pixels)
    if page.photometric == meaning.SEPARATED and pixels.ndim == 3 and pixels.shape[2] >= 4:
        return cmyk_to_rgb(pixels)
    return _colours(pixels, samples, page)


def _colours(pixels: np.ndarray, samples: np.ndarray, page: tifffile.TiffPage) -> np.ndarray:
    import tifffile

    alphas = [
        at
        for at, kind in enumerate(page.extrasamples)
        if kind in (tifffile.EXTRASAMPLE.ASSOCALPHA, tifffile.EXTRASAMPLE.UNASSALPHA)
    ]
    if pixels.ndim == 2:
        return to_rgb(pixels)
    plain = pixels.shape[2] - len(page.extrasamples)
    rgb = to_rgb(pixels[:, :, : 3 if plain >= 3 else 1])
    if not alphas:
        return rgb
    at = plain + alphas[0]
    # Alpha has its own full scale, whatever range the colours use.
    full = float(np.iinfo(samples.dtype).max) if samples.dtype.kind in "iu" else 1.0
    alpha = (np.clip(samples[:, :, at] / full, 0, 1) * 255).round().astype(np.uint8)
    return over_white(rgb, alpha)
