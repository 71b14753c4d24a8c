"""How one page of a TIFF is stored: its tiles or strips, read and decoded one by one."""

from __future__ import annotations

import os
import struct
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from tlstudio.imaging.source import Fault

if TYPE_CHECKING:
    import tifffile

# A strip that holds the whole picture has to be decoded whole.
MAX_SEGMENT_BYTES = 64 << 20
_SEPARATE = 2
_SEEKING = threading.Lock()
_DAMAGE = (OSError, ValueError, RuntimeError, struct.error, LookupError, TypeError, AttributeError, MemoryError)


class Segments:
    """Tiles or strips of a page.

    Attributes:
        page: As tifffile read its tags.
        width: Stored width in pixels.
        height: Stored height in pixels.
        samples: Channels per pixel.
        tile: Width and height of a segment in pixels; a strip is as wide as the page.
        across: Segments in a row.
        down: Rows of segments.
        is_tiled: Tiles, not strips.
        is_plain: Strips stored as they are, so that any row can be read alone.

    Raises:
        Fault: One segment alone is too large, or the samples are not whole bytes.
    """

    def __init__(self, page: tifffile.TiffPage) -> None:
        self.page = page
        self.width, self.height, self.samples = page.imagewidth, page.imagelength, page.samplesperpixel
        if self.width < 1 or self.height < 1 or page.imagedepth > 1 or page.dtype is None:
            raise Fault(f"claims a size of {self.width} x {self.height} pixels")
        if (page.bitspersample or 1) % 8:
            raise Fault("has samples that are no whole bytes")
        self.is_tiled = bool(page.is_tiled)
        if self.is_tiled:
            self.tile = (page.tilewidth, page.tilelength)
        else:
            self.tile = (self.width, max(1, min(page.rowsperstrip or self.height, self.height)))
        self._is_separate = page.planarconfig == _SEPARATE and self.samples > 1
        self._bytes = page.dtype.itemsize
        self.across = -(-self.width // self.tile[0])
        self.down = -(-self.height // self.tile[1])
        planes = self.samples if self._is_separate else 1
        if len(page.dataoffsets) < self.across * self.down * planes:
            raise Fault("is cut off: its data end early", hint="Copy it again from where it came.")
        is_raw = page.compression == 1 and page.predictor == 1 and page.fillorder == 1
        self.is_plain = is_raw and not self.is_tiled and not self._is_separate
        if not self.is_plain and self.tile[0] * self.tile[1] * self.samples * self._bytes > MAX_SEGMENT_BYTES:
            raise Fault("is stored in pieces that are too large to be decoded one by one", hint="Save it in tiles.")

    @property
    def stored_bytes(self) -> int:
        """Bytes of all segments in the file."""
        return int(sum(self.page.databytecounts))

    def meeting(self, box: tuple[int, int, int, int]) -> Iterator[tuple[int, int]]:
        """Rows and columns of the segments that a box (left, top, right, bottom) meets."""
        left, top, right, bottom = box
        for row in range(top // self.tile[1], -(-bottom // self.tile[1])):
            for column in range(left // self.tile[0], -(-right // self.tile[0])):
                yield row, column

    def encoded(self, row: int, column: int) -> list[bytes]:
        """Read a segment's bytes, one piece per plane; an empty piece is a hole."""
        first, step = row * self.across + column, self.across * self.down
        numbers = range(first, first + step * self.samples, step) if self._is_separate else (first,)
        page = self.page
        return [self._read(page.dataoffsets[number], page.databytecounts[number]) for number in numbers]

    def decoded(self, row: int, column: int, encoded: list[bytes]) -> np.ndarray:
        """Decode a segment to (H, W) or (H, W, C); a tile at the border may reach beyond the page.

        Raises:
            Fault: Its data are damaged.
        """
        first, step = row * self.across + column, self.across * self.down
        planes = [self._decode(first + step * at, piece) for at, piece in enumerate(encoded)]
        whole = planes[0] if len(planes) == 1 else np.concatenate(planes, axis=2)
        return whole[:, :, 0] if whole.shape[2] == 1 else whole

    def area(self, left: int, top: int, right: int, bottom: int) -> np.ndarray:
        """Read a box of a page whose strips are plain: only the bytes of its rows are touched."""
        page = self.page
        pixel = self.samples * self._bytes
        dtype = np.dtype(f"{page.parent.byteorder}{page.dtype.char}")  # pyright: ignore[reportOptionalMemberAccess]
        rows = bytearray()
        wanted = (right - left) * pixel
        whole_rows = right - left == self.width
        y = top
        while y < bottom:
            strip, inside = divmod(y, self.tile[1])
            count = min(bottom - y, self.tile[1] - inside) if whole_rows else 1
            data = self._read(page.dataoffsets[strip] + (inside * self.width + left) * pixel, wanted * count)
            if len(data) < wanted * count:
                raise Fault("is cut off: its data end early", hint="Copy it again from where it came.")
            rows += data
            y += count
        samples = np.frombuffer(rows, dtype).astype(dtype.newbyteorder("="), copy=False)
        shape = (bottom - top, right - left) if self.samples == 1 else (bottom - top, right - left, self.samples)
        return samples.reshape(shape)

    def _read(self, offset: int, count: int) -> bytes:
        """Read bytes of the file from any thread: without a common position where the system has such a call."""
        handle = self.page.parent.filehandle
        if hasattr(os, "pread"):
            return os.pread(handle.fileno(), count, offset) if count else b""
        with _SEEKING:
            handle.seek(offset)
            return handle.read(count)

    def _decode(self, number: int, piece: bytes) -> np.ndarray:
        page = self.page
        channels = 1 if self._is_separate else self.samples
        if not piece:
            return np.zeros((self.tile[1], self.tile[0], channels), page.dtype)
        try:
            found, _, _ = page.decode(piece, number, jpegtables=page.jpegtables, jpegheader=page.jpegheader)
        except _DAMAGE as err:
            raise Fault("is damaged: one of its tiles cannot be decoded", detail=str(err)) from err
        if found is None:
            return np.zeros((self.tile[1], self.tile[0], channels), page.dtype)
        return found[0]
