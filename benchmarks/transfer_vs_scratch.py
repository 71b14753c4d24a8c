"""How long transfer takes to be as good as the same network trained from random weights gets in ten minutes.

For each set: the best validation accuracy of EfficientNet-Lite0 from random weights within the limit and the time it took;
then the time until the instant learner (10 labels per class; all) and fine-tuning reach that accuracy on the same
validation images. Features and fit of the instant learner are counted, its labelling time and the start of a process are
in neither. TLSTUDIO_SCRATCH_MINUTES sets another limit, TLSTUDIO_SCRATCH_SETS=coffee_leaf,grocery fewer sets.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict

import numpy as np

from benchmarks.harness import Row
from benchmarks.real_sets import SETS, SHARED, THREADS
from benchmarks.training_runs import Trained, dataset_rows, train
from tlstudio.jobs.spec import DatasetRow

NAME = "transfer_vs_scratch"
MINUTES = float(os.environ.get("TLSTUDIO_SCRATCH_MINUTES", "10"))
CHOSEN = tuple(filter(None, os.environ.get("TLSTUDIO_SCRATCH_SETS", "").split(","))) or SETS
TIMED_EPOCHS = 2
ACCURACY = "val/accuracy"
HEADLINE = 10


def run() -> list[Row]:
    """Four times and their ratios for each set."""
    rows: list[Row] = []
    for name in CHOSEN:
        rows += _one_set(name)
    return rows


def _one_set(name: str) -> list[Row]:
    scratch = _scratch(name)
    goal, seconds = _best(scratch)
    what = f"{name}: scratch reaches {goal:.3f} on the validation side in {seconds:.0f} s of {MINUTES:g} min"
    rows = [Row(what, seconds, None, "s")]
    tuned = train(name, "tuned", epochs=12, patience=0, threads=THREADS, device="cpu")
    found: list[tuple[str, float | None]] = [
        (f"instant learner, {HEADLINE} per class", _instant(name, HEADLINE, goal)),
        ("instant learner, all labels", _instant(name, 0, goal)),
        ("fine-tuning, all labels, from the start of its process", _tuned(tuned, goal)),
    ]
    for title, taken in found:
        if taken is None:
            rows.append(Row(f"{name}: {title}: does not reach it", 0.0, seconds, "times faster"))
        else:
            rows.append(Row(f"{name}: {title}, {taken:.2f} s", seconds / taken, None, "times faster"))
    return rows


def _scratch(name: str) -> Trained:
    """Train from random weights with a schedule that fills the limit: a longer one would end during its warm-up.

    No moving average of the weights: over a few hundred steps it would still hold the random ones.
    """
    settings = {"from_scratch": True, "network": "last_stage", "ema": False, "threads": THREADS, "device": "cpu"}
    timed = train(name, "timed", epochs=TIMED_EPOCHS, **settings)
    slowest = max(epoch.seconds for epoch in timed.epochs if epoch.epoch)
    epochs = max(TIMED_EPOCHS, int(MINUTES * 60 / slowest))
    return train(name, "scratch", epochs=epochs, max_minutes=MINUTES, **settings)


def _best(scratch: Trained) -> tuple[float, float]:
    """Best validation accuracy, and training time until it was reached first (validation counted)."""
    spent, best, at = 0.0, -1.0, 0.0
    for epoch in scratch.epochs:
        spent += epoch.seconds if epoch.epoch else 0.0
        if epoch.epoch and epoch.metrics[ACCURACY] > best:
            best, at = epoch.metrics[ACCURACY], spent
    return best, at


def _tuned(tuned: Trained, goal: float) -> float | None:
    return next((epoch.at - tuned.started_at for epoch in tuned.epochs if epoch.metrics[ACCURACY] >= goal), None)


def _instant(name: str, per_label: int, goal: float) -> float | None:
    """Seconds for features of the labelled images and the fit; None when it is not as good."""
    from tlstudio.learn import runtime
    from tlstudio.learn.backbones import registry
    from tlstudio.learn.classification.instant import InstantLearner
    from tlstudio.learn.features import Extractor, Source
    from tlstudio.learn.training.sides import divide

    labels, rows = dataset_rows(name)
    sides = divide(rows, 0)
    chosen = _first_per_label(rows, sides.train, per_label)
    card = registry.get(registry.DEFAULT)
    choice = runtime.choose(card, threads=THREADS)
    serving = runtime.start(card, choice.runtime, threads=THREADS)
    extractor = Extractor(serving, card.input_size, batch_size=choice.batch, threads=THREADS)

    def features(indices: np.ndarray) -> np.ndarray:
        sources = (Source(SHARED / "datasets" / name / rows[i].path) for i in indices.tolist())
        return np.concatenate([batch.rows for batch in extractor.extract(sources)]).astype(np.float32)

    held_out = features(sides.val)
    truth = np.array([row.targets[0] for row in rows])
    began = time.perf_counter()
    known = features(chosen)
    learner = InstantLearner(np.concatenate([known, held_out]))
    fitted = learner.fit(np.arange(len(chosen)), np.eye(len(labels))[truth[chosen]])
    seconds = time.perf_counter() - began
    said = fitted.probs[len(chosen) :].argmax(axis=1)
    return seconds if float((said == truth[sides.val]).mean()) >= goal else None


def _first_per_label(rows: list[DatasetRow], indices: np.ndarray, per_label: int) -> np.ndarray:
    if not per_label:
        return indices
    seen: dict[int, list[int]] = defaultdict(list)
    for index in indices.tolist():
        seen[rows[index].targets[0]].append(index)
    return np.array([index for members in seen.values() for index in members[:per_label]])
