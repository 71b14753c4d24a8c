"""Replace files whole: a reader sees the old content or the new, never half of either."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from tlstudio.core.errors import DiskFull


def write_text(path: Path, text: str) -> None:
    """Write `name.part`, flush it to the disk and put it in the place of `path`.

    Raises:
        DiskFull: No space left, or the folder cannot be written; `path` keeps its old content.
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise DiskFull(
            f"{path.name} could not be written in {path.parent}: {error.strerror or error}.",
            hint="Free some space or choose a folder that can be written, then try again. Nothing else was changed.",
        ) from error


def write_json(path: Path, value: Any) -> None:
    """Write a value as readable JSON, replacing the file whole; NaN is refused (`ValueError`)."""
    write_text(path, json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n")
