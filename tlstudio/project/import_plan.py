"""Work out, record by record, what an import writes: which image is meant, what is new, what contradicts a decision."""

from __future__ import annotations

import fnmatch
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tlstudio.core.errors import ImageError, UsageError
from tlstudio.core.words import Image, Skipped, Split, Task
from tlstudio.formats import registry
from tlstudio.formats.records import LabelledShape, LabelRecord, ReadResult
from tlstudio.imaging import hashes
from tlstudio.project.contents import Contents, is_same
from tlstudio.project.matching import Matcher
from tlstudio.project.project import Project


@dataclass
class Plan:
    """What to write, decided record by record.

    Attributes:
        records: Image id -> what is written to it.
        said: Image id -> the record that spoke first.
        new: Images that are not in the project yet (only in a dry run).
        conflicts: Images that are decided otherwise, whatever becomes of them.
        per_label: Label -> kind of annotation (`image`, `box`, ...) -> how many are on usable images.
        not_said: Images without labels of which the format does not say whether anybody looked.
        scored: Shapes with a score, as from a model.
    """

    records: dict[int, LabelRecord] = field(default_factory=dict[int, LabelRecord])
    splits: dict[int, Split] = field(default_factory=dict[int, Split])
    groups: dict[int, str] = field(default_factory=dict[int, str])
    said: dict[int, LabelRecord] = field(default_factory=dict[int, LabelRecord])
    new: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    conflicts: int = 0
    per_label: dict[str, Counter[str]] = field(default_factory=dict[str, Counter[str]])
    not_said: int = 0
    scored: int = 0
    skipped: list[Skipped] = field(default_factory=list[Skipped])

    @property
    def annotations(self) -> int:
        """Labels and shapes on usable images."""
        return sum(kinds.total() for kinds in self.per_label.values())

    def count(self, record: LabelRecord, *, shapes: bool) -> None:
        """Count what a record says, with its shapes where the project takes them."""
        for label in record.labels:
            self.per_label.setdefault(label, Counter())["image"] += 1
        for shape in record.shapes if shapes else ():
            self.count_shape(shape)

    def count_shape(self, shape: LabelledShape) -> None:
        """Count one shape."""
        self.per_label.setdefault(shape.label, Counter())[shape.geometry.kind] += 1


@dataclass(frozen=True, slots=True)
class Match:
    """Which image a record is about.

    Attributes:
        image: None = none that is in the project.
        identity: Content and page of a picture that would be added; None = it would not.
    """

    record: LabelRecord
    image: Image | None
    identity: tuple[str, int] | None = None


def check_task(task: Task, format_key: str, found: ReadResult, path: Path) -> bool:
    """Return whether an image without labels means "none of the labels".

    Raises:
        UsageError: The file holds nothing that the project can take.
    """
    card = registry.get(format_key).CARD
    if task.has_shapes:
        if task.value not in card.tasks:
            raise UsageError(
                f"{card.title} holds labels of whole images, and this is a {task.value} project.",
                hint="Make a project for them: `tlstudio init DIR --task classification`.",
            )
        return True
    if task.value in card.tasks or Task.CLASSIFICATION.value in card.tasks:
        return True
    if found.records and not any(record.labels for record in found.records):
        raise UsageError(
            f"{path.name} holds no labels of whole images, and this is a {task.value} project.",
            hint="Make a project for its shapes: `tlstudio init DIR --task detection`.",
        )
    return False


def is_wanted(project: Project, record: LabelRecord, include: str, takes_empty: bool, plan: Plan) -> bool:
    """Drop records that the pattern excludes silently, and those that the project cannot hold with a reason."""
    place = record.image_path.as_posix()
    if include and not (fnmatch.fnmatch(place, include) or fnmatch.fnmatch(place, f"*/{include}")):
        return False
    if project.info.task is Task.CLASSIFICATION and len(record.labels) > 1:
        reason = f"has {len(record.labels)} labels, and this project takes one per image"
        plan.skipped.append(Skipped(str(record.image_path), reason, record.line))
        return False
    if not record.labels and not takes_empty:
        plan.skipped.append(Skipped(str(record.image_path), "has no label of the whole image", record.line))
        return False
    return True


