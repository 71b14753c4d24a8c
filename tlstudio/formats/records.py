"""What label formats hand over: the same few words whatever the file looked like."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tlstudio.core.cards import FormatCard
from tlstudio.core.geometry.shapes import Geometry
from tlstudio.core.words import Attribute, AttributeSpec, Skipped, Split

# Asked for a picture that a label file names and that is not beside it: returns where it is, or None.
Finder = Callable[[str], Path | None]

SPLIT_NAMES = {
    "train": Split.TRAIN,
    "training": Split.TRAIN,
    "val": Split.VAL,
    "valid": Split.VAL,
    "validation": Split.VAL,
    "dev": Split.VAL,
    "test": Split.TEST,
    "testing": Split.TEST,
}


@dataclass(frozen=True, slots=True)
class LabelledShape:
    """A shape with its label, in pixels of the upright image; the words are those of `core.words.Annotation`.

    Attributes:
        score: How sure the one who said it is, 0..1; None = not said, as by a person.
        line: Where the label file says so, from 1; None where that has no meaning.
    """

    label: str
    geometry: Geometry
    attributes: Mapping[str, Attribute] = field(default_factory=dict[str, Attribute])
    occluded: bool = False
    truncated: bool = False
    difficult: bool = False
    note: str = ""
    group: int | None = None
    z: int = 0
    score: float | None = None
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class LabelRecord:
    """What a label file says about one image.

    Attributes:
        image_path: Absolute path of a file that exists.
        labels: Names of labels of the whole image; empty (without shapes) = checked, none of the labels.
        split: None where the file says nothing.
        source: Label file or folder that says so.
        line: Line in it, from 1; None for folders.
        page: Page or frame, from 0.
        group: Images of one group belong on one side of the split; empty = not said.
        shapes: In the order of the file.
        is_reviewed: False = the image is named without labels in a format that cannot tell "nothing on it" from
            "nobody has looked".
    """

    image_path: Path
    labels: tuple[str, ...]
    split: Split | None
    source: Path
    line: int | None = None
    page: int = 0
    group: str = ""
    shapes: tuple[LabelledShape, ...] = ()
    is_reviewed: bool = True


@dataclass(frozen=True, slots=True)
class ReadResult:
    """Everything that a label file or folder held.

    Attributes:
        records: One per image (and page), in the order of the file.
        labels: Every label, in the order of the file (folders: sorted, as torchvision numbers them).
        skipped: Rows and files that could not go in, with line and reason.
        why: How the file was understood, in a sentence.
        notes: What else a person should know: encoding, unknown columns, unknown split names.
        attributes: Label -> what the file declares about its objects.
    """

    records: tuple[LabelRecord, ...]
    labels: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    why: str
    notes: tuple[str, ...] = ()
    attributes: Mapping[str, tuple[AttributeSpec, ...]] = field(default_factory=dict[str, tuple[AttributeSpec, ...]])

    @property
    def is_multilabel(self) -> bool:
        """Whether some image has several labels."""
        return any(len(record.labels) > 1 for record in self.records)


@dataclass(frozen=True, slots=True)
class ExportItem:
    """One image to export.

    Attributes:
        image_path: The picture's file; it is read, never changed.
        name: POSIX path that tells it from all others, for example relative to the project; may start with `../`.
        labels: Names; empty = none of the labels, or undecided.
        page: Page or frame of the file, from 0, of `pages`.
        width: Upright, in pixels.
        height: Upright, in pixels.
        shapes: In drawing order.
        is_finished: Whether a person has said what is in the image; then no labels and shapes mean "nothing".
    """

    image_path: Path
    name: str
    labels: tuple[str, ...]
    split: Split | None = None
    page: int = 0
    pages: int = 1
    group: str = ""
    width: int = 0
    height: int = 0
    shapes: tuple[LabelledShape, ...] = ()
    is_finished: bool = True


@dataclass(frozen=True, slots=True)
class Written:
    """What an export wrote.

    Attributes:
        files: Every file, absolute.
        images: How many items went in.
        annotations: How many labels went in.
        skipped: Items that the format cannot hold, or whose picture could not be copied.
    """

    files: tuple[Path, ...]
    images: int
    annotations: int
    skipped: tuple[Skipped, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Guess:
    """How sure a format is that a path is its own.

    Attributes:
        confidence: 0 = not mine, 1 = certainly mine.
        why: The reason, as the end of a sentence that begins with the path's name.
    """

    confidence: float
    why: str


class LabelFormat(Protocol):
    """What a file in this folder offers."""

    CARD: FormatCard

    def sniff(self, path: Path) -> Guess:
        """Look at a file or folder, quickly, without raising."""
        ...

    def read(self, path: Path, *, images: Path | None = None, find: Finder | None = None) -> ReadResult:
        """Read labels; `images` is the folder that the pictures are in, `find` knows others.

        Each of the card's `read_options` is a keyword more; `write` likewise.

        Raises:
            FormatError: Nothing of it can be read; single bad rows end in `skipped`.
        """
        ...

    def write(
        self, items: Sequence[ExportItem], dest: Path, *, with_images: bool = False, labels: Sequence[str] = ()
    ) -> Written:
        """Write labels, and copies of the pictures below `dest` if asked; `labels` is the palette in its order.

        Raises:
            FormatError: The destination is in use or cannot be written.
        """
        ...
