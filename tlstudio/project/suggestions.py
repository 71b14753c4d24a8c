"""What the model proposes for undecided images: asks the engine, keeps the newest answer, says it in words."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tlstudio.core.changes import Changes
from tlstudio.core.errors import JobCrashed, StudioError
from tlstudio.core.words import Suggestion
from tlstudio.project.engine import EngineCancelled, EngineProgress, suggestions_folder
from tlstudio.project.fit_request import STRATEGY_SETTING, fit_args, images_args
from tlstudio.project.generation import Generation, Suspect, hint_sentence, newest, reason_sentence
from tlstudio.query import reasons
from tlstudio.store.codes import DECIDED_CODES

if TYPE_CHECKING:
    from tlstudio.project.project import Project

__all__ = ["STRATEGY_SETTING", "QueueItem", "Suggestions"]

INSTANT = "instant"
RUNS_FOLDER = "runs"
# While a refit is quicker than this, it follows every decision at once; above, it waits until the hand rests.
QUICK_FIT_SECONDS = 0.05
REST_SECONDS = 0.15
# While features are computed, suggestions grow with them now and then.
GROW_SECONDS = 2.0
RESTARTS = 2


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
    """Suggestions of one project; all methods are for the owner's thread and none waits for the engine.

    Attributes:
        unreadable: Image id -> why its features could not be computed.
        problem: What went wrong last, in words; empty when all is well.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._scheduler = project.scheduler
        self._current: Generation | None = newest(suggestions_folder(project.root), self._label_ids())
        self._number = self._last_number()
        self._waiting: list[Future[int]] = []
        self._features: Future[dict[str, Any]] | None = None
        self._features_done = False
        self._in_hand = False  # whether the engine has read features since it started; before, a fit knows nothing
        self._cancelled = False
        self._fit: Future[dict[str, Any]] | None = None
        self._again = False
        self._sent: tuple[int, np.ndarray] | None = None
        self._moved = False
        self._first: tuple[int, ...] = ()
        self._crashes = 0
        self._asked = INSTANT
        self._preferred: tuple[str, str, int | None] = ("", "", None)
        self._broken_runs: set[str] = set()
        self._fitted_at = 0.0
        self._call_off: Callable[[], None] | None = None
        self._unfollow: Callable[[], None] | None = None
        self._closed = False
        self.unreadable: dict[int, str] = {}
        self.problem = ""

    @property
    def generation(self) -> int:
        """Number of the newest generation; 0 = none yet."""
        return self._current.number if self._current else 0

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
        return self._features is not None or self._fit is not None

    def follow(self) -> None:
        """Refresh by itself after every decision, new image or label from now on (the window does)."""
        if self._unfollow is None:
            self._unfollow = self._project.on_changes(self._on_changes)
            self.refresh()

    def refresh(self) -> Future[int]:
        """Bring suggestions up to date: features of images that lack them, then a fit to all decisions.

        Returns:
            Resolves with the generation that knows all that was decided before the call; fails with a `StudioError`
            when the engine cannot make one.
        """
        future: Future[int] = Future()
        self._waiting.append(future)
        # A cancelled computation is taken up again by whoever asks for suggestions.
        self._features_done = self._features_done and not self._cancelled and self._project.engine.pid != 0
        self._advance()
        return future

    def prefer(self, *, model: str = "", strategy: str = "", seed: int | None = None) -> None:
        """Let another model or strategy than the project's make the suggestions while this project is open.

        Args:
            model: `instant` or the id of a run; empty = the serving model.
            strategy: Key of a query strategy; empty = the project's.
            seed: For what chance has a part in; None = another one each time.
        """
        self._preferred = (model, strategy, seed)

    def look_at(self, ids: Sequence[int]) -> None:
        """Tell which images are on the screen: their features are computed first."""
        self._first = tuple(int(i) for i in ids)
        if self._features is not None:
            self._project.engine.request("first", {"ids": self._first})

    def cancel(self) -> None:
        """End a running feature computation; what is computed stays, and suggestions go on with it."""
        if self._features is not None:
            self._cancelled = True
            self._project.engine.cancel(self._features)

    def close(self) -> None:
        """Stop following; what waits is told."""
        self._closed = True
        if self._unfollow is not None:
            self._unfollow()
            self._unfollow = None
        if self._call_off is not None:
            self._call_off()
            self._call_off = None
        self._fail(EngineCancelled("The project was closed."))

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
        if self._project.engine.progress is not None and self._features is not None:
            return self._project.engine.status
        if self._current is not None and self._current.missing:
            return self._current.missing
        return "Suggestions are on their way." if self.is_busy else "Suggestions have not been asked for yet."

    def _advance(self) -> None:
        """Send what is new, start the features that are missing and a fit; each at most once at a time."""
        if self._closed:
            return
        if self._fit is not None:
            self._again = True
            return
        self._again = False
        if self._call_off is not None:
            self._call_off()
            self._call_off = None
        self._send_images()
        if self._features is None and not self._features_done:
            self._start_features()
        if self._in_hand:
            self._start_fit()

    def _send_images(self) -> None:
        """The whole list once per life of the engine, then what changed."""
        engine, table = self._project.engine, self._project.read.table()
        known = self._sent
        if known is not None and known[0] == engine.starts and not self._moved and np.array_equal(known[1], table.ids):
            return
        is_fresh = known is None or known[0] != engine.starts or engine.pid == 0 or self._moved
        self._in_hand = self._in_hand and known is not None and known[0] == engine.starts and engine.pid != 0
        args = images_args(self._project, None if is_fresh or known is None else known[1])
        engine.request("images", args).add_done_callback(self._note_problem)
        self._sent, self._moved, self._features_done = (engine.starts, table.ids), False, False

    def _start_features(self) -> None:
        self._cancelled = False
        args = {"ids": None, "first": self._first}
        self._features = self._project.engine.request("features", args, on_progress=self._on_progress)
        self._features.add_done_callback(self._on_features)

    def _on_progress(self, progress: EngineProgress) -> None:
        self._in_hand = self._in_hand or progress.phase == "features"
        if progress.phase == "features" and time.monotonic() - self._fitted_at > GROW_SECONDS:
            self._advance()

    def _on_features(self, future: Future[dict[str, Any]]) -> None:
        self._features, self._features_done, self._in_hand = None, True, True
        error = future.exception()
        if self._closed:
            return
        if isinstance(error, JobCrashed):
            self._on_crash(error)
            return
        if isinstance(error, StudioError) and not isinstance(error, EngineCancelled):
            self.problem = f"{error.sentence} {error.hint}".strip()
        elif error is None:
            self.problem = ""
            self.unreadable.update({int(row["id"]): str(row["reason"]) for row in future.result()["failed"]})
        self._advance()

    def _start_fit(self) -> None:
        self._number += 1
        self._fitted_at = time.monotonic()
        args, serving = fit_args(self._project, self._number), self._serving()
        self._asked = serving
        if serving == INSTANT or serving in self._broken_runs:
            self._fit = self._project.engine.request("fit", args)
        else:
            args["run"] = str(self._project.root / RUNS_FOLDER / serving)
            self._fit = self._project.engine.request("predict", args)
        self._fit.add_done_callback(self._on_fit)

    def _serving(self) -> str:
        """Which model makes the suggestions; the runs are only asked where there are any."""
        if self._preferred[0]:
            return self._preferred[0]
        folder = self._project.root / RUNS_FOLDER
        return self._project.runs.serving() if folder.is_dir() and any(folder.iterdir()) else INSTANT

    def _on_fit(self, future: Future[dict[str, Any]]) -> None:
        self._fit = None
        if self._closed:
            return
        error = future.exception()
        if error is not None:
            if isinstance(error, JobCrashed):
                self._on_crash(error)
                return
            self.problem = getattr(error, "sentence", str(error))
            if self._asked not in {INSTANT, self._preferred[0]} and self._asked not in self._broken_runs:
                self._broken_runs.add(self._asked)  # the instant learner steps in
                self._advance()
            else:
                self._fail(error)
            return
        self._crashes = 0
        self._take(future.result())
        if self._again:
            self._advance()
        elif self._features is None and self._features_done:
            waiting, self._waiting = self._waiting, []
            for one in waiting:
                one.set_result(self.generation)

    def _take(self, result: dict[str, Any]) -> None:
        """Show a generation, unless a newer one is shown already."""
        if int(result["generation"]) <= self.generation:
            return
        try:
            fresh = Generation(suggestions_folder(self._project.root) / str(result["generation"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            self.problem = f"The suggestions could not be read: {error}."
            return
        if not fresh.model and self._features is not None and self._current is not None and self._current.model:
            return  # the engine has no features in hand yet: what an earlier session suggested serves meanwhile
        self._current = fresh
        self._project.tell(Changes.of(suggestion=()))

    def _on_crash(self, error: JobCrashed) -> None:
        """Start again a few times; the features computed so far are in the cache."""
        if self._fit is not None or self._features is not None:
            return  # the other one fails in the same turn and decides
        self._features_done = False
        self._crashes += 1
        self.problem = error.sentence
        if self._crashes <= RESTARTS:
            self._advance()
        else:
            self._crashes = 0
            self._fail(error)

    def _fail(self, error: BaseException) -> None:
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            if not one.done():
                one.set_exception(error)
        if not self._closed:
            self._project.tell(Changes.of(suggestion=()))

    def _note_problem(self, future: Future[dict[str, Any]]) -> None:
        error = future.exception()
        if error is not None and not self._closed:
            self.problem = getattr(error, "sentence", str(error))
            self._sent = None

    def _on_changes(self, changes: Changes) -> None:
        if not changes.touches("image", "decision", "label", "split", "setting"):
            return
        if changes.touches("image") and not changes.touches("decision"):
            self._moved = True  # added, removed, or found elsewhere
        if self._call_off is not None:
            self._call_off()
            self._call_off = None
        if self.seconds <= QUICK_FIT_SECONDS:
            self._advance()
        else:
            self._call_off = self._scheduler.later(REST_SECONDS, self._advance)

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

    def _label_ids(self) -> tuple[int, ...]:
        return tuple(label.id for label in self._project.read.labels())

    def _last_number(self) -> int:
        folder = suggestions_folder(self._project.root)
        return max((int(one.name) for one in folder.glob("*") if one.name.isdigit()), default=0)
