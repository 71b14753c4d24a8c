"""Measure the model in use on decided images it has not learnt from."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import numpy as np

from tlstudio.core.errors import NotEnoughLabels, UsageError
from tlstudio.core.words import Split, Task
from tlstudio.jobs.run_folder import BEST_FILE
from tlstudio.project.engine_messages import EngineProgress
from tlstudio.project.fit_request import images_args
from tlstudio.project.project import Project
from tlstudio.project.serving import INSTANT
from tlstudio.project.whole_images import check_whole_images
from tlstudio.store.codes import SPLIT_CODES

AUTO = "auto"


def evaluate(
    project: Project,
    *,
    model: str = AUTO,
    split: Split = Split.TEST,
    report: Path | None = None,
    on_progress: Callable[[EngineProgress], None] | None = None,
) -> Future[dict[str, Any]]:
    """Ask the engine to measure a model on one side of the split.

    The instant learner is fitted to the decided images of the other sides first (never to those of the test side).

    Args:
        model: `auto` = the serving model, `instant`, or the id of a run.
        split: The side to measure on.
        report: Folder for `metrics.json`; None = none is written.

    Returns:
        Resolves with the metrics (docs/architecture.md) plus `model` and `split`; wait for it with the scheduler.

    Raises:
        UsageError: There is no such run, or it is not done.
        NotEnoughLabels: No decided image is on that side.
    """
    check_whole_images(project, "Measurements")
    chosen = project.runs.serving() if model == AUTO else model
    args = _arguments(project, chosen, split)
    args["report"] = None if report is None else str(Path(report).absolute())
    answer: Future[dict[str, Any]] = Future()

    def hand_on(future: Future[dict[str, Any]]) -> None:
        error = future.exception()
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result({**future.result(), "model": chosen, "split": split.value})

    # Suggestions for all images are not asked for: that takes longer than the measurement, which computes the features
    # that it needs.
    project.engine.request("images", images_args(project, None))
    project.engine.request("evaluate", args, on_progress=on_progress).add_done_callback(hand_on)
    return answer


def _arguments(project: Project, model: str, split: Split) -> dict[str, Any]:
    """What the engine needs: the model, what it may learn from, and what it is measured on."""
    decided = project.read.decided()
    is_measured = decided.splits == SPLIT_CODES[split]
    learns = ~is_measured & (decided.splits != SPLIT_CODES[Split.TEST])
    if not is_measured.any():
        raise NotEnoughLabels(
            f"No decided image is on the {split.value} side, so nothing can be measured there.",
            hint="Make sides with `tlstudio split`, then decide some of its images.",
        )
    labels = project.read.labels()
    column = {label.id: number for number, label in enumerate(labels)}
    targets = [
        [int(image_id), [column[label_id] for label_id in label_ids]]
        for image_id, label_ids in zip(decided.image_ids, decided.label_ids, strict=True)
    ]
    return {
        "model": INSTANT if model == INSTANT else str(_folder(project, model)),
        "label_ids": [label.id for label in labels],
        "names": [label.name for label in labels],
        "n_classes": len(labels),
        "multilabel": project.info.task is Task.MULTILABEL,
        "train": [targets[row] for row in np.flatnonzero(learns)],
        "test": [targets[row] for row in np.flatnonzero(is_measured)],
    }


def _folder(project: Project, run_id: str) -> Path:
    run = project.runs.get(run_id)
    if not (run.folder / BEST_FILE).is_file():
        raise UsageError(f"Run {run_id} is {run.state.value} and has no model.", hint="Choose a finished run.")
    return run.folder
