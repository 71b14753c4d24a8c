"""A run on pictures of 64 px that differ in colour and stripes: small enough to train for real in a test."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np

from tlstudio.jobs.diary import DIARY_FILE, Diary
from tlstudio.jobs.events import Event
from tlstudio.jobs.spec import DatasetRow, RunSpec, read_dataset, read_spec, write_run
from tlstudio.learn.classification.train import FineTuning
from tlstudio.learn.training.journal import Journal

T = TypeVar("T", bound=Event)
LABELS = ("plain", "rows", "columns")
SPEC = RunSpec(
    labels=LABELS,
    image_size=64,
    epochs=3,
    batch_size=8,
    freeze="stages:2",
    draws=2,
    patience=0,
    threads=1,
    device="cpu",
)
PER_LABEL = {"train": 6, "val": 3, "test": 4}


def make_pictures(root: Path, *, multilabel: bool = False) -> list[DatasetRow]:
    """Write noisy pictures with horizontal (1) and vertical (2) stripes, or neither (0)."""
    rng = np.random.default_rng(0)
    rows: list[DatasetRow] = []
    for split, count in PER_LABEL.items():
        for label in range(len(LABELS)):
            for number in range(count):
                targets = (label,)
                if multilabel:
                    targets = {0: (), 1: (1,), 2: (1, 2)}[label]
                pixels = rng.normal(128, 45, (64, 64, 3))
                if 1 in targets:
                    pixels[::8] += 70
                if 2 in targets:
                    pixels[:, ::8] += 70
                name = f"{split}_{label}_{number}.png"
                cv2.imwrite(str(root / name), np.clip(pixels, 0, 255).astype(np.uint8))
                rows.append(DatasetRow(name, targets, split, image_id=len(rows) + 1))
    return rows


def make_run(root: Path, name: str = "1", **changes: object) -> Path:
    """Write a run's folder below `root/runs`, with its pictures in `root`."""
    spec = replace(SPEC, **changes)
    folder = root / "runs" / name
    write_run(folder, spec, make_pictures(root, multilabel=spec.is_multilabel))
    return folder


def train(folder: Path, journal: Journal | None = None) -> list[Event]:
    """Run in this process and return the diary."""
    FineTuning(
        folder, folder.parent.parent, read_spec(folder), list(read_dataset(folder)), journal or Journal(folder)
    ).run()
    return diary(folder)


def diary(folder: Path) -> list[Event]:
    """Return what the run has written so far."""
    return Diary(folder / DIARY_FILE).events()


def of_kind(kind: type[T], events: list[Event]) -> list[T]:
    """Return the events of one kind."""
    return [event for event in events if isinstance(event, kind)]
