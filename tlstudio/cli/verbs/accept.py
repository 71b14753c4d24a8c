"""Turn suggestions into decisions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tlstudio.cli.output import counted
from tlstudio.cli.session import session_of
from tlstudio.cli.verb import DECIDE, VerbCard
from tlstudio.core.errors import NotEnoughLabels, UsageError, closest
from tlstudio.core.words import Skipped

CARD = VerbCard("accept", "Turn suggestions into decisions.", DECIDE)


def run(
    ctx: typer.Context,
    images: Annotated[
        list[str] | None, typer.Argument(metavar="[IMAGE...]", help="only these; all when left out")
    ] = None,
    above: Annotated[float, typer.Option(metavar="SCORE", help="least score, 0 to 1")] = 0.0,
    label: Annotated[str, typer.Option(help="only images suggested with this label")] = "",
) -> None:
    """Turn suggestions into decisions. What is decided already is never touched; one undo takes all of it back.

    In a project about shapes the suggested shapes on images that are not finished become annotations.
    """
    from tlstudio.project.accepting import accept_command
    from tlstudio.project.matching import Matcher
    from tlstudio.project.shape_review import accept_shapes_command

    session = session_of(ctx)
    with session.project() as project:
        label_id: int | None = None
        if label:
            known = {item.name: item.id for item in project.read.labels()}
            if label not in known:
                raise UsageError(f"There is no label {label!r}.", hint=closest(label, known))
            label_id = known[label]
        if not images and not label and not above:
            raise UsageError(
                "This would accept every suggestion, however doubtful.",
                hint="Say how certain they must be: `tlstudio accept --above 0.95`.",
            )
        ids: list[int] | None = None
        unknown: list[Skipped] = []
        if images:
            matcher, ids = Matcher(project), []
            for text in images:
                found = matcher.ids(text, Path.cwd())
                ids += found
                if not found:
                    unknown.append(Skipped(text, "is not in the project, or the name fits several images"))
        if project.info.task.has_shapes:
            command = accept_shapes_command(project, above=above, label_id=label_id, image_ids=ids)
            made: dict[int, int] = project.run(command).result
            session.finish({"accepted": len(made)}, f"{counted(len(made), 'suggested shape')} accepted", unknown)
            return
        session.suggest(project)
        if not project.suggestions.model:
            raise NotEnoughLabels(project.suggestions.missing_reason(), hint="Decide a few images first.")
        outcome = project.run(accept_command(project, above=above, label_id=label_id, image_ids=ids))
        count = int(outcome.result or 0)
        session.finish({"accepted": count}, f"{counted(count, 'suggestion')} accepted", unknown)
