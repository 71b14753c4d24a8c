"""Turn masks into shapes: which label each pixel has, which pixels are one object, and what could not be taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from tlstudio.core.errors import BadRecord
from tlstudio.core.geometry import rle
from tlstudio.core.geometry.shapes import Mask
from tlstudio.formats import faults, mask_pixels
from tlstudio.formats.gather import Gatherer, Picture
from tlstudio.formats.mask_layout import MaskFile
from tlstudio.formats.mask_tables import VOID, ClassTable, MaskClass
from tlstudio.formats.records import LabelledShape


def guessed_table(masks: Sequence[MaskFile], gathered: Gatherer) -> ClassTable:
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
class MaskReader:
    """Turns masks into shapes, and counts what should be said about them.

    Attributes:
        has_table: A table lies beside the masks; else the values were named by what occurs.
        is_whole: A label's pixels stay together where no second picture numbers its objects.
    """

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
        """Add the shapes of one mask to its picture, or list why not."""
        size = mask_pixels.size_of(mask.path)
        if size is None:
            self.gathered.skip(str(mask.path), faults.MASK_DAMAGED)
            return
        picture = self.gathered.picture(mask.pictures, mask.path, size=size, split=mask.split)
        if picture is None:
            return
        picture.group = mask.group
        if size != picture.raw_size:
            self.gathered.refuse(picture, str(mask.path), faults.other_size(*size, *picture.raw_size))
            return
        try:
            shapes = list(self._shapes(mask, picture))
        except BadRecord as err:
            self.gathered.refuse(picture, str(mask.path), faults.reason_of(err))
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
                raise faults.bad(faults.other_size(numbers.shape[1], numbers.shape[0], width, height))
        elif values.is_deep:
            numbers = np.where(values.pixels >= 1000, values.pixels, 0)
        numbered: set[str] = set()
        if numbers.any():
            self.numbered += 1
            flat = places.ravel(order="F")
            named = np.array([bool(label) for label in labels])
            for on in mask_pixels.by_number(numbers):
                under = np.bincount(flat[on], minlength=len(labels)) * named
                if under.any():
                    label = labels[int(under.argmax())]
                    numbered.add(label)
                    yield label, rle.encode_places(on, width, height)
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
