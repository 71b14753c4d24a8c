"""Computing time of one refit of the instant learner with scores for the whole pool, beside logistic regression.

5,000 drawn feature rows of the default backbone's width, ten labels, one decision more at every refit, one BLAS thread
as in the engine; time of the thread, so that other work on the machine counts little. The queue of 60 images by the
default strategy comes on top.
"""

from __future__ import annotations

import time

import numpy as np

from benchmarks.harness import Row, percentile

NAME = "learner_speed"
IMAGES, DIMENSION, CLASSES = 5000, 2024, 10
REFITS = 20
SIZES = (50, 200, 500, 1000, 2000)
QUEUE = 60


def run() -> list[Row]:
    import scipy.linalg  # noqa: F401  # brings a BLAS of its own, which must be there to be limited
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        return _rows()


def _rows() -> list[Row]:
    from tlstudio.learn.classification.instant import InstantLearner
    from tlstudio.query import registry
    from tlstudio.query.neighbourhood import Neighbourhood
    from tlstudio.query.pool import Pool

    features, classes = _drawn()
    targets = np.eye(CLASSES)[classes]
    learner, places = InstantLearner(features), Neighbourhood(features)
    learner.prepare_subspace()
    _ = places.typicality
    rows: list[Row] = []
    for size in SIZES:
        learner.fit(np.arange(size), targets[:size])
        refits: list[float] = []
        queues: list[float] = []
        for more in range(1, REFITS + 1):
            decided = np.arange(size + more)
            began = time.thread_time()
            fitted = learner.fit(decided, targets[decided])
            between = time.thread_time()
            counts = targets[decided].sum(axis=0).astype(np.int64)
            pool = Pool(features, np.isin(np.arange(IMAGES), decided), counts, fitted.probs, neighbourhood=places)
            registry.queue(registry.DEFAULT, pool, QUEUE)
            refits.append(1000 * (between - began))
            queues.append(1000 * (time.thread_time() - between))
        goal = 20 if size <= 500 else 100
        what = f"refit and scores for {IMAGES} images, {size} labels, p95"
        rows.append(
            Row(what, percentile(refits, 95), _logistic(features, classes, size), "ms of CPU", f"ours <= {goal}")
        )
        rows.append(Row(f"queue of {QUEUE}, {size} labels, p95", percentile(queues, 95), None, "ms of CPU"))
    return rows


def _logistic(features: np.ndarray, classes: np.ndarray, size: int) -> float:
    from tlstudio.learn.classification.reference import LogisticReference

    reference = LogisticReference(features)
    reference.probs(np.arange(2 * CLASSES), np.arange(2 * CLASSES) % CLASSES, CLASSES)  # imports do not count
    began = time.thread_time()
    reference.probs(np.arange(size), classes[:size], CLASSES)
    return 1000 * (time.thread_time() - began)


def _drawn() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    classes = rng.integers(0, CLASSES, IMAGES)
    fading = np.linspace(1.0, 0.05, DIMENSION)
    points = (
        rng.standard_normal((IMAGES, DIMENSION)) + 0.5 * rng.standard_normal((CLASSES, DIMENSION))[classes]
    ) * fading
    points += 2.0
    return (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float32), classes
