"""The things we talk about, as frozen dataclasses (DESIGN: docs/glossary.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tlstudio.core.geometry.shapes import Geometry


class Task(StrEnum):
    """What a project decides about each image."""

    CLASSIFICATION = "classification"
    MULTILABEL = "multilabel"
    DETECTION = "detection"
    SEGMENTATION = "segmentation"

    @property
    def has_shapes(self) -> bool:
        """Whether labels lie on shapes; else they are about whole images."""
        return self in {Task.DETECTION, Task.SEGMENTATION}


class Split(StrEnum):
    """The side of the data an image is on; stored, never recomputed silently."""

    TRAIN = "train"
    VAL = "val"
    TEST = "test"


class State(StrEnum):
    """What has been decided about an image. Suggestions are not a state: they are a cache."""

    UNDECIDED = "undecided"
    LABELLED = "labelled"  # a person chose the label without (or before) a suggestion, or imported it
    ACCEPTED = "accepted"  # the suggestion was right
    CORRECTED = "corrected"  # the suggestion was wrong, a person chose another label
    REJECTED = "rejected"  # checked: none of the labels
    SKIPPED = "skipped"  # left undecided on purpose, comes back at the end

    @property
    def is_decided(self) -> bool:
        """Whether a person has said what is in the image (including "none of the labels")."""
        return self in DECIDED_STATES


DECIDED_STATES = frozenset({State.LABELLED, State.ACCEPTED, State.CORRECTED, State.REJECTED})


class Origin(StrEnum):
    """Where a decision came from."""

    PERSON = "person"
    SUGGESTION = "suggestion"
    IMPORT = "import"
    SCRIPT = "script"


class Check(StrEnum):
    """What a second person says about a finished image."""

    NONE = "none"
    APPROVED = "approved"
    RETURNED = "returned"  # comes back to the first person, with a note


class Outcome(StrEnum):
    """What became of a suggested shape."""

    OPEN = "open"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"  # accepted with another label or another shape
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Image:
    """One picture, or one page or frame of a file.

    Attributes:
        path: POSIX path relative to the project folder where possible (may start with `../`), else absolute.
        content_hash: Hex digest of the file's bytes (`imaging.hashes.content_hash`); the image's identity with `page`.
        page: Page or frame in the file, from 0.
        width: Upright width in pixels (EXIF applied).
        height: Upright height in pixels.
        perceptual_hash: 64-bit hash of the look (`imaging.hashes.perceptual_hash`) as 16 hex digits.
        group: Images of one group stay on one side of the split; empty = alone.
        check: What a second person said about it as it is now.
    """

    id: int
    path: str
    content_hash: str
    page: int = 0
    pages: int = 1
    width: int = 0
    height: int = 0
    file_bytes: int = 0
    perceptual_hash: str = ""
    group: str = ""
    split: Split | None = None
    state: State = State.UNDECIDED
    label_ids: tuple[int, ...] = ()
    flagged: bool = False
    note: str = ""
    missing: bool = False
    added_at: datetime | None = None
    decided_at: datetime | None = None
    check: Check = Check.NONE

    @property
    def name(self) -> str:
        """The file's name, with the page where there are several."""
        stem = self.path.rsplit("/", 1)[-1]
        return f"{stem} [{self.page + 1}/{self.pages}]" if self.pages > 1 else stem


Attribute = str | float | bool


