"""ImageFolder: one folder per label, nested or not, with or without folders train, val and test above them."""

from __future__ import annotations

import csv
import io
import itertools
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from tlstudio.core.cards import FormatCard
from tlstudio.core.errors import FormatError
from tlstudio.core.words import Skipped, Split
from tlstudio.formats import faults
from tlstudio.formats.files import Names, copy_picture, fits_windows, new_folder, picture_name, write_text
from tlstudio.formats.progress import counted
from tlstudio.formats.records import SPLIT_NAMES, ExportItem, Finder, Guess, LabelRecord, ReadResult, Written
from tlstudio.formats.tables import SPLIT_FILE, read_split_file
from tlstudio.imaging.scan import scan

CARD = FormatCard(
    key="imagefolder",
    title="ImageFolder (one folder per label)",
    extensions=(),
    tasks=("classification",),
    holds=("image",),
    loses=(
        "An image with several labels, or with none of them, is left out.",
        "Who decided, when, and from which suggestion is not kept.",
        "Pages of one file become single PNG pictures.",
        "Groups are not kept.",
    ),
)

# Where images without a split go when others have one; a plain folder would read as a label.
UNSPLIT = "_unsplit"
SOURCES = "sources.csv"
# Sub-folders to look into before a folder is recognised.
_LOOK_AT = 20


def sniff(path: Path) -> Guess:
    """Recognise a folder whose sub-folders hold pictures."""
    if not path.is_dir():
        return Guess(0.0, "is not a folder")
    try:
        below = sorted(entry for entry in path.iterdir() if entry.is_dir() and not entry.name.startswith("."))
    except OSError as err:
        return Guess(0.0, f"cannot be opened: {err.strerror}")
    folders = [entry.name for entry in below[:_LOOK_AT] if _has_picture(entry)]
    if not folders:
        return Guess(0.0, "has no sub-folders with pictures")
    shown = ", ".join(folders[:4]) + (", ..." if len(folders) > 4 else "")
    return Guess(0.5, f"has pictures in the sub-folders {shown}")


def _has_picture(folder: Path) -> bool:
    """Whether a picture is among the first things in a folder."""
    return any(isinstance(one, Path) for one in itertools.islice(scan([folder]), 20))


def read(path: Path, *, images: Path | None = None, find: Finder | None = None) -> ReadResult:
    """Read labels from folder names.

    Folders `train`, `val` (`valid`, `validation`), `test` at the top give the split; below them, or at the top, the path
    of folders is the label (`metal/rust`). A `split.csv` (path, split[, group]) beside the folders is followed.

    Args:
        path: The folder.
        images: Not used: the pictures are the labels' place.
        find: Not used.

    Raises:
        FormatError: It is not a folder, or holds no picture in a sub-folder.
    """
    del images, find
    if not path.is_dir():
        raise FormatError(f"{path} is not a folder.", hint="ImageFolder is a folder with one sub-folder per label.")
    root = path.absolute()
    tops = sorted(entry.name for entry in root.iterdir() if entry.is_dir() and not entry.name.startswith("."))
    splits = _split_folders(tops)
    listed = read_split_file(root / SPLIT_FILE)
    records: list[LabelRecord] = []
    skipped: list[Skipped] = []
    for found in counted(scan([root])):
        if isinstance(found, Skipped):
            skipped.append(found)
            continue
        place = PurePosixPath(found.relative_to(root).as_posix())
        record = _record(found, place, splits, listed)
        if isinstance(record, LabelRecord):
            records.append(record)
        else:
            skipped.append(Skipped(str(place), record))
    if not records:
        raise FormatError(
            f"{path} has no pictures in sub-folders.", hint="Put the pictures of each label into a folder."
        )
    names = sorted({record.labels[0] for record in records} | _empty_labels(root, tops, splits))
    where = f" in {', '.join(splits)}" if splits else ""
    why = f"{len(names)} folders{where} give the labels of {len(records)} images."
    return ReadResult(tuple(records), tuple(names), tuple(skipped), why, _notes(records, names))


def _split_folders(tops: list[str]) -> dict[str, Split | None]:
    """Return the top folders that name a split, or none where those names are labels like the others."""
    splits: dict[str, Split | None] = {top: SPLIT_NAMES[top.lower()] for top in tops if top.lower() in SPLIT_NAMES}
    if UNSPLIT in tops:
        splits[UNSPLIT] = None
    # One folder `test` among others is a label; `train` and `test` beside `ground_truth` are splits.
    return splits if splits and (len(splits) > 1 or len(splits) == len(tops)) else {}


