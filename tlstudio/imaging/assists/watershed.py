"""Watershed: cut objects that touch apart at their necks."""

from __future__ import annotations

import cv2
import numpy as np

from tlstudio.imaging.assists.cutout import Cutout, cut
from tlstudio.imaging.assists.nearest import filled

MAX_PIXELS = 250_000
DEPTH = 0.15
LEVELS = 64
LEAST_DEPTH = 0.75
SQUARE = np.ones((3, 3), np.uint8)


def split(cutout: Cutout, depth: float = DEPTH, *, max_pixels: int = MAX_PIXELS) -> list[Cutout]:
    """Cut pixels into the objects that they are made of; one that has no neck comes back whole.

    The distance from the border is a landscape with one summit per object; it is flooded from the summits downwards
    (Vincent and Soille, "Watersheds in digital spaces: an efficient algorithm based on immersion simulations",
    PAMI 13(6), 1991). Summits that rise by less than `depth` above the pass to a higher one do not count.

    Args:
        cutout: The pixels; parts that do not touch become objects of their own.
        depth: Share (0..1) of the greatest distance from the border; smaller = more objects.
        max_pixels: Larger cutouts are split at a reduced scale, where parts too small for it join the nearest object.

    Returns:
        The objects from the upper left to the lower right; together they are exactly the pixels of the cutout.
    """
    factor = max(1, int(np.ceil(np.sqrt(cutout.on.size / max_pixels))))
    padded = np.pad(cutout.on, factor)
    size = padded.shape[1] // factor, padded.shape[0] // factor
    small = cv2.resize(padded.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) if factor > 1 else padded
    height = np.asarray(cv2.distanceTransform(small.astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE), np.float32)
    objects = _flooded(height, _summits(height, max(LEAST_DEPTH, depth * float(height.max()))))
    if factor > 1:
        objects = cv2.resize(objects, padded.shape[::-1], interpolation=cv2.INTER_NEAREST)
    objects = np.asarray(objects, np.int32)
    if not objects.any():
        return [cutout]
    # On the way back to full size a few pixels have no object of their own; none of them may be lost.
    whole = np.where(padded, filled(objects, objects > 0), 0)
    numbers = [int(number) for number in np.unique(whole) if number]
    found = [cut(whole == number, cutout.left - factor, cutout.top - factor) for number in numbers]
    return sorted((one for one in found if one is not None), key=lambda one: (one.top, one.left))


def _summits(height: np.ndarray, depth: float) -> np.ndarray:
    """Number the summits that rise by `depth` or more, int32: 0 is none (h-maxima; Soille, 2003, section 6.3)."""
    lowered = np.maximum(height - depth, 0)
    while True:
        spread = np.minimum(cv2.dilate(lowered, SQUARE), height)
        if np.array_equal(spread, lowered):
            break
        lowered = spread
    rise = height - lowered
    count, domes = cv2.connectedComponents((rise > 0).astype(np.uint8), connectivity=8)
    domes = np.asarray(domes, np.int32)
    highest = np.zeros(count, np.float32)
    np.maximum.at(highest, domes.ravel(), rise.ravel())
    # A part thinner than the depth has no summit that rises so far; it lowers to 0 and is taken whole.
    counts = (highest >= depth - 1e-4) | (highest >= _peaks(height, domes, count) - 1e-4)
    counts[0] = False
    return np.where(counts[domes], domes, 0).astype(np.int32)


def _peaks(height: np.ndarray, domes: np.ndarray, count: int) -> np.ndarray:
    peaks = np.zeros(count, np.float32)
    np.maximum.at(peaks, domes.ravel(), height.ravel())
    return peaks


def _flooded(height: np.ndarray, summits: np.ndarray) -> np.ndarray:
    """Let every summit's number flow down over the landscape, level by level."""
    names = np.unique(summits)
    numbers = np.searchsorted(names, summits).astype(np.uint16)
    top = float(height.max())
    for level in np.linspace(top, 0, LEVELS + 1)[1:].tolist():
        above = height > level
        while True:
            free = above & (numbers == 0)
            if not free.any():
                break
            grown = np.where(free, cv2.dilate(numbers, SQUARE), numbers)
            if np.array_equal(grown, numbers):
                break
            numbers = grown
    return numbers
