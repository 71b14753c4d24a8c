"""The real whole-image sets and their features, shared by the benchmarks of learning.

Features come the way the engine makes them: the default backbone in the runtime that serves on this machine, stored as
float16. They are kept in `benchmarks/.work/`, so that only the first benchmark waits for them.
"""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

SHARED = Path(os.environ.get("TLSTUDIO_SHARED") or Path(__file__).resolve().parents[2] / "shared")
WORK = Path(__file__).parent / ".work" / "features"
SETS = ("steel_surface", "brain_mri", "coffee_leaf", "grocery", "eurosat", "waste")
# The cores this process may use: `taskset -c 1 make bench ...` keeps a long measurement on a core of its own.
THREADS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class RealSet:
    """One labelled set with its fixed split.

    Attributes:
        features: (N, D) float32, rows of length 1.
        classes: (N,) int.
        is_train: (N,) bool; the rest is the test side.
        labels: Names in the order of the classes.
        paths: (N,) of the pictures.
    """

    name: str
    features: np.ndarray
    classes: np.ndarray
    is_train: np.ndarray
    labels: list[str]
    paths: list[Path]

    @property
    def train(self) -> np.ndarray:
        """Rows of the training side."""
        return np.flatnonzero(self.is_train)

    @property
    def test(self) -> np.ndarray:
        """Rows of the test side."""
        return np.flatnonzero(~self.is_train)

    def one_hot(self) -> np.ndarray:
        """(N, C) targets of 0 and 1."""
        return np.eye(len(self.labels))[self.classes]

    def draw(self, per_class: int | None, seed: int) -> np.ndarray:
        """Rows of `per_class` training pictures of each class, drawn as for the listed baselines; None = all."""
        if per_class is None:
            return self.train
        rng = np.random.default_rng(seed)
        rows: list[np.ndarray] = []
        for place in range(len(self.labels)):
            mine = np.flatnonzero(self.is_train & (self.classes == place))
            rows.append(rng.permutation(mine)[:per_class])
        return np.concatenate(rows)


def load_all() -> list[RealSet]:
    """All sets with features; empty, with a word on the terminal, where the data are not on this machine."""
    if not (SHARED / "datasets").is_dir():
        print(f"real data not found at {SHARED} (set TLSTUDIO_SHARED): nothing to measure")
        return []
    return [load(name) for name in SETS]


def load(name: str) -> RealSet:
    """One set with features of the default backbone."""
    folder = SHARED / "datasets" / name
    with (folder / "split.csv").open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    given = [row["path"].split("/")[0] for row in rows]
    labels = sorted(set(given))
    paths = [folder / row["path"] for row in rows]
    return RealSet(
        name,
        _features(name, paths),
        np.array([labels.index(label) for label in given]),
        np.array([row["split"] == "train" for row in rows]),
        labels,
        paths,
    )


def _features(name: str, paths: list[Path]) -> np.ndarray:
    from tlstudio.learn import runtime
    from tlstudio.learn.backbones import registry
    from tlstudio.learn.feature_cache import ROW_DTYPE
    from tlstudio.learn.features import Extractor, Source
    from tlstudio.learn.graph import fingerprint

    card = registry.get(registry.DEFAULT)
    choice = runtime.choose(card, threads=THREADS)
    kept = WORK / f"{name}-{card.key}-{fingerprint(card)}-{choice.runtime}.npy"
    if kept.exists():
        return np.load(kept).astype(np.float32)
    serving = runtime.start(card, choice.runtime, threads=THREADS)
    extractor = Extractor(serving, card.input_size, batch_size=choice.batch, threads=THREADS)
    rows = np.concatenate([batch.rows for batch in extractor.extract(Source(path) for path in paths)]).astype(ROW_DTYPE)
    if len(rows) != len(paths):
        raise RuntimeError(f"{name}: {len(paths) - len(rows)} pictures cannot be read")
    kept.parent.mkdir(parents=True, exist_ok=True)
    np.save(kept, rows)
    return rows.astype(np.float32)
