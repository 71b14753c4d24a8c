"""What a verb says: one JSON object or readable lines on stdout; everything else on stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tlstudio.core.errors import StudioError
from tlstudio.core.words import Skipped

SHOWN_AT_MOST = 20


class Output:
    """Speaks for one call of the program.

    Args:
        as_json: One JSON object on stdout and nothing else there.
    """

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def result(self, values: Mapping[str, Any], text: str) -> None:
        """Print the outcome: the values as JSON, or the text."""
        if self.as_json:
            print(json.dumps(values, ensure_ascii=False, default=_plain, allow_nan=False))
        elif text:
            print(text)
        sys.stdout.flush()

    def note(self, text: str) -> None:
        """Say something beside the result."""
        print(text, file=sys.stderr, flush=True)

    def skipped(self, rows: Sequence[Skipped]) -> None:
        """List what did not go in, with place and reason."""
        if not rows:
            return
        self.note(f"{len(rows):,} left out:")
        for row in rows[:SHOWN_AT_MOST]:
            line = f", line {row.line}" if row.line is not None else ""
            self.note(f"  {row.path}{line}: {row.reason}")
        if len(rows) > SHOWN_AT_MOST:
            self.note(f"  ... and {len(rows) - SHOWN_AT_MOST:,} more (--json lists all)")

    def error(self, error: StudioError) -> None:
        """Say what went wrong: sentence and hint."""
        self.note(f"error: {error.sentence}")
        if error.hint:
            self.note(f"hint: {error.hint}")


def skipped_json(rows: Sequence[Skipped]) -> list[dict[str, Any]]:
    """As CLI lists carry it: path, line (where there is one), reason."""
    return [{"path": row.path, "reason": row.reason} | ({} if row.line is None else {"line": row.line}) for row in rows]


def table(head: Sequence[str], rows: Sequence[Sequence[object]], *, right: Sequence[int] = ()) -> str:
    """Lay out rows below a head in columns as wide as their longest text.

    Args:
        right: Columns that are set to the right (numbers).
    """
    texts = [list(head), *([_cell(value) for value in row] for row in rows)]
    widths = [max(len(row[column]) for row in texts) for column in range(len(head))]
    lines: list[str] = []
    for row in texts:
        cells = [
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def score(value: float | None) -> str:
    """Two decimals; a dash where there is no value."""
    return "–" if value is None else f"{value:.2f}"


def counted(number: int, word: str, several: str = "") -> str:
    """`1 image`, `2,000 images`."""
    return f"{number:,} {word if number == 1 else several or word + 's'}"


def silence_stdout() -> None:
    """After the reader of a pipe has gone, let the interpreter's last flush go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _plain(value: object) -> object:
    if isinstance(value, Path):
        return str(value)
    item = getattr(value, "item", None)  # numbers of NumPy
    if item is not None:
        return item()
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")
