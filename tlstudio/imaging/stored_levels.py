"""One page of a TIFF and its reduced copies as they lie in their files: which parts are read, decoded and kept."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tlstudio.imaging.segments import Segments
from tlstudio.imaging.signature import signature
from tlstudio.imaging.source import Fault, Source, TooLarge
from tlstudio.imaging.tiff_pages import DAMAGE, page_with_reduced

if TYPE_CHECKING:
    import tifffile

MAX_REGION_PIXELS = 40_000_000_000
# Without reduced copies somebody has to read everything once; ten thousand times ten thousand tiles would take a day.
MAX_PIXELS_WITHOUT_LEVELS = 4_000_000_000
# A tile of zeros deflates to a thousandth; a header that claims far more than its file can hold is refused.
_MOST_PIXELS_PER_BYTE = 5000
# Reduced copies this small serve as overview of the whole picture.
OVERVIEW_SIDE = 3000
_KEPT_BYTES = 32 << 20


class StoredLevels:
    """The levels, and their files while they are open; safe to use from several threads.

    Args:
        path: A TIFF.
        page: From 0; reduced copies and masks do not count.

    Attributes:
        whole: The page itself.
        all: The page and its reduced copies, the largest first; another list takes its place when copies are added.
        dtype: Of the samples.

    Raises:
        Fault: Not a TIFF, damaged, or stored so that parts of it cannot be read by themselves.
        TooLarge: Even for reading it by parts.
    """

    def __init__(self, path: Path, page: int) -> None:
        source = Source(path)
        if signature(source.head, path.suffix.lower()) != "tiff":
            raise Fault("cannot be read by regions: only TIFF files can")
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[int, int], np.ndarray] = OrderedDict()
        self._kept_bytes = 0
        self._files: list[tifffile.TiffFile] = []
        self._reads = 0
        self._is_closed = False
        try:
            self._open(path, page, source.bytes_on_disk)
        except DAMAGE as err:
            self.close()
            raise Fault("is damaged: its TIFF directory cannot be read", detail=str(err)) from err
        except Fault:
            self.close()
            raise

    def add(self, path: Path) -> None:
        """Use the reduced copies in another file too.

        Raises:
            Fault: They are damaged, or not of this picture.
        """
        import tifffile

        try:
            file = tifffile.TiffFile(path)
            with self._lock:
                self._files.append(file)
            found = [Segments(page) for page in file.pages if isinstance(page, tifffile.TiffPage)]
        except DAMAGE as err:
            raise Fault("has a damaged overview", detail=str(err)) from err
        whole = self.whole
        for copy in found:
            if abs(copy.width / whole.width - copy.height / whole.height) * whole.width > 4 or (
                copy.page.dtype != whole.page.dtype or copy.samples != whole.samples
            ):
                raise Fault("has an overview of another picture")
        self.all = [whole, *sorted([*self.all[1:], *found], key=lambda level: -level.width)]
        with self._lock:
            self._kept.clear()
            self._kept_bytes = 0

    @contextmanager
    def open_files(self) -> Generator[None]:
        """Keep the files open while a thread reads: a number that the system has given to another file must not be read.

        Raises:
            ValueError: They were closed before.
        """
        with self._lock:
            if self._is_closed:
                raise ValueError("the picture was closed")
            self._reads += 1
        try:
            yield
        finally:
            with self._lock:
                self._reads -= 1
                self._let_go()

    def area(self, level: int, box: tuple[int, int, int, int]) -> np.ndarray:
        """Read a box (left, top, right, bottom) of a level, (H, W) or (H, W, C) as stored; the files must be open.

        Raises:
            Fault: What is stored there is damaged.
        """
        stored = self.all[level]
        left, top, right, bottom = box
        if stored.is_plain:
            return stored.area(*box)
        shape = (bottom - top, right - left) if stored.samples == 1 else (bottom - top, right - left, stored.samples)
        result = np.zeros(shape, stored.page.dtype)
        for row, column in stored.meeting(box):
            segment = self._segment(stored, row, column)
            x, y = column * stored.tile[0], row * stored.tile[1]
            x0, y0 = max(left, x), max(top, y)
            x1, y1 = min(right, x + segment.shape[1]), min(bottom, y + segment.shape[0])
            if x1 > x0 and y1 > y0:
                result[y0 - top : y1 - top, x0 - left : x1 - left] = segment[y0 - y : y1 - y, x0 - x : x1 - x]
        return result

    def close(self) -> None:
        """Let go of the files, at the end of what other threads are reading; nothing is read any more."""
        with self._lock:
            self._is_closed = True
            self._let_go()

    # -- inside ----------------------------------------------------------------------------------------------------

    def _let_go(self) -> None:
        if not self._is_closed or self._reads:
            return
        for file in self._files:
            file.close()
        self._files.clear()
        self._kept.clear()
        self._kept_bytes = 0

    def _open(self, path: Path, page: int, file_bytes: int) -> None:
        import tifffile

        logging.getLogger("tifffile").setLevel(logging.CRITICAL)  # damage is reported as our own sentence
        file = tifffile.TiffFile(path)
        self._files.append(file)
        whole, reduced = page_with_reduced(file, page)
        self.whole = Segments(whole)
        self._check(reduced, file_bytes)
        self.dtype = np.dtype(whole.dtype or "uint8")
        self.all: list[Segments] = [self.whole]
        for smaller in reduced:
            try:
                copy = Segments(smaller)
            except Fault:
                continue
            if copy.width < self.all[-1].width and smaller.dtype == whole.dtype:
                self.all.append(copy)

    def _check(self, reduced: Sequence[tifffile.TiffPage], file_bytes: int) -> None:
        stored = self.whole
        pixels = stored.width * stored.height
        has_small = any(max(page.imagewidth, page.imagelength) <= OVERVIEW_SIDE for page in reduced)
        if pixels > (MAX_REGION_PIXELS if has_small else MAX_PIXELS_WITHOUT_LEVELS):
            raise TooLarge(
                f"claims {stored.width:,} x {stored.height:,} pixels ({pixels / 1e9:,.1f} gigapixels)",
                hint="Cut it into smaller pictures.",
            )
        if pixels > _MOST_PIXELS_PER_BYTE * min(stored.stored_bytes, file_bytes):
            raise Fault(
                f"ends early (its {file_bytes:,} bytes cannot hold {stored.width:,} x {stored.height:,} pixels)",
                hint="Copy it again from where it came.",
            )

    def _segment(self, stored: Segments, row: int, column: int) -> np.ndarray:
        key = (id(stored), row * stored.across + column)
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        # Outside of the lock: several threads read and decode side by side.
        segment = stored.decoded(row, column, stored.encoded(row, column))
        with self._lock:
            if key not in self._kept:
                self._kept[key] = segment
                self._kept_bytes += segment.nbytes
            while self._kept_bytes > _KEPT_BYTES and len(self._kept) > 1:
                _, old = self._kept.popitem(last=False)
                self._kept_bytes -= old.nbytes
        return segment
