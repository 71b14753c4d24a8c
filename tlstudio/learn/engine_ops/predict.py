"""Suggestions by a fine-tuned network instead of the instant learner."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tlstudio.learn.engine_ops.features import PREPARING
from tlstudio.learn.engine_ops.fit import decided_rows, queue, write_generation
from tlstudio.learn.engine_ops.table import Operation
from tlstudio.learn.features import Extractor, Source
from tlstudio.learn.priority import lower_thread_priority

if TYPE_CHECKING:
    from tlstudio.learn.engine import Job
    from tlstudio.learn.session import Session


def predict(session: Session, args: dict[str, Any], job: Job) -> dict[str, Any]:
    """Score what is undecided with the run in `run`, order the queue, write the arrays (arguments as for `fit`)."""
    began = time.perf_counter()
    args = {**session.decisions.as_args(), **args}
    ready = session.pool.ready()
    decided = [image_id for image_id, _ in args["targets"]] + list(args.get("known") or ())
    open_ids = np.sort(ready.ids[~np.isin(ready.ids, np.array(decided, np.int64))])
    folder = Path(args["run"])
    n_classes = int(args["n_classes"])
    label_ids: list[int] = args.get("label_ids") or []
    probs, kept = run_probs(session, folder, open_ids.tolist(), job, columns=run_columns(folder, args, args["targets"]))
    _, rows, targets = decided_rows(session, args["targets"], n_classes)
    meta = {
        "model": folder.name,
        "backbone": session.backbone.key,
        "classes": n_classes,
        "label_ids": label_ids,
        "multilabel": bool(args.get("multilabel")),
        "strategy": str(args.get("strategy") or ""),
        "decided": len(rows),
        "loo_accuracy": None,
        "missing": "",
        "hint": {},
        "suspects": [],
    }
    ids = open_ids[kept]
    _, open_rows = session.pool.rows_of(ids.tolist())
    full = np.zeros((len(ready.ids), n_classes), np.float32)
    full[open_rows] = probs
    picks = queue(session, ready, rows, targets, full, args, np.array(open_rows, np.int64))
    return write_generation(session, args, began, ids, probs, picks, meta)


def run_columns(folder: Path, args: dict[str, Any], decided: Sequence[Sequence[Any]]) -> list[int]:
    """Column of the run's output for each class of the request; -1 = a label nobody uses that the run never learnt.

    Raises:
        JobError: It never learnt a label that some of `decided` ([id, [class...]] each) carry.
    """
    from tlstudio.learn.classification.run_model import RunModel

    label_ids: list[int] = args.get("label_ids") or []
    used = {int(column) for _, columns in decided for column in columns}
    needed = {label_id for column, label_id in enumerate(label_ids) if column in used}
    return RunModel.columns(folder, label_ids, needed=needed)


def run_probs(
    session: Session, folder: Path, ids: Sequence[int], job: Job, *, columns: Sequence[int]
) -> tuple[np.ndarray, list[int]]:
    """Probabilities by a run's network, kept in memory for images that were asked for before.

    Args:
        columns: Column of the run's output for each class; -1 = zeros.

    Returns:
        (M, C) float32 and the places in `ids` of the M images that could be read.
    """
    from tlstudio.learn.classification.run_serving import BATCH

    served = session.served_run(folder)
    known = served.probs
    images = [session.pool.image(image_id) for image_id in ids]
    todo = [image for image in images if image is not None and image.key not in known]
    if todo:
        job.progress(PREPARING, 0, 1)
        model, runtime = served.model, served.runtime(len(todo))
        extractor = Extractor(
            runtime, model.input_size, batch_size=BATCH, threads=session.threads, start_thread=lower_thread_priority
        )
        labels = len(model.labels)
        done = 0
        sources = (Source(image.path, image.page) for image in todo)
        for batch in extractor.extract(sources, should_stop=lambda: job.is_cancelled):
            known.update({todo[p].key: row[:labels] for p, row in zip(batch.positions, batch.rows, strict=True)})
            done += len(batch.positions) + len(batch.failed)
            if not job.is_cancelled:
                job.progress("predictions", done, len(todo))
        job.check()
    kept = [place for place, image in enumerate(images) if image is not None and image.key in known]
    if not kept:
        return np.empty((0, len(columns)), np.float32), kept
    rows = np.stack([known[image.key] for place in kept if (image := images[place]) is not None])
    return np.where(np.array(columns) >= 0, rows[:, list(columns)], 0.0).astype(np.float32, copy=False), kept


OPERATIONS = (Operation("predict", predict, is_long=True, goes_first=True),)
