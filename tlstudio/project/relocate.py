"""Files that are not where they were: notice them, and find them again by their content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tlstudio.core.errors import ImageError
from tlstudio.imaging import hashes, scan
from tlstudio.project.commands.images import MarkMissing, RelocateImages
from tlstudio.project.project import Project
from tlstudio.store.filters import ImageFilter


@dataclass(frozen=True, slots=True)
class MissingFiles:
    """What a look at the disk showed.

    Attributes:
        missing: Ids of images without a file now.
        found_again: How many that were missing before have their file back.
    """

    missing: tuple[int, ...]
    found_again: int


def check_missing(project: Project, image_ids: Sequence[int] | None = None) -> MissingFiles:
    """See whether each image has its file, and remember it (unless the project is read-only).

    Args:
        image_ids: None = all.
    """
    table = project.read.table()
    rows = np.arange(len(table)) if image_ids is None else table.rows_of(image_ids)
    paths = [path for (path,) in project.read.strings("path")]
    there: dict[str, bool] = {}
    marks: dict[int, bool] = {}
    missing: list[int] = []
    for row in rows.tolist():
        path = paths[row]
        if path not in there:
            there[path] = project.absolute(path).is_file()
        if not there[path]:
            missing.append(int(table.ids[row]))
        if bool(table.missing[row]) == there[path]:
            marks[int(table.ids[row])] = not there[path]
    if marks and not project.read_only:
        project.run(MarkMissing(marks))
    return MissingFiles(tuple(missing), sum(not is_missing for is_missing in marks.values()))


def find_missing(project: Project, folder: Path, *, on_progress: Callable[[int], None] | None = None) -> dict[int, str]:
    """Look below a folder for the files of missing images, by content; return image id -> new stored path.

    Only files of a fitting size are hashed.

    Args:
        on_progress: Called with the number of files looked at.
    """
    lost = project.read.images(project.read.image_ids(ImageFilter(missing=True)))
    wanted: dict[str, list[int]] = {}
    for image in lost:
        wanted.setdefault(image.content_hash, []).append(image.id)
    sizes = {image.file_bytes for image in lost}
    found: dict[int, str] = {}
    for number, path in enumerate(scan.scan([folder]), start=1):
        if not wanted:
            break
        if isinstance(path, Path) and path.stat().st_size in sizes:
            for image_id in wanted.pop(_hash_or_nothing(path), []):
                found[image_id] = project.relative(path)
        if on_progress is not None:
            on_progress(number)
    if found:
        project.run(RelocateImages(found))
    return found


def _hash_or_nothing(path: Path) -> str:
    try:
        return hashes.content_hash(path)
    except ImageError:
        return ""
