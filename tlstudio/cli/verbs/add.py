"""Register pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tlstudio.cli.output import counted
from tlstudio.cli.progress import Meter
from tlstudio.cli.session import session_of
from tlstudio.cli.verb import PROJECT, VerbCard
from tlstudio.core.errors import UsageError

CARD = VerbCard("add", "Register pictures and folders of pictures.", PROJECT)


def run(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="files and folders")],
    recursive: Annotated[bool, typer.Option("--recursive/--flat", help="look into folders of folders")] = True,
    copy: Annotated[bool, typer.Option("--copy", help="copy the pictures into the project")] = False,
    group_by: Annotated[
        str, typer.Option(help="folder, or a regular expression on the path: groups stay on one side of the split")
    ] = "",
) -> None:
    """Register pictures. They stay where they are and are never changed."""
    from tlstudio.project.adding import add_images

    session = session_of(ctx)
    with (
        session.project() as project,
        Meter("Reading images") as meter,
        session.stoppable() as should_stop,
    ):
        added = add_images(
            project,
            paths,
            recursive=recursive,
            copy=copy,
            group_by=group_by,
            on_progress=meter.show,
            should_stop=should_stop,
        )
    found = added.added + added.known + added.moved
    if not found and not added.stopped and not added.skipped:
        names = ", ".join(str(path) for path in paths)
        raise UsageError(f"There are no pictures in {names}.", hint="Name a folder with JPEG, PNG, TIFF or WebP files.")
    text = f"{counted(added.added, 'image')} added"
    text += f", {added.known:,} known already" if added.known else ""
    text += f", {added.moved:,} found again at a new place" if added.moved else ""
    values = {"added": added.added, "known": added.known, "moved": added.moved}
    if added.duplicates:
        values["duplicates"] = len(added.duplicates)
    session.finish(values, text, added.skipped, stopped=added.stopped)
