"""Find the file that a label file means: by path, by the end of a path of another computer, by name, by stem."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from tlstudio.formats.records import Finder
from tlstudio.imaging.signature import EXTENSIONS, VIDEO_EXTENSIONS

# Pages of a stack and frames of a video, as exports name them, and as the program shows them.
_PAGE = re.compile(
    r"(?P<stack>.+?)(?:_page(?P<page>[1-9]\d{0,8})(?:\.png)?| \[(?P<of>[1-9]\d{0,8})/\d+\])", re.ASCII | re.DOTALL
)
_STACKS = frozenset({".tif", ".tiff", ".gif", ".dcm"})
# Stands for a name without extension among files that may hold several pages; no file is called so.
_STACK = "./"


def page_name(name: str, page: int) -> str:
    """Return the name of one page (from 0) of a file with several, from which `PictureFinder` finds both."""
    return f"{name}_page{page + 1}.png"


class PictureFinder:
    """Finds the file that a label file means by a name, a path of another computer, or a stem."""

    def __init__(self, places: Sequence[Path], find: Finder | None = None) -> None:
        self._places = list(dict.fromkeys(place.absolute() for place in places if place.is_dir()))
        self._find = find
        self._listed: dict[Path, dict[str, list[Path]]] = {}

    def __call__(self, text: str) -> Path | None:
        """Return the picture, or None where there is none or more than one that it may be."""
        plain = text.strip().replace("\\", "/")
        if not plain or "\0" in plain:
            return None
        tails = list(_tails(plain))
        for place in self._places:
            for tail in tails:
                candidate = Path(os.path.normpath(place / tail))
                try:
                    if candidate.is_file():
                        return candidate
                except OSError:
                    continue
        known = self._find(plain) if self._find else None
        return known or self._by_listing(plain)

    def page(self, text: str) -> tuple[Path, int] | None:
        """Return the file with several pages, and the page (from 0), that a name of one page means; see `page_name`."""
        plain = text.strip().replace("\\", "/")
        said = _PAGE.fullmatch(plain)
        if said is None:
            return None
        base, number = said["stack"], int(said["page"] or said["of"])
        path = self(base) or self._by_listing(f"{base}{_STACK}")
        return None if path is None else (path, number - 1)

    def _by_listing(self, plain: str) -> Path | None:
        is_stack = plain.endswith(_STACK)
        name = _folded(PurePosixPath(plain.removesuffix(_STACK)).name + _STACK * is_stack)
        for place in self._places:
            listed = self._listed.get(place)
            if listed is None:
                listed = self._listed[place] = _list_pictures(place)
            found = listed.get(name)
            if not found and not is_stack and PurePosixPath(name).suffix not in EXTENSIONS:
                found = listed.get(f"{name}.")
            if found and len(found) == 1:
                return found[0]
        return None


def stems_below(folder: Path) -> dict[str, Path]:
    """Return the path below a folder without its extension -> picture; names that fit two pictures are left out."""
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        if path.suffix.lower() in EXTENSIONS and path.is_file():
            found.setdefault(path.relative_to(folder).with_suffix("").as_posix(), []).append(path.absolute())
    return {stem: paths[0] for stem, paths in found.items() if len(paths) == 1}


def _tails(plain: str) -> Iterator[str]:
    """Yield the path as it is, then ever shorter ends of it, in both spellings of accents."""
    for form in dict.fromkeys((plain, unicodedata.normalize("NFC", plain), unicodedata.normalize("NFD", plain))):
        yield form
        parts = [part for part in form.split("/") if part not in ("", ".", "..")]
        for start in range(len(parts)):
            yield "/".join(parts[start:])


def _list_pictures(place: Path) -> dict[str, list[Path]]:
    """Return folded name -> files below a folder; `stem.` (with the point) stands for a name without extension."""
    listed: dict[str, list[Path]] = {}
    for folder, _, names in os.walk(place):
        for name in names:
            path = Path(folder, name)
            suffix = path.suffix.lower()
            if suffix in EXTENSIONS:
                listed.setdefault(f"{_folded(path.stem)}.", []).append(path)
            if suffix in EXTENSIONS or suffix in VIDEO_EXTENSIONS:
                listed.setdefault(_folded(name), []).append(path)
            if suffix in _STACKS or suffix in VIDEO_EXTENSIONS:
                listed.setdefault(_folded(f"{path.stem}{_STACK}"), []).append(path)
    return listed


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
