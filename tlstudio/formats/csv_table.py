"""CSV tables: `path,label[,split]` with or without a header, several labels as rows or in one cell, or one column per label."""

from __future__ import annotations

import csv
import io
import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath

from tlstudio.core.cards import FormatCard
from tlstudio.core.errors import FormatError
from tlstudio.core.words import Skipped, Split
from tlstudio.formats import faults
from tlstudio.formats.files import Names, copy_picture, lead, new_folder, picture_name, write_text
from tlstudio.formats.pictures import PictureFinder
from tlstudio.formats.progress import counted
from tlstudio.formats.records import SPLIT_NAMES, ExportItem, Finder, Guess, LabelRecord, ReadResult, Written
from tlstudio.formats.tables import YES, Table, cell, parse
from tlstudio.formats.values import is_name

CARD = FormatCard(
    key="csv",
    title="CSV table (path, label, split)",
    extensions=(".csv", ".tsv"),
    tasks=("classification", "multilabel"),
    holds=("image",),
    loses=(
        "'None of the labels' and 'undecided' both become an empty label, and are left out when read back.",
        "Who decided, when, and from which suggestion is not kept.",
        "Labels without an image are not kept.",
    ),
)

TABLE = "labels.csv"
PICTURES = "images"
_ONE_HOT = "_classes.csv"
# Digits that Python turns into a number of any file, from 1.
_PAGE = re.compile(r"0*[1-9][0-9]{0,8}")
_SEPARATOR = re.compile(r"(?<!\\)[;|]")


@dataclass(slots=True)
class _Found:
    """What the rows about one image add up to."""

    line: int
    split: Split | None
    group: str
    source: Path
    labels: dict[str, None] = field(default_factory=dict[str, None])


def sniff(path: Path) -> Guess:
    """Recognise a table with a column of pictures, or a folder that holds one."""
    try:
        tables = _table_files(path)
        if not tables:
            return Guess(0.0, "is neither a .csv or .tsv file nor a folder with labels.csv or _classes.csv")
        table = parse(tables[0], head_only=True)
    except (FormatError, OSError) as err:
        return Guess(0.0, str(err))
    names = "one column per label" if table.one_hot else "a column of labels"
    where = f"holds {tables[0].relative_to(path)} with" if path.is_dir() else "has"
    return Guess(0.9, f"{where} a column of pictures and {names}")


def read(path: Path, *, images: Path | None = None, find: Finder | None = None) -> ReadResult:
    r"""Read a table, or a folder with `labels.csv` or `_classes.csv` (also below train, valid, test).

    A path in the table is looked for below `images`, beside the table, in `images/` beside the table, and by `find`.
    Several rows about one image add up; a cell may hold several labels with `;` or `|` between them (`\;` for a label
    that contains one). With one column per label (0/1), a row of zeros means "none of the labels".

    Args:
        path: A .csv or .tsv file (any text file is tried), or a folder.
        images: Folder that the paths are relative to.
        find: Knows further pictures, for example those of the project.

    Raises:
        BadRecord: No column with pictures or labels is found.
        FormatError: The file cannot be read, or is no text.
    """
    labels: dict[str, None] = {}
    found: dict[tuple[Path, int], _Found] = {}
    skipped: list[Skipped] = []
    tables = _parsed(_table_files(path) or [path], skipped)
    notes: list[str] = []
    for table in tables:
        labels.update(dict.fromkeys(table.one_hot.values()))
        notes += table.notes
        _collect(table, _Finder(table.path.parent, images, find), found, skipped, notes)
    for one in found.values():
        labels.update(one.labels)
    records = tuple(
        LabelRecord(image, tuple(one.labels), one.split, one.source, one.line, page, one.group)
        for (image, page), one in found.items()
    )
    kind = "one column per label" if any(table.one_hot for table in tables) else "a column of labels"
    why = f"{tables[0].path.name} has {kind}: {len(labels)} labels for {len(records)} images."
    return ReadResult(records, tuple(labels), tuple(skipped), why, tuple(dict.fromkeys(notes)))


def _parsed(files: Sequence[Path], skipped: list[Skipped]) -> list[Table]:
    """Parse tables; one of several that cannot be read is listed, the only one is an error."""
    tables: list[Table] = []
    for file in files:
        try:
            tables.append(parse(file))
        except FormatError as err:
            if len(files) == 1:
                raise
            skipped.append(Skipped(str(file), err.sentence))
    if not tables:
        raise FormatError(f"{skipped[0].reason}", hint="None of the tables could be read.")
    return tables


def write(items: Sequence[ExportItem], dest: Path, *, with_images: bool = False, labels: Sequence[str] = ()) -> Written:
    """Write `path,label[,split][,group][,page]`, one row per label.

    Without pictures `dest` is the file (or a folder for `labels.csv`; replaced if it exists) and paths lead from it to
    the pictures. With pictures `dest` is a new folder with `labels.csv` and `images/`, where folders are kept.

    Raises:
        FormatError: The destination is in use or cannot be written.
    """
    del labels
    if with_images and dest.suffix.lower() in CARD.extensions:
        raise FormatError(
            f"{dest.name} names a file; with pictures the destination is a folder.", hint="Leave the extension away."
        )
    if not with_images:
        file = dest if dest.suffix.lower() in CARD.extensions else dest / TABLE
        write_text(file, _text(items, [lead(item.image_path, file.absolute().parent) for item in items], file.suffix))
        return Written((file,), len(items), sum(len(item.labels) for item in items))
    skipped: list[Skipped] = []
    kept: list[ExportItem] = []
    places: list[str] = []
    names = Names()
    with new_folder(dest) as stage:
        for item in items:
            place = PICTURES / names.claim(picture_name(item))
            reason = copy_picture(item, stage / place)
            if reason:
                skipped.append(Skipped(item.name, reason))
            else:
                # A page becomes a picture of its own, so that the row must not ask for a page any more.
                kept.append(ExportItem(item.image_path, item.name, item.labels, item.split, group=item.group))
                places.append(str(place))
        write_text(stage / TABLE, _text(kept, places, ".csv"))
    files = (dest / TABLE, *(dest / place for place in places))
    return Written(files, len(kept), sum(len(item.labels) for item in kept), tuple(skipped))


