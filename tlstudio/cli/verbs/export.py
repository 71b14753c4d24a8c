"""Write what was decided into files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tlstudio.cli.output import counted
from tlstudio.cli.session import session_of
from tlstudio.cli.verb import PROJECT, VerbCard
from tlstudio.cli.words import options_from, split_named

CARD = VerbCard("export", "Write decided labels and shapes for other programs.", PROJECT)


def run(
    ctx: typer.Context,
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="imagefolder, csv, coco, voc, yolo, masks, ...")],
    dest: Annotated[Path, typer.Argument(metavar="DEST", help="the new file or folder")],
    include: Annotated[str, typer.Option(help="decided, finished or all")] = "decided",
    split: Annotated[str, typer.Option(help="only train, val or test")] = "",
    with_images: Annotated[bool, typer.Option("--with-images", help="copy the pictures too")] = False,
    option: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="what the format lets you choose; kept in the project"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="say what would be lost, write nothing")] = False,
) -> None:
    """Write decided labels and shapes. Suggestions that nobody has decided are never exported."""
    from tlstudio.project.exporting import export_decisions

    session = session_of(ctx)
    options = options_from(option or ())
    # Only what is chosen now must be kept.
    with session.project(read_only=dry_run or not options) as project:
        done = export_decisions(
            project,
            format,
            dest,
            include=include,
            split=split_named(split) if split else None,
            with_images=with_images,
            options=options,
            dry_run=dry_run,
        )
    for note in (*done.notes, *done.losses):
        session.out.note(note)
    for loss in done.loses:
        session.out.note(f"note: {loss}")
    values = {
        "format": done.format,
        "images": done.images,
        "annotations": done.annotations,
        "files": [str(path) for path in done.files],
        "loses": list(done.loses),
        "losses": list(done.losses),
        "dry_run": dry_run,
    }
    what = f"{counted(done.images, 'image')} with {counted(done.annotations, 'annotation')}"
    text = f"{what} written to {dest} ({counted(len(done.files), 'file')})"
    if dry_run:
        text = f"{what} would be written to {dest}"
    session.finish(values, text, done.skipped)
