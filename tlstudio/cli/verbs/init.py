"""Make a project."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tlstudio.cli.output import counted
from tlstudio.cli.session import session_of
from tlstudio.cli.verb import PROJECT, VerbCard
from tlstudio.core.errors import UsageError, closest
from tlstudio.core.words import Task

CARD = VerbCard("init", "Make a project in a folder.", PROJECT)


def run(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Made if needed; it may hold pictures already.")],
    task: Annotated[
        str, typer.Option(help="classification (one label per image), multilabel, detection or segmentation")
    ] = "classification",
    labels: Annotated[str, typer.Option(help="names with commas between them: ok,scratch,dent")] = "",
    name: Annotated[str, typer.Option(help="what lists call it; the folder's name when left out")] = "",
) -> None:
    """Make a project in a folder. Nothing is copied or moved."""
    from tlstudio.project.project import Project

    session = session_of(ctx)
    if task not in {item.value for item in Task}:
        raise UsageError(f"There is no task {task!r}.", hint=closest(task, [item.value for item in Task]))
    chosen = Task(task)
    names = [text.strip() for text in labels.split(",") if text.strip()]
    place = folder if folder.is_absolute() else session.options.project / folder
    with Project.create(place, task=chosen, labels=names, name=name, scheduler=session.scheduler) as project:
        made = [label.name for label in project.read.labels()]
        session.finish(
            {"project": str(project.root), "name": project.info.name, "task": task, "labels": made},
            f"Project {project.info.name} for {task} with {counted(len(made), 'label')} in {project.root}",
        )
