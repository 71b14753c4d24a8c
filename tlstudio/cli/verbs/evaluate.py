"""Measure a model on decided images that it has not learnt from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from tlstudio.cli.output import counted, score, table
from tlstudio.cli.reporting import write_evaluation
from tlstudio.cli.session import session_of
from tlstudio.cli.verb import LEARN, VerbCard
from tlstudio.cli.words import split_named

CARD = VerbCard("evaluate", "Measure a model on decided images it has not learnt from.", LEARN)
_FIGURES = ("accuracy", "balanced_accuracy", "macro_f1", "auroc", "ece")
_PER_LABEL = ("label", "support", "precision", "sensitivity", "specificity", "f1", "auroc")


def run(
    ctx: typer.Context,
    model: Annotated[str, typer.Option(help="auto (the one in use), instant, or the number of a run")] = "auto",
    split: Annotated[str, typer.Option(help="train, val or test")] = "test",
    report: Annotated[Path | None, typer.Option(metavar="DIR", help="write report.html and metrics.json there")] = None,
) -> None:
    """Measure a model on decided images it has not learnt from."""
    from tlstudio.project.evaluating import evaluate

    session = session_of(ctx)
    side = split_named(split)
    with session.project() as project:
        future = evaluate(project, model=model, split=side)
        measured: dict[str, Any] = session.wait(project.engine, future, "Measuring")
        files = write_evaluation(project, measured, report) if report is not None else []
    values = {
        "model": measured["model"],
        "split": split,
        "images": measured["images"],
        "metrics": {
            key: value for key, value in measured.items() if isinstance(value, int | float) and key not in _NOT_FIGURES
        },
        "per_label": [{key: row.get(key) for key in _PER_LABEL} for row in measured["per_label"]],
        "intervals": measured["intervals"],
        "files": [str(path) for path in files],
    }
    session.finish(values, _text(measured, values))


_NOT_FIGURES = ("images", "seconds")


def _text(measured: dict[str, Any], values: dict[str, Any]) -> str:
    lines = [f"Model {measured['model']} on {counted(measured['images'], 'image')} of the {measured['split']} side"]
    for key in _FIGURES:
        if measured.get(key) is not None:
            interval = measured["intervals"].get(key)
            span = f" ({interval[0]:.2f} to {interval[1]:.2f})" if interval else ""
            lines.append(f"  {key.replace('_', ' '):18} {score(measured[key])}{span}")
    head = ("label", "images", "found", "precision", "F1")
    rows = [
        (row["label"], row["support"], row["sensitivity"], row["precision"], row["f1"]) for row in values["per_label"]
    ]
    lines.append(table(head, rows, right=(1, 2, 3, 4)))
    lines += [f"Written: {path}" for path in values["files"]]
    return "\n".join(lines)
