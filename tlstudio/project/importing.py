"""Bring in labels and shapes from label files: see first (dry run), keep what a person decided, register new images."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from tlstudio.core.errors import UsageError, closest
from tlstudio.core.words import Skipped, Split
from tlstudio.formats import archive, progress, registry
from tlstudio.formats.records import LabelRecord, ReadResult
from tlstudio.project import import_suggestions
from tlstudio.project.adding import add_images
from tlstudio.project.command import Command
from tlstudio.project.commands.annotations import ImportAnnotations
from tlstudio.project.commands.imports import ImportDecisions
from tlstudio.project.format_options import chosen_options, keep_options
from tlstudio.project.import_plan import Match, Plan, check_task, decide, is_wanted, look_up, matched, notes_on
from tlstudio.project.matching import Matcher
from tlstudio.project.project import Project

ON_CONFLICT = ("skip", "update")
EMPTY = ("undecided", "finished")
READ_AS = ("annotations", "suggestions")


class Phase(StrEnum):
    """What an import is doing; the third cannot be stopped, for it is one transaction."""

    LABELS = "labels"
    IMAGES = "images"
    STORE = "store"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or (dry run) would do.

    Attributes:
        format: Key of the format.
        why: How it was recognised and understood.
        images: Images that the file says something usable about.
        annotations: Labels and shapes on these images.
        per_label: Label -> kind (`image`, `box`, `polygon`, ...) -> how many of them.
        labels: All labels of the file.
        created: Images decided by it that were not decided before; or that got suggestions.
        updated: Images whose decision it replaced.
        unchanged: Images that were decided just so already.
        conflicts: Images that were decided otherwise, whether that was kept or replaced.
        added: Images that the project did not know before.
        skipped: Rows left out, with line and reason; also decided images that the file contradicts.
        notes: What else to know (encoding, unknown columns).
        not_said: Images without labels of which the format does not say whether anybody looked.
        scored: Shapes with a score, as from a model.
    """

    format: str
    why: str
    images: int
    annotations: int
    per_label: Mapping[str, Mapping[str, int]]
    labels: tuple[str, ...]
    created: int
    updated: int
    unchanged: int
    conflicts: int
    added: int
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]
    dry_run: bool
    not_said: int = 0
    scored: int = 0


