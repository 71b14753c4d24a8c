"""Fit the instant learner, order the queue, and write both as arrays that the window maps read-only."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tlstudio.query import reasons
from tlstudio.query.pool import Pick

KEPT_GENERATIONS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Generation:
    """One generation of suggestions.

    Attributes:
        number: Grows with each request of the parent.
        ids: (N,) int64 images without a decision.
        probs: (N, C) float32, or (N, 0) when there is no model yet.
        picks: Queue, most useful first; `index` is a row of `ids`.
        meta: Everything else, for JSON.
    """

    number: int
    ids: np.ndarray
    probs: np.ndarray
    picks: Sequence[Pick]
    meta: Mapping[str, Any]


def write(cache: Path, generation: Generation) -> Path:
    """Write a generation's folder whole (another name first) and remove old ones.

    Raises:
        OSError: No space left; the newest whole generation stays.
    """
    parent = cache / "suggestions"
    part = parent / f"{generation.number}.part"
    folder = parent / str(generation.number)
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    order = np.full(len(generation.ids), -1, np.int32)
    codes = np.zeros(len(generation.ids), np.uint8)
    for rank, pick in enumerate(generation.picks):
        order[pick.index], codes[pick.index] = rank, reasons.REASONS.index(pick.reason)
    np.save(part / "ids.npy", generation.ids)
    np.save(part / "probs.npy", generation.probs.astype(np.float32, copy=False))
    np.save(part / "order.npy", order)
    np.save(part / "reasons.npy", codes)
    meta = {"generation": generation.number, "reasons": list(reasons.REASONS), **generation.meta}
    (part / "meta.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)
    _remove_old(parent)
    return folder


def _remove_old(parent: Path) -> None:
    """Keep the newest few: a window may still look at the one before."""
    numbers = sorted(int(one.name) for one in parent.iterdir() if one.name.isdigit())
    for number in numbers[:-KEPT_GENERATIONS]:
        shutil.rmtree(parent / str(number), ignore_errors=True)
