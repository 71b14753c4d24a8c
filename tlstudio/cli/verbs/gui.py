"""Open the window."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tlstudio.cli.session import session_of
from tlstudio.cli.verb import PROGRAM, VerbCard
from tlstudio.cli.window import open_window

CARD = VerbCard("gui", "Open the window, with a project where one is named.", PROGRAM)


def run(
    ctx: typer.Context,
    project: Annotated[Path | None, typer.Argument(metavar="[PROJECT]", help="a project folder")] = None,
    room: Annotated[str, typer.Option(help="data, label, review or train")] = "",
) -> None:
    """Open the window, with a project where one is named."""
    named = session_of(ctx).options.project
    folder = project or (named if named != Path() else None)
    arguments = [str(folder)] if folder else []
    chosen = {"--room": room, "--threads": session_of(ctx).options.threads, "--device": session_of(ctx).options.device}
    named_ones = [text for name, value in chosen.items() if value for text in (name, str(value))]
    raise typer.Exit(open_window([*arguments, *named_ones]))
