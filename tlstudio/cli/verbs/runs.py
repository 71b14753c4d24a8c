"""The fine-tunings of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tlstudio.cli.output import score, table
from tlstudio.cli.session import session_of
from tlstudio.cli.verb import LEARN, VerbCard

if TYPE_CHECKING:
    from tlstudio.project.project import Project
    from tlstudio.project.run_log import Run

CARD = VerbCard("runs", "Fine-tunings: list, show, pin, resume, delete.", LEARN)
app = typer.Typer(no_args_is_help=True)
RunName = Annotated[str, typer.Argument(metavar="RUN", help="the number of a run")]


@app.command("list")
def list_runs(ctx: typer.Context) -> None:
    """All runs, newest first."""
    session = session_of(ctx)
    with session.project(read_only=True) as project:
        rows = _rows(project)
    head = ("run", "state", "network", "metric", "value", "test", "serving")
    shown = [
        (r["run"], r["state"], r["network"], r["metric"], r["value"], r["test"], "yes" if r["serving"] else "")
        for r in rows
    ]
    session.finish(
        {"runs": rows}, table(head, shown) if rows else "There are no runs yet: `tlstudio train` starts one."
    )


@app.command("show")
def show_run(ctx: typer.Context, run: RunName) -> None:
    """One run: settings, curve, outcome."""
    session = session_of(ctx)
    with session.project(read_only=True) as project:
        found = project.runs.get(run)
        serving = project.runs.serving()
        values = {
            **_row(found, serving),
            "settings": found.spec.to_json(),
            "freeze": found.freeze,
            "images": found.images,
            "epoch": found.epoch,
            "epochs": found.epochs,
            "best_epoch": found.best_epoch,
            "curve": list(found.curve),
            "seconds": found.seconds,
            "interval": found.interval,
            "instant": found.instant,
            "comparison": found.comparison,
            "sentence": found.sentence,
            "folder": str(found.folder),
        }
    lines = [
        f"{found.title}: {found.spec.plan or found.spec.network}, {found.state.value}",
        f"  trained: {found.freeze}, epoch {found.epoch} of {found.epochs}, {found.seconds:.0f} s",
        f"  {found.metric.replace('_', ' ')}: validation {score(found.value)} (epoch {found.best_epoch}), "
        f"test {score(found.test)}, instant learner {score(found.instant)}",
    ]
    lines += [f"  {text}" for text in (found.comparison, found.sentence, str(found.folder)) if text]
    session.finish(values, "\n".join(lines))


@app.command("pin")
def pin_run(ctx: typer.Context, run: Annotated[str, typer.Argument(metavar="RUN|auto")]) -> None:
    """Let a run (or `instant`) make the suggestions whatever the evidence says; `auto` goes by evidence again."""
    session = session_of(ctx)
    with session.project() as project:
        serving = project.runs.pin(None if run == "auto" else run)
        values = {"runs": _rows(project), "serving_model": serving.model, "why": serving.why}
    session.finish(values, serving.why)


@app.command("resume")
def resume_run(ctx: typer.Context, run: RunName) -> None:
    """Go on with a run that crashed or failed, after its last finished epoch."""
    from tlstudio.cli.verbs.train import wait_for_run

    session = session_of(ctx)
    with session.project() as project:
        done = wait_for_run(session, project, project.runs.resume(run))
        values = {"runs": [_row(done, project.runs.serving())]}
    session.finish(
        values, f"{done.title} is done: {done.metric.replace('_', ' ')} {score(done.test)} on the test images"
    )


@app.command("delete")
def delete_run(ctx: typer.Context, run: RunName) -> None:
    """Delete a run's folder for good."""
    session = session_of(ctx)
    with session.project() as project:
        project.runs.delete(run)
        rows = _rows(project)
    session.finish({"deleted": run, "runs": rows}, f"Run {run} deleted")


def _rows(project: Project) -> list[dict[str, Any]]:
    serving = project.runs.serving()
    return [_row(run, serving) for run in project.runs.list()]


def _row(run: Run, serving: str) -> dict[str, Any]:
    return {
        "run": run.id,
        "state": run.state.value,
        "network": run.spec.network,
        "backbone": run.spec.backbone,
        "metric": run.metric,
        "value": run.value,
        "test": run.test,
        "serving": run.id == serving,
    }
