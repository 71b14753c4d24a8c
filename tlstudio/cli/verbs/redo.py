"""Do again what was undone."""

from __future__ import annotations

from typing import Annotated

import typer

from tlstudio.cli.session import session_of
from tlstudio.cli.steps import replay
from tlstudio.cli.verb import DECIDE, VerbCard

CARD = VerbCard("redo", "Do again what was undone.", DECIDE)


def run(ctx: typer.Context, count: Annotated[int, typer.Option(min=1, metavar="N")] = 1) -> None:
    """Do again what was undone, until something else was changed."""
    session = session_of(ctx)
    with session.project() as project:
        replay(session, project.redo, count, "Done again", "There is nothing to redo.")
