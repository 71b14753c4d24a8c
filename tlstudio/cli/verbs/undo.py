"""Take back the newest steps."""

from __future__ import annotations

from typing import Annotated

import typer

from tlstudio.cli.session import session_of
from tlstudio.cli.steps import replay
from tlstudio.cli.verb import DECIDE, VerbCard

CARD = VerbCard("undo", "Take back the newest steps.", DECIDE)


def run(ctx: typer.Context, count: Annotated[int, typer.Option(min=1, metavar="N")] = 1) -> None:
    """Take back the newest steps, also those made in the window or yesterday."""
    session = session_of(ctx)
    with session.project() as project:
        replay(session, project.undo, count, "Undone", "There is nothing to undo.")
