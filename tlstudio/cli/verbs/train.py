"""Fine-tune on what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tlstudio.cli.output import score
from tlstudio.cli.progress import Meter
from tlstudio.cli.session import Session, session_of
from tlstudio.cli.verb import LEARN, VerbCard
from tlstudio.core.errors import JobError, StudioError

if TYPE_CHECKING:
    from tlstudio.project.project import Project
    from tlstudio.project.run_log import Run

CARD = VerbCard("train", "Fine-tune on what was decided.", LEARN)


def run(
    ctx: typer.Context,
    network: Annotated[str, typer.Option(metavar="NAME|auto", help="see `tlstudio models`")] = "auto",
    backbone: Annotated[str, typer.Option(metavar="NAME", help="see `tlstudio backbones list`")] = "",
    from_scratch: Annotated[bool, typer.Option("--from-scratch", help="random weights, for comparison")] = False,
    freeze: Annotated[str, typer.Option(help="auto, head, stages:N or none")] = "auto",
    epochs: Annotated[int, typer.Option(min=0, help="0 = chosen from the number of images")] = 0,
    max_minutes: Annotated[float, typer.Option(min=0, help="wall-clock limit of the training; 0 = none")] = 0.0,
    resume: Annotated[str, typer.Option(metavar="RUN", help="go on with a run that crashed")] = "",
    image_size: Annotated[int, typer.Option(min=0, help="side in pixels; 0 = the backbone's own")] = 0,
) -> None:
    """Fine-tune on what was decided. The new model serves only if it is better on the same test images."""
    session = session_of(ctx)
    settings: dict[str, Any] = {
        "from_scratch": from_scratch,
        "freeze": freeze,
        "epochs": epochs,
        "max_minutes": max_minutes,
        "image_size": image_size,
        "seed": session.options.seed,
    }
    chosen = {
        "network": "" if network == "auto" else network,
        "backbone": backbone,
        "device": session.options.device,
        "threads": session.options.threads,
    }
    settings |= {name: value for name, value in chosen.items() if value}
    with session.project() as project:
        if resume:
            started = project.runs.resume(resume)
        else:
            plan = project.runs.plan(**settings)
            if not plan.reason_off:
                session.out.note(f"{plan.sentence}. {plan.duration}. {plan.expectation}")
            started = project.runs.start(plan)
        done = wait_for_run(session, project, started)
        serving = project.runs.serving_model()
        values = _values(done, serving.model == done.id, serving.why)
    session.finish(values, _text(values, done, serving.why))


def wait_for_run(session: Session, project: Project, run: Run) -> Run:
    """Watch a run until it ends; the first Ctrl+C asks it to stop and keep the best.

    Raises:
        JobError: It failed or crashed.
        KeyboardInterrupt: The person stopped it; what was finished is kept.
    """
    future = project.runs.finished(run.id)
    stopped = False
    with Meter(run.title) as meter, session.stoppable() as should_stop:

        def tick() -> None:
            nonlocal stopped
            if should_stop() and not stopped:
                stopped = True
                try:
                    project.runs.ask(run.id, "stop")
                except StudioError as error:
                    session.out.note(error.sentence)
            now = project.runs.get(run.id)
            if now.progress is not None:
                state = now.progress
                left = now.seconds_left[1] if now.seconds_left else None
                title = f"{run.title}, {state.phase}"
                meter.show(state.done, state.total, title, state.rate, left)

        done: Run = session.scheduler.wait_for(future, tick, tick=0.3)
    if done.state.is_resumable:
        raise JobError(
            f"{done.title} {done.state.value}. {done.sentence}",
            hint=done.hint or f"`tlstudio train --resume {done.id}` goes on after the last finished epoch.",
            detail=done.detail,
        )
    if stopped:
        raise KeyboardInterrupt
    return done


def _values(run: Run, promoted: bool, why: str) -> dict[str, Any]:
    return {
        "run": run.id,
        "network": run.spec.network,
        "backbone": run.spec.backbone,
        "epochs": run.epoch,
        "seconds": round(run.seconds, 2),
        "best": {"epoch": run.best_epoch, "metric": run.metric, "value": run.value},
        "test": {"metric": run.metric, "value": run.test, "interval": run.interval},
        "instant": {"metric": run.metric, "value": run.instant},
        "promoted": promoted,
        "why": why,
    }


def _text(values: dict[str, Any], run: Run, why: str) -> str:
    metric = run.metric.replace("_", " ")
    lines = [
        f"{run.title}: {run.epoch} epochs in {run.seconds:.0f} s ({run.freeze}); best epoch {run.best_epoch}, "
        f"{metric} {score(run.value)} on the validation images",
        f"On the test images: {metric} {score(run.test)}, instant learner {score(run.instant)}",
        why,
    ]
    return "\n".join(lines)
