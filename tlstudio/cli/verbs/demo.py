"""The whole loop on the sample, in a few minutes."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tlstudio.cli.demo_loop import free_folder, make_project, run_loop, summary
from tlstudio.cli.session import Session, session_of
from tlstudio.cli.verb import PROGRAM, VerbCard
from tlstudio.cli.window import open_window
from tlstudio.core.qt_libraries import window_problem

if TYPE_CHECKING:
    from tlstudio.project.run_log import Run

CARD = VerbCard("demo", "The whole loop on a sample, in a few minutes.", PROGRAM)
SCREENSHOT_MODULE = "tlstudio.gui.screenshots"
SCREENSHOT_SECONDS = 120
FIGURES = ("accuracy", "balanced_accuracy", "macro_f1", "auroc", "ece", "images")


def run(
    ctx: typer.Context,
    headless: Annotated[
        bool, typer.Option("--headless", help="no window: a summary, a report and screenshots")
    ] = False,
    out: Annotated[Path, typer.Option(metavar="DIR", help="the new project's folder")] = Path("demo"),
) -> None:
    """Draw a sample, decide a few, get suggestions, fine-tune, and open the window at Review."""
    session = session_of(ctx)
    sentence, hint = ("", "") if headless else window_problem()
    if sentence:
        session.out.note(f"{sentence} {hint} The demo goes on without a window.")
    headless = headless or bool(sentence) or session.out.as_json
    began = time.monotonic()
    folder = free_folder(out if out.is_absolute() else Path.cwd() / out)
    project = make_project(session, folder)
    with project:
        told = run_loop(session, project)
        assert told.run is not None
        files = [_report(told.run, folder)]
    if headless:
        files += _screenshots(session, folder, folder / "screens")
    seconds = time.monotonic() - began
    measured = told.metrics[told.metrics["held_out"]]
    values = {
        "project": str(folder),
        "seconds": round(seconds, 1),
        "metrics": {key: measured.get(key) for key in FIGURES},
        "rounds": [{"labels": labels, "right": right} for labels, right in told.rounds],
        "serving_model": told.why,
        "files": [str(path) for path in files],
    }
    session.finish(values, summary(told, folder, files, seconds))
    if not headless:
        raise typer.Exit(open_window([str(folder), "--room", "review"]))


def _report(run: Run, folder: Path) -> Path:
    from tlstudio.reports.report import run_report

    return run_report(run.folder, folder / "report.html")


def _screenshots(session: Session, folder: Path, place: Path) -> list[Path]:
    """Let another process paint the real window without a screen; without Qt's libraries there are none."""
    command = [sys.executable, "-m", SCREENSHOT_MODULE, str(folder), str(place)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SCREENSHOT_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        session.out.note("The screenshots took too long and were left out.")
        return sorted(place.glob("*.png"))
    if done.returncode:
        session.out.note(
            f"No screenshots: {(done.stderr.strip().splitlines() or ['the window could not be painted'])[-1]}"
        )
    return sorted(place.glob("*.png"))
