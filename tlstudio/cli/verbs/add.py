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
from tlstudio.imaging.sampling import Sampling

CARD = VerbCard("add", "Register pictures, videos and folders of them.", PROJECT)


def run(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="files and folders")],
    recursive: Annotated[bool, typer.Option("--recursive/--flat", help="look into folders of folders")] = True,
    copy: Annotated[bool, typer.Option("--copy", help="copy the pictures into the project")] = False,
    group_by: Annotated[
        str, typer.Option(help="folder, or a regular expression on the path: groups stay on one side of the split")
    ] = "",
    every: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="of videos each n-th frame; 1 = all of them")
    ] = None,
    fps: Annotated[
        float | None, typer.Option(metavar="N", help="of videos n frames a second, also less than 1")
    ] = None,
) -> None:
    """Register pictures. They stay where they are and are never changed."""
    from tlstudio.project.adding import add_images

    session = session_of(ctx)
    sampling = _sampling(every, fps)
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
            sampling=sampling,
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
    text += "".join(f"\n{path.name}: {said}" for path, said in added.videos.items())
    text += "".join(f"\n{one.path}: {one.reason}; flagged" for one in added.damaged)
    values: dict[str, object] = {"added": added.added, "known": added.known, "moved": added.moved}
    if added.duplicates:
        values["duplicates"] = len(added.duplicates)
    if added.damaged:
        values["damaged"] = [one.path for one in added.damaged]
    if added.videos:
        values["videos"] = {str(path): said for path, said in added.videos.items()}
    session.finish(values, text, added.skipped, stopped=added.stopped)


def _sampling(every: int | None, fps: float | None) -> Sampling:
    if every is not None and fps is not None:
        raise UsageError("--every and --fps both say which frames to take.", hint="Give one of them.")
    if fps is not None and not 0 < fps <= 1000:
        raise UsageError(f"--fps {fps:g} makes no sense.", hint="Give frames a second, for example 2 or 0.5.")
    return Sampling(every, fps)
