"""Read text that anybody may have written: UTF-8 or UTF-16, with a mark or without, else latin-1."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

_ENDS = re.compile(r"\r\n?|\n")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def encoding_of(data: bytes) -> str:
    """Return the encoding that the beginning of a file tells; UTF-8 (with or without mark) where it tells none."""
    return "utf-16" if data.startswith(_UTF_16) else "utf-8-sig"


def decoded(data: bytes) -> str:
    """Return bytes as text; what is not UTF-8 is taken as latin-1, in which numbers and names in ASCII are the same."""
    try:
        return data.decode(encoding_of(data))
    except UnicodeDecodeError:
        return data.decode("latin-1")


def read_lines(path: Path) -> list[str]:
    """Return a file's lines, whichever way they end.

    Raises:
        OSError: It cannot be read.
    """
    # Not splitlines(): a label may hold signs that it takes for the end of a line, and lines are counted.
    return _ENDS.split(decoded(path.read_bytes()))


def lines_of(path: Path) -> list[str]:
    """Return a file's lines, [] where it cannot be read."""
    try:
        return read_lines(path)
    except OSError:
        return []


def head_of(path: Path, size: int = 65536) -> str:
    """Return the beginning of a text file, "" where it cannot be read: enough to recognise it by."""
    try:
        with path.open("rb") as file:
            data = file.read(size)
    except OSError:
        return ""
    return data.decode(encoding_of(data), "replace")