def look_up(
    project: Project,
    unknown: Sequence[Path],
    plan: Plan,
    on_progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> tuple[dict[Path, str], int]:
    """For a dry run: which unknown files are known by content, and how many would be added."""
    by_hash: dict[Path, str] = {}
    for number, path in enumerate(unknown, start=1):
        if should_stop is not None and should_stop():
            break
        if on_progress is not None:
            on_progress(number, len(unknown))
        try:
            by_hash[path] = hashes.content_hash(path)
        except ImageError as err:
            plan.skipped.append(Skipped(str(path), err.sentence))
    known = {image.content_hash for image in project.read.images_by_hash(by_hash.values())}
    return by_hash, len(set(by_hash.values()) - known)


def matched(
    project: Project, records: Sequence[LabelRecord], matcher: Matcher, by_hash: Mapping[Path, str], plan: Plan
) -> Iterator[Match]:
    """Yield each record with its image; pages that a file does not have are listed."""
    same: dict[str, list[Image]] = {}
    for image in project.read.images_by_hash(by_hash.values()):
        same.setdefault(image.content_hash, []).append(image)
    ids_of = [matcher.ids_of_file(record.image_path) for record in records]
    known = {image.id: image for image in project.read.images({i for ids in ids_of for i in ids})}
    for record, ids in zip(records, ids_of, strict=True):
        pages = [known[i] for i in ids] or same.get(by_hash.get(record.image_path, ""), [])
        image = next((image for image in pages if image.page == record.page), None)
        if image is not None:
            yield Match(record, image)
        elif not pages and record.image_path in by_hash:
            yield Match(record, None, (by_hash[record.image_path], record.page))
        elif pages:
            plan.skipped.append(Skipped(str(record.image_path), f"has no page {record.page + 1}", record.line))


def decide(project: Project, matches: Sequence[Match], split: Split | None, on_conflict: str, plan: Plan) -> None:
    """Fill the plan with what is written to each image."""
    contents = Contents(project, [match.image.id for match in matches if match.image is not None])
    has_shapes = project.info.task.has_shapes
    new: set[tuple[str, int]] = set()
    for match in matches:
        if match.image is not None:
            _decide_one(match.image, match.record, split or match.record.split, contents, on_conflict, plan, has_shapes)
        elif match.identity is not None and match.identity not in new:
            plan.count(match.record, shapes=has_shapes)
            plan.created += int(match.record.is_reviewed)
            plan.not_said += int(not match.record.is_reviewed)
            new.add(match.identity)
    plan.new = len(new)


def _decide_one(
    image: Image,
    record: LabelRecord,
    split: Split | None,
    contents: Contents,
    on_conflict: str,
    plan: Plan,
    has_shapes: bool,
) -> None:
    wanted = contents.of_record(record)
    first = plan.said.get(image.id)
    if first is not None:
        if not is_same(contents.of_record(first), wanted):
            where = f"line {first.line}" if first.line else str(first.image_path)
            reason = f"contradicts {where}, which is about the same picture"
            plan.skipped.append(Skipped(str(record.image_path), reason, record.line))
        return
    plan.said[image.id] = record
    plan.count(record, shapes=has_shapes)
    if split is not None and (image.split is None or on_conflict == "update"):
        plan.splits[image.id] = split
    if record.group and not image.group:
        plan.groups[image.id] = record.group
    if not record.is_reviewed:
        plan.not_said += int(not image.state.is_decided)
        return
    current = contents.of_image(image)
    if not image.state.is_decided:
        plan.created += 1
    elif is_same(current, wanted):
        plan.unchanged += 1
        return
    else:
        plan.conflicts += 1
        if on_conflict == "skip":
            reason = f"is decided as {contents.words(image)} already; that was kept"
            plan.skipped.append(Skipped(str(record.image_path), reason, record.line))
            return
        plan.updated += 1
    plan.records[image.id] = record


def notes_on(plan: Plan) -> list[str]:
    """What should be said about images and shapes that could be taken otherwise."""
    notes: list[str] = []
    if plan.not_said:
        notes.append(
            f"{plan.not_said:,} images have no labels that could be taken, and nothing says that they are empty; they "
            "stay undecided. `--empty finished` takes them as reviewed, with nothing on them."
        )
    if plan.scored:
        notes.append(
            f"{plan.scored:,} shapes have scores, as from a model; taken as annotations, the scores are lost. "
            "`--as suggestions` proposes them for review instead."
        )
    return notes
