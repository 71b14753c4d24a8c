"""Fine-tunings of the real sets for the benchmarks of training: a run's folder, its process, its diary."""

from __future__ import annotations

import csv
import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.real_sets import SHARED
from tlstudio.jobs.diary import DIARY_FILE, Diary
from tlstudio.jobs.events import Done, EpochEnd
from tlstudio.jobs.spec import DatasetRow, RunSpec, write_run

WORK = Path(__file__).parent / ".work" / "runs"


@dataclass(frozen=True)
class Trained:
    """What one run took and reached.

    Attributes:
        epochs: The end of each epoch, from 0.
        seconds: From the start of the process's work to its end.
        metrics: `metrics.json`.
    """

    epochs: list[EpochEnd]
    seconds: float
    metrics: dict[str, Any]
    started_at: float

    @property
    def right(self) -> list[bool]:
        """For each test image whether the best epoch is right."""
        tested = self.metrics["predictions"]["test"]
        return [max(range(len(row["probs"])), key=row["probs"].__getitem__) == row["targets"][0] for row in tested]


def dataset_rows(name: str, *, per_label: int = 0, seed: int = 0) -> tuple[list[str], list[DatasetRow]]:
    """Labels and snapshot of a set with its own split; `per_label` limits the training images (0 = all)."""
    folder = SHARED / "datasets" / name
    with (folder / "split.csv").open(newline="", encoding="utf-8") as stream:
        table = list(csv.DictReader(stream))
    labels = sorted({row["path"].split("/")[0] for row in table})
    random.Random(seed).shuffle(table)
    seen: Counter[str] = Counter()
    rows: list[DatasetRow] = []
    for row in table:
        label = row["path"].split("/")[0]
        seen[f"{row['split']} {label}"] += 1
        if row["split"] == "train" and per_label and seen[f"train {label}"] > per_label:
            continue
        rows.append(DatasetRow(row["path"], (labels.index(label),), row["split"], group=row.get("group") or ""))
    return labels, rows


def train(name: str, tag: str, *, per_label: int = 0, **settings: Any) -> Trained:
    """Fine-tune a set in a process of its own, as the program does."""
    labels, rows = dataset_rows(name, per_label=per_label, seed=settings.get("seed", 0))
    folder = WORK / f"{name}-{tag}"
    shutil.rmtree(folder, ignore_errors=True)
    write_run(folder, RunSpec(labels=tuple(labels), **settings), rows)
    command = [sys.executable, "-m", "tlstudio.learn.job", str(folder), "--root", str(SHARED / "datasets" / name)]
    subprocess.run(command, check=True)
    events = Diary(folder / DIARY_FILE).events()
    done = next(event for event in events if isinstance(event, Done))
    metrics = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    shutil.rmtree(folder)
    return Trained([event for event in events if isinstance(event, EpochEnd)], done.seconds, metrics, events[0].at)
