"""What every decoder gets (a file's bytes, read at most once) and how it complains."""

from __future__ import annotations

import stat
from functools import cached_property
from pathlib import Path

from tlstudio.core.errors import ImageTooLarge, ImageUnreadable

# 250 megapixels hold a 200-megapixel phone photograph and cost 750 MB as RGB; beyond that a laptop starts to swap.
MAX_PIXELS = 250_000_000
# Raw samples of one page before they become 8-bit RGB (a float64 picture of 250 megapixels would take 2 GB per channel).
MAX_SAMPLE_BYTES = 2_000_000_000
MAX_FILE_BYTES = 4_000_000_000
# Holds the header of nearly every JPEG, so that probing needs no more.
HEAD_BYTES = 65536


FileState = tuple[str, int, int]
"""A file's full path, when it was written (nanoseconds) and its bytes: while these stay, what was read of it holds."""


class Fault(Exception):
    """Why a picture cannot be decoded, as the end of a sentence that begins with the file's name.

    Decoders raise it without knowing the file; `read` turns it into `ImageUnreadable` or `ImageTooLarge`.
    """

    error: type[ImageUnreadable] | type[ImageTooLarge] = ImageUnreadable

    def __init__(self, reason: str, *, hint: str = "", detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint
        self.detail = detail


class TooLarge(Fault):
    """Decoding would need more memory than is sensible."""

    error = ImageTooLarge


class Source:
    """A picture's file: its first bytes, and all of them once a decoder asks."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            found = path.stat()
            if not stat.S_ISREG(found.st_mode):
                # Opening a FIFO would wait for ever for somebody to write into it.
                raise Fault("is not a file" if not stat.S_ISDIR(found.st_mode) else "is a folder")
            with path.open("rb") as file:
                self.head = file.read(HEAD_BYTES)
        except FileNotFoundError:
            raise Fault(
                "is missing", hint="Was it moved? Find missing files, in the menu File, looks for it."
            ) from None
        except PermissionError:
            raise Fault("cannot be opened: permission denied", hint="Change the file's permissions.") from None
        except OSError as err:
            raise Fault("cannot be opened", detail=str(err)) from err
        self.bytes_on_disk = found.st_size

    @cached_property
    def data(self) -> bytes:
        """The whole file; a video is never read as one.

        Raises:
            TooLarge: It has more than `MAX_FILE_BYTES`.
            Fault: It cannot be read.
        """
        if len(self.head) == self.bytes_on_disk:
            return self.head
        if self.bytes_on_disk > MAX_FILE_BYTES:
            raise TooLarge(
                f"has {self.bytes_on_disk / 1e9:.1f} GB; files over {MAX_FILE_BYTES / 1e9:.0f} GB are not read"
            )
        try:
            return self.path.read_bytes()
        except OSError as err:
            raise Fault("cannot be read to its end", detail=str(err)) from err


def file_state(path: Path) -> FileState:
    """Look at a file without opening it.

    Raises:
        Fault: It is missing.
    """
    try:
        found = path.stat()
    except OSError as err:
        raise Fault(
            "is missing", hint="Was it moved? Find missing files, in the menu File, looks for it.", detail=str(err)
        ) from err
    return str(path.absolute()), found.st_mtime_ns, found.st_size


def check_size(width: int, height: int, *, bytes_per_pixel: int = 3) -> None:
    """Refuse a picture by the size in its header, before anything is allocated.

    Raises:
        Fault: A side is not positive.
        TooLarge: More than `MAX_PIXELS` pixels or `MAX_SAMPLE_BYTES` of samples.
    """
    if width < 1 or height < 1:
        raise Fault(f"claims a size of {width} x {height} pixels")
    pixels = width * height
    if pixels > MAX_PIXELS:
        amount = f"{pixels / 1e9:,.1f} gigapixels" if pixels >= 1e9 else f"{pixels / 1e6:,.0f} megapixels"
        raise TooLarge(
            f"claims {width:,} x {height:,} pixels ({amount}); more than {MAX_PIXELS // 1_000_000} megapixels are not decoded",
            hint="Cut it into smaller pictures, or save a smaller copy.",
        )
    if pixels * bytes_per_pixel > MAX_SAMPLE_BYTES:
        raise TooLarge(
            f"needs {pixels * bytes_per_pixel / 1e9:.1f} GB when decoded; the limit is {MAX_SAMPLE_BYTES / 1e9:.0f} GB",
            hint="Save it with fewer channels or fewer bits.",
        )
