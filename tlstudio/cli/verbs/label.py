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

CARD = VerbCard("label", "Give images a label; in projects about shapes: one of the whole image.", DECIDE)


def run(
    ctx: typer.Context,
    images: Annotated[list[str], typer.Argument(metavar="IMAGE...", help="paths as stored, or as seen from here")],
    label: Annotated[
        str, typer.Argument(metavar="LABEL", help="multilabel and shapes: several with commas between them")
    ],
) -> None:
    """Give images a label; a new label is added to the project.

    In a project about shapes it is a label of the whole image beside them; what is finished stays finished.
    """
    from tlstudio.project.commands.decisions import Decide
    from tlstudio.project.commands.image_labels import LabelWholeImages
    from tlstudio.project.commands.labels import AddLabels
    from tlstudio.project.matching import Matcher

    session = session_of(ctx)
    with session.project() as project:
        has_shapes = project.info.task.has_shapes
        several = has_shapes or project.info.task is Task.MULTILABEL
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
        label_ids, command = list(added.result.values()), LabelWholeImages if has_shapes else Decide
        number = project.run(command(ids, label_ids, origin=Origin.SCRIPT), step=added.step).result
        done = "labelled" if has_shapes else "decided"
        session.finish({done: number, "label": label}, f"{counted(number, 'image')} {done} as {label}", unknown)
