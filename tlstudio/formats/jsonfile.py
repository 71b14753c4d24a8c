"""Read JSON that anybody may have written, with a sentence where it is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tlstudio.core.errors import FormatError

_MAX_BYTES = 1_000_000_000


def read_json(path: Path) -> Any:
    """Return a file's content.

    Raises:
        FormatError: It cannot be read, is too large, or no JSON.
    """
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise FormatError(f"{path.name} has more than {_MAX_BYTES // 1_000_000} MB.", hint="Split the file.")
        data = path.read_bytes()
    except OSError as err:
        raise FormatError(f"{path.name} cannot be read: {err.strerror or err}.", hint="Check the path.") from err
    try:
        return json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as err:
        raise FormatError(f"{path.name} is no JSON: line {err.lineno}, {err.msg}.") from err
    except (UnicodeDecodeError, RecursionError, ValueError) as err:
        raise FormatError(f"{path.name} is no JSON that can be read.", detail=str(err)) from err


def head_of(path: Path, size: int = 65536) -> str:
    """Return the beginning of a text file, "" where it cannot be read: enough to recognise it by."""
    try:
        with path.open("rb") as file:
            return file.read(size).decode("utf-8-sig", "replace")
    except OSError:
        return ""


def as_dict(value: object) -> dict[str, Any]:
    """Return a JSON object, {} where the value is something else."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[Any]:
    """Return a JSON list, [] where the value is something else."""
    return value if isinstance(value, list) else []


def as_text(value: object) -> str:
    """Return text, "" where the value is something else; numbers become text."""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def simple(values: object) -> dict[str, str | float | bool]:
    """Return the entries of a JSON object that are text, numbers or booleans."""
    return {
        key: value
        for key, value in as_dict(values).items()
        if isinstance(value, bool | str) or (isinstance(value, int | float) and value == value and abs(value) < 1e300)
    }
