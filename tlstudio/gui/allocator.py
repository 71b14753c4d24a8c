"""Memory of pictures goes back to the system when a picture is let go of, not into the C library's own store."""

from __future__ import annotations

import contextlib
import ctypes
import sys

# Halves of a large photograph count; what a view paints into at every step of a zoom does not: each block that comes
# fresh from the system has to be cleared page by page.
LARGE_BLOCK = 8 << 20
_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD in malloc.h of glibc


def return_large_blocks() -> None:
    """Keep glibc from raising, at each large block that is freed, the size from which on blocks are given back.

    It raises it up to 32 MB: after ten large images a window held some hundred megabytes that nobody used.
    """
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):  # another C library has no such call
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, LARGE_BLOCK)
