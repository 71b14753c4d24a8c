"""Write what was decided into files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tlstudio.cli.output import counted
from tlstudio.cli.progress import Meter
from tlstudio.cli.session import session_of
from tlstudio.cli.verb import PROJECT, VerbCard
from tlstudio.cli.words import options_from, split_named
from tlstudio.core.errors import Stopped

if TYPE_CHECKING:
    from tlstudio.project.exporting import Exported

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
    """Write decided labels and shapes: all of them, or nothing when it is interrupted.

    Suggestions that nobody has decided are never exported.
    """
    from tlstudio.project.exporting import export_decisions

    session = session_of(ctx)
    options = options_from(option or ())
    # Only what is chosen now must be kept.
    read_only = dry_run or not options
    title = "Trying it out" if dry_run else "Writing images" if with_images else "Writing labels"
    with (
        session.project(read_only=read_only) as project,
        Meter(title) as meter,
        session.stoppable("Stopping; nothing is written.") as should_stop,
    ):
        try:
            done = export_decisions(
                project,
                format,
                dest,
                include=include,
                split=split_named(split) if split else None,
                with_images=with_images,
                options=options,
                dry_run=dry_run,
                on_progress=meter.show,
                should_stop=should_stop,
            )
        except Stopped:
            nothing = {"format": format, "images": 0, "annotations": 0, "files": [], "dry_run": dry_run}
            session.finish(nothing, f"Stopped: nothing was written, {dest} is as it was.", (), stopped=True)
            return
    for note in (*done.notes, *done.losses):
        session.out.note(note)
    for loss in done.loses:
        session.out.note(f"note: {loss}")
    session.finish(_values(done), _sentence(done, dest), done.skipped)


def _values(done: Exported) -> dict[str, object]:
    return {
        "format": done.format,
        "images": done.images,
        "annotations": done.annotations,
        "files": [str(path) for path in done.files],
        "loses": list(done.loses),
        "losses": list(done.losses),
        "dry_run": done.dry_run,
    }


def _sentence(done: Exported, dest: Path) -> str:
    what = f"{counted(done.images, 'image')} with {counted(done.annotations, 'annotation')}"
    if done.dry_run:
        return f"{what} would be written to {dest}"
    return f"{what} written to {dest} ({counted(len(done.files), 'file')})"