@dataclass(frozen=True, slots=True)
class _Request:
    """What was asked for; see `import_decisions`."""

    format_key: str
    path: Path
    images: Path | None
    split: Split | None
    include: str
    on_conflict: str
    empty: str
    read_as: str
    options: Mapping[str, str]
    dry_run: bool
    on_progress: Callable[[int, int], None] | None
    on_phase: Callable[[Phase], None] | None
    should_stop: Callable[[], bool] | None

    def begin(self, phase: Phase) -> None:
        """Say what comes next."""
        if self.on_phase is not None:
            self.on_phase(phase)

    def count(self, done: int) -> None:
        """Say how many images the files have named so far; how many there will be is not known."""
        if self.on_progress is not None:
            self.on_progress(done, 0)


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
    read_as: str = "annotations",
    options: Mapping[str, str] | None = None,
    dry_run: bool = False,
    on_progress: Callable[[int, int], None] | None = None,
    on_phase: Callable[[Phase], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Imported:
    """Read a label file, a folder or a .zip of them, and store what it says with origin `import`; one undo step.

    A project about whole images takes the labels of whole images, one about shapes takes both. Pictures that come in an
    archive are copied into the project.

    Args:
        format_key: A format's key, or `auto`.
        images: Folder that the pictures are in, where the file names them without it.
        split: Side for all of them, whatever the file says.
        include: Only pictures whose path fits this pattern (`*.png`, `ward_3/*`).
        on_conflict: What to do with images decided otherwise: `skip` keeps the decision, `update` replaces it.
        empty: What images without labels are, in formats that cannot tell "nothing on it" from "nobody has looked":
            `undecided`, or `finished` (with nothing on them).
        read_as: `annotations`, or `suggestions`: shapes that are proposed and decide nothing; with `on_conflict="update"`
            also on finished images.
        options: What the format's files leave open (the card's `read_options`); kept in the project for the next time.
        on_progress: Called with (done, total) from this thread: images named by the label files (total 0: nobody knows),
            then unknown files registered, in a dry run hashed.
        on_phase: Called when the next phase begins.
        should_stop: Asked between them. True while labels are read ends with `Stopped`; while images are registered it
            leaves the rest out: what is in then has its labels, and one undo takes it back.

    Raises:
        Stopped: `should_stop` said so before anything was changed.
        UsageError: An unknown word, or the file does not fit the project's task.
        FormatError: Nothing of the file can be read.
    """
    for name, value, known in (
        ("on-conflict", on_conflict, ON_CONFLICT),
        ("empty", empty, EMPTY),
        ("as", read_as, READ_AS),
    ):
        if value not in known:
            raise UsageError(f"--{name} {value!r} is not known.", hint=closest(value, known))
    if read_as == "suggestions" and not project.info.task.has_shapes:
        raise UsageError(
            f"This is a {project.info.task.value} project; only shapes can be imported as suggestions.",
            hint="Import the labels as annotations, then look them over with `tlstudio gui`.",
        )
    request = _Request(
        format_key=format_key,
        path=path,
        images=images,
        split=split,
        include=include,
        on_conflict=on_conflict,
        empty=empty,
        read_as=read_as,
        options=options or {},
        dry_run=dry_run,
        on_progress=on_progress,
        on_phase=on_phase,
        should_stop=should_stop,
    )
    request.begin(Phase.LABELS)
    with progress.watched(request.count, should_stop), archive.opened(path) as opened:
        done = _import(project, request, opened)
        if opened.unpacked is None:
            return done
        place = f"{opened.unpacked}/"
        skipped = (replace(one, path=one.path.replace(place, f"{path.name}/")) for one in done.skipped)
        return replace(done, skipped=tuple(skipped))


def _import(project: Project, request: _Request, opened: archive.Opened) -> Imported:
    matcher = Matcher(project)
    task = project.info.task
    key, why = request.format_key, ""
    if key == registry.AUTO:
        key, sniffed = registry.identify(opened.path, task.value if task.has_shapes else "")
        why = f"{sniffed}: "
    card = registry.get(key).CARD
    options, notes = chosen_options(project, key, card.read_options, request.options)
    _, found = registry.read(key, opened.path, images=request.images, find=matcher.find, options=options)
    takes_empty = check_task(task, key, found, request.path)
    plan = Plan(skipped=[*opened.skipped, *found.skipped])
    records = [r for r in found.records if is_wanted(project, r, request.include, takes_empty, plan)]
    if request.empty == "finished":
        records = [replace(record, is_reviewed=True) for record in records]
    plan.scored = sum(shape.score is not None for record in records for shape in record.shapes)
    request.begin(Phase.IMAGES)
    seen = _images(project, records, matcher, request, opened, plan)
    request.begin(Phase.STORE)
    if request.read_as == "suggestions":
        overwrite = request.on_conflict == "update"
        suggested = import_suggestions.choose(project, seen.matches, plan, request.path.name, overwrite=overwrite)
        notes += import_suggestions.notes_on(plan, overwrite=overwrite)
        if not request.dry_run:
            import_suggestions.store(project, suggested, found.labels, request.path.name, seen.step)
    else:
        decide(project, seen.matches, request.split, request.on_conflict, plan)
        notes += notes_on(plan)
        # A file that is about none of the images must not leave its labels behind.
        if plan.said and not request.dry_run:
            project.run(_command(project, plan, found, request.path.name), step=seen.step)
    if not request.dry_run:
        keep_options(project, key, card.read_options, request.options)
    return _imported(plan, found, key, why + found.why, seen.added, notes, request.dry_run)


@dataclass(frozen=True, slots=True)
class _Seen:
    """The images that records are about.

    Attributes:
        step: Of the registration of new images; None = there were none.
    """

    matches: list[Match] = field(default_factory=list[Match])
    added: int = 0
    step: int | None = None


def _images(
    project: Project,
    records: Sequence[LabelRecord],
    matcher: Matcher,
    request: _Request,
    opened: archive.Opened,
    plan: Plan,
) -> _Seen:
    """Register what the project does not know (not in a dry run), and find the image of each record."""
    unknown = list(dict.fromkeys(r.image_path for r in records if not matcher.ids_of_file(r.image_path)))
    if request.dry_run:
        by_hash, added = look_up(project, unknown, plan, request.on_progress, request.should_stop)
        return _Seen(list(matched(project, records, matcher, by_hash, plan)), added)
    report = add_images(
        project,
        unknown,
        copy=opened.unpacked is not None and request.images is None,
        on_progress=request.on_progress,
        should_stop=request.should_stop,
    )
    plan.skipped += report.skipped
    matches = list(matched(project, records, Matcher(project), dict(report.hashes), plan))
    return _Seen(matches, report.added, report.step)


def _command(project: Project, plan: Plan, found: ReadResult, source: str) -> Command:
    if project.info.task.has_shapes:
        return ImportAnnotations(
            plan.records, found.labels, plan.splits, plan.groups, source=source, attributes=found.attributes
        )
    decisions = {image_id: record.labels for image_id, record in plan.records.items()}
    return ImportDecisions(decisions, found.labels, plan.splits, plan.groups, source=source)


def _imported(
    plan: Plan, found: ReadResult, key: str, why: str, added: int, notes: Sequence[str], dry_run: bool
) -> Imported:
    return Imported(
        format=key,
        why=why,
        images=len(plan.said) + plan.new,
        annotations=plan.annotations,
        per_label={label: dict(kinds) for label, kinds in plan.per_label.items()},
        labels=found.labels,
        created=plan.created,
        updated=plan.updated,
        unchanged=plan.unchanged,
        conflicts=plan.conflicts,
        added=added,
        skipped=tuple(plan.skipped),
        notes=(*found.notes, *notes),
        dry_run=dry_run,
        not_said=plan.not_said,
        scored=plan.scored,
    )
