"""Suggestions by a fine-tuned network instead of the instant learner."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tlstudio.learn.engine_ops.fit import decided_rows, queue, write_generation
from tlstudio.learn.engine_ops.table import Operation
from tlstudio.learn.features import Extractor, Source
from tlstudio.learn.priority import lower_thread_priority

if TYPE_CHECKING:
    from tlstudio.learn.engine import Job
    from tlstudio.learn.session import Session


def predict(session: Session, args: dict[str, Any], job: Job) -> dict[str, Any]:
    """Score what is undecided with the run in `run`, order the queue, write the arrays (arguments as for `fit`)."""
    from tlstudio.learn.classification.run_model import RunModel

    began = time.perf_counter()
    ready = session.pool.ready()
    decided = [image_id for image_id, _ in args["targets"]] + list(args.get("known") or ())
    open_ids = np.sort(ready.ids[~np.isin(ready.ids, np.array(decided, np.int64))])
    folder = Path(args["run"])
    n_classes = int(args["n_classes"])
    label_ids: list[int] = args.get("label_ids") or []
    columns = RunModel.columns(folder, label_ids)
    probs, kept = run_probs(session, folder, open_ids.tolist(), n_classes, job, columns=columns)
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


def run_probs(
    session: Session,
    folder: Path,
    ids: Sequence[int],
    n_classes: int,
    job: Job,
    *,
    columns: Sequence[int] | None = None,
) -> tuple[np.ndarray, list[int]]:
    """Probabilities by a run's network, kept in memory for images that were asked for before.

    Args:
        columns: Column of the run's output for each of our classes; None = the same order.

    Returns:
        (M, C) float32 and the places in `ids` of the M images that could be read.
    """
    from tlstudio.learn.classification.run_model import RunModel

    known = session.run_probs(folder)
    todo = [i for i in ids if i not in known and session.pool.image(i) is not None]
    if todo:
        job.progress("preparing the network", 0, len(todo))
        model = RunModel.load(folder, device=session.device)
        extractor = Extractor(
            model, model.input_size, batch_size=4, threads=session.threads, start_thread=lower_thread_priority
        )
        order: list[int] = []

        def sources():
            for image_id in todo:
                image = session.pool.image(image_id)
                if image is not None:
                    order.append(image_id)
                    yield Source(image.path, image.page)

        done = 0
        for batch in extractor.extract(sources(), should_stop=lambda: job.is_cancelled):
            known.update({order[place]: row for place, row in zip(batch.positions.tolist(), batch.rows, strict=True)})
            done += len(batch.positions) + len(batch.failed)
            if not job.is_cancelled:
                job.progress("predictions", done, len(todo))
        job.check()
    kept = [place for place, i in enumerate(ids) if i in known]
    if not kept:
        return np.empty((0, n_classes), np.float32), kept
    rows = np.stack([known[ids[place]] for place in kept])
    return rows[:, list(columns) if columns is not None else slice(0, n_classes)], kept


OPERATIONS = (Operation("predict", predict, is_long=True),)
