"""Mask pictures: the value or colour of each pixel is its label; objects by a second picture, or as connected pieces."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

import numpy as np

from tlstudio.core.cards import FormatCard, FormatOption
from tlstudio.core.errors import FormatError
from tlstudio.core.geometry import raster
from tlstudio.core.geometry.shapes import Point
from tlstudio.core.words import Skipped
from tlstudio.formats import faults, mask_pixels
from tlstudio.formats.files import inside, lead_to, new_folder, placed_pictures, write_text
from tlstudio.formats.gather import Gatherer
from tlstudio.formats.mask_layout import (
    CLASSES,
    LEADS,
    LISTS,
    OBJECTS,
    PICTURES,
    find_layout,
    has_pictures_beside,
    mask_folders,
    split_of,
)
from tlstudio.formats.mask_reader import MaskReader, guessed_table
from tlstudio.formats.mask_tables import (
    COLOURS,
    LABELMAP,
    colour_of,
    colours_csv,
    find_table,
    labelmap,
    value_of,
)
from tlstudio.formats.progress import counted
from tlstudio.formats.records import ExportItem, Finder, Guess, ReadResult, Written

CARD = FormatCard(
    key="masks",
    title="Mask pictures (PNG)",
    extensions=(".png",),
    tasks=("detection", "segmentation"),
    holds=("mask",),
    loses=(
        "Every shape becomes pixels; points are left out.",
        "Where shapes overlap, the one drawn last keeps the pixels.",
        "Attributes, flags, notes, groups and labels of whole images are not kept.",
        "Who decided, when, and from which suggestion is not kept.",
    ),
    read_options=(
        FormatOption(
            "objects",
            ("auto", "pieces", "whole"),
            "Without a picture of object numbers: connected pieces become objects (auto, pieces), or all of a label one mask.",
        ),
    ),
    write_options=(
        FormatOption("style", ("values", "colours"), "Write values with a palette, or the colours of the table."),
    ),
)

_NO_SPLIT = "default"


def sniff(path: Path) -> Guess:
    """Recognise a folder of masks beside a folder of pictures."""
    if not path.is_dir():
        return Guess(0.0, "is not a folder with masks")
    try:
        folders, is_sure = mask_folders(path)
        if not folders:
            return Guess(0.0, "has no folder of masks (SegmentationClass, masks, ...)")
        where = f"has masks in {folders[0].relative_to(path)}"
        if (path / LEADS).is_file() or folders[0].name == CLASSES:
            return Guess(0.85, where)
        if not has_pictures_beside(folders[0]):
            return Guess(0.0, f"{where}, but no folder of pictures beside it")
    except OSError as err:
        return Guess(0.0, f"cannot be opened: {err.strerror}")
    return Guess(0.8 if is_sure else 0.4, f"{where} beside pictures")


def read(path: Path, *, images: Path | None = None, find: Finder | None = None, objects: str = "auto") -> ReadResult:
    """Read the masks of a folder, a folder of masks, or one mask.

    Labels come from a table beside the masks (labelmap.txt, colours.csv, class_names.txt, dataset_meta.json, ...), else
    they are `class 1`, `class 2`, ... with 0 as background and 255 as void; with 0 and 255 alone, 255 is the object.
    Values and colours that the table does not name are listed as skipped. A mask that is all background is reviewed and
    empty.

    Args:
        objects: How objects are told apart where no second picture numbers them: `pieces`, or `whole` labels.

    Raises:
        FormatError: There are no masks, or their table cannot be read.
    """
    if not path.exists():
        raise FormatError(f"{path} is not there.", hint="Check the path.")
    try:
        layout = find_layout(path.absolute(), images)
        table = find_table(layout.tables)
    except OSError as err:
        raise FormatError(f"{path.name} cannot be opened: {err.strerror}.") from err
    if not layout.masks:
        raise FormatError(f"{path.name} holds no masks.", hint="Name the folder with the masks, or with both.")
    gathered = Gatherer([images] if images else [], _finder(find))
    reader = MaskReader(gathered, table or guessed_table(layout.masks, gathered), table is not None, objects == "whole")
    if table is not None or not any(mask.defect for mask in layout.masks):
        for label in reader.table.labels:
            gathered.labels.setdefault(label)
    for mask in layout.masks:
        reader.read(mask)
    for empty in layout.empty:
        split, group = split_of(layout, empty)
        picture = gathered.picture(str(empty), empty.parent, split=split)
        if picture is not None:
            picture.group = group
    reader.note()
    if layout.without:
        gathered.notes.setdefault(f"{layout.without:,} pictures have no mask: nobody has looked at them; left out.")
    source = f"the labels of {table.source.name}" if table and table.source else "labels named by their values"
    return gathered.result(f"{len(layout.masks):,} masks with {source}.")


def _finder(find: Finder | None) -> Finder:
    """Look nowhere but where the layout says, and among what else is known: a mask has the name of its picture."""

    def found(name: str) -> Path | None:
        path = Path(name)
        return path if path.is_absolute() and path.is_file() else find(name) if find else None

    return found


def write(
    items: Sequence[ExportItem],
    dest: Path,
    *,
    with_images: bool = False,
    labels: Sequence[str] = (),
    style: str = "values",
) -> Written:
    """Write `SegmentationClass/`, `SegmentationObject/`, `labelmap.txt`, `colours.csv` and, if asked, `JPEGImages/`.

    An image that nobody has decided gets no mask; a finished one without shapes gets one of background only. Without
    pictures, `pictures.csv` leads to where they are.

    Args:
        style: `values` (0 is background, labels from 1 on in the order of the table), or `colours` of the table.

    Raises:
        FormatError: The destination is in use or cannot be written.
    """
    used = list(dict.fromkeys([*labels, *(shape.label for item in items for shape in item.shapes)]))
    values = {name: value_of(place) for place, name in enumerate(used)}
    colours = [colour_of(value) for value in range(max(values.values(), default=0) + 1)] if style == "colours" else None
    skipped: list[Skipped] = []
    files: list[Path] = []
    leads: list[tuple[str, str]] = []
    lists: dict[str, list[str]] = {}
    count = 0
    with new_folder(dest) as stage:
        placed = placed_pictures(items, stage, PICTURES, skipped, with_images=with_images)
        files += [dest / place for _, place in placed] if with_images else []
        for item, place in counted(placed):
            inner = inside(str(PurePosixPath(*place.parts[1:]))).with_suffix(".png")
            # Programs find the files by these lists only.
            lists.setdefault(item.split or _NO_SPLIT, []).append(str(inner.with_suffix("")))
            if item.is_finished or item.shapes:
                classes, numbers, drawn = _drawn(item, values, skipped)
                mask_pixels.write_values(stage / CLASSES / inner, classes, colours=colours)
                mask_pixels.write_values(stage / OBJECTS / inner, numbers)
                files += [dest / CLASSES / inner, dest / OBJECTS / inner]
                leads.append((f"{CLASSES}/{inner}", lead_to(item, dest.absolute())))
                count += drawn
        texts = {Path(LABELMAP): labelmap(used), Path(COLOURS): colours_csv(used)}
        texts |= {LISTS / f"{split}.txt": "".join(f"{stem}\n" for stem in stems) for split, stems in lists.items()}
        if not with_images:
            texts[Path(LEADS)] = _leads(leads)
        for name, text in texts.items():
            write_text(stage / name, text)
            files.append(dest / name)
    return Written(tuple(files), len(placed), count, tuple(skipped))


def _drawn(item: ExportItem, values: Mapping[str, int], skipped: list[Skipped]) -> tuple[np.ndarray, np.ndarray, int]:
    """Return the values and the objects' numbers of an image, and how many objects can be seen."""
    classes = np.zeros((item.height, item.width), dtype=np.int32)
    numbers = np.zeros_like(classes)
    for number, shape in enumerate(item.shapes, start=1):
        if isinstance(shape.geometry, Point):
            skipped.append(Skipped(item.name, faults.point_out(shape.label)))
            continue
        on = raster.pixels_of(shape.geometry, item.width, item.height)
        classes[on], numbers[on] = values[shape.label], number
    seen = np.unique(numbers[numbers > 0])
    for number, shape in enumerate(item.shapes, start=1):
        if not isinstance(shape.geometry, Point) and number not in seen:
            skipped.append(Skipped(item.name, f"its {shape.label} has no pixel of its own; it is too small or covered"))
    # Numbered without gaps, so that 8 bits are enough for 254 objects, and never with the number of void.
    order = np.zeros(len(item.shapes) + 1, dtype=np.int32)
    order[seen] = [value_of(place) for place in range(len(seen))]
    return classes, order[numbers], len(seen)


def _leads(pairs: Sequence[tuple[str, str]]) -> str:
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("mask", "picture"))
    rows.writerows(pairs)
    return text.getvalue()
