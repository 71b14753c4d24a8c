"""Bring in labels and shapes from label files: see first (dry run), keep what a person decided, register new images."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tlstudio.core.errors import ImageError, UsageError, closest
from tlstudio.core.words import Image, Skipped, Split, Task
from tlstudio.formats import registry
from tlstudio.formats.records import LabelRecord, ReadResult
from tlstudio.imaging import hashes
from tlstudio.project.adding import add_images
from tlstudio.project.command import Command
from tlstudio.project.commands.annotations import ImportAnnotations
from tlstudio.project.commands.imports import ImportDecisions
from tlstudio.project.contents import Contents, is_same
from tlstudio.project.matching import Matcher
from tlstudio.project.project import Project

ON_CONFLICT = ("skip", "update")
EMPTY = ("undecided", "finished")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or (dry run) would do.

    Attributes:
        format: Key of the format.
        why: How it was recognised and understood.
        images: Images that the file says something usable about.
        annotations: Labels and shapes on these images.
        labels: All labels of the file.
        created: Images decided by it that were not decided before.
        updated: Images whose decision it replaced.
        unchanged: Images that were decided just so already.
        added: Images that the project did not know before.
        skipped: Rows left out, with line and reason; also decided images that the file contradicts.
        notes: What else to know (encoding, unknown columns).
    """

    format: str
    why: str
    images: int
    annotations: int
    labels: tuple[str, ...]
    created: int
    updated: int
    unchanged: int
    added: int
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]
    dry_run: bool


@dataclass
class _Plan:
    """What to write, decided record by record.

    Attributes:
        records: Image id -> what is written to it.
        said: Image id -> the record that spoke first.
        not_said: Images without labels of which the format does not say whether anybody looked.
    """

    records: dict[int, LabelRecord] = field(default_factory=dict[int, LabelRecord])
    splits: dict[int, Split] = field(default_factory=dict[int, Split])
    groups: dict[int, str] = field(default_factory=dict[int, str])
    said: dict[int, LabelRecord] = field(default_factory=dict[int, LabelRecord])
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    annotations: int = 0
    not_said: int = 0
    skipped: list[Skipped] = field(default_factory=list[Skipped])


