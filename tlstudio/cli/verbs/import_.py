"""Bring in labels from files of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tlstudio.cli.output import counted
from tlstudio.cli.progress import Meter
from tlstudio.cli.session import session_of
from tlstudio.cli.verb import PROJECT, VerbCard
from tlstudio.cli.words import kinds_in_words, options_from, split_named
from tlstudio.core.errors import Stopped

if TYPE_CHECKING:
    from tlstudio.project.importing import Imported

_PHASES = {"labels": "Reading labels", "images": "Reading images", "store": "Storing"}
CARD = VerbCard("import", "Bring in labels and shapes from files of other programs.", PROJECT)


def run(
    ctx: typer.Context,
    format: Annotated[
        str, typer.Argument(metavar="FORMAT|auto", help="imagefolder, csv, coco, voc, yolo, masks, ..., or auto")
    ],
    path: Annotated[Path, typer.Argument(metavar="PATH", help="the file or folder, or a .zip of them")],
    images: Annotated[Path | None, typer.Option(metavar="DIR", help="where the pictures are")] = None,
    split: Annotated[str, typer.Option(help="train, val or test for all of them")] = "",
    include: Annotated[str, typer.Option(metavar="GLOB", help="only pictures whose path fits")] = "",
    on_conflict: Annotated[str, typer.Option(help="skip (keep what is decided) or update")] = "skip",
    empty: Annotated[
        str, typer.Option(help="images without shapes, where the format cannot tell: undecided or finished")
    ] = "undecided",
    read_as: Annotated[str, typer.Option("--as", help="annotations or suggestions")] = "annotations",
    option: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="what the format's files leave open; kept in the project"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="say what would happen, change nothing")] = False,
) -> None:
    """Bring in labels. Pictures that the project does not know yet are registered."""
    from tlstudio.project.importing import import_decisions

    session = session_of(ctx)
    with (
        session.project(read_only=dry_run) as project,
        Meter("Reading labels") as meter,
        session.stoppable() as should_stop,
    ):
        try:
            done = import_decisions(
                project,
                format,
                path,
                images=images,
                split=split_named(split) if split else None,
                include=include,
                on_conflict=on_conflict,
                empty=empty,
                read_as=read_as,
                options=options_from(option or ()),
                dry_run=dry_run,
                on_progress=meter.show,
                on_phase=lambda phase: meter.begin(_PHASES[phase]),
                should_stop=should_stop,
            )
        except Stopped:
            nothing = dict.fromkeys(("images", "annotations", "created", "updated", "unchanged", "added"), 0)
            values = {"format": format, "labels": [], **nothing, "dry_run": dry_run}
            session.finish(values, "Stopped: nothing was changed.", (), stopped=True)
            return
        stopped = should_stop()
    for note in done.notes:
        session.out.note(note)
    got = "given suggestions" if read_as == "suggestions" else "decided"
    session.finish(_values(done), _sentence(done, got), done.skipped, stopped=stopped)


def _values(done: Imported) -> dict[str, object]:
    return {
        "format": done.format,
        "why": done.why,
        "images": done.images,
        "annotations": done.annotations,
        "per_label": {label: dict(kinds) for label, kinds in done.per_label.items()},
        "labels": list(done.labels),
        "created": done.created,
        "updated": done.updated,
        "unchanged": done.unchanged,
        "conflicts": done.conflicts,
        "added": done.added,
        "notes": list(done.notes),
        "dry_run": done.dry_run,
    }


def _sentence(done: Imported, got: str) -> str:
    would = "would be " if done.dry_run else ""
    text = (
        f"{done.format} ({done.why}): {counted(done.created, 'image')} {would}{got} "
        f"with {counted(done.annotations, 'annotation')} in the file, {done.updated:,} {would}changed, "
        f"{done.unchanged:,} as before; {done.added:,} new to the project. Labels: {', '.join(done.labels) or 'none'}"
    )
    if done.dry_run:
        text += f"\n{kinds_in_words(done.per_label)}\n{counted(done.conflicts, 'image')} decided otherwise"
    return text
