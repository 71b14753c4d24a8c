"""Large TIFFs for whoever wants a small picture of them (thumbnails, hashes, features): read by regions, never whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from tlstudio.imaging import pillow, tiff
from tlstudio.imaging.overviews import reduced
from tlstudio.imaging.regions import RegionReader, is_large
from tlstudio.imaging.source import Fault

# Below this reduction nearly everything would be kept, so that reading by regions saves nothing.
_LEAST_REDUCTION = 4


def is_readable(path: Path, page: int, header: pillow.Header) -> bool:
    """Whether a page is beyond what is decoded whole, but can be read by regions."""
    if not is_large(header.width, header.height):
        return False
    try:
        RegionReader(path, page).close()
    except Fault:  # the sentence about its size says more than why it cannot be read in parts
        return False
    return True


def decode(path: Path, page: int, shorter_side: Callable[[int, int], int]) -> tuple[np.ndarray, int] | None:
    """Decode a large page at a reduction that leaves the shorter side long enough.

    Returns:
        (H, W, 3) uint8 RGB, upright, and the orientation 1; None where it should be decoded whole like any other.

    Raises:
        Fault: Damaged.
    """
    header = tiff.read_header(path, page)
    side = min(header.width, header.height)
    scale = side // max(1, shorter_side(header.width, header.height))
    if not is_large(header.width, header.height) or scale < _LEAST_REDUCTION:
        return None
    try:
        reader = RegionReader(path, page)
    except Fault:
        return None
    try:
        samples = reduced(reader, scale)
        reader.measure(samples)
        return reader.to_rgb(samples), 1
    finally:
        reader.close()
