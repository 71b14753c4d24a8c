"""How much memory decoders take at the same time: large pictures wait for each other, the newest wish goes first.

The view, the images that come next and thumbnails are decoded side by side. That is quick for photographs; four pictures of
16 bits at once would take a gigabyte for a moment.
"""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager

from tlstudio.imaging import jpeg, png, tiff
from tlstudio.imaging.regions import is_large
from tlstudio.imaging.source import Source

LIMIT = 200 << 20
# What takes less never waits.
_SMALL = 24 << 20
_STORED = {"1": 1, "L": 1, "RGB": 3, "RGBA": 4, "CMYK": 4, "I;16": 2, "F": 4}

_changed = threading.Condition()
_waiting: list[object] = []
_used = 0


@contextmanager
def taken(n_bytes: int) -> Generator[None]:
    """Wait until so much memory may be taken, and give it back at the end; a picture beyond the limit goes alone.

    Not to be nested: who holds some and asks for more would wait for itself.

    Args:
        n_bytes: The most that is in use at once, roughly.
    """
    global _used
    if n_bytes <= _SMALL:
        yield
        return
    me = object()
    with _changed:
        _waiting.append(me)
        try:
            # The person who goes on is not kept waiting by what was wished for before.
            _changed.wait_for(lambda: _waiting[-1] is me and (_used == 0 or _used + n_bytes <= LIMIT))
        finally:
            _waiting.remove(me)
            _changed.notify_all()
        _used += n_bytes
    try:
        yield
    finally:
        with _changed:
            _used -= n_bytes
            _changed.notify_all()


def needed(source: Source, kind: str, page: int) -> int:
    """Roughly what decoding a picture takes, bytes; 0 for the formats whose pictures are rarely large."""
    if kind == "png":
        return png.stored_bytes(source.head) + _pixels(png.size(source.head)) + source.bytes_on_disk
    if kind == "tiff":
        header = tiff.read_header(source.path, page)
        if is_large(header.width, header.height):
            return 0  # read by regions: that takes little, but may take long, and nobody should wait for it
        per_pixel = _STORED.get(header.mode) or (2 * 3 if ";" in header.mode else 8)
        return header.width * header.height * per_pixel + _pixels((header.width, header.height))
    return 0


def needed_by_jpeg(header: jpeg.JpegHeader, scale: int) -> int:
    """Roughly what decoding a JPEG at 1/scale takes, bytes: a progressive one is held as a whole before."""
    pixels = header.width * header.height
    return 3 * pixels // (scale * scale) + (3 * pixels if header.is_progressive else 0)


def _pixels(size: tuple[int, int]) -> int:
    return size[0] * size[1] * 4
