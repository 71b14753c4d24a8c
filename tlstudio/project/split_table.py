"""Read `path,split` from a CSV and say which images it means."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tlstudio.core.errors import BadRecord, FormatError
from tlstudio.core.words import Skipped, Split
from tlstudio.formats.records import SPLIT_NAMES
from tlstudio.project.matching import Matcher
from tlstudio.project.project import Project
from tlstudio.project.splits import SplitReport, apply_mapping

_PATHS = ("path", "image", "filename", "file", "file_name", "image_path")
_SPLITS = ("split", "subset", "set", "partition")


def split_from_table(project: Project, table: Path, *, redo: bool = False) -> SplitReport:
    """Give images the sides that a CSV names; one undo step.

    Args:
        redo: Images that it does not name lose their side.

    Raises:
        FormatError: It cannot be read, or has no columns `path` and `split`.
    """
    mapping, skipped = read_split_table(project, table)
    return apply_mapping(project, mapping, redo=redo, skipped=skipped)


def read_split_table(project: Project, table: Path) -> tuple[dict[int, Split], list[Skipped]]:
    """Return image id -> side, and the rows that could not be used."""
    rows = csv.DictReader(io.StringIO(_text(table), newline=""), dialect=_dialect(table))
    names = {(name or "").strip().casefold(): name for name in rows.fieldnames or ()}
    path_column = next((names[name] for name in _PATHS if name in names), None)
    split_column = next((names[name] for name in _SPLITS if name in names), None)
    if path_column is None or split_column is None:
        found = ", ".join(names) or "nothing"
        raise BadRecord(f"{table.name}, line 1: there are no columns path and split.", hint=f"Found: {found}.")
    matcher = Matcher(project)
    mapping: dict[int, Split] = {}
    skipped: list[Skipped] = []
    for row in rows:
        path, word = (row[path_column] or "").strip(), (row[split_column] or "").strip().lower()
        ids = matcher.ids(path, table.absolute().parent) if path else []
        if word not in SPLIT_NAMES:
            skipped.append(
                Skipped(path, f"has the unknown split {word!r} (train, val and test are known)", rows.line_num)
            )
        elif not ids:
            skipped.append(Skipped(path, "is not in the project, or the name fits several images", rows.line_num))
        else:
            mapping.update(dict.fromkeys(ids, SPLIT_NAMES[word]))
    return mapping, skipped


def _text(table: Path) -> str:
    try:
        data = table.read_bytes()
    except OSError as err:
        raise FormatError(f"{table} cannot be read: {err.strerror}.") from err
    if b"\0" in data:
        raise FormatError(f"{table.name} is not a text file.", hint="Save the table as CSV (UTF-8).")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _dialect(table: Path) -> type[csv.Dialect]:
    head = _text(table).partition("\n")[0]

    class Found(csv.excel):
        delimiter = max(",;\t", key=head.count)

    return Found