def _record(
    found: Path, place: PurePosixPath, splits: dict[str, Split | None], listed: dict[str, tuple[Split | None, str]]
) -> LabelRecord | str:
    """Return the record of one picture, or why it has none."""
    folders = place.parts[:-1]
    split, group = listed.get(str(place), (None, ""))
    if splits:
        if not folders or folders[0] not in splits:
            return f"lies outside of the folders {', '.join(splits)}"
        split = splits[folders[0]] or split
        folders = folders[1:]
    if not folders:
        return "lies outside of any label's folder"
    return LabelRecord(found, ("/".join(folders),), split, found.parent, group=group)


def _empty_labels(root: Path, tops: list[str], splits: dict[str, Split | None]) -> set[str]:
    """Return labels whose folder is there without anything in it."""
    parents = [root / top for top in splits] if splits else [root]
    return {
        entry.name
        for parent in parents
        for entry in parent.iterdir()
        if entry.is_dir() and not entry.is_symlink() and not entry.name.startswith(".") and not any(entry.iterdir())
    }


def _notes(records: list[LabelRecord], names: list[str]) -> tuple[str, ...]:
    notes: list[str] = []
    alike = [name for name, count in Counter(name.casefold() for name in names).items() if count > 1]
    if alike:
        notes.append(f"Labels that differ only in upper and lower case: {', '.join(alike)}.")
    used = {record.labels[0] for record in records}
    empty = [name for name in names if name not in used]
    if empty:
        notes.append(f"Folders without a picture: {', '.join(empty)}.")
    return tuple(notes)


def write(items: Sequence[ExportItem], dest: Path, *, with_images: bool = False, labels: Sequence[str] = ()) -> Written:
    """Copy pictures into one folder per label, below folders train, val, test where images have a split.

    Files keep their names; where two of one label have the same, the folders they come from are put before it
    (`folder_a__scan.jpg`). `sources.csv` says which picture came from where.

    Raises:
        FormatError: Without pictures (this format is its pictures), or the destination is in use or cannot be written.
    """
    del labels
    if not with_images:
        raise FormatError("An ImageFolder consists of its pictures.", hint="Add --with-images, or export csv.")
    skipped = [Skipped(item.name, reason) for item in items if (reason := cannot_hold(item))]
    fitting = [item for item in items if not cannot_hold(item)]
    targets = _targets(fitting)
    written: list[tuple[PurePosixPath, str]] = []
    with new_folder(dest) as stage:
        for item, target in zip(fitting, targets, strict=True):
            reason = copy_picture(item, stage / target)
            if reason:
                skipped.append(Skipped(item.name, reason))
            else:
                written.append((target, item.name))
        write_text(stage / SOURCES, _sources(written))
    files = [dest / target for target, _ in written]
    return Written((*files, dest / SOURCES), len(written), len(written), tuple(skipped))


def cannot_hold(item: ExportItem, *, on_windows: bool = os.name == "nt") -> str:
    """Why an item cannot go in; "" = it can."""
    if len(item.labels) != 1:
        return "has several labels" if item.labels else faults.NO_LABEL
    parts = item.labels[0].split("/")
    if any(part in ("", ".", "..") or part.startswith(".") or "\0" in part or "\\" in part for part in parts):
        return f"its label {item.labels[0]!r} cannot be the name of a folder"
    if on_windows and not all(fits_windows(part) for part in parts):
        return f"its label {item.labels[0]!r} cannot be the name of a folder on Windows"
    if any(len(part.encode()) > 255 for part in parts):
        return "its label is too long for the name of a folder"
    return ""


def _targets(items: Sequence[ExportItem]) -> list[PurePosixPath]:
    """Return where each picture goes, no two to one place and none of them a folder of another label."""
    # A label named like a split would be read as one, so then the splits get their folders in any case.
    use_splits = any(item.split for item in items) or any(
        item.labels[0].split("/")[0].lower() in (*SPLIT_NAMES, UNSPLIT) for item in items
    )
    folders = [
        PurePosixPath(*([item.split or UNSPLIT] if use_splits else []), *item.labels[0].split("/")) for item in items
    ]
    pictures = [picture_name(item) for item in items]
    counts = Counter(str(folder / picture.name).casefold() for folder, picture in zip(folders, pictures, strict=True))
    names = Names()
    for folder in folders:
        for part in (folder, *folder.parents):
            names.reserve(part)
    return [
        names.claim(
            folder / (picture.name if counts[str(folder / picture.name).casefold()] == 1 else _with_folders(picture))
        )
        for folder, picture in zip(folders, pictures, strict=True)
    ]


def _with_folders(picture: PurePosixPath) -> str:
    """Return `folder__name`, with as many folders from the right as a file name has room for."""
    name = picture.name
    for folder in reversed(picture.parts[:-1]):
        if len(f"{folder}__{name}".encode()) > 255:
            break
        name = f"{folder}__{name}"
    return name


def _sources(written: list[tuple[PurePosixPath, str]]) -> str:
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(("path", "source"))
    table.writerows((str(target), source) for target, source in written)
    return text.getvalue()
