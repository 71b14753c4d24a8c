"""Find the pictures and videos below what a person chose: ends on link loops, never blocks, never leaves the chosen folders."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from tlstudio.core.words import Skipped
from tlstudio.imaging.signature import EXTENSIONS, VIDEO_EXTENSIONS, signature

_HEAD_BYTES = 400
_NUMBERS = re.compile(r"([0-9]{1,18})")
_EXTENSIONS = EXTENSIONS | VIDEO_EXTENSIONS
# Left behind by file managers; not worth a line in the list of skipped files.
_LITTER = frozenset({"thumbs.db", ".ds_store", "desktop.ini", "ehthumbs.db"})


def scan(paths: Iterable[Path], *, recursive: bool = True) -> Iterator[Path | Skipped]:
    """Yield each picture once, as an absolute path, in natural order of names; what looks like one but is none is `Skipped`.

    In folders, files are chosen by extension (those without one by content), and other files pass silently, as do
    `Thumbs.db`, `._…` files and hidden folders. Links inside a chosen folder are not followed: what they point to is
    either in the folder anyway or outside of what was chosen. A file or link named in `paths` itself is always yielded,
    whatever its name.

    Args:
        paths: Files and folders.
        recursive: Go into sub-folders.
    """
    seen: set[str] = set()
    for path in paths:
        chosen = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow the links that we keep
        for found in _one(chosen, recursive):
            if isinstance(found, Path):
                if str(found) in seen:
                    continue
                seen.add(str(found))
            yield found


def _one(chosen: Path, recursive: bool) -> Iterator[Path | Skipped]:
    try:
        mode = chosen.stat().st_mode
    except OSError as err:
        reason = "is a link to a missing file" if chosen.is_symlink() else err.strerror or "cannot be opened"
        yield Skipped(printable(str(chosen)), reason)
        return
    if stat.S_ISDIR(mode):
        yield from _folder(chosen, recursive)
    elif not stat.S_ISREG(mode):
        yield Skipped(printable(str(chosen)), "is not a file")
    else:
        yield _named(chosen)


def _folder(root: Path, recursive: bool) -> Iterator[Path | Skipped]:
    """Walk depth first with a list of its own: neither deep nesting nor a loop can exhaust the stack."""
    real_root = os.path.realpath(root)
    waiting = [str(root)]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: natural_key(entry.name))
        except OSError as err:
            yield Skipped(printable(folder), f"folder cannot be opened: {err.strerror}")
            continue
        below: list[str] = []
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if _looks_like_picture(entry.name):
                    yield Skipped(printable(entry.path), "is a folder named like a picture")
                elif recursive and not entry.name.startswith("."):
                    below.append(entry.path)
                continue
            found = _entry(entry, real_root)
            if found is not None:
                yield found
        waiting.extend(reversed(below))


def _entry(entry: os.DirEntry[str], real_root: str) -> Path | Skipped | None:
    """Judge one thing that is not a folder; None passes silently."""
    name = entry.name
    if name.startswith("._") or name.lower() in _LITTER:
        return None
    if entry.is_symlink():
        return _link(entry, real_root)
    is_named_like_one = _looks_like_picture(name)
    if not is_named_like_one and _extension(name):
        return None
    if not entry.is_file(follow_symlinks=False):
        return Skipped(printable(entry.path), "is not a file (a pipe, socket or device)")
    if not is_named_like_one and not _content_is_picture(entry.path):
        return None
    if name.startswith("."):
        return Skipped(printable(entry.path), "is hidden (its name starts with a dot)")
    return _named(Path(entry.path))


def _link(entry: os.DirEntry[str], real_root: str) -> Skipped | None:
    if not _looks_like_picture(entry.name) and not entry.is_dir():
        return None
    target = os.path.realpath(entry.path)
    if not Path(target).exists():
        return Skipped(printable(entry.path), "is a link to a missing file")
    if os.path.commonpath([target, real_root]) != real_root:
        return Skipped(printable(entry.path), "is a link that leads out of the chosen folder")
    return None


def _named(path: Path) -> Path | Skipped:
    """Refuse names that no database and no JSON can hold."""
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        return Skipped(printable(str(path)), "has a name that is not valid UTF-8")
    return path


def _looks_like_picture(name: str) -> bool:
    return _extension(name) in _EXTENSIONS


def _extension(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 - a Path per entry would double the time of a scan


def _content_is_picture(path: str) -> bool:
    try:
        with Path(path).open("rb") as file:
            return signature(file.read(_HEAD_BYTES)) != ""
    except OSError:
        return False


def natural_key(name: str) -> list[tuple[int, int, str]]:
    """Sort key that puts `img2` before `img10`, ignoring case; ties are broken by the exact name."""
    parts: list[tuple[int, int, str]] = [
        (0, int(part), "") if "0" <= part[0] <= "9" else (1, 0, part.casefold())
        for part in _NUMBERS.split(name)
        if part
    ]
    parts.append((-1, 0, name))
    return parts


def printable(path: str) -> str:
    """Return a path that may hold undecodable bytes as text that can be shown and stored."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
