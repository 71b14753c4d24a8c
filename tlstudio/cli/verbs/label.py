"""Decide images from a script."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tlstudio.cli.output import counted
from tlstudio.cli.session import session_of
from tlstudio.cli.verb import DECIDE, VerbCard
from tlstudio.core.errors import UsageError
from tlstudio.core.words import Origin, Skipped, Task

CARD = VerbCard("label", "Give images a label.", DECIDE)


def run(
    ctx: typer.Context,
    images: Annotated[list[str], typer.Argument(metavar="IMAGE...", help="paths as stored, or as seen from here")],
    label: Annotated[str, typer.Argument(metavar="LABEL", help="multilabel: several with commas between them")],
) -> None:
    """Give images a label; a new label is added to the project."""
    from tlstudio.project.commands.decisions import Decide
    from tlstudio.project.commands.labels import AddLabels
    from tlstudio.project.matching import Matcher
    from tlstudio.project.whole_images import check_whole_images

    session = session_of(ctx)
    with session.project() as project:
        check_whole_images(project, "Labels of whole images")
        several = project.info.task is Task.MULTILABEL
        names = [text.strip() for text in label.split(",") if text.strip()] if several else [label]
        matcher, ids, unknown = Matcher(project), list[int](), list[Skipped]()
        for text in images:
            found = matcher.ids(text, Path.cwd())
            ids += found
            if not found:
                unknown.append(Skipped(text, "is not in the project, or the name fits several images"))
        if not ids:
            raise UsageError(
                f"{unknown[0].path} is not in the project, or the name fits several images.",
                hint="Register pictures with `tlstudio add`; give more of the path where names repeat.",
            )
        added = project.run(AddLabels(names))
        outcome = project.run(Decide(ids, list(added.result.values()), origin=Origin.SCRIPT), step=added.step)
        session.finish(
            {"decided": outcome.result, "label": label},
            f"{counted(outcome.result, 'image')} decided as {label}",
            unknown,
        )
