"""Say that suggestions are wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tlstudio.cli.output import counted
from tlstudio.cli.session import session_of
from tlstudio.cli.verb import DECIDE, VerbCard
from tlstudio.core.errors import UsageError, closest
from tlstudio.core.words import Origin, Skipped

CARD = VerbCard("reject", "Say that suggested shapes are wrong, or that images carry none of the labels.", DECIDE)


def run(
    ctx: typer.Context,
    images: Annotated[
        list[str] | None, typer.Argument(metavar="[IMAGE...]", help="only these; all when left out")
    ] = None,
    below: Annotated[float | None, typer.Option(metavar="SCORE", help="only shapes with a lower score, 0 to 1")] = None,
    label: Annotated[str, typer.Option(help="only shapes suggested with this label")] = "",
    source: Annotated[str, typer.Option(metavar="NAME", help="only what this model, run or file suggested")] = "",
    forget: Annotated[
        bool, typer.Option("--forget", help="take the shapes away unanswered: they may be suggested again")
    ] = False,
) -> None:
    """Say that suggestions are wrong; one undo takes all of it back.

    In a project about shapes: suggested shapes on images that are not finished, or on the images named. In others: the
    images named carry none of the labels.
    """
    from tlstudio.project.commands.decisions import Reject
    from tlstudio.project.matching import Matcher
    from tlstudio.project.shape_review import clear_shapes_command, reject_shapes_command

    session = session_of(ctx)
    with session.project() as project:
        ids: list[int] | None = None
        unknown: list[Skipped] = []
        if images:
            matcher, ids = Matcher(project), []
            for text in images:
                found = matcher.ids(text, Path.cwd())
                ids += found
                if not found:
                    unknown.append(Skipped(text, "is not in the project, or the name fits several images"))
        if not project.info.task.has_shapes:
            if ids is None or below is not None or label or source or forget:
                raise UsageError(
                    "In this project whole images are rejected, by name.", hint="Name them: `tlstudio reject IMAGE`."
                )
            number = int(project.run(Reject(ids, origin=Origin.SCRIPT)).result)
            session.finish({"rejected": number}, f"{counted(number, 'image')} with none of the labels", unknown)
            return
        if ids is None and below is None and not label and not source:
            raise UsageError(
                "This would reject every suggestion, however certain.",
                hint="Say which: `tlstudio reject --below 0.2`, or name images, a label or a source.",
            )
        label_id: int | None = None
        if label:
            known = {item.name: item.id for item in project.read.labels()}
            if label not in known:
                raise UsageError(f"There is no label {label!r}.", hint=closest(label, known))
            label_id = known[label]
        build = clear_shapes_command if forget else reject_shapes_command
        command = build(project, below=below, label_id=label_id, image_ids=ids, source=source)
        number = len(command.suggestion_ids)
        project.run(command)
    done = "taken away" if forget else "rejected"
    session.finish(
        {"forgotten" if forget else "rejected": number}, f"{counted(number, 'suggested shape')} {done}", unknown
    )
