"""What is seen of a large picture, with what lies around it, at the finest scale that fits into a limit: for assists."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from tlstudio.imaging.regions import RegionReader

MAX_DETAIL_PIXELS = 4_000_000
# An object that is begun at the edge of the view goes on beyond it: by at most this share of the view on each side.
_MARGIN = 0.5


@dataclass(frozen=True, eq=False)
class Detail:
    """A part of a picture.

    Attributes:
        rgb: (H, W, 3) uint8, upright, shown as the person sees it.
        left: Column of its first pixel in the picture, in pixels of the whole.
        top: Row of its first pixel in the picture, in pixels of the whole.
        reduction: Pixels of the whole per pixel of `rgb`, along each side; 1 = every pixel is there.
    """

    rgb: np.ndarray
    left: int
    top: int
    reduction: int

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom in pixels of the whole; the last pixels of a reduced part may reach beyond it."""
        height, width = self.rgb.shape[:2]
        return self.left, self.top, self.left + width * self.reduction, self.top + height * self.reduction

    def to_detail(self, x: float, y: float) -> tuple[float, float]:
        """A place of the picture in pixels of `rgb`."""
        return (x - self.left) / self.reduction, (y - self.top) / self.reduction

    def to_picture(self, x: float, y: float) -> tuple[float, float]:
        """A place in pixels of `rgb` in pixels of the picture."""
        return x * self.reduction + self.left, y * self.reduction + self.top


def detail_around(
    reader: RegionReader,
    visible: tuple[float, float, float, float],
    *,
    table: np.ndarray | None = None,
    max_pixels: int = MAX_DETAIL_PIXELS,
) -> Detail:
    """Read what is visible and a margin around it: at full resolution where that fits, else at the next reduction that does.

    Only the tiles that are met are decoded. Safe to call from a worker while the view reads its own tiles.

    Args:
        reader: Of the picture.
        visible: Left, top, right, bottom in pixels of the whole; cut to the picture.
        table: What stored values are shown as, uint8: (65536,) for pictures of 16 bits, (256,) for what the others are
            in 8 bits. None = by the range of the whole picture.
        max_pixels: Of the answer; at least 1.

    Raises:
        ValueError: Nothing of the picture is visible, or its file was closed meanwhile.
        Fault: What is stored there is damaged.
        OSError: The file cannot be read any more.
    """
    seen = _cut(visible, reader.size)
    if seen[2] <= seen[0] or seen[3] <= seen[1]:
        raise ValueError(f"the part {visible} lies outside of a picture of {reader.size[0]} x {reader.size[1]} px")
    reduction = 1
    while _pixels(seen, reduction) > max_pixels:
        reduction += 1
    left, top, right, bottom = _widened(seen, reader.size, reduction, max_pixels)
    samples = reader.read_reduced(left, top, right - left, bottom - top, reduction)
    return Detail(_shown(reader, samples, table), left, top, reduction)


def _shown(reader: RegionReader, samples: np.ndarray, table: np.ndarray | None) -> np.ndarray:
    if table is None:
        return reader.to_rgb(samples)
    if samples.dtype != np.uint16:
        return cv2.LUT(reader.to_rgb(samples), table)
    shown = np.take(table, samples)
    if shown.ndim == 3:
        shown = shown[:, :, :3] if shown.shape[2] >= 3 else shown[:, :, 0]
    return np.ascontiguousarray(shown if shown.ndim == 3 else np.repeat(shown[:, :, None], 3, axis=2))


def _cut(box: tuple[float, float, float, float], size: tuple[int, int]) -> tuple[int, int, int, int]:
    left, top, right, bottom = box
    return (
        max(0, math.floor(left)),
        max(0, math.floor(top)),
        min(size[0], math.ceil(right)),
        min(size[1], math.ceil(bottom)),
    )


def _pixels(box: tuple[int, int, int, int], reduction: int) -> int:
    return -(-(box[2] - box[0]) // reduction) * -(-(box[3] - box[1]) // reduction)


def _widened(
    seen: tuple[int, int, int, int], size: tuple[int, int], reduction: int, max_pixels: int
) -> tuple[int, int, int, int]:
    """The widest box around what is seen that fits, its corner on a whole pixel of every reduction."""
    width, height = seen[2] - seen[0], seen[3] - seen[1]
    share = _MARGIN
    while share > 0.01:
        x, y = width * share, height * share
        left, top, right, bottom = _cut((seen[0] - x, seen[1] - y, seen[2] + x, seen[3] + y), size)
        box = left // reduction * reduction, top // reduction * reduction, right, bottom
        if _pixels(box, reduction) <= max_pixels:
            return box
        share *= 0.8
    return seen
