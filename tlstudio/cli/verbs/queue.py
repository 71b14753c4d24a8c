"""The images most useful to decide next."""

from __future__ import annotations

from typing import Annotated

import typer

from tlstudio.cli.output import table
from tlstudio.cli.session import session_of
from tlstudio.cli.verb import DECIDE, VerbCard
from tlstudio.core.errors import UsageError, closest

CARD = VerbCard("queue", "The images most useful to decide next, each with its reason.", DECIDE)


def run(
    ctx: typer.Context,
    strategy: Annotated[str, typer.Option(metavar="NAME", help="a query strategy; the project's when left out")] = "",
    count: Annotated[int, typer.Option(min=1, metavar="N")] = 12,
) -> None:
    """The images most useful to decide next, each with its reason."""
    from tlstudio.project.suggestions import STRATEGY_SETTING
    from tlstudio.query.registry import strategies

    session = session_of(ctx)
    if strategy and strategy not in strategies():
        raise UsageError(f"There is no query strategy {strategy!r}.", hint=closest(strategy, strategies()))
    with session.project() as project:
        project.suggestions.prefer(strategy=strategy, seed=session.options.seed)
        session.suggest(project)
        items = project.suggestions.queue(count)
        paths = {image.id: image.path for image in project.read.images([item.image_id for item in items])}
        used = strategy or project.settings.get(STRATEGY_SETTING, "default")
    rows = [{"path": paths[item.image_id], "score": item.score, "reason": item.sentence} for item in items]
    text = table(("score", "image", "reason"), [(row["score"], row["path"], row["reason"]) for row in rows], right=(0,))
    session.finish({"strategy": used, "images": rows}, text if rows else "Nothing is left to decide.")
