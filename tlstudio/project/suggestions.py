"""What the model proposes for undecided images, in order and in words."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tlstudio.core.words import Suggestion
from tlstudio.project.fit_request import STRATEGY_SETTING
from tlstudio.project.generation import Generation, Suspect, hint_sentence, reason_sentence
from tlstudio.project.refreshing import Refresher
from tlstudio.query import reasons
from tlstudio.store.codes import DECIDED_CODES

if TYPE_CHECKING:
    from tlstudio.project.project import Project

__all__ = ["STRATEGY_SETTING", "QueueItem", "Suggestions"]


@dataclass(frozen=True, slots=True)
class QueueItem:
    """An image worth deciding next.

    Attributes:
        score: Probability of the best label, 0..1; 0 without a model.
        reason: Code of the query room.
        sentence: The reason in words.
    """

    image_id: int
    score: float
    reason: str
    sentence: str


class Suggestions:
    """Suggestions of one project; all methods are for the owner's thread and none waits for the engine."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._refresher = Refresher(project)

    @property
    def generation(self) -> int:
        """Number of the newest generation; 0 = none yet."""
        return self._refresher.generation

    @property
    def model(self) -> str:
        """What made the suggestions: `instant`, the id of a run, or empty without suggestions."""
        return self._current.model if self._current else ""

    @property
    def loo_accuracy(self) -> float | None:
        """Share of decisions that the fit to all others gets right; None without a fit."""
        return self._current.loo_accuracy if self._current else None

    @property
    def seconds(self) -> float:
        """How long the newest fit took."""
        return self._current.seconds if self._current else 0.0

    @property
    def is_busy(self) -> bool:
        """Whether features or a fit are on their way."""
        return self._refresher.is_busy

    @property
    def unreadable(self) -> dict[int, str]:
        """Image id -> why its features could not be computed."""
        return self._refresher.unreadable

    @property
    def problem(self) -> str:
        """What went wrong last, in words; empty when all is well."""
        return self._refresher.problem

    def follow(self) -> None:
        """Refresh by itself after every decision, new image or label from now on (the window does)."""
        self._refresher.follow()

    def refresh(self) -> Future[int]:
        """Bring suggestions up to date: features of images that lack them, then a fit to all decisions.

        Returns:
            Resolves with the generation that knows all that was decided before the call; fails with a `StudioError`
            when the engine cannot make one.
        """
        return self._refresher.refresh()

    def prefer(self, *, model: str = "", strategy: str = "", seed: int | None = None) -> None:
        """Let another model or strategy than the project's make the suggestions while this project is open.

        Args:
            model: `instant` or the id of a run; empty = the serving model.
            strategy: Key of a query strategy; empty = the project's.
            seed: For what chance has a part in; None = another one each time.
        """
        self._refresher.prefer(model=model, strategy=strategy, seed=seed)

    def look_at(self, ids: Sequence[int]) -> None:
        """Tell which images are on the screen: their features are computed first."""
        self._refresher.look_at(ids)

    def cancel(self) -> None:
        """End a running feature computation; what is computed stays, and suggestions go on with it."""
        self._refresher.cancel()

    def close(self) -> None:
        """Stop following; what waits is told."""
        self._refresher.close()

    def for_image(self, image_id: int) -> Suggestion | None:
        """All labels for one image, best first; None when nothing is suggested for it."""
        return self._current.suggestion(image_id) if self._current else None

    def scores(self) -> tuple[np.ndarray, np.ndarray, tuple[int, ...]]:
        """All suggestions at once, for grouping: ids int64 (M,) nobody has decided, probs float32 (M, C), C label ids.

        Without a model there are none.
        """
        current = self._current
        if current is None or not current.label_ids or current.probs.shape[1] != len(current.label_ids):
            return np.empty(0, np.int64), np.empty((0, 0), np.float32), ()
        open_rows = self._is_open(current.ids)
        return current.ids[open_rows], current.probs[open_rows], current.label_ids

    def undecided(self, label_id: int | None = None, order: str = "score") -> np.ndarray:
        """Ids of undecided images with a suggestion.

        Args:
            label_id: Only those suggested with this label.
            order: `score` (most certain first) or `queue` (most useful first).

        Returns:
            int64 (M,).
        """
        current = self._current
        if current is None:
            return np.empty(0, np.int64)
        rows = current.rows_for(label_id)
        rows = rows[self._is_open(current.ids[rows])]
        return current.by_queue(rows) if order == "queue" else current.by_score(rows, label_id)

    def queue(self, count: int) -> list[QueueItem]:
        """The images most useful to decide next, with the reason in words; decided ones have left it."""
        current = self._current
        if current is None:
            return []
        rows = current.queued()
        ids = current.ids[rows]
        names = self._names()
        items: list[QueueItem] = []
        for image_id, row in zip(ids[self._is_open(ids)], rows[self._is_open(ids)], strict=True):
            items.append(self._item(current, int(image_id), int(row), names))
            if len(items) == count:
                break
        return items

    def similar(self, image_id: int, count: int = 24) -> Future[dict[str, Any]]:
        """Images that look most like one: resolves with `ids` and `similarities` (cosine, -1..1), nearest first."""
        return self._project.engine.request("similar", {"id": image_id, "count": count})

    def mislabelled(self, count: int | None = None) -> list[Suspect]:
        """Decided images that all others contradict, most doubtful first (not those decided anew since)."""
        current = self._current
        if current is None:
            return []
        table = self._project.read.table()
        found: list[Suspect] = []
        for suspect in current.suspects:
            rows = table.rows_of([suspect.image_id])
            decided = int(table.label[rows[0]]) or None if len(rows) else None
            if not len(rows) or table.state[rows[0]] not in DECIDED_CODES:
                continue
            if not current.multilabel and decided != suspect.label_id:
                continue
            found.append(suspect)
        return found[:count]

    def hint(self) -> str:
        """Whether deciding more pays, and where most; empty when nothing can be said yet."""
        return hint_sentence(self._current.hint, self._current.label_ids, self._names()) if self._current else ""

    def missing_reason(self) -> str:
        """Why there are no suggestions yet; empty when there are."""
        if self._current is not None and self._current.model:
            return ""
        if self.problem:
            return self.problem
        if not len(self._project.read.table()):
            return "There are no images yet."
        if self._project.engine.progress is not None and self._refresher.is_computing_features:
            return self._project.engine.status
        if self._current is not None and self._current.missing:
            return self._current.missing
        return "Suggestions are on their way." if self.is_busy else "Suggestions have not been asked for yet."

    @property
    def _current(self) -> Generation | None:
        return self._refresher.current

    def _is_open(self, ids: np.ndarray) -> np.ndarray:
        """Which of the images nobody has decided (bool, same shape)."""
        table = self._project.read.table()
        rows = np.minimum(np.searchsorted(table.ids, ids), max(len(table) - 1, 0))
        if not len(table):
            return np.zeros(len(ids), bool)
        return (table.ids[rows] == ids) & ~np.isin(table.state[rows], DECIDED_CODES)

    def _item(self, current: Generation, image_id: int, row: int, names: dict[int, str]) -> QueueItem:
        suggestion = current.suggestion(image_id)
        if suggestion is not None:
            return QueueItem(image_id, suggestion.scores[0], suggestion.reason, reason_sentence(suggestion, names))
        reason = current.reason(row)
        return QueueItem(image_id, 0.0, reason, reasons.sentence(reason))

    def _names(self) -> dict[int, str]:
        return {label.id: label.name for label in self._project.read.labels()}
