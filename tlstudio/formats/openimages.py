"""Open Images (V4 to V7): tables of boxes, labels of whole images and masks, with shares of the picture's size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

import cv2
import numpy as np

from tlstudio.core.cards import FormatCard
from tlstudio.core.errors import BadRecord, FormatError, ImageError
from tlstudio.core.geometry import rle
from tlstudio.core.geometry.shapes import Box, Mask
from tlstudio.core.words import Attribute, Skipped
from tlstudio.formats import faults
from tlstudio.formats.csvfile import read_rows
from tlstudio.formats.files import Names, copied_pictures, lead_to, new_folder, picture_name, write_text
from tlstudio.formats.gather import Gatherer, Picture
from tlstudio.formats.openimages_rows import IMAGE_HEADER, SubsetRows, csv_text
from tlstudio.formats.openimages_tables import BOX_COLUMNS, FLAGS, FOLDER, NO_SPLIT, Kind, Table, Tables, find_tables
from tlstudio.formats.pictures import PictureFinder, stems_below
from tlstudio.formats.progress import counted
from tlstudio.formats.records import SPLIT_NAMES, ExportItem, Finder, Guess, LabelledShape, ReadResult, Written
from tlstudio.formats.values import as_number, as_numbers
from tlstudio.imaging.read import read_image

CARD = FormatCard(
    key="openimages",
    title="Open Images (CSV)",
    extensions=(".csv",),
    tasks=("detection", "segmentation"),
    holds=("box", "mask"),
    loses=(
        "Rotated boxes become the upright boxes around them, polygons become masks; points are left out.",
        "An image with nothing on it cannot be told from one that nobody has looked at.",
        "Notes, groups, the order of drawing and most attributes are not kept.",
        "Who decided, when, and from which suggestion is not kept.",
    ),
)


def sniff(path: Path) -> Guess:
    """Recognise a table with ImageID and LabelName, or a folder with such tables (or `annotations/` with them)."""
    if path.is_file() and path.suffix.lower() != ".csv":
        return Guess(0.0, "is neither a table nor a folder")
    try:
        tables = [table for table in find_tables(path).tables if table.kind is not Kind.IMAGES]
    except FormatError as err:
        return Guess(0.0, err.sentence)
    if not tables:
        return Guess(0.0, "has no table with the columns ImageID and LabelName")
    where = f"holds {tables[0].path.relative_to(path)} with" if path.is_dir() else "has"
    return Guess(0.94, f"{where} the columns of Open Images")


def read(path: Path, *, images: Path | None = None, find: Finder | None = None) -> ReadResult:
    """Read a folder with the tables (in it or in `annotations/`), or one table with the class names beside it.

    Names come from `class-descriptions`; without it the machine ids are the labels. Labels of whole images are those that
    people confirmed; a confidence of 0 says that a label is not there, and is only counted. A mask and the box that it
    was drawn in become one group. Images of the list that have no labels stay undecided.

    Raises:
        FormatError: There is no such table.
    """
    tables = find_tables(path)
    if not tables.tables:
        raise FormatError(
            f"{path.name} has no table with the columns ImageID and LabelName.", hint="Name the folder with the tables."
        )
    gathered = Gatherer([*([images] if images else []), tables.root / "images", tables.root], find)
    reader = _Reader(tables, gathered, stems_below(images or tables.root / "images"))
    for kind, take in (
        (Kind.IMAGES, reader.take_image),
        (Kind.LABELS, reader.take_label),
        (Kind.BOXES, reader.take_box),
        (Kind.MASKS, reader.take_mask),
    ):
        for table in tables.of(kind):
            try:
                for line, row in read_rows(table.path):
                    take(table, line, row)
            except FormatError as err:
                gathered.skip(str(table.path), err.sentence)
    reader.say_notes()
    shapes = sum(len(one.shapes) for one in gathered.pictures.values())
    return gathered.result(f"Open Images in {len(tables.tables)} tables: {shapes:,} shapes.")


@dataclass
class _Reader:
    """What is known between one row and the next.

    Attributes:
        stems: Path below the pictures' folder without extension -> picture.
        pictures: Image id -> picture; None = it is not there, and has been listed once.
        finders: Subset -> where its masks are looked for.
        boxes: Image, label and edges -> which shape of the picture a box became.
    """

    tables: Tables
    gathered: Gatherer
    stems: Mapping[str, Path]
    pictures: dict[str, Picture | None] = field(default_factory=dict[str, Picture | None])
    boxes: dict[tuple[str, ...], int] = field(default_factory=dict[tuple[str, ...], int])
    finders: dict[str, PictureFinder] = field(default_factory=dict[str, PictureFinder])
    absent: int = 0
    turned: int = 0
    unnamed: set[str] = field(default_factory=set[str])

    def take_image(self, table: Table, line: int, row: Mapping[str, str]) -> None:
        """Take a row of the list of images; the whole list has millions that a person has not downloaded."""
        image_id, subset = row.get("ImageID", "").strip(), row.get("Subset", "").strip().lower() or table.subset
        address = row.get("OriginalURL", "").strip()
        local = "" if "://" in address else address
        if not image_id or not (local or image_id in self.stems or f"{subset}/{image_id}" in self.stems):
            return
        split = SPLIT_NAMES.get(subset)
        found = [str(self.stems.get(f"{subset}/{image_id}", "")), str(self.stems.get(image_id, "")), local]
        picture = self.gathered.picture([one for one in found if one], table.path, line=line, split=split)
        self.pictures[image_id] = picture
        if picture is not None:
            picture.is_reviewed = False
        self.turned += as_number(row.get("Rotation", "")) not in (None, 0)

    def _picture(self, table: Table, line: int, row: Mapping[str, str]) -> Picture | None:
        image_id = row.get("ImageID", "").strip()
        if image_id not in self.pictures:
            stems = [self.stems.get(f"{table.subset}/{image_id}", ""), self.stems.get(image_id, "")]
            names = [str(one) for one in (*stems, image_id) if one]
            self.pictures[image_id] = self.gathered.picture(names, table.path, line=line, split=table.split)
            if (picture := self.pictures[image_id]) is not None:
                picture.is_reviewed = False
        return self.pictures[image_id]

    def _label(self, row: Mapping[str, str]) -> str:
        machine_id = row.get("LabelName", "").strip()
        if machine_id and machine_id not in self.tables.classes:
            self.unnamed.add(machine_id)
        return self.tables.classes.get(machine_id, machine_id)

    def take_label(self, table: Table, line: int, row: Mapping[str, str]) -> None:
        """Take a label of a whole image."""
        picture, confidence = self._picture(table, line, row), as_number(row.get("Confidence", ""))
        label = self._label(row)
        if picture is None:
            return
        if confidence is None or not label:
            self.gathered.refuse(
                picture,
                table.path.name,
                faults.NO_LABEL if confidence is not None else faults.no_number("Confidence"),
                line,
            )
        elif confidence > 0:
            self.gathered.tag(picture, label)
        else:
            self.absent += 1

    def take_box(self, table: Table, line: int, row: Mapping[str, str]) -> None:
        """Take a box."""
        picture = self._picture(table, line, row)
        if picture is None:
            return
        shares = as_numbers([row.get(name, "") for name in BOX_COLUMNS])
        if shares is None:
            self.gathered.refuse(picture, table.path.name, faults.no_number(*BOX_COLUMNS), line)
            return
        width, height = picture.raw_size
        left, right, top, bottom = shares
        attributes: dict[str, Attribute] = {
            name: True for column, name in FLAGS.items() if as_number(row.get(column, "")) == 1
        }
        confidence = as_number(row.get("Confidence", ""))
        if confidence is not None and 0 < confidence < 1:
            attributes["confidence"] = confidence
        shape = LabelledShape(
            label=self._label(row),
            geometry=Box.from_edges(left * width, top * height, right * width, bottom * height),
            attributes=attributes,
            occluded=as_number(row.get("IsOccluded", "")) == 1,
            truncated=as_number(row.get("IsTruncated", "")) == 1,
            line=line,
        )
        if self.gathered.add(picture, shape, table.path.name):
            self.boxes[_key(row, shape.label, shares)] = len(picture.shapes) - 1

    def take_mask(self, table: Table, line: int, row: Mapping[str, str]) -> None:
        """Take a mask, which lies in a picture of its own."""
        picture = self._picture(table, line, row)
        if picture is None:
            return
        label = self._label(row)
        try:
            mask = self._mask(table, row.get("MaskPath", ""), picture)
        except BadRecord as err:
            self.gathered.refuse(picture, table.path.name, faults.reason_of(err), line)
            return
        shares = as_numbers([row.get(f"Box{name}", "") for name in BOX_COLUMNS])
        beside = self.boxes.get(_key(row, label, shares)) if shares else None
        group = None
        if beside is not None:
            group = 1 + max((shape.group or 0 for shape in picture.shapes), default=0)
            picture.shapes[beside] = replace(picture.shapes[beside], group=group)
        self.gathered.add(picture, LabelledShape(label, mask, group=group, line=line), table.path.name)

    def _mask(self, table: Table, name: str, picture: Picture) -> Mask:
        masks = self.tables.root / "masks"
        if table.subset not in self.finders:
            self.finders[table.subset] = PictureFinder([masks / table.subset, masks])
        path = self.finders[table.subset](name) if name.strip() else None
        if path is None:
            raise faults.bad(f"has the mask {name}, which is not there" if name.strip() else faults.MASK_DAMAGED)
        try:
            pixels = read_image(path)[..., 0] > 127
        except ImageError as err:
            raise faults.bad(faults.MASK_DAMAGED) from err
        width, height = picture.raw_size
        if pixels.shape != (height, width):
            # In the full set masks are smaller than their pictures.
            pixels = cv2.resize(pixels.astype(np.uint8), (width, height), interpolation=cv2.INTER_NEAREST) > 0
        return rle.encode(pixels)

    def say_notes(self) -> None:
        """Say what was left aside."""
        notes = self.gathered.notes
        if self.absent:
            notes.setdefault(f"{self.absent:,} rows say that a label is not in an image; those were not kept.")
        if self.turned:
            notes.setdefault(f"{self.turned:,} images are marked to be shown turned; they were left as they are.")
        if self.tables.machine:
            names = ", ".join(file.name for file in self.tables.machine)
            notes.setdefault(f"Labels that programs gave are not read: {names}.")
        if self.unnamed:
            example = sorted(self.unnamed)[0]
            notes.setdefault(f"{len(self.unnamed):,} classes have no name and keep their machine id, like {example}.")


def _key(row: Mapping[str, str], label: str, shares: Iterable[float]) -> tuple[str, ...]:
    return (row.get("ImageID", "").strip(), label, *(f"{share:.4f}" for share in shares))


def write(items: Sequence[ExportItem], dest: Path, *, with_images: bool = False, labels: Sequence[str] = ()) -> Written:
    """Write `annotations/*.csv`, `masks/<subset>/` where there are some and, if asked, `images/<subset>/`.

    Raises:
        FormatError: The destination is in use or cannot be written.
    """
    skipped: list[Skipped] = []
    files: list[Path] = []
    used = [
        *labels,
        *(shape.label for item in items for shape in item.shapes),
        *(tag for i in items for tag in i.labels),
    ]
    # Google's ids begin with /m/ or /g/; these stay clear of them.
    ids = {label: f"/t/{number:04d}" for number, label in enumerate(dict.fromkeys(used))}
    tables: dict[str, list[Sequence[object]]] = {}
    tables["oidv6-class-descriptions"] = [("LabelName", "DisplayName"), *((one, label) for label, one in ids.items())]
    tables["image_ids_and_rotation"] = [IMAGE_HEADER]
    images = count = 0
    with new_folder(dest) as stage:
        for split in dict.fromkeys(item.split for item in items):
            subset = ("validation" if split == "val" else split.value) if split else NO_SPLIT
            part = [item for item in items if item.split is split]
            folder = PurePosixPath("images", subset)
            if with_images:
                kept = copied_pictures(part, stage, str(folder), skipped, own_stems=True)
                files += [dest / place for _, place in kept]
            else:
                names = Names(own_stems=True)
                kept = [(item, folder / names.claim(picture_name(item))) for item in part]
            out = SubsetRows(subset, ids, stage, skipped, files=[])
            for item, place in counted(kept):
                image_id = str(place.relative_to(folder).with_suffix(""))
                address = "" if with_images else lead_to(item, dest.absolute())
                tables["image_ids_and_rotation"].append((image_id, subset, address, 0))
                count += out.add(item, image_id)
            images += len(kept)
            files += [dest / file for file in out.files]
            tables |= out.tables()
        for name, rows in tables.items():
            target = Path(FOLDER, f"{name}.csv")
            write_text(stage / target, csv_text(rows))
            files.append(dest / target)
    return Written(tuple(files), images, count, tuple(skipped))
