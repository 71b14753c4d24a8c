"""One generation of suggestions as the engine wrote it, mapped read-only."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from tlstudio.core.words import Suggestion
from tlstudio.query import reasons as query_reasons

# Several labels per image: suggested are those at least this likely.
SEVERAL_CUT = 0.5


@dataclass(frozen=True)
class Suspect:
    """A decided image that all other decisions together contradict.

    Attributes:
        label_id: What was decided; None = none of the labels (several labels: the label in question was not chosen).
        p_given: Leave-one-out probability of it.
        other_label_id: What the others speak for; None = none of the labels (several labels: not this label).
        p_other: Its probability.
        is_strong: Clear enough to be shown unasked.
    """

    image_id: int
    label_id: int | None
    p_given: float
    other_label_id: int | None
    p_other: float
    is_strong: bool


class Generation:
    """Scores, queue and reasons of the images that were undecided when it was made.

    Attributes:
        number: Grows from one generation to the next.
        model: `instant`, the id of a run, or empty when there was too little to learn from.
        label_ids: Columns of `probs`.
        ids: (N,) int64, increasing.
        probs: (N, C) float32; (N, 0) without a model.
        order: (N,) int32 rank in the queue, -1 = not queued.
        reasons: (N,) uint8 codes.
        multilabel: Several labels per image.
        hint: Figures for the stopping hint.
        missing: Why there is no model, in words; empty when there is one.
    """

    def __init__(self, folder: Path) -> None:
        meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        self.number = int(meta["generation"])
        self.model = str(meta["model"])
        self.label_ids = tuple(int(i) for i in meta["label_ids"])
        self.multilabel = bool(meta.get("multilabel"))
        self.seconds = float(meta["seconds"])
        self.hint: dict[str, Any] = meta.get("hint") or {}
        self.missing = str(meta.get("missing") or "")
        self.loo_accuracy: float | None = meta.get("loo_accuracy")
        self.suspects = [Suspect(**row) for row in meta.get("suspects") or ()]
        self._reason_names: list[str] = meta["reasons"]
        self.ids, self.probs, self.order, self.reasons = (
            np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("ids", "probs", "order", "reasons")
        )
        if len({len(self.ids), len(self.probs), len(self.order), len(self.reasons)}) != 1:
            raise ValueError(f"{folder} holds arrays of different lengths")

    @cached_property
    def best(self) -> tuple[np.ndarray, np.ndarray]:
        """(N,) column of the best label and (N,) its probability; zeros without a model."""
        if not self.probs.shape[1]:
            return np.zeros(len(self.ids), np.int64), np.zeros(len(self.ids), np.float32)
        best = self.probs.argmax(axis=1)
        return best, self.probs[np.arange(len(best)), best]

    def row(self, image_id: int) -> int | None:
        """Row of an image, or None."""
        row = int(np.searchsorted(self.ids, image_id))
        return row if row < len(self.ids) and self.ids[row] == image_id else None

    def suggestion(self, image_id: int) -> Suggestion | None:
        """All labels of one image, best first; None when it has none."""
        row = self.row(image_id)
        if row is None or not self.label_ids or self.probs.shape[1] != len(self.label_ids):
            return None
        scores = self.probs[row]
        columns = np.argsort(-scores, kind="stable")
        return Suggestion(
            image_id=image_id,
            label_ids=tuple(self.label_ids[c] for c in columns),
            scores=tuple(float(scores[c]) for c in columns),
            model=self.model,
            rank=int(self.order[row]),
            reason=self.reason(row),
        )

    def reason(self, row: int) -> str:
        """Code of why a row is in the queue; empty when it is not."""
        return self._reason_names[int(self.reasons[row])]

    def rows_for(self, label_id: int | None) -> np.ndarray:
        """Rows suggested with this label (None = all rows)."""
        if label_id is None:
            return np.arange(len(self.ids))
        if label_id not in self.label_ids or not self.probs.shape[1]:
            return np.empty(0, np.int64)
        column = self.label_ids.index(label_id)
        if self.multilabel:
            return np.flatnonzero(self.probs[:, column] >= SEVERAL_CUT)
        return np.flatnonzero(self.best[0] == column)

    def by_score(self, rows: np.ndarray, label_id: int | None) -> np.ndarray:
        """Ids of rows, most certain first (of the label, or of the best one)."""
        scores = self.best[1] if label_id is None else self.probs[:, self.label_ids.index(label_id)]
        return self.ids[rows[np.argsort(-scores[rows], kind="stable")]]

    def by_queue(self, rows: np.ndarray) -> np.ndarray:
        """Ids of rows, queued ones in their order, then the least certain first."""
        ranks = np.where(self.order[rows] >= 0, self.order[rows], np.iinfo(np.int32).max)
        return self.ids[rows[np.lexsort((self.best[1][rows], ranks))]]

    def queued(self) -> np.ndarray:
        """Rows of the queue, most useful first."""
        rows = np.flatnonzero(self.order >= 0)
        return rows[np.argsort(self.order[rows])]


def newest(parent: Path, label_ids: tuple[int, ...]) -> Generation | None:
    """The newest whole generation on disk made for these labels, of an earlier session; None without one."""
    numbers = sorted((int(one.name) for one in parent.glob("*") if one.name.isdigit()), reverse=True)
    for number in numbers:
        try:
            generation = Generation(parent / str(number))
        except (OSError, ValueError, KeyError, TypeError):
            continue
        return generation if generation.label_ids == label_ids else None
    return None


def last_number(parent: Path) -> int:
    """The highest number of a generation on disk, whole or not; 0 without one."""
    return max((int(one.name) for one in parent.glob("*") if one.name.isdigit()), default=0)


def reason_sentence(suggestion: Suggestion, names: dict[int, str]) -> str:
    """Why an image comes up now, in words."""
    known = [(names[i], s) for i, s in zip(suggestion.label_ids, suggestion.scores, strict=True) if i in names]
    return query_reasons.sentence(suggestion.reason, [name for name, _ in known], [score for _, score in known])


def hint_sentence(hint: dict[str, Any], label_ids: tuple[int, ...], names: dict[int, str]) -> str:
    """Whether going on deciding pays, and where; empty when nothing can be said."""
    parts: list[str] = []
    changed = hint.get("changed")
    if changed is not None:
        share = f"{changed:.0%}".replace("%", " %")
        said = "changed little" if changed < 0.02 else f"changed {share} of the suggestions"
        parts.append(f"the last {hint['decisions']} decisions {said}")
    worst = hint.get("class")
    if worst is not None and worst < len(label_ids) and label_ids[worst] in names and hint.get("recall", 1.0) < 0.9:
        parts.append(f"{hint.get('more', 20)} more {names[label_ids[worst]]} would help most")
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def suggestions_folder(root: Path) -> Path:
    """Where the engine writes generations of suggestions."""
    return root / "cache" / "suggestions"
