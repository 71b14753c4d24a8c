"""Write what people decided into a label format. Suggestions are never exported: nobody has decided them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np

from tlstudio.core.errors import UsageError, closest
from tlstudio.core.words import DECIDED_STATES, Annotation, Image, Skipped, Split
from tlstudio.formats import progress, registry
from tlstudio.formats.records import ExportItem, LabelledShape, Written
from tlstudio.project.export_trial import try_export
from tlstudio.project.format_options import chosen_options, keep_options
from tlstudio.project.project import Project
from tlstudio.store.filters import ImageFilter

INCLUDE = ("decided", "finished", "all")
# Images whose shapes are read at once: a person who stops waits for no more.
_PIECE = 500


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote.

    Attributes:
        images: Images that went in.
        annotations: Labels and shapes that went in.
        files: Every file, absolute.
        skipped: Images that the format cannot hold, or whose picture could not be copied.
        loses: What the format cannot express, in sentences.
        losses: What of these very images would be lost, in sentences with numbers (dry run only).
        notes: What else to know.
    """

    format: str
    images: int
    annotations: int
    files: tuple[Path, ...]
    skipped: tuple[Skipped, ...]
    loses: tuple[str, ...]
    losses: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    dry_run: bool = False


def export_decisions(
    project: Project,
    format_key: str,
    dest: Path,
    *,
    include: str = "decided",
    split: Split | None = None,
    among: np.ndarray | None = None,
    with_images: bool = False,
    options: Mapping[str, str] | None = None,
    dry_run: bool = False,
    on_progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Exported:
    """Write images and their decided labels or shapes: all of them, or nothing.

    Everything is written beside the destination and moved there at the end, so that half an export never looks like a
    whole one.

    Args:
        include: `decided` (also "none of the labels"), `finished` (the same), or `all` (the others too).
        split: Only images of this side.
        among: Only these image ids, int64 (K,); None = all.
        with_images: Copy the pictures too.
        options: What the format lets a person choose (the card's `write_options`); kept in the project for the next time
            where the project may be written.
        dry_run: Write nothing but a trial in a temporary folder, and say what of the annotations would be lost.
        on_progress: Called with (done, total) images from this thread.
        should_stop: Asked after each image; True ends with `Stopped`, and what was written vanishes.

    Raises:
        Stopped: `should_stop` said so; the destination is as it was before.
        UsageError: Unknown `include`, a format that cannot be written or does not fit the task, or nothing to export.
        FormatError: The destination is in use or cannot be written.
    """
    if include not in INCLUDE:
        raise UsageError(f"--include {include!r} is not known.", hint=closest(include, INCLUDE))
    chosen = registry.get(format_key)
    card = chosen.CARD
    task = project.info.task
    if not card.can_write or task.value not in card.tasks:
        fitting = [k for k, f in registry.formats().items() if f.CARD.can_write and task.value in f.CARD.tasks]
        raise UsageError(f"A {task.value} project cannot be written as {card.key}.", hint=f"Use {', '.join(fitting)}.")
    palette = project.read.labels()
    labels = tuple(label.name for label in palette)
    with progress.watched(should_stop=should_stop):
        items = export_items(project, include=include, split=split, among=among)
    if not items:
        raise UsageError(
            "There is nothing to export yet.", hint="Decide some images first, or include those that are not decided."
        )
    known = card.write_options
    holding, notes = chosen_options(project, format_key, known, options or {})
    declared: dict[str, Any] = {}
    if card.takes_attributes:
        declared["attributes"] = {label.name: label.attributes for label in palette if label.attributes}
    # A trial is read back; a format that consists of its pictures writes nothing beside them.
    passes = 1 + int(dry_run or (with_images and not hasattr(chosen, "cannot_hold")))
    with progress.watched(_in_images(on_progress, len(items), passes), should_stop):
        progress.check()
        if dry_run:
            trial = try_export(chosen, items, labels, holding | declared)
            done, losses = trial.written, trial.losses
        else:
            writer: Any = chosen.write
            place = Path(dest).absolute()
            done = cast("Written", writer(items, place, with_images=with_images, labels=labels, **holding, **declared))
            losses = ()
    if options and not dry_run and not project.read_only:
        keep_options(project, format_key, known, options)
    return Exported(
        format=card.key,
        images=done.images,
        annotations=done.annotations,
        files=done.files,
        skipped=done.skipped,
        loses=card.loses,
        losses=losses,
        notes=tuple(notes),
        dry_run=dry_run,
    )


def _in_images(on_progress: Callable[[int, int], None] | None, total: int, passes: int) -> Callable[[int], None] | None:
    """Turn steps (each image once in each pass) into images."""
    return None if on_progress is None else lambda steps: on_progress(min(total, steps // passes), total)


def export_items(
    project: Project, *, include: str = "decided", split: Split | None = None, among: np.ndarray | None = None
) -> list[ExportItem]:
    """The images to export with their labels by name, in the order of their paths."""
    wanted = ImageFilter(
        states=() if include == "all" else tuple(DECIDED_STATES), splits=() if split is None else (split,)
    )
    names = {label.id: label.name for label in project.read.labels()}
    ids = project.read.image_ids(wanted, "path", among=among)
    annotations: dict[int, tuple[Annotation, ...]] = {}
    for start in range(0, len(ids) if project.info.task.has_shapes else 0, _PIECE):
        progress.check()
        annotations |= project.read.annotations(ids[start : start + _PIECE])
    shared = _shared_folder(project)
    return [
        ExportItem(
            image_path=project.absolute(image),
            name=image.path.removeprefix(shared),
            labels=_tags(image, annotations, names),
            split=image.split,
            page=image.page,
            pages=image.pages,
            group=image.group,
            width=image.width,
            height=image.height,
            shapes=tuple(_shapes(annotations.get(image.id, ()), names)),
            is_finished=image.state.is_decided,
        )
        for image in project.read.images(ids)
    ]


def _shared_folder(project: Project) -> str:
    """The folder that all images of the project are below, with a slash; "" = there is none.

    Left out of the names, copies do not repeat where on this computer the images happen to be.
    """
    folders = {path.rpartition("/")[0] for (path,) in project.read.strings("path")}
    if not folders or "" in folders or len({folder.startswith("/") for folder in folders}) > 1:
        return ""
    shared = posixpath.commonpath(folders)
    return f"{shared}/" if shared.strip("/") else ""


def _tags(image: Image, annotations: Mapping[int, Sequence[Annotation]], names: Mapping[int, str]) -> tuple[str, ...]:
    if image.id in annotations:
        return tuple(names[one.label_id] for one in annotations[image.id] if one.geometry is None)
    return tuple(names[label_id] for label_id in image.label_ids)


def _shapes(annotations: Sequence[Annotation], names: Mapping[int, str]) -> Iterator[LabelledShape]:
    for one in annotations:
        if one.geometry is not None:
            yield LabelledShape(
                label=names[one.label_id],
                geometry=one.geometry,
                attributes=one.attributes,
                occluded=one.occluded,
                truncated=one.truncated,
                difficult=one.difficult,
                note=one.note,
                group=one.group,
                z=one.z,
            )
