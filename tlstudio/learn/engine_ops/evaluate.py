"""Measure a model on decided images, and replay decisions to compare query strategies."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tlstudio.core.errors import NotEnoughLabels
from tlstudio.learn.engine_ops.features import compute
from tlstudio.learn.engine_ops.fit import decided_rows
from tlstudio.learn.engine_ops.predict import run_columns, run_probs
from tlstudio.learn.engine_ops.table import Operation

if TYPE_CHECKING:
    from tlstudio.learn.engine import Job
    from tlstudio.learn.session import Session

INSTANT = "instant"


def evaluate(session: Session, args: dict[str, Any], job: Job) -> dict[str, Any]:
    """Measure `model` ("instant": fitted to `train` only; else a run's folder) on `test`.

    Returns:
        What `metrics.evaluate` says, with `ids` of the measured images, their `probs`, `model` and `seconds`.

    Raises:
        NotEnoughLabels: Nothing to learn from, or nothing to measure on.
    """
    from tlstudio.learn.classification.metrics.evaluate import evaluate as measure

    began = time.perf_counter()
    n_classes, multilabel = int(args["n_classes"]), bool(args.get("multilabel"))
    names: list[str] = args.get("names") or [f"label {i + 1}" for i in range(n_classes)]
    model = str(args.get("model") or INSTANT)
    if model == INSTANT:
        wanted = [int(image_id) for image_id, _ in [*args["train"], *args["test"]]]
        compute(session, wanted, job)
        ids, probs, targets = _instant(session, args, n_classes, multilabel, names)
    else:
        listed: Sequence[Sequence[Any]] = args["test"]
        columns = run_columns(Path(model), args, listed)
        probs, kept = run_probs(session, Path(model), [int(i) for i, _ in listed], job, columns=columns)
        ids = np.array([int(listed[place][0]) for place in kept], np.int64)
        targets = np.zeros((len(kept), n_classes))
        for row, place in enumerate(kept):
            targets[row, listed[place][1]] = 1.0
    if not len(ids):
        raise NotEnoughLabels("There is no decided image to measure on.", hint="Split the images: tlstudio split.")
    measured = measure(probs, targets, names, multilabel=multilabel)
    return {
        **measured,
        "model": model,
        "ids": ids.tolist(),
        "probs": np.round(probs.astype(float), 5).tolist(),
        "seconds": round(time.perf_counter() - began, 3),
    }


def _instant(
    session: Session, args: dict[str, Any], n_classes: int, multilabel: bool, names: list[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    _, train_rows, train_targets = decided_rows(session, args["train"], n_classes)
    ids, rows, targets = decided_rows(session, args["test"], n_classes)
    ready = session.pool.ready()
    # A copy, since refits use the session's own meanwhile; what it knows of the pool is shared.
    learner = session.learner(ready).grown(ready.features)
    fitted = learner.fit(train_rows, train_targets, multilabel=multilabel, names=names)
    return ids, fitted.probs[rows], targets


def simulate(session: Session, args: dict[str, Any], job: Job) -> dict[str, Any]:
    """Replay decisions with several query strategies.

    Args (of the request): `train` and `test` (lists of [id, [class...]]), `n_classes`, `multilabel`, `strategies`,
    `start`, `batch`, `until`, `seeds`, `balanced`.
    """
    from tlstudio.learn.classification.simulate import Setup, full_accuracy, labels_to_goal
    from tlstudio.learn.classification.simulate import simulate as replay

    n_classes, multilabel = int(args["n_classes"]), bool(args.get("multilabel"))
    compute(session, [int(image_id) for image_id, _ in [*args["train"], *args["test"]]], job)
    _, train, train_targets = decided_rows(session, args["train"], n_classes)
    _, test, test_targets = decided_rows(session, args["test"], n_classes)
    features = session.pool.ready().features
    targets = np.zeros((len(features), n_classes))
    targets[train], targets[test] = train_targets, test_targets
    setup = Setup(
        features=features,
        targets=targets,
        train=train,
        test=test,
        start=args.get("start"),
        batch=int(args.get("batch") or 5),
        until=args.get("until"),
        multilabel=multilabel,
        balanced=bool(args.get("balanced")),
    )
    curves = replay(
        setup,
        [str(key) for key in args["strategies"]],
        int(args.get("seeds") or 3),
        on_step=lambda done, total: job.progress("replays", done, total),
    )
    return {
        "curves": {key: curve.points() for key, curve in curves.items()},
        "labels_to_95": labels_to_goal(setup, curves),
        "area": {key: float(curve.area.mean()) for key, curve in curves.items()},
        "full_accuracy": full_accuracy(setup),
    }


OPERATIONS = (Operation("evaluate", evaluate, is_long=True), Operation("simulate", simulate, is_long=True))
