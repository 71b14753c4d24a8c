"""The networks that can be trained."""

from __future__ import annotations

from dataclasses import asdict

import typer

from tlstudio.cli.output import table
from tlstudio.cli.session import session_of
from tlstudio.cli.verb import PROGRAM, VerbCard

CARD = VerbCard("models", "Networks that can be trained, and when to choose which.", PROGRAM)
app = typer.Typer(no_args_is_help=True)
NETWORKS = ("tlstudio.learn.classification.networks",)


@app.command("list")
def list_models(ctx: typer.Context) -> None:
    """Networks per task: licence, size, cost, when to choose it."""
    from tlstudio.core.cards import NetworkCard
    from tlstudio.core.discover import cards

    session = session_of(ctx)
    found = [card for package in NETWORKS for card in cards(package).values() if isinstance(card, NetworkCard)]
    rows = [
        {
            "name": card.key,
            **{key: value for key, value in asdict(card).items() if key != "key"},
            "parameters_millions": card.parameters_millions or None,
            "milliseconds": card.milliseconds or None,
        }
        for card in found
    ]
    shown = [(card.key, card.task, card.licence, card.when) for card in found]
    session.finish({"models": rows}, table(("name", "task", "licence", "when"), shown))
