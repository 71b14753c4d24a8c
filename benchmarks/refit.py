"""From a decision to new suggestions in the client's hands, for 5,000 cached images."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.harness import Row, percentile

NAME = "refit"
IMAGES = 5000
CLASSES = 10
DECISIONS = 60
STAGES = ((50, 80), (500, 80), (2000, 300))


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
    with Project.create(
        root / "project", task=Task.CLASSIFICATION, labels=[f"label{i}" for i in range(CLASSES)]
    ) as project:
        _register(project, truth, rng)
        wait = project.scheduler.wait_for  # type: ignore[attr-defined]  # the plain scheduler has it
        ids = project.read.image_ids()
        labels = [label.id for label in project.read.labels()]
        wait(project.suggestions.refresh())
        decided = 0
        rows: list[Row] = []
        for target, goal in STAGES:
            bulk = target - DECISIONS // 2
            for column in range(CLASSES):
                chosen = [int(i) for i in ids[decided:bulk] if truth[i - ids[0]] == column]
                if chosen:
                    project.run(Decide(chosen, [labels[column]]))
            decided = bulk
            wait(project.suggestions.refresh())
            whole: list[float] = []
            own_thread: list[float] = []
            for _ in range(DECISIONS):
                project.run(Decide([int(ids[decided])], [labels[truth[decided]]]))
                decided += 1
                began = time.perf_counter()
                future = project.suggestions.refresh()
                own_thread.append(time.perf_counter() - began)
                wait(future)
                _ = project.suggestions.queue(12)
                whole.append(time.perf_counter() - began)
            what = f"decision to suggestions, {IMAGES} images, about {target} decisions"
            rows.append(Row(f"{what}, p95", 1e3 * percentile(whole, 95), None, "ms", f"ours <= {goal}"))
            rows.append(
                Row(
                    f"{what}, asking, on the window's thread, p95",
                    1e3 * percentile(own_thread, 95),
                    None,
                    "ms",
                    "ours <= 8",
                )
            )
        return rows


def _register(project: Any, truth: np.ndarray, rng: np.random.Generator) -> None:
    """Images that exist only in the store and in the feature cache: nothing is decoded here."""
    from tlstudio.learn import runtime
    from tlstudio.learn.backbones import registry
    from tlstudio.learn.feature_cache import FeatureCache, key_of
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
    folder = project.root / "cache" / "features" / card.key / runtime.fingerprint(card)
    FeatureCache(folder, card.embedding_dim).append([key_of(one, 0) for one in hashes], features)