class AttributeKind(StrEnum):
    """What an attribute's value may be."""

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class AttributeSpec:
    """What can be said about every object of a label beside its place.

    Attributes:
        choices: The values of a choice, in the order shown; empty for the other kinds.
        default: What an object has until a person says otherwise; None = not said.
    """

    name: str
    kind: AttributeKind
    choices: tuple[str, ...] = ()
    default: Attribute | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A class name with what a person needs to see and reach it.

    Attributes:
        colour: `#RRGGBB`.
        position: Order in the palette, from 0; hot-keys 1-9, 0, Shift+1-0 follow it.
        attributes: Declared for its objects, in the order shown.
    """

    id: int
    name: str
    colour: str
    position: int
    attributes: tuple[AttributeSpec, ...] = ()

    @property
    def hot_key(self) -> str:
        """The key that assigns the label: 1-9, 0, Shift+1 ... Shift+0, then none."""
        if self.position < 10:
            return str((self.position + 1) % 10)
        if self.position < 20:
            return f"Shift+{(self.position - 9) % 10}"
        return ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A label on an image: on all of it, or on a shape.

    Attributes:
        geometry: None = the whole image.
        attributes: What else is said about the object, by name; `is_crowd` = many objects that were not told apart.
        occluded: Partly hidden by something else.
        truncated: Reaches beyond the image.
        difficult: Hard to recognise; left out when models are measured.
        group: Annotations of one group belong to one object, in their image; None = alone.
        z: Drawn above those with smaller numbers.
        score: Of the suggestion that it was made from; None = none.
        locked: Cannot be changed by the mouse.
        hidden: Not drawn; still stored and exported.
    """

    id: int
    image_id: int
    label_id: int
    geometry: Geometry | None = None
    attributes: Mapping[str, Attribute] = field(default_factory=dict[str, Attribute])
    occluded: bool = False
    truncated: bool = False
    difficult: bool = False
    note: str = ""
    group: int | None = None
    z: int = 0
    origin: Origin = Origin.PERSON
    score: float | None = None
    locked: bool = False
    hidden: bool = False

    @property
    def kind(self) -> str:
        """`image`, or the kind of shape."""
        return "image" if self.geometry is None else self.geometry.kind


@dataclass(frozen=True, slots=True)
class ShapeSuggestion:
    """A shape that a model or a file of predictions proposes; nothing that trains or is exported until accepted.

    Attributes:
        score: 0..1; None where the source gives none.
        source: Model, run or file that proposed it.
        annotation_id: What it became; 0 = nothing (open, or rejected).
    """

    id: int
    image_id: int
    label_id: int
    geometry: Geometry
    score: float | None
    source: str
    made_at: datetime
    attributes: Mapping[str, Attribute] = field(default_factory=dict[str, Attribute])
    outcome: Outcome = Outcome.OPEN
    annotation_id: int = 0


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark pinned to a place of an image, or to all of it.

    Attributes:
        x: Image pixels; None = about the whole image.
        y: Likewise.
        answers: The comment that this one answers; 0 = it begins a thread.
    """

    id: int
    image_id: int
    text: str
    who: str
    at: datetime
    x: float | None = None
    y: float | None = None
    resolved: bool = False
    answers: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """One row of the diary of the second person.

    Attributes:
        note: What is to be mended, where the image was returned.
    """

    image_id: int
    verdict: Check
    who: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SuggestionRef:
    """What was suggested when a person decided; copied into the decision."""

    label_id: int
    score: float
    model: str
    rank: int


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the diary of decisions about an image.

    Attributes:
        seconds: Time the person looked at it; None when unknown (batch, script, import).
        page_size: How many images were decided by the same key press.
    """

    id: int
    image_id: int
    state: State
    label_ids: tuple[int, ...]
    origin: Origin
    who: str
    at: datetime
    seconds: float | None = None
    page_size: int = 1
    suggestion: SuggestionRef | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a model proposes for one image and nobody has decided yet.

    Attributes:
        label_ids: All labels of the project, best first.
        scores: Probabilities 0..1 in the same order (softmax for one label per image, sigmoid for several).
        reason: Code of why the image comes up now (`query` room), for example `unsure`, `random`, `novel`.
    """

    image_id: int
    label_ids: tuple[int, ...]
    scores: tuple[float, ...]
    model: str
    rank: int
    reason: str = ""

    @property
    def best(self) -> SuggestionRef:
        """The top label with its score."""
        return SuggestionRef(self.label_ids[0], self.scores[0], self.model, self.rank)


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that did not go in, and why; lists of these are shown and end in the JSON under `skipped`."""

    path: str
    reason: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class ProjectInfo:
    """A project's name and kind."""

    name: str
    task: Task
    created_at: datetime
    version: int
    extra: dict[str, str] = field(default_factory=dict[str, str])
