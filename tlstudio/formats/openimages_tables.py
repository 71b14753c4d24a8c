"""Which tables of Open Images are in a folder, and what its classes are called."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from tlstudio.core.errors import FormatError
from tlstudio.core.words import Split
from tlstudio.formats.records import SPLIT_NAMES
from tlstudio.formats.textfile import decoded, head_of

FOLDER = "annotations"
DESCRIPTIONS = "class-descriptions"
NO_SPLIT = "default"
BOX_COLUMNS = ("XMin", "XMax", "YMin", "YMax")
FLAGS = {"IsGroupOf": "is_crowd", "IsDepiction": "is_depiction", "IsInside": "is_inside"}
"""Column -> attribute; -1 in a column means that nobody said."""


class Kind(StrEnum):
    """What the rows of a table are about."""

    IMAGES = "images"
    BOXES = "boxes"
    LABELS = "labels"
    MASKS = "masks"


@dataclass(frozen=True, slots=True)
class Table:
    """A table, and the side of the data that its name says."""

    path: Path
    kind: Kind
    subset: str

    @property
    def split(self) -> Split | None:
        """The split, None where the name says none."""
        return SPLIT_NAMES.get(self.subset)


@dataclass(frozen=True, slots=True)
class Tables:
    """What a folder holds.

    Attributes:
        root: Folder above the tables, with `images/` and `masks/`.
        classes: Machine id (`/m/...`) -> name.
        machine: Labels that programs gave; nobody has checked them.
    """

    root: Path
    tables: list[Table] = field(default_factory=list[Table])
    classes: dict[str, str] = field(default_factory=dict[str, str])
    machine: list[Path] = field(default_factory=list[Path])

    def of(self, kind: Kind) -> list[Table]:
        """Return the tables of one kind."""
        return [table for table in self.tables if table.kind is kind]


def find_tables(path: Path) -> Tables:
    """Look at a folder (or `annotations` in it), or at one table with the class names beside it."""
    folder = path.parent if path.is_file() else path / FOLDER if (path / FOLDER).is_dir() else path
    found = Tables(folder.parent if folder.name == FOLDER else folder)
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix.lower() == ".csv" and file.is_file())
    except OSError:
        return found
    for file in files:
        if DESCRIPTIONS in file.name.lower():
            found.classes.update(_classes(file))
            continue
        kind = _kind(file) if path.is_dir() or file == path else None
        if kind is not None and "machine" in file.name.lower():
            found.machine.append(file)
        elif kind is not None:
            found.tables.append(Table(file, kind, _subset(file)))
    return found


def _subset(file: Path) -> str:
    words = re.split(r"[^a-z0-9]+", file.stem.lower())
    return next((word for word in words if word in SPLIT_NAMES or word == NO_SPLIT), "")


def _kind(file: Path) -> Kind | None:
    header = {name.strip() for name in head_of(file, 4096).partition("\n")[0].split(",")}
    if "ImageID" not in header:
        return None
    if "LabelName" not in header:
        return Kind.IMAGES if header & {"Subset", "OriginalURL"} else None
    if "MaskPath" in header:
        return Kind.MASKS
    return Kind.BOXES if header >= set(BOX_COLUMNS) else Kind.LABELS if "Confidence" in header else None


def _classes(file: Path) -> dict[str, str]:
    """Return machine id -> name; version 6 has a header, version 5 none."""
    try:
        text = io.StringIO(decoded(file.read_bytes()), newline="")
        rows = [row for row in csv.reader(text) if len(row) >= 2]
    except (OSError, csv.Error) as err:
        raise FormatError(f"{file.name} cannot be read: {err}.") from err
    return {row[0].strip(): row[1].strip() for row in rows if row[0].strip() != "LabelName" and row[1].strip()}
