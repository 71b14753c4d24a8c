"""Mask pictures: the value or colour of each pixel is its label; objects by a second picture, or as connected pieces."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import numpy as np

from tlstudio.core.cards import FormatCard, FormatOption
from tlstudio.core.errors import BadRecord, FormatError
from tlstudio.core.geometry import raster, rle
from tlstudio.core.geometry.shapes import Mask, Point
from tlstudio.core.words import Skipped, Split
from tlstudio.formats import mask_pixels
from tlstudio.formats.files import Names, copied_pictures, inside, lead, new_folder, picture_name, write_text
from tlstudio.formats.gather import Gatherer, Picture
from tlstudio.formats.mask_layout import (
    CLASSES,
    LEADS,
    LISTS,
    OBJECTS,
    PICTURES,
    MaskFile,
    find_layout,
    has_pictures_beside,
    mask_folders,
    split_of,
)
from tlstudio.formats.mask_tables import (
    COLOURS,
    LABELMAP,
    VOID,
    ClassTable,
    MaskClass,
    colour_of,
    colours_csv,
    find_table,
    labelmap,
    value_of,
)
from tlstudio.formats.records import ExportItem, Finder, Guess, LabelledShape, ReadResult, Written

CARD = FormatCard(
    key="masks",
    title="Mask pictures (PNG)",
    extensions=(".png",),
    tasks=("detection", "segmentation"),
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
    reader = _Reader(gathered, table or _guessed_table(layout.masks, gathered), table is not None, objects == "whole")
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


def _guessed_table(masks: Sequence[MaskFile], gathered: Gatherer) -> ClassTable:
    """Name values by what occurs in all masks."""
    table = ClassTable(None)
    table.by_colour[0, 0, 0] = MaskClass("")
    found: Counter[int] = Counter()
    grey: Counter[int] = Counter()
    for mask in masks:
        try:
            values = mask_pixels.read_values(mask.path)
        except BadRecord:
            continue
        numbers, counts = np.unique(values.pixels, return_counts=True)
        if values.is_colour:
            for colour in map(mask_pixels.unpacked, numbers.tolist()):
                if table.of_colour(colour) is None:
                    table.by_colour[colour] = MaskClass("class #{:02x}{:02x}{:02x}".format(*colour))
            continue
        pairs = dict(zip(numbers.tolist(), counts.tolist(), strict=True))
        found.update(pairs)
        if not values.palette and not values.is_deep:
            grey.update(pairs)
    between = sum(count for value, count in grey.items() if 0 < value < VOID)
    table.by_value[0] = MaskClass("")
    if grey == found and set(found) <= {0, VOID} and VOID in found:
        table.by_value[VOID] = MaskClass("class 1")
        gathered.notes.setdefault("The masks hold 0 and 255 only: 255 is the object.")
    elif grey == found and between and grey[VOID] > between:
        table.by_value.update({value: MaskClass("" if value < 128 else "class 1") for value in range(256)})
        gathered.notes.setdefault(
            "The masks are black and white with greys in between, as from shrinking; from 128 on it is the object."
        )
    else:
        numbers = {value if value < 1000 else value // 1000 for value in found if value not in (0, VOID)}
        table.by_value.update({value: MaskClass(f"class {value}") for value in sorted(numbers)})
    return table


@dataclass
class _Reader:
    """Turns masks into shapes, and counts what should be said about them."""

    gathered: Gatherer
    table: ClassTable
    has_table: bool
    is_whole: bool
    numbered: int = 0
    beside: int = 0
    in_pieces: set[Path] = field(default_factory=set[Path])
    too_many: list[str] = field(default_factory=list[str])
    void_pixels: int = 0

    def read(self, mask: MaskFile) -> None:
        size = mask_pixels.size_of(mask.path)
        if size is None:
            self.gathered.skip(str(mask.path), "is no picture that can be read as a mask")
            return
        picture = self.gathered.picture(mask.pictures, mask.path, size=size, split=mask.split)
        if picture is None:
            return
        picture.group = mask.group
        if size != picture.raw_size:
            wanted = "{} x {}".format(*picture.raw_size)
            self.gathered.refuse(picture, str(mask.path), f"has {size[0]} x {size[1]} pixels, the picture {wanted}")
            return
        try:
            shapes = list(self._shapes(mask, picture))
        except BadRecord as err:
            self.gathered.refuse(picture, str(mask.path), err.sentence.rstrip("."))
            return
        for label, geometry in shapes:
            self.gathered.add(picture, LabelledShape(label, geometry), str(mask.path))

    def note(self) -> None:
        """Say how objects were told apart, and what was left out."""
        notes = self.gathered.notes
        if self.numbered:
            notes.setdefault(f"In {self.numbered:,} masks the objects are numbered.")
        if self.beside:
            notes.setdefault(
                f"{self.beside:,} pixels have a label, but belong to none of its numbered objects; left out."
            )
        if self.in_pieces:
            notes.setdefault(
                f"In {len(self.in_pieces):,} masks nothing tells objects apart: each connected piece of a label became one, "
                "and objects that touch are one."
            )
        if self.too_many:
            notes.setdefault(
                f"Labels in more than {mask_pixels.MOST_PIECES:,} pieces on a picture stayed one mask: "
                f"{', '.join(self.too_many[:5])}."
            )
        if self.void_pixels:
            notes.setdefault(f"{self.void_pixels:,} pixels are void (neither of a label nor background); left out.")

    def _shapes(self, mask: MaskFile, picture: Picture) -> Iterator[tuple[str, Mask]]:
        width, height = picture.raw_size
        values = mask_pixels.read_values(mask.path, width * height)
        places, labels = self._labelled(values, mask, picture)
        numbers = np.zeros((height, width), dtype=np.int32)
        if mask.objects is not None:
            numbers = mask_pixels.read_values(mask.objects, width * height).pixels
            if numbers.shape != (height, width):
                raise BadRecord(f"{mask.objects.name} with the objects has another size than the mask.")
        elif values.is_deep:
            numbers = np.where(values.pixels >= 1000, values.pixels, 0)
        numbered: set[str] = set()
        if numbers.any():
            self.numbered += 1
            for _, geometry in mask_pixels.by_number(numbers):
                under = Counter(places[rle.decode(geometry)].tolist())
                best = max((at for at in under if labels[at]), key=lambda at: under[at], default=None)
                if best is not None:
                    numbered.add(labels[best])
                    yield labels[best], geometry
        for label in dict.fromkeys(label for label in labels if label):
            on = np.isin(places, [at for at, one in enumerate(labels) if one == label]) & (numbers == 0)
            if label in numbered:
                self.beside += int(on.sum())
            elif on.any():
                yield from ((label, geometry) for geometry in self._objects(on, label, picture))

    def _objects(self, on: np.ndarray, label: str, picture: Picture) -> list[Mask]:
        if self.is_whole:
            return [rle.encode(on)]
        found, are_too_many = mask_pixels.pieces(on)
        if len(found) > 1:
            self.in_pieces.add(picture.path)
        if are_too_many:
            self.too_many.append(f"{label} on {picture.path.name}")
        return found

    def _labelled(self, values: mask_pixels.Values, mask: MaskFile, picture: Picture) -> tuple[np.ndarray, list[str]]:
        """Return a number for each pixel, (H, W), and the label of each number, "" for none; list what is not named."""
        found, places, counts = np.unique(values.pixels, return_inverse=True, return_counts=True)
        labels: list[str] = []
        for number, count in zip(found.tolist(), counts.tolist(), strict=True):
            if values.is_colour:
                meaning = self.table.of_colour(mask_pixels.unpacked(number))
                named = "the colour {}, {}, {}".format(*mask_pixels.unpacked(number))
            else:
                value = number // 1000 if values.is_deep and number >= 1000 else number
                meaning = self.table.of_value(value, values.palette.get(value))
                named = f"the value {value}"
            if meaning is None:
                where = self.table.source.name if self.table.source else "the other masks"
                reason = f"has {count:,} pixels of {named}, which {where} does not name"
                self.gathered.refuse(picture, str(mask.path), reason)
            elif meaning.is_void:
                self.void_pixels += count
            label = meaning.label if meaning else ""
            labels.append(mask.defect if label and mask.defect and not self.has_table else label)
        return places.reshape(values.pixels.shape), labels


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
    lists: dict[Split, list[str]] = {}
    count = 0
    with new_folder(dest) as stage:
        if with_images:
            placed = copied_pictures(items, stage, PICTURES, skipped, own_stems=True)
            files += [dest / place for _, place in placed]
        else:
            names = Names(own_stems=True)
            placed = [(item, PurePosixPath(PICTURES) / names.claim(picture_name(item))) for item in items]
        for item, place in placed:
            inner = inside(str(PurePosixPath(*place.parts[1:]))).with_suffix(".png")
            if item.split is not None:
                lists.setdefault(item.split, []).append(str(inner.with_suffix("")))
            if item.is_finished or item.shapes:
                classes, numbers, drawn = _drawn(item, values, skipped)
                mask_pixels.write_values(stage / CLASSES / inner, classes, colours=colours)
                mask_pixels.write_values(stage / OBJECTS / inner, numbers)
                files += [dest / CLASSES / inner, dest / OBJECTS / inner]
                leads.append((f"{CLASSES}/{inner}", lead(item.image_path, dest.absolute())))
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
            skipped.append(Skipped(item.name, f"its {shape.label} is a point, which has no pixels"))
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