def import_decisions(
    project: Project,
    format_key: str,
    path: Path,
    *,
    images: Path | None = None,
    split: Split | None = None,
    include: str = "",
    on_conflict: str = "skip",
    empty: str = "undecided",
    dry_run: bool = False,
    on_progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Imported:
    """Read a label file or folder and store what it says with origin `import`; one undo step.

    A project about whole images takes the labels of whole images, one about shapes takes both.

    Args:
        format_key: A format's key, or `auto`.
        images: Folder that the pictures are in, where the file names them without it.
        split: Side for all of them, whatever the file says.
        include: Only pictures whose path fits this pattern (`*.png`, `ward_3/*`).
        on_conflict: What to do with images decided otherwise: `skip` keeps the decision, `update` replaces it.
        empty: What images without labels are, in formats that cannot tell "nothing on it" from "nobody has looked":
            `undecided`, or `finished` (with nothing on them).
        on_progress: Called with (done, total) files while unknown images are registered.

    Raises:
        UsageError: Unknown `on_conflict` or `empty`, or the file does not fit the project's task.
        FormatError: Nothing of the file can be read.
    """
    if on_conflict not in ON_CONFLICT:
        raise UsageError(f"--on-conflict {on_conflict!r} is not known.", hint=closest(on_conflict, ON_CONFLICT))
    if empty not in EMPTY:
        raise UsageError(f"--empty {empty!r} is not known.", hint=closest(empty, EMPTY))
    matcher = Matcher(project)
    chosen, found = registry.read(format_key, path, images=images, find=matcher.find)
    takes_empty = check_task(project.info.task, chosen, found, path)
    why = found.why if format_key != registry.AUTO else f"{registry.identify(path)[1]}: {found.why}"
    plan = _Plan(skipped=list(found.skipped))
    records = [r for r in found.records if _is_wanted(project, r, include, takes_empty, plan)]
    if empty == "finished":
        records = [replace(record, is_reviewed=True) for record in records]
    unknown = list(dict.fromkeys(r.image_path for r in records if not matcher.ids_of_file(r.image_path)))
    step: int | None = None
    if dry_run:
        by_hash, added = _look_up(project, unknown, plan)
    else:
        report = add_images(project, unknown, on_progress=on_progress, should_stop=should_stop)
        plan.skipped += report.skipped
        by_hash, added, step = dict(report.hashes), report.added, report.step
        matcher = Matcher(project)
    new = _decide(project, records, matcher, by_hash, split, on_conflict, plan)
    if not dry_run:
        project.run(_command(project, plan, found.labels, path.name), step=step)
    return _imported(plan, found, chosen, why, added, new, dry_run)


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


def _command(project: Project, plan: _Plan, labels: Sequence[str], source: str) -> Command:
    if project.info.task.has_shapes:
        return ImportAnnotations(plan.records, labels, plan.splits, plan.groups, source=source)
    decisions = {image_id: record.labels for image_id, record in plan.records.items()}
    return ImportDecisions(decisions, labels, plan.splits, plan.groups, source=source)


def _imported(plan: _Plan, found: ReadResult, chosen: str, why: str, added: int, new: int, dry_run: bool) -> Imported:
    notes: list[str] = []
    if plan.not_said:
        notes.append(
            f"{plan.not_said:,} images have no labels that could be taken, and nothing says that they are empty; they "
            "stay undecided. `--empty finished` takes them as reviewed, with nothing on them."
        )
    return Imported(
        format=chosen,
        why=why,
        images=len(plan.said) + new,
        annotations=plan.annotations,
        labels=found.labels,
        created=plan.created,
        updated=plan.updated,
        unchanged=plan.unchanged,
        added=added,
        skipped=tuple(plan.skipped),
        notes=(*found.notes, *notes),
        dry_run=dry_run,
    )


def _is_wanted(project: Project, record: LabelRecord, include: str, takes_empty: bool, plan: _Plan) -> bool:
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


def _look_up(project: Project, unknown: Sequence[Path], plan: _Plan) -> tuple[dict[Path, str], int]:
    """For a dry run: which unknown files are known by content, and how many would be added."""
    by_hash: dict[Path, str] = {}
    for path in unknown:
        try:
            by_hash[path] = hashes.content_hash(path)
        except ImageError as err:
            plan.skipped.append(Skipped(str(path), err.sentence))
    known = {image.content_hash for image in project.read.images_by_hash(by_hash.values())}
    return by_hash, len(set(by_hash.values()) - known)


def _decide(
    project: Project,
    records: Sequence[LabelRecord],
    matcher: Matcher,
    by_hash: Mapping[Path, str],
    split: Split | None,
    on_conflict: str,
    plan: _Plan,
) -> int:
    """Fill the plan; return how many images are not in the project yet (only in a dry run)."""
    same: dict[str, list[Image]] = {}
    for image in project.read.images_by_hash(by_hash.values()):
        same.setdefault(image.content_hash, []).append(image)
    ids_of = [matcher.ids_of_file(record.image_path) for record in records]
    known = {image.id: image for image in project.read.images({i for ids in ids_of for i in ids})}
    contents = Contents(project, [*known, *(image.id for several in same.values() for image in several)])
    new: set[tuple[str, int]] = set()
    for record, ids in zip(records, ids_of, strict=True):
        pages = [known[i] for i in ids] or same.get(by_hash.get(record.image_path, ""), [])
        image = next((image for image in pages if image.page == record.page), None)
        if image is not None:
            _decide_one(image, record, split or record.split, contents, on_conflict, plan)
        elif not pages and record.image_path in by_hash:
            identity = (by_hash[record.image_path], record.page)
            if identity not in new:
                plan.annotations += len(record.labels) + len(record.shapes)
                plan.created += int(record.is_reviewed)
                plan.not_said += int(not record.is_reviewed)
            new.add(identity)
        elif pages:
            plan.skipped.append(Skipped(str(record.image_path), f"has no page {record.page + 1}", record.line))
    return len(new)


def _decide_one(
    image: Image,
    record: LabelRecord,
    split: Split | None,
    contents: Contents,
    on_conflict: str,
    plan: _Plan,
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
    plan.annotations += len(record.labels) + len(record.shapes)
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
    elif on_conflict == "skip":
        reason = f"is decided as {contents.words(image)} already; that was kept"
        plan.skipped.append(Skipped(str(record.image_path), reason, record.line))
        return
    else:
        plan.updated += 1
    plan.records[image.id] = record
