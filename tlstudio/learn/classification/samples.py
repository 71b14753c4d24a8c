"""The six held-out images that a person watches: what the instant learner said of them, and what the network says now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from tlstudio.jobs.events import Samples
from tlstudio.jobs.spec import DatasetRow
from tlstudio.learn.training.journal import Journal

COUNT = 6
DIGITS = 5


class WatchedImages:
    """The same validation images in every epoch, one label after the other.

    Args:
        targets: (N, C) over all rows.
        val: Rows (n,) to choose from.
    """

    def __init__(
        self,
        rows: Sequence[DatasetRow],
        targets: np.ndarray,
        val: np.ndarray,
        *,
        n_labels: int,
        seed: int,
        journal: Journal,
    ) -> None:
        shuffled = np.random.default_rng(seed).permutation(val)
        classes = targets[shuffled].argmax(axis=1)
        turn = np.array([np.sum(classes[:place] == label) for place, label in enumerate(classes)])
        self.chosen = shuffled[np.argsort(turn, kind="stable")][:COUNT]
        self._rows, self._n_labels, self._journal = rows, n_labels, journal
        # A resumed run compares with what its first process saw.
        first = next((event for event in journal.diary.events() if isinstance(event, Samples)), None)
        self._before = {_key(row): (row["before"], row["before_score"]) for row in first.rows} if first else {}

    def tell(self, epoch: int, probs: np.ndarray) -> None:
        """Write the event for probabilities (6, C) of `chosen`."""
        said: list[dict[str, Any]] = []
        for row, now in zip((self._rows[index] for index in self.chosen), probs, strict=True):
            best = int(now.argmax())
            label, score = (best if best < self._n_labels else -1), round(float(now[best]), DIGITS)
            line: dict[str, Any] = {
                "path": row.path,
                "page": row.page,
                "image_id": row.image_id,
                "targets": list(row.targets),
            }
            before, before_score = self._before.setdefault(_key(line), (label, score))
            said.append(line | {"before": before, "before_score": before_score, "now": label, "now_score": score})
        self._journal.write(Samples(epoch=epoch, rows=said))


def _key(row: dict[str, Any]) -> str:
    return f"{row['path']}|{row['page']}"
