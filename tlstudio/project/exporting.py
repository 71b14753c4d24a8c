"""Write what people decided into a label format. Suggestions are never exported: nobody has decided them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tlstudio.core.errors import UsageError, closest
from tlstudio.core.words import DECIDED_STATES, Skipped, Split
from tlstudio.formats import registry
from tlstudio.formats.records import ExportItem
from tlstudio.project.project import Project
from tlstudio.store.filters import ImageFilter

INCLUDE = ("decided", "finished", "all")


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote.

    Attributes:
        images: Images that went in.
        annotations: Labels that went in.
        files: Every file, absolute.
        skipped: Images that the format cannot hold, or whose picture could not be copied.
        loses: What the format cannot express, in sentences.
    """

    format: str
    images: int
    annotations: int
    files: tuple[Path, ...]
    skipped: tuple[Skipped, ...]
    loses: tuple[str, ...]


def export_decisions(
    project: Project,
    format_key: str,
    dest: Path,
    *,
    include: str = "decided",
    split: Split | None = None,
    with_images: bool = False,
) -> Exported:
    """Write images and their decided labels.

    Args:
        include: `decided` (also "none of the labels"), `finished` (the same for labels of whole images), or `all`
            (the others too, without labels).
        split: Only images of this side.
        with_images: Copy the pictures too.

    Raises:
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
    items = export_items(project, include=include, split=split)
    if not items:
        raise UsageError("There is nothing to export yet.", hint="Decide some images first, or use --include all.")
    written = chosen.write(items, Path(dest).absolute(), with_images=with_images)
    return Exported(card.key, written.images, written.annotations, written.files, written.skipped, card.loses)


def export_items(project: Project, *, include: str = "decided", split: Split | None = None) -> list[ExportItem]:
    """The images to export with their labels by name, in the order of their paths."""
    wanted = ImageFilter(
        states=() if include == "all" else tuple(DECIDED_STATES), splits=() if split is None else (split,)
    )
    names = {label.id: label.name for label in project.read.labels()}
    return [
        ExportItem(
            image_path=project.absolute(image),
            name=image.path,
            labels=tuple(names[label_id] for label_id in image.label_ids),
            split=image.split,
            page=image.page,
            pages=image.pages,
            group=image.group,
        )
        for image in project.read.images(project.read.image_ids(wanted, "path"))
    ]