def _table_files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path] if path.suffix.lower() in CARD.extensions else []
    if (path / TABLE).is_file():
        return [path / TABLE]
    below = sorted(entry for entry in path.iterdir() if entry.name.lower() in SPLIT_NAMES)
    return [folder / _ONE_HOT for folder in (path, *below) if (folder / _ONE_HOT).is_file()]


class _Finder:
    """Looks for the pictures that a table names, where tables usually mean them to be."""

    def __init__(self, beside: Path, images: Path | None, find: Finder | None) -> None:
        self._roots = [root for root in (images, beside, beside / PICTURES) if root is not None]
        self._find = find
        self._otherwise = PictureFinder(self._roots)

    def __call__(self, text: str) -> Path | None:
        for variant in dict.fromkeys(_variants(text)):
            for root in self._roots:
                try:
                    # absolute() and normpath, not resolve(): a link keeps its own name.
                    candidate = Path(os.path.normpath((root / variant).absolute()))
                    if candidate.is_file():
                        return candidate
                except (OSError, ValueError):
                    continue
            known = self._find(variant) if self._find else None
            if known is not None:
                return known
        # A path of another computer: its end may be here.
        is_foreign = PureWindowsPath(text.strip()).is_absolute() or text.strip().startswith("/")
        return self._otherwise(text) if is_foreign else None


def _variants(text: str) -> Iterable[str]:
    yield text
    stripped = text.strip()
    yield stripped
    yield stripped.replace("\\", "/")
    # macOS writes decomposed names, tables mostly hold composed ones.
    yield unicodedata.normalize("NFC", stripped)
    yield unicodedata.normalize("NFD", stripped)


def _collect(
    table: Table, find: _Finder, found: dict[tuple[Path, int], _Found], skipped: list[Skipped], notes: list[str]
) -> None:
    """Add a table's rows to what is known of each image."""
    folder_split = SPLIT_NAMES.get(table.path.parent.name.lower()) if table.one_hot else None
    for line, row in counted(table.rows):
        text = cell(row, table.columns["path"])
        labels, why_not = _labels(table, row)
        split_text = cell(row, table.columns.get("split", -1)).strip().lower()
        page = _page(cell(row, table.columns.get("page", -1)))
        image = find(text) if text.strip() else None
        if image is None or why_not or page is None:
            reason = faults.NO_PICTURE if not text.strip() else "the picture is not there" if image is None else why_not
            skipped.append(Skipped(text, reason or "page is not a number from 1", line))
            continue
        split = SPLIT_NAMES.get(split_text, folder_split)
        if split_text and split_text not in SPLIT_NAMES:
            notes.append(f"{table.path.name} has the unknown split {split_text!r} (train, val and test are known).")
        group = cell(row, table.columns.get("group", -1)).strip()
        one = found.setdefault((image, page), _Found(line, split, group, table.path))
        if split != one.split:
            skipped.append(Skipped(text, f"is put into another split than in line {one.line}", line))
            continue
        one.labels.update(dict.fromkeys(labels))


def _labels(table: Table, row: list[str]) -> tuple[list[str], str]:
    """Return a row's labels, and why it cannot go in ("" if it can)."""
    if table.one_hot:
        return [name for at, name in table.one_hot.items() if cell(row, at).strip().lower() in YES], ""
    parts = _SEPARATOR.split(cell(row, table.columns["label"]))
    labels = [re.sub(r"\\([;|\\])", r"\1", part).strip() for part in parts]
    labels = [label for label in labels if is_name(label)]
    return labels, "" if labels else faults.NO_LABEL


def _page(text: str) -> int | None:
    text = text.strip()
    if not text:
        return 0
    return int(text) - 1 if _PAGE.fullmatch(text) else None


def _text(items: Sequence[ExportItem], places: Sequence[str], suffix: str) -> str:
    extra = {
        "split": any(item.split for item in items),
        "group": any(item.group for item in items),
        "page": any(item.pages > 1 for item in items),
    }
    text = io.StringIO(newline="")
    table = csv.writer(text, delimiter="\t" if suffix.lower() == ".tsv" else ",", lineterminator="\n")
    table.writerow(("path", "label", *(name for name, used in extra.items() if used)))
    for item, place in counted(zip(items, places, strict=True)):
        values = {"split": item.split or "", "group": item.group, "page": item.page + 1}
        tail = [values[name] for name, used in extra.items() if used]
        table.writerows((place, _escaped(label), *tail) for label in item.labels or ("",))
    return text.getvalue()


def _escaped(label: str) -> str:
    return re.sub(r"([;|\\])", r"\\\1", label)
