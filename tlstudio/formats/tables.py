"""Tables as text: encoding, delimiter, header, and what each column means."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from tlstudio.core.errors import BadRecord, FormatError
from tlstudio.core.words import Split
from tlstudio.formats.records import SPLIT_NAMES
from tlstudio.imaging.signature import EXTENSIONS

_MAX_BYTES = 500_000_000
_DELIMITERS = ",\t;|"
_ROLES = {
    "path": (
        "path",
        "image",
        "filename",
        "file",
        "file_name",
        "filepath",
        "file_path",
        "image_path",
        "image_name",
        "img",
    ),
    "label": ("label", "labels", "class", "classes", "class_name", "category", "tag", "tags", "target"),
    "split": ("split", "subset", "set", "partition"),
    "group": ("group",),
    "page": ("page",),
}
_BOX_COLUMNS = frozenset({"xmin", "ymin", "xmax", "ymax"})
SPLIT_FILE = "split.csv"
YES, NO = frozenset({"1", "true", "1.0"}), frozenset({"0", "false", "0.0", ""})


@dataclass(frozen=True, slots=True)
class Table:
    """A decoded file.

    Attributes:
        rows: Without the header; each with the line it starts on, from 1.
        columns: Role (`path`, `label`, `split`, `group`, `page`) -> column.
        one_hot: Column -> label, where each label has a column of its own; else empty.
        notes: What a person should know about how it was read.
    """

    path: Path
    rows: list[tuple[int, list[str]]]
    columns: dict[str, int]
    one_hot: dict[int, str]
    notes: list[str] = field(default_factory=list[str])


def parse(path: Path, *, head_only: bool = False) -> Table:
    """Read a file's text, find delimiter, header and the meaning of each column.

    Raises:
        BadRecord: No column with pictures or labels.
        FormatError: Unreadable, not text, empty.
    """
    text, notes = _text_of(path, head_only)
    delimiter = _delimiter(text)
    rows = _rows(path, text, delimiter)
    if not rows:
        raise FormatError(f"{path.name} is empty.")
    names = [text.strip().casefold() for text in rows[0][1]]
    columns = {
        role: next(at for at, name in enumerate(names) if name in words)
        for role, words in _ROLES.items()
        if set(words) & set(names)
    }
    has_header = "path" in columns
    if not has_header:
        columns = _without_header(path, rows)
    elif "label" not in columns:
        one_hot = _one_hot(path, rows, columns)
        return Table(path, rows[1:], columns, one_hot, notes)
    unknown = [rows[0][1][at].strip() for at in range(len(names)) if at not in columns.values()] if has_header else []
    if {name.casefold() for name in unknown} >= _BOX_COLUMNS:
        notes.append(f"{path.name} holds boxes; only their labels are read, as labels of the whole image.")
    elif unknown:
        notes.append(f"{path.name} has columns that are not read: {', '.join(unknown)}.")
    return Table(path, rows[1:] if has_header else rows, columns, {}, notes)


def _text_of(path: Path, head_only: bool) -> tuple[str, list[str]]:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise FormatError(f"{path.name} has more than {_MAX_BYTES // 1_000_000} MB.", hint="Split the table.")
        with path.open("rb") as file:
            data = file.read(65536) if head_only else file.read()
    except OSError as err:
        raise FormatError(f"{path.name} cannot be read: {err.strerror}.") from err
    if head_only and len(data) == 65536:
        data = data[: data.rfind(b"\n") + 1] or data
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), [f"{path.name} was read as UTF-16."]
    if b"\0" in data:
        raise FormatError(f"{path.name} is not a text file.", hint="Save the table as CSV (UTF-8).")
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        # Windows' variant of latin-1 where it can be: it has the same letters, and no control characters in between.
        note = f"{path.name} is not UTF-8; it was read as latin-1. Check umlauts and accents."
        try:
            return data.decode("cp1252"), [note]
        except UnicodeDecodeError:
            return data.decode("latin-1"), [note]


def _delimiter(text: str) -> str:
    """Return the delimiter that cuts the first rows into the most even columns."""
    # Cut, so that a quote that never closes stays below the field limit of the csv module.
    head = [line[:2000] for line in text[:500_000].splitlines()[:50]]

    def evenness(delimiter: str) -> tuple[bool, float]:
        widths = [len(row) for row in csv.reader(head, delimiter=delimiter) if row]
        usual = max(set(widths), key=widths.count, default=1)
        # A single column is even too, but says nothing.
        return usual > 1, widths.count(usual) / max(1, len(widths))

    return max(_DELIMITERS, key=evenness)


def _rows(path: Path, text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    rows: list[tuple[int, list[str]]] = []
    # newline="" keeps line feeds inside of quotes, as in file names that contain one.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=False)
    line = 1
    try:
        for row in reader:
            if any(text.strip() for text in row):
                rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as err:
        raise BadRecord(f"{path.name}, line {line}: {err}.", hint="Is a quote not closed?") from err
    return rows


def _without_header(path: Path, rows: list[tuple[int, list[str]]]) -> dict[str, int]:
    """Return the columns of a table whose first row is data already."""
    first = rows[0][1]
    at = next((at for at, text in enumerate(first) if PurePosixPath(text.strip()).suffix.lower() in EXTENSIONS), None)
    if at is None:
        raise BadRecord(
            f"{path.name}, line {rows[0][0]}: no column with pictures is found.",
            hint=f"Name the columns, for example path,label,split. Found: {', '.join(text.strip() for text in first)}.",
        )
    others = [column for column in range(len(first)) if column != at]
    if not others:
        raise BadRecord(f"{path.name}, line {rows[0][0]}: no column with labels is found.", hint="Add one: path,label.")
    columns = {"path": at, "label": others[0]}
    if len(others) > 1 and all(cell(row, others[1]).strip().lower() in (*SPLIT_NAMES, "") for _, row in rows):
        columns["split"] = others[1]
    return columns


def _one_hot(path: Path, rows: list[tuple[int, list[str]]], columns: dict[str, int]) -> dict[int, str]:
    """Return column -> label where every column without another role holds only 0 and 1."""
    header = rows[0][1]
    candidates = {at: name.strip() for at, name in enumerate(header) if at not in columns.values() and name.strip()}
    values = {cell(row, at).strip().lower() for _, row in rows[1:] for at in candidates}
    if not candidates or not values & YES or values - YES - NO:
        raise BadRecord(
            f"{path.name}, line {rows[0][0]}: no column with labels is found.",
            hint=f"Name it label. Found: {', '.join(name.strip() for name in header)}.",
        )
    return candidates


def cell(row: list[str], at: int) -> str:
    """Return a row's text in a column, "" where the row is too short or the column is -1 (absent)."""
    return row[at] if 0 <= at < len(row) else ""


def read_split_file(path: Path) -> dict[str, tuple[Split | None, str]]:
    """Read path -> (split, group) where such a list is there; a list of another kind is left alone."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if rows.fieldnames is None or not {"path", "split"} <= set(rows.fieldnames):
                return {}
            return {
                row["path"]: (SPLIT_NAMES.get((row["split"] or "").strip().lower()), row.get("group") or "")
                for row in rows
            }
    except (OSError, UnicodeDecodeError, csv.Error):
        return {}
