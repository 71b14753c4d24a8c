"""The pages of a TIFF that count: its chain is followed once, and remembered while the file stays as it is.

A stack of a thousand slices has a thousand directories, one leading to the next; reading them all for every slice that is
shown takes longer than decoding it. What is remembered are places in the file, no open files.
"""

from __future__ import annotations

import logging
import struct
import threading
from collections import OrderedDict
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tlstudio.imaging.source import Fault, FileState, file_state

if TYPE_CHECKING:
    import tifffile

REDUCED, MASK = 1, 4
_MAX_PAGES = 10_000
_KNOWN_FILES = 64
DAMAGE = (
    OSError,
    ValueError,
    RuntimeError,
    struct.error,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    MemoryError,
)

_lock = threading.Lock()
_known: OrderedDict[FileState, np.ndarray] = OrderedDict()


@contextmanager
def opened(path: Path, page: int) -> Generator[tuple[tifffile.TiffPage, int]]:
    """Open a file and yield one full-size page and how many there are; overviews and masks do not count.

    Raises:
        Fault: Damaged, a volume, or the page is not there.
    """
    import tifffile

    logging.getLogger("tifffile").setLevel(logging.CRITICAL)  # damage is reported as our own sentence
    try:
        with tifffile.TiffFile(path) as file:
            found, pages = _page(file, path, page)
            if found.imagedepth > 1:
                raise Fault("is a volume; its slices are needed as single pages", hint="Save one page per slice.")
            yield found, pages
    except DAMAGE as err:
        raise Fault(
            "is damaged: its TIFF directory cannot be read", hint="Copy it again from where it came.", detail=str(err)
        ) from err


def page_with_reduced(file: tifffile.TiffFile, page: int) -> tuple[tifffile.TiffPage, list[tifffile.TiffPage]]:
    """Return a full-size page and its reduced copies, the largest first: those that follow it and those below it.

    Raises:
        Fault: The page is not there.
    """
    import tifffile

    whole: list[tifffile.TiffPage] = []
    reduced: list[list[tifffile.TiffPage]] = []
    for found in _all_pages(file):
        if is_full_size(found):
            whole.append(found)
            reduced.append([])
        elif whole and int(found.subfiletype) & MASK == 0:
            reduced[-1].append(found)
    if not 0 <= page < len(whole):
        raise _not_there(len(whole), page)
    below = [found for found in whole[page].pages or () if isinstance(found, tifffile.TiffPage)]
    ours = [found for found in (*reduced[page], *below) if _is_copy(found, whole[page])]
    return whole[page], sorted(ours, key=lambda found: -found.imagewidth)


def is_full_size(page: tifffile.TiffPage) -> bool:
    """Whether a page is neither a reduced copy of another one nor a mask."""
    return not int(page.subfiletype) & (REDUCED | MASK)


def _page(file: tifffile.TiffFile, path: Path, page: int) -> tuple[tifffile.TiffPage, int]:
    import tifffile

    # These keep their pages elsewhere than in the chain, or are put right by tifffile after it has followed it.
    is_remembered = not (file.is_lsm or file.is_scanimage or file.is_ndpi)
    state = file_state(path)
    with _lock:
        offsets = _known.get(state) if is_remembered else None
        if offsets is not None:
            _known.move_to_end(state)
    if offsets is None:
        pages = [found for found in _all_pages(file) if is_full_size(found)]
        if not 0 <= page < len(pages):
            raise _not_there(len(pages), page)
        if is_remembered:
            _remember(state, np.array([found.offset for found in pages], np.int64))
        return pages[page], len(pages)
    if not 0 <= page < len(offsets):
        raise _not_there(len(offsets), page)
    file.filehandle.seek(int(offsets[page]))
    return tifffile.TiffPage(file, page), len(offsets)


def _remember(state: FileState, offsets: np.ndarray) -> None:
    with _lock:
        for other in [known for known in _known if known[0] == state[0]]:
            del _known[other]
        _known[state] = offsets
        while len(_known) > _KNOWN_FILES:
            _known.popitem(last=False)


def _is_copy(small: tifffile.TiffPage, whole: tifffile.TiffPage) -> bool:
    """Whether a page shows the same picture: its sides have the same relation, but for rounding."""
    if not 0 < small.imagewidth < whole.imagewidth or small.samplesperpixel != whole.samplesperpixel:
        return False
    return abs(small.imagewidth / whole.imagewidth * whole.imagelength - small.imagelength) <= 2


def _not_there(pages: int, page: int) -> Fault:
    return Fault(f"has {pages} page{'s' * (pages != 1)}; page {page + 1} is not there")


def _all_pages(file: tifffile.TiffFile) -> list[tifffile.TiffPage]:
    """Follow the chain of pages; tifffile itself follows one that bites its tail for ever."""
    import tifffile

    pages: dict[int, tifffile.TiffPage] = {}
    for found in file.pages:
        if not isinstance(found, tifffile.TiffPage):
            continue
        if found.offset in pages or len(pages) == _MAX_PAGES:
            raise Fault("is damaged: its list of pages never ends", hint="Copy it again from where it came.")
        pages[found.offset] = found
    return list(pages.values())
