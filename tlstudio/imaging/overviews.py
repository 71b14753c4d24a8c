"""Reduced copies of a large picture that brings none: built block by block, from the middle outwards, kept as a TIFF.

The copies (a quarter and a sixteenth of the sides) are stored plain in tiles: they are written in the order in which
blocks come, and reading one needs no decoding. The folder that holds them is a cache; deleting it loses nothing.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import numpy as np

from tlstudio.imaging.regions import RegionReader, resized

QUARTER, SIXTEENTH = 4, 16
_TILE = 128
_BLOCK = _TILE * QUARTER
MAX_CACHE_BYTES = 2 << 30
# On average so many of 255 steps apart, two pictures are the same one.
_SAME_GREYS = 4.0

Told = Callable[[np.ndarray, float], bool]


def reduced(reader: RegionReader, scale: int) -> np.ndarray:
    """Read the whole picture `scale` times smaller, samples as stored; memory is that of the result and of one block.

    Raises:
        Fault: What is stored is damaged.
    """
    if reader.scales[-1] >= QUARTER and reader.has_overview and reader.scales[-1] <= scale * 1.02:
        return reader.overview()
    width, height = reader.size
    block = max(scale, _BLOCK // scale * scale)
    result: np.ndarray | None = None
    for x, y in _blocks(width, height, block, reader):
        part = reader.read_reduced(x, y, block, block, scale)
        if result is None:
            result = np.zeros((-(-height // scale), -(-width // scale), *part.shape[2:]), part.dtype)
        result[y // scale : y // scale + part.shape[0], x // scale : x // scale + part.shape[1]] = part
    assert result is not None  # a picture has at least one block
    return result


def sampled(reader: RegionReader, every: int = SIXTEENTH) -> np.ndarray:
    """Read every n-th row and pixel: a first sight of a picture in strips, in a fraction of the time."""
    samples = reader.read_rows(every)
    reader.measure(samples)
    return samples


def as_stored(rgb: np.ndarray, reader: RegionReader, like: np.ndarray) -> np.ndarray | None:
    """Bring a small picture of the whole back to samples, to lie where none have been read yet.

    Args:
        rgb: (H, W, 3) uint8, as it is shown.
        reader: Of the picture; its range of shown values has been measured.
        like: Samples of the same picture, (h, w[, C]): the result has their channels and type.

    Returns:
        (H, W[, C]) samples that the reader shows as nearly the same; None where it would show something else, as by a
        palette.
    """
    shown = 255 - rgb if reader.is_inverted else rgb
    low, high = reader.value_range()
    values = (shown.astype(np.float32) * ((high - low) / 255.0) + low).astype(like.dtype)
    if like.ndim == 2:
        result = values.mean(axis=2).astype(like.dtype)
    else:
        # A fourth channel is transparency, of which the small picture has none.
        opaque = np.full((*rgb.shape[:2], max(0, like.shape[2] - 3)), 255 if like.dtype == np.uint8 else high)
        result = np.concatenate((values, opaque.astype(like.dtype)), axis=2)[:, :, : like.shape[2]]
    grey_off = np.abs(reader.to_rgb(result).astype(np.int16).mean(axis=2) - rgb.astype(np.int16).mean(axis=2))
    return result if grey_off.mean() <= _SAME_GREYS else None


def build(reader: RegionReader, target: Path | None, told: Told, *, first: np.ndarray | None = None) -> bool:
    """Build the reduced copies of a picture, and keep them.

    Args:
        reader: Of the picture.
        target: The file to keep them in; None or a full disk = they are only told.
        told: Called after each block with the sixteenth as far as it is known (zeros or `first` elsewhere; one array,
            changed in place) and the share that is done; False ends the work.
        first: A sixteenth that was read before in a coarser way.

    Returns:
        Whether the file is there.

    Raises:
        Fault: What is stored is damaged.
    """
    width, height = reader.size
    small: np.ndarray | None = first.copy() if first is not None else None
    blocks = _blocks(width, height, _BLOCK, reader)
    with _Store(target, reader) as store:
        for number, (x, y) in enumerate(blocks):
            quarter = reader.read_reduced(x, y, _BLOCK, _BLOCK, QUARTER)
            step = SIXTEENTH // QUARTER
            part = resized(quarter, (-(-quarter.shape[1] // step), -(-quarter.shape[0] // step)))
            if small is None:
                small = np.zeros((-(-height // SIXTEENTH), -(-width // SIXTEENTH), *part.shape[2:]), part.dtype)
            left, top = x // SIXTEENTH, y // SIXTEENTH
            small[top : top + part.shape[0], left : left + part.shape[1]] = part
            store.put(x // _BLOCK, y // _BLOCK, quarter)
            if not told(small, (number + 1) / len(blocks)):
                return False
        return store.finish(small)


def pyramid_path(folder: Path, content_hash: str, page: int) -> Path:
    """Where the reduced copies of a picture are kept."""
    return folder / f"{content_hash}-{page}.tif"


def _blocks(width: int, height: int, block: int, reader: RegionReader) -> list[tuple[int, int]]:
    """Upper left corners of all blocks, from the middle outwards; in strips row by row, for a strip crosses them all."""
    corners = [(x, y) for y in range(0, height, block) for x in range(0, width, block)]
    by_row = not reader.is_tiled
    middle_x, middle_y = (width - block) / 2, (height - block) / 2

    def distance(corner: tuple[int, int]) -> tuple[float, float]:
        down, across = abs(corner[1] - middle_y), abs(corner[0] - middle_x)
        return (down, corner[1] * width + corner[0]) if by_row else (down**2 + across**2, 0.0)

    return sorted(corners, key=distance)


@dataclass(frozen=True)
class _Place:
    offsets: tuple[int, ...]
    across: int


class _Store:
    """The file in the making; forgets itself where the disk refuses."""

    def __init__(self, target: Path | None, reader: RegionReader) -> None:
        self._target = target
        self._part = target.with_suffix(".part") if target is not None else None
        self._file: int | None = None
        self._places: tuple[_Place, ...] = ()
        self._reader = reader
        self._is_done = False

    def __enter__(self) -> _Store:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._close()
        if self._part is not None and not self._is_done:
            with contextlib.suppress(OSError):
                self._part.unlink(missing_ok=True)

    def put(self, column: int, row: int, quarter: np.ndarray) -> None:
        """Write one tile of the quarter."""
        try:
            if self._file is None and self._part is not None:
                self._begin(quarter)
            self._write(0, column, row, quarter)
        except OSError:
            self._give_up()

    def finish(self, small: np.ndarray | None) -> bool:
        """Write the sixteenth and put the file in its place."""
        if self._file is None or self._part is None or self._target is None or small is None:
            return False
        try:
            for row in range(-(-small.shape[0] // _TILE)):
                for column in range(-(-small.shape[1] // _TILE)):
                    y, x = row * _TILE, column * _TILE
                    self._write(1, column, row, small[y : y + _TILE, x : x + _TILE])
            self._close()
            self._part.replace(self._target)
            self._is_done = True
            _evict(self._target.parent, keep=self._target)
        except OSError:
            self._give_up()
        return self._is_done

    def _begin(self, quarter: np.ndarray) -> None:
        import tifffile

        assert self._part is not None
        self._part.parent.mkdir(parents=True, exist_ok=True)
        channels = quarter.shape[2:]
        photometric = "rgb" if channels and channels[0] >= 3 else "minisblack"
        extra = ["unspecified"] * (channels[0] - 3) if channels and channels[0] > 3 else None
        width, height = self._reader.size
        with tifffile.TiffWriter(self._part) as writer:
            for scale in (QUARTER, SIXTEENTH):
                shape = (-(-height // scale), -(-width // scale), *channels)
                writer.write(
                    None, shape=shape, dtype=quarter.dtype, tile=(_TILE, _TILE), photometric=photometric,
                    planarconfig="contig" if channels else None, extrasamples=extra, subfiletype=1, metadata=None,
                )  # fmt: skip
        with tifffile.TiffFile(self._part) as file:
            pages = [page for page in file.pages if isinstance(page, tifffile.TiffPage)]
            self._places = tuple(_Place(tuple(page.dataoffsets), -(-page.imagewidth // _TILE)) for page in pages)
        self._file = os.open(self._part, os.O_WRONLY | getattr(os, "O_BINARY", 0))

    def _write(self, level: int, column: int, row: int, samples: np.ndarray) -> None:
        if self._file is None:
            return
        tile = np.zeros((_TILE, _TILE, *samples.shape[2:]), samples.dtype)
        tile[: samples.shape[0], : samples.shape[1]] = samples
        place = self._places[level]
        os.lseek(self._file, place.offsets[row * place.across + column], os.SEEK_SET)
        os.write(self._file, tile.tobytes())

    def _give_up(self) -> None:
        self._close()
        if self._part is not None:
            with contextlib.suppress(OSError):
                self._part.unlink(missing_ok=True)
        self._part = None

    def _close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _evict(folder: Path, *, keep: Path) -> None:
    """Delete the oldest until the folder is small enough."""
    files = sorted((path for path in folder.glob("*.tif") if path != keep), key=lambda path: path.stat().st_mtime)
    total = sum(path.stat().st_size for path in (*files, keep))
    for path in files:
        if total <= MAX_CACHE_BYTES:
            return
        total -= path.stat().st_size
        path.unlink(missing_ok=True)
