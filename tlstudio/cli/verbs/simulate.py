"""Replay the labels of a labelled project to compare query strategies."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from tlstudio.cli.output import score, table
from tlstudio.cli.session import session_of
from tlstudio.cli.verb import LEARN, VerbCard

CARD = VerbCard("simulate", "Replay decisions to compare query strategies.", LEARN)


def run(
    ctx: typer.Context,
    strategy: Annotated[str, typer.Option(help="names with commas between them")] = "default,random",
    start: Annotated[int, typer.Option(min=0, help="random labels at the start; 0 = one per label")] = 0,
    batch: Annotated[int, typer.Option(min=1, help="labels per step")] = 5,
    until: Annotated[int, typer.Option(min=0, help="stop at so many labels; 0 = 60 % of the pool")] = 0,
    seeds: Annotated[int, typer.Option(min=1, help="repetitions")] = 3,
) -> None:
    """How accuracy would have grown if a strategy had chosen what to decide."""
    from tlstudio.project.simulating import simulate

    session = session_of(ctx)
    keys = [name.strip() for name in strategy.split(",") if name.strip()]
    with session.project() as project:
        future = simulate(project, strategies=keys, start=start or None, batch=batch, until=until or None, seeds=seeds)
        answer: dict[str, Any] = session.wait(project.engine, future, "Replays")
    rows: list[tuple[object, ...]] = []
    for key, points in answer["curves"].items():
        last = points[-1] if points else {}
        needed = answer["labels_to_95"].get(key)
        rows.append((key, score(answer["area"].get(key)), needed, last.get("labels"), score(last.get("mean"))))
    text = table(("strategy", "area", "labels to 95 %", "labels", "accuracy there"), rows, right=(1, 2, 3, 4))
    session.finish(answer, f"{text}\nWith every label of the pool: {score(answer.get('full_accuracy'))}")
