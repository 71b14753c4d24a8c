"""Read JSON that anybody may have written, with a sentence where it is none."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tlstudio.core.errors import FormatError

_MAX_BYTES = 1_000_000_000
_MOST_DIGITS = 400
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


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
        text = data.decode(json.detect_encoding(data))
        content = _loaded(text)
        return _mended(content) if _SURROGATE.search(text) else content
    except json.JSONDecodeError as err:
        raise FormatError(f"{path.name} is no JSON: line {err.lineno}, {err.msg}.") from err
    except (UnicodeDecodeError, RecursionError, ValueError) as err:
        raise FormatError(f"{path.name} is no JSON that can be read.", detail=str(err)) from err


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except ValueError:
        # A number of thousands of digits is refused; as a float it is infinite, and only its own entry is wrong.
        return json.loads(text, parse_int=_number)


def _number(text: str) -> int | float:
    return int(text) if len(text) <= _MOST_DIGITS else float(text)


def _mended(value: Any) -> Any:
    """Return content without halves of surrogate pairs, which no file and no database takes."""
    match value:
        case str():
            return value.encode("utf-8", "replace").decode("utf-8")
        case list():
            return [_mended(one) for one in as_list(value)]
        case dict():
            return {_mended(key): _mended(one) for key, one in as_dict(value).items()}
        case _:
            return value


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
