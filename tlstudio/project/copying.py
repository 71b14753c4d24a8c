"""Copy a file so that nobody ever meets half of it."""

from __future__ import annotations

import shutil
from pathlib import Path

from tlstudio.imaging import hashes
from tlstudio.store.database import spoken


def copy_into(folder: Path, source: Path, content_hash: str) -> Path:
    """Copy a file into a folder under its own name; a number is added when another file has that name.

    Args:
        content_hash: Of the source; a file of the same name and content is used as it is.

    Raises:
        DiskFull: There is no room or no permission; nothing half-written remains.
    """
    target = folder / source.name
    number = 1
    while target.exists():
        if hashes.content_hash(target) == content_hash:
            return target
        number += 1
        target = folder / f"{source.stem} ({number}){source.suffix}"
    part = target.with_name(target.name + ".part")
    with spoken(target):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(source, part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    return target
