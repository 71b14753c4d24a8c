"""Which image a name in somebody's file means: by path, else by the end of the path, if that is unmistakable."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from tlstudio.project.project import Project


class Matcher:
    """Knows all images of a project by their paths, as they are when it is made."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._by_path: dict[str, list[int]] = {}
        self._by_name: dict[str, list[str]] = {}
        ids = project.read.table().ids.tolist()
        for image_id, (path,) in zip(ids, project.read.strings("path"), strict=True):
            known = self._by_path.setdefault(_plain(path), [])
            if not known:
                self._by_name.setdefault(_plain(path).rpartition("/")[2], []).append(path)
            known.append(image_id)

    def ids_of_file(self, path: Path) -> list[int]:
        """Ids of the images (pages, in order) whose file this is; empty = not in the project."""
        return list(self._by_path.get(_plain(self._project.relative(path)), ()))

    def ids(self, text: str, beside: Path | None = None) -> list[int]:
        """Ids of the images (pages) that a path means.

        Args:
            text: Absolute, relative to `beside` or to the project, or the end of a path that only one image has.
            beside: Folder of the file that names it.
        """
        stored = self.stored(text, beside)
        return list(self._by_path[_plain(stored)]) if stored is not None else []

    def find(self, text: str) -> Path | None:
        """The file of the image that a path means; None = none, or more than one."""
        stored = self.stored(text)
        return None if stored is None else self._project.absolute(stored)

    def stored(self, text: str, beside: Path | None = None) -> str | None:
        """The stored path of the image that a path means; None = none, or more than one."""
        wanted = _plain(text)
        if wanted in self._by_path:
            return wanted
        for folder in (beside, self._project.root):
            if folder is not None:
                place = _plain(self._project.relative(folder / wanted))
                if place in self._by_path:
                    return place
        candidates = self._by_name.get(wanted.rpartition("/")[2], [])
        ending = [path for path in candidates if f"/{_plain(path)}".endswith(f"/{wanted}")]
        return ending[0] if len(ending) == 1 else None


def _plain(path: str) -> str:
    # macOS stores decomposed names, tables mostly hold composed ones; Windows tables hold backslashes.
    plain = unicodedata.normalize("NFC", path.strip()).replace("\\", "/")
    return plain.removeprefix("./")
