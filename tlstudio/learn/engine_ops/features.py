"""Compute the features that are missing, those that somebody looks at first."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tlstudio.learn.engine_ops.table import Operation
from tlstudio.learn.features import Extractor, Source
from tlstudio.learn.priority import lower_thread_priority

if TYPE_CHECKING:
    from tlstudio.learn.engine import Job
    from tlstudio.learn.session import Session

# The first use of a backbone on a machine takes seconds: people shall see what they wait for.
PREPARING = "preparing the network"
# Rows are stored in such portions: a kill loses at most this much work.
PORTION_SECONDS = 0.5
PORTION_ROWS = 128


def features(session: Session, args: dict[str, Any], job: Job) -> dict[str, Any]:
    """Compute what is missing of `ids` (null = all images), `first` ones first."""
    ids = args.get("ids")
    session.first = [int(i) for i in args.get("first") or ()]
    result = compute(session, None if ids is None else [int(i) for i in ids], job)
    session.prepare()
    return result


def first(session: Session, args: dict[str, Any], job: Job) -> dict[str, Any]:
    """Change which images a running computation does first."""
    session.first = [int(i) for i in args.get("ids") or ()]
    return {}


def compute(session: Session, ids: Sequence[int] | None, job: Job) -> dict[str, Any]:
    """Compute missing features of some images, or of all; unreadable files are listed, not raised."""
    pool = session.pool
    asked = len(pool) if ids is None else len(ids)
    missing = pool.missing(ids)
    began = time.perf_counter()
    computed = 0
    failed: list[dict[str, Any]] = []
    if missing:
        job.progress(PREPARING, 0, 1)
        runtime, batch_size = session.runtime(lambda done, total: job.progress(PREPARING, done, total))
        # One thread more than the runtime has streams: while one waits for the disk, the others compute.
        extractor = Extractor(
            runtime,
            session.backbone.input_size,
            batch_size=batch_size,
            threads=session.threads + 1,
            start_thread=lower_thread_priority,
        )
        began = time.perf_counter()
        order: list[int] = []
        portion = _Portion(session)
        done = 0
        job.progress("features", 0, len(missing))
        for batch in extractor.extract(_in_order(session, missing, order), should_stop=lambda: job.is_cancelled):
            portion.add([order[place] for place in batch.positions], batch.rows)
            for place, reason in batch.failed:
                failed.append({"id": order[place], "reason": reason})
                pool.unreadable[order[place]] = reason
            done += len(batch.positions) + len(batch.failed)
            computed += len(batch.positions)
            if not job.is_cancelled:
                # Suggestions by a fine-tuned run: somebody looks at what is ready, while the rest can wait.
                job.give_way()
                job.progress("features", done, len(missing))
        portion.flush()
        job.check()
    seconds = time.perf_counter() - began
    return {
        "computed": computed,
        "cached": asked - len(missing),
        "failed": failed,
        "seconds": round(seconds, 3),
        "images_per_second": round(computed / seconds, 1) if computed else None,
        "runtime": session.runtime_title,
    }


class _Portion:
    """Collects rows and stores them now and then: each append costs a lock and two files."""

    def __init__(self, session: Session) -> None:
        self._pool = session.pool
        self._ids: list[int] = []
        self._rows: list[np.ndarray] = []
        self._since = time.monotonic()

    def add(self, ids: list[int], rows: np.ndarray) -> None:
        if ids:
            self._ids += ids
            self._rows.append(rows)
        if len(self._ids) >= PORTION_ROWS or time.monotonic() - self._since > PORTION_SECONDS:
            self.flush()

    def flush(self) -> None:
        if self._ids:
            self._pool.store(self._ids, np.concatenate(self._rows))
        self._ids, self._rows, self._since = [], [], time.monotonic()


def _in_order(session: Session, missing: list[int], order: list[int]) -> Iterator[Source]:
    """The missing images, those of `session.first` (which may change meanwhile) before the others.

    Args:
        order: Filled with the ids as they are handed out.
    """
    left = dict.fromkeys(missing)
    while left:
        image_id = next((i for i in session.first if i in left), None)
        if image_id is None:
            image_id = next(iter(left))
        del left[image_id]
        image = session.pool.image(image_id)
        if image is not None:
            order.append(image_id)
            yield Source(image.path, image.page)


OPERATIONS = (Operation("features", features, is_long=True), Operation("first", first))
