"""Parts of a picture that is too large to be decoded whole: a TIFF read tile by tile, at the reduction that is asked for.

Nothing is ever decoded but the tiles (or strips) that an area meets. Reduced copies in the file are used, and a pyramid
that `overviews` has built beside the project. Areas come as they are stored (8 or 16 bits), upright; `to_rgb` makes them
visible by one range for the whole picture, so that neighbouring tiles have no seam.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np

from tlstudio.imaging import tiff
from tlstudio.imaging.orientation import swaps_sides, upright
from tlstudio.imaging.source import Fault
from tlstudio.imaging.stored_levels import OVERVIEW_SIDE, StoredLevels
from tlstudio.imaging.tones import to_rgb, value_range

# From here on decoding a picture whole costs more memory than the window may take.
LARGE_PIXELS = 64_000_000
_PIECE = 1024
# Between levels further apart than this, a view has to be put together from too many pixels.
_WIDEST_GAP = 8
_SAMPLED_SIDE = 1024


def is_large(width: int, height: int) -> bool:
    """Whether a picture of this size is read by regions where its format allows."""
    return width * height > LARGE_PIXELS


class RegionReader:
    """Reads areas of one page; safe to use from several threads.

    Args:
        path: A TIFF.
        page: From 0; reduced copies and masks do not count.
        pyramid: A TIFF with reduced copies of this page, made by `overviews`; used where it exists.

    Attributes:
        size: Width and height in pixels, upright.
        levels: Width and height of every level that can be read, upright; the first is the whole, the others are smaller.
        dtype: Of the stored samples.

    Raises:
        Fault: Not a TIFF, damaged, or stored so that parts of it cannot be read by themselves.
    """

    def __init__(self, path: Path, page: int = 0, *, pyramid: Path | None = None) -> None:
        self._stored = StoredLevels(path, page)
        self._orientation = tiff.orientation_of(self._stored.whole.page)
        self.dtype = self._stored.dtype
        self._range: tuple[float, float] | None = None
        self._set_levels()
        if pyramid is not None and pyramid.exists():
            try:
                self.add_pyramid(pyramid)
            except Fault:
                self.close()
                raise

    @property
    def scales(self) -> tuple[float, ...]:
        """Pixels of the whole per pixel of each level."""
        return tuple(self.size[0] / width for width, _height in self.levels)

    @property
    def has_overview(self) -> bool:
        """Whether a level is small enough to be read whole."""
        return max(self.levels[-1]) <= OVERVIEW_SIDE

    @property
    def has_gaps(self) -> bool:
        """Whether some reduction is far from every level, so that reading it is slow."""
        widths = [width for width, _height in self.levels]
        return not self.has_overview or any(one > _WIDEST_GAP * two for one, two in pairwise(widths))

    @property
    def is_deep(self) -> bool:
        """Whether a sample has more than 8 bits."""
        return self.dtype.itemsize > 1

    @property
    def is_tiled(self) -> bool:
        """Whether the whole picture is stored in tiles, not in strips."""
        return self._stored.whole.is_tiled

    @property
    def can_skip_rows(self) -> bool:
        """Whether single rows can be read without their neighbours."""
        return self._stored.whole.is_plain and not swaps_sides(self._orientation)

    @property
    def tile_size(self) -> tuple[int, int]:
        """Width and height of what is decoded at once, upright."""
        width, height = self._stored.whole.tile
        return (height, width) if swaps_sides(self._orientation) else (width, height)

    def read(self, level: int, x: int, y: int, width: int, height: int) -> np.ndarray:
        """Read an area of a level, cut at the picture's border.

        Returns:
            Samples as stored, (H, W) or (H, W, C), upright.

        Raises:
            Fault: What is stored there is damaged.
            ValueError: The area lies outside, or the reader was closed.
        """
        full_width, full_height = self.levels[level]
        left, top = max(0, x), max(0, y)
        right, bottom = min(full_width, x + width), min(full_height, y + height)
        if right <= left or bottom <= top:
            raise ValueError(f"the area {x}, {y}, {width}, {height} lies outside of {full_width} x {full_height}")
        box = _stored_box((left, top, right, bottom), (full_width, full_height), self._orientation)
        with self._stored.open_files():
            return upright(self._stored.area(level, box), self._orientation)

    def read_reduced(self, x: int, y: int, width: int, height: int, scale: int) -> np.ndarray:
        """Read an area given in pixels of the whole, `scale` times smaller, from the smallest level that is fine enough.

        Returns:
            Samples as stored, about (height / scale, width / scale[, C]); the average of what each pixel stands for.
        """
        right, bottom = min(self.size[0], x + width), min(self.size[1], y + height)
        level = max(at for at, known in enumerate(self.scales) if known <= scale * 1.02)
        # Piece by piece, so that an area of the whole is never in memory at full size.
        step = max(scale, round(_PIECE * self.scales[level]) // scale * scale)
        result: np.ndarray | None = None
        for top in range(y, bottom, step):
            for left in range(x, right, step):
                piece = self._reduced((left, top, min(right, left + step), min(bottom, top + step)), level, scale)
                if right - x <= step and bottom - y <= step:
                    return piece
                if result is None:
                    shape = (-(-(bottom - y) // scale), -(-(right - x) // scale), *piece.shape[2:])
                    result = np.empty(shape, piece.dtype)
                row, column = (top - y) // scale, (left - x) // scale
                result[row : row + piece.shape[0], column : column + piece.shape[1]] = piece
        if result is None:
            raise ValueError(f"the area {x}, {y}, {width}, {height} lies outside of the picture")
        return result

    def _reduced(self, box: tuple[int, int, int, int], level: int, scale: int) -> np.ndarray:
        left, top, right, bottom = box
        ratio_x, ratio_y = self.levels[level][0] / self.size[0], self.levels[level][1] / self.size[1]
        x, y = round(left * ratio_x), round(top * ratio_y)
        samples = self.read(level, x, y, max(1, round(right * ratio_x) - x), max(1, round(bottom * ratio_y) - y))
        return resized(samples, (max(1, -(-(right - left) // scale)), max(1, -(-(bottom - top) // scale))))

    def read_rows(self, every: int, start: int = 0) -> np.ndarray:
        """Read every n-th row of the whole, and of these every n-th pixel: quick where `can_skip_rows`.

        Returns:
            About (height / every, width / every[, C]) samples as stored, upright.
        """
        stored = self._stored.whole
        with self._stored.open_files():
            rows = [stored.area(0, y, stored.width, y + 1)[:, ::every] for y in range(start, stored.height, every)]
        return upright(np.concatenate(rows), self._orientation)

    def overview(self) -> np.ndarray:
        """Read the smallest level whole, samples as stored; only where `has_overview`."""
        return self.read(len(self.levels) - 1, 0, 0, *self.levels[-1])

    def value_range(self) -> tuple[float, float]:
        """Which stored values are shown black and white; by the rules of `tones`, from the overview or the middle."""
        if self._range is None:
            if self.has_overview:
                samples = self.overview()
            else:
                side = _SAMPLED_SIDE
                samples = self.read(0, (self.size[0] - side) // 2, (self.size[1] - side) // 2, side, side)
            self.measure(samples)
        return self._range or (0.0, 255.0)

    def measure(self, samples: np.ndarray) -> None:
        """Take the range of shown values from these samples of the whole."""
        self._range = (0.0, 255.0) if samples.dtype == np.uint8 else value_range(self._colours(samples))

    def to_rgb(self, samples: np.ndarray) -> np.ndarray:
        """Bring stored samples of any area to (H, W, 3) uint8."""
        page = self._stored.whole.page
        if samples.dtype == np.uint8:
            return tiff.to_rgb_by_page(samples, page)
        low, high = self.value_range()
        shown = (self._colours(samples).astype(np.float32) - low) * (255.0 / (high - low))
        rgb = to_rgb(np.nan_to_num(shown).clip(0, 255).round().astype(np.uint8))
        return 255 - rgb if self.is_inverted else rgb

    @property
    def is_inverted(self) -> bool:
        """Whether the smallest value is white."""
        return int(self._stored.whole.page.photometric) == 0

    def add_pyramid(self, path: Path) -> None:
        """Use the reduced copies in another file from now on.

        Raises:
            Fault: They are not of this picture.
        """
        self._stored.add(path)
        self._set_levels()

    def close(self) -> None:
        """Let go of the files, at the end of what other threads are reading; nothing is read any more."""
        self._stored.close()

    # -- inside ----------------------------------------------------------------------------------------------------

    def _set_levels(self) -> None:
        turned = swaps_sides(self._orientation)
        self.levels = tuple((s.height, s.width) if turned else (s.width, s.height) for s in self._stored.all)
        self.size = self.levels[0]

    def _colours(self, samples: np.ndarray) -> np.ndarray:
        """Leave transparency and further channels out."""
        if samples.ndim == 2:
            return samples
        return samples[:, :, :3] if samples.shape[2] >= 3 else samples[:, :, 0]


def open_regions(path: Path, page: int = 0, *, pyramid: Path | None = None) -> RegionReader:
    """Open a picture for reading areas of it.

    Raises:
        ImageUnreadable: Missing, damaged, not a TIFF, or stored in one piece that would have to be decoded whole.
        ImageTooLarge: Too large even so.
    """
    try:
        return RegionReader(path, page, pyramid=pyramid)
    except Fault as fault:
        raise fault.error(f"{path.name} {fault.reason}.", hint=fault.hint, detail=fault.detail) from fault


def resized(samples: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """Average samples of any of the stored types down to a width and height."""
    if (samples.shape[1], samples.shape[0]) == size:
        return samples
    if samples.dtype.name in ("uint8", "uint16", "int16", "float32", "float64"):
        return cv2.resize(samples, size, interpolation=cv2.INTER_AREA)
    return cv2.resize(samples.astype(np.float64), size, interpolation=cv2.INTER_AREA).astype(samples.dtype)


def _stored_box(box: tuple[int, int, int, int], size: tuple[int, int], orientation: int) -> tuple[int, int, int, int]:
    """Where an upright box lies in the stored picture; the way back through `orientation.upright`."""
    left, top, right, bottom = box
    width, height = size
    if orientation in (3, 4, 7, 8):
        top, bottom = height - bottom, height - top
    if orientation in (2, 3, 6, 7):
        left, right = width - right, width - left
    return (top, left, bottom, right) if swaps_sides(orientation) else (left, top, right, bottom)
