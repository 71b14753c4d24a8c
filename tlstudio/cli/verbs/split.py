"""Divide images into train, validation and test."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tlstudio.cli.session import session_of
from tlstudio.cli.verb import PROJECT, VerbCard

CARD = VerbCard("split", "Divide images into train, validation and test.", PROJECT)


def run(
    ctx: typer.Context,
    test: Annotated[float, typer.Option(help="share of all images, 0 to 1")] = 0.2,
    val: Annotated[float, typer.Option(help="share of all images, 0 to 1")] = 0.2,
    table: Annotated[Path | None, typer.Option("--from", metavar="CSV", help="columns path,split")] = None,
    group_by: Annotated[str, typer.Option(help="folder, or a regular expression on the path")] = "",
    redo: Annotated[
        bool, typer.Option("--redo/--keep", help="divide all anew; keep = only images without a side")
    ] = False,
) -> None:
    """Divide images once and keep it so. Groups and near-duplicates stay on one side."""
    from tlstudio.project.split_table import split_from_table
    from tlstudio.project.splits import split_images

    session = session_of(ctx)
    with session.project() as project:
        if table is not None:
            report = split_from_table(project, table, redo=redo)
        else:
            report = split_images(project, test=test, val=val, seed=session.options.seed, redo=redo, group_by=group_by)
    values = {
        "train": report.train,
        "val": report.val,
        "test": report.test,
        "groups": report.groups,
        "near_duplicates": report.near_duplicates,
        "torn": report.torn,
        "changed": report.changed,
    }
    text = (
        f"train {report.train:,}, validation {report.val:,}, test {report.test:,} "
        f"({report.groups:,} groups and {report.near_duplicates:,} near-duplicates kept together)"
    )
    if report.torn:
        text += f"\n{report.torn:,} groups have images on two sides; `tlstudio split --redo` mends that."
    session.finish(values, text, report.skipped)
