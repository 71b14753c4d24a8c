"""The images most useful to decide next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    from tlstudio.project.shape_review import doubtful_images
    from tlstudio.project.suggestions import STRATEGY_SETTING
    from tlstudio.query.registry import strategies

    session = session_of(ctx)
    if strategy and strategy not in strategies():
        raise UsageError(f"There is no query strategy {strategy!r}.", hint=closest(strategy, strategies()))
    with session.project() as project:
        if project.info.task.has_shapes:
            if strategy:
                raise UsageError("Images with suggested shapes come in one order: the least certain first.")
            waiting = doubtful_images(project, count)
            rows = [{"path": one.path, "score": one.score, "reason": one.reason} for one in waiting]
            session.finish({"strategy": "least_certain", "images": rows}, _text(rows))
            return
        project.suggestions.prefer(strategy=strategy, seed=session.options.seed)
        session.suggest(project)
        items = project.suggestions.queue(count)
        paths = {image.id: image.path for image in project.read.images([item.image_id for item in items])}
        used = strategy or project.settings.get(STRATEGY_SETTING, "default")
    rows = [{"path": paths[item.image_id], "score": item.score, "reason": item.sentence} for item in items]
    session.finish({"strategy": used, "images": rows}, _text(rows))


def _text(rows: Sequence[Mapping[str, object]]) -> str:
    if not rows:
        return "Nothing is left to decide."
    cells = [("" if row["score"] is None else row["score"], row["path"], row["reason"]) for row in rows]
    return table(("score", "image", "reason"), cells, right=(0,))
