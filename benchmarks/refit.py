"""From a decision to new suggestions in the client's hands, for 5,000 cached images."""

from __future__ import annotations

import hashlib
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.harness import Row, percentile
from tlstudio.project.scheduler import PlainScheduler

NAME = "refit"
IMAGES = 5000
CLASSES = 10
DECISIONS = 60
# The first: labels with fewer than two decisions, where the queue is TypiClust's.
STAGES = ((15, 80), (50, 80), (500, 80), (2000, 300))


@dataclass(frozen=True)
class Slice:
    """One uninterrupted piece of work on the owner's thread, in seconds: on the clock, and of the processor."""

    wall: float
    cpu: float


@dataclass
class Decision:
    """What one decision cost, in seconds; the engine's share is its main thread's processor time."""

    slices: list[Slice] = field(default_factory=list)
    wall: float = 0.0
    engine_cpu: float = 0.0

    @property
    def cpu(self) -> float:
        """Processor time of owner's thread and engine together: what an idle machine would take, pipes left out."""
        return self.engine_cpu + sum(one.cpu for one in self.slices)


class TimedScheduler(PlainScheduler):
    """Times every function that runs on the owner's thread, as a window's event loop would run it."""

    def __init__(self) -> None:
        super().__init__()
        self.slices: list[Slice] = []

    def post(self, fn: Callable[[], None]) -> None:
        super().post(lambda: self.timed(fn))

    def timed(self, fn: Callable[[], Any]) -> Any:
        wall, cpu = time.perf_counter(), time.thread_time()
        result = fn()
        self.slices.append(Slice(time.perf_counter() - wall, time.thread_time() - cpu))
        return result


def run() -> list[Row]:
    work = Path(tempfile.mkdtemp(prefix="tlstudio-bench-"))
    try:
        return _measure(work)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _measure(root: Path) -> list[Row]:
    from tlstudio.core.words import Task
    from tlstudio.project.commands.decisions import Decide
    from tlstudio.project.project import Project

    rng = np.random.default_rng(0)
    truth = rng.integers(0, CLASSES, IMAGES)
    scheduler = TimedScheduler()
    names = [f"label{i}" for i in range(CLASSES)]
    with Project.create(root / "project", task=Task.CLASSIFICATION, labels=names, scheduler=scheduler) as project:
        _register(project, truth, rng)
        ids = project.read.image_ids()
        labels = [label.id for label in project.read.labels()]
        scheduler.wait_for(project.suggestions.refresh())
        decided = 0
        rows: list[Row] = []
        for target, goal in STAGES:
            bulk = max(0, target - DECISIONS // 2) if target > DECISIONS else 0
            count = DECISIONS if target > DECISIONS // 2 else target
            for column in range(CLASSES):
                chosen = [int(i) for i in ids[decided:bulk] if truth[i - ids[0]] == column]
                if chosen:
                    project.run(Decide(chosen, [labels[column]]))
            decided = max(decided, bulk)
            scheduler.wait_for(project.suggestions.refresh())
            measured: list[Decision] = []
            for _ in range(count):
                measured.append(_decide(project, scheduler, int(ids[decided]), labels[truth[decided]]))
                decided += 1
            rows += _rows(measured, f"{IMAGES} images, about {target} decisions", goal)
        return rows


def _decide(project: Any, scheduler: TimedScheduler, image_id: int, label_id: int) -> Decision:
    """Decide one image as the window does, and read what Label and Review would show afterwards."""
    from tlstudio.project.commands.decisions import Decide

    project.run(Decide([image_id], [label_id]))
    done = Decision(scheduler.slices)
    scheduler.slices.clear()
    before, began = _engine_cpu(project.engine.pid), time.perf_counter()
    future = scheduler.timed(project.suggestions.refresh)
    scheduler.wait_for(future)
    scheduler.timed(lambda: project.suggestions.queue(12))
    scheduler.timed(project.suggestions.scores)
    done.wall = time.perf_counter() - began
    done.engine_cpu = _engine_cpu(project.engine.pid) - before
    done.slices = list(scheduler.slices)
    return done


def _engine_cpu(pid: int) -> float:
    """Processor time of the engine's main thread so far; 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    except (OSError, ValueError):
        return 0.0


def _rows(measured: list[Decision], what: str, goal: int) -> list[Row]:
    longest = [max(decision.slices, key=lambda one: one.wall) for decision in measured]
    busiest = [max(one.cpu for one in decision.slices) for decision in measured]
    series = {
        "decision to suggestions, clock": ([one.wall for one in measured], f"ours <= {goal}"),
        "decision to suggestions, processor": ([one.cpu for one in measured], f"ours <= {goal}"),
        "longest piece on the window's thread, clock": ([one.wall for one in longest], "ours <= 8"),
        "longest piece on the window's thread, processor": (busiest, "ours <= 8"),
    }
    rows: list[Row] = []
    for name, (seconds, wanted) in series.items():
        rows.append(Row(f"{name}, {what}, median", 1e3 * statistics.median(seconds), None, "ms"))
        rows.append(Row(f"{name}, {what}, p95", 1e3 * percentile(seconds, 95), None, "ms", wanted))
    return rows


def _register(project: Any, truth: np.ndarray, rng: np.random.Generator) -> None:
    """Images that exist only in the store and in the feature cache: nothing is decoded here."""
    from tlstudio.learn.backbones import registry
    from tlstudio.learn.feature_cache import FeatureCache, key_of
    from tlstudio.learn.graph import fingerprint
    from tlstudio.project.commands.images import AddImages, NewImage

    card = registry.get(registry.DEFAULT)
    hashes = [hashlib.blake2b(str(i).encode(), digest_size=16).hexdigest() for i in range(IMAGES)]
    new = [
        NewImage(path=f"made/{i}.jpg", content_hash=hashes[i], width=64, height=64, file_bytes=1) for i in range(IMAGES)
    ]
    project.run(AddImages(tuple(new)))
    centres = rng.normal(0, 1, (CLASSES, card.embedding_dim))
    features = np.abs(centres[truth] + rng.normal(0, 2.0, (IMAGES, card.embedding_dim))).astype(np.float32)
    features /= np.linalg.norm(features, axis=1, keepdims=True)
    folder = project.root / "cache" / "features" / card.key / fingerprint(card)
    FeatureCache(folder, card.embedding_dim).append([key_of(one, 0) for one in hashes], features)
