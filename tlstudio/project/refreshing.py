"""Keeps suggestions up to date: features, then a fit, at most one of each at a time; the newest answer wins."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

import numpy as np

from tlstudio.core.changes import Changes
from tlstudio.core.errors import JobCrashed, StudioError, UsageError
from tlstudio.project.engine_messages import EngineCancelled, EngineProgress
from tlstudio.project.fit_request import ToldDecisions, fit_args, images_args
from tlstudio.project.generation import Generation, last_number, newest, suggestions_folder
from tlstudio.project.model_in_use import ModelInUse
from tlstudio.project.serving import INSTANT
from tlstudio.project.whole_images import check_whole_images

if TYPE_CHECKING:
    from tlstudio.project.project import Project

# While a refit is quicker than this, it follows every decision at once; above, it waits until the hand rests.
QUICK_FIT_SECONDS = 0.05
REST_SECONDS = 0.15
# While features are computed, suggestions grow with them now and then.
GROW_SECONDS = 2.0
RESTARTS = 2


class Refresher:
    """Asks the engine of one project; all methods are for the owner's thread and none waits.

    Attributes:
        current: The newest generation; None before there is one.
        unreadable: Image id -> why its features could not be computed.
        problem: What went wrong last, in words; empty when all is well.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        folder = suggestions_folder(project.root)
        self.current: Generation | None = newest(folder, tuple(label.id for label in project.read.labels()))
        self.unreadable: dict[int, str] = {}
        self.problem = ""
        self._number = last_number(folder)
        self._waiting: list[Future[int]] = []
        self._told = ToldDecisions(project)
        self._sent: tuple[int, np.ndarray] | None = None
        self._moved = False
        # Whether the engine has features in hand since it started; before, a fit knows nothing.
        self._in_hand = False
        self._features: Future[dict[str, Any]] | None = None
        self._features_done = False
        self._cancelled = False
        self._first: tuple[int, ...] = ()
        self._fit: Future[dict[str, Any]] | None = None
        self._again = False
        self._fitted_at = 0.0
        self._asked = INSTANT
        self._preferred: tuple[str, int | None] = ("", None)
        self._in_use = ModelInUse(project)
        self._crashes = 0
        self._call_off: Callable[[], None] | None = None
        self._unfollow: Callable[[], None] | None = None
        self._closed = False

    @property
    def generation(self) -> int:
        """Number of the newest generation; 0 = none yet."""
        return self.current.number if self.current else 0

    @property
    def is_busy(self) -> bool:
        """Whether features or a fit are on their way."""
        return self._features is not None or self._fit is not None

    @property
    def is_computing_features(self) -> bool:
        """Whether features are on their way."""
        return self._features is not None

    def follow(self) -> None:
        """Refresh after every decision, new image or label from now on."""
        if self._unfollow is None:
            self._unfollow = self._project.on_changes(self._on_changes)
            self.refresh()

    def refresh(self) -> Future[int]:
        """Bring suggestions up to date; see `Suggestions.refresh`."""
        future: Future[int] = Future()
        try:
            check_whole_images(self._project, "Suggestions")
        except UsageError as err:
            self.problem = err.sentence
            future.set_exception(err)
            return future
        self._waiting.append(future)
        # A cancelled computation is taken up again by whoever asks for suggestions.
        self._features_done = self._features_done and not self._cancelled and self._project.engine.pid != 0
        self._advance()
        return future

    def prefer(self, *, model: str, strategy: str, seed: int | None) -> None:
        """Let another model or strategy than the project's serve; see `Suggestions.prefer`."""
        self._in_use.preferred, self._preferred = model, (strategy, seed)

    def look_at(self, ids: Sequence[int]) -> None:
        """Have the features of these images computed first."""
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
        self._rest_no_more()
        self._fail(EngineCancelled("The project was closed."))

    # Asking.

    def _advance(self) -> None:
        """Send what is new, start the features that are missing and a fit; each at most once at a time."""
        if self._closed or self._project.info.task.has_shapes:
            return
        if self._fit is not None:
            self._again = True
            return
        self._again = False
        self._rest_no_more()
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
        is_new_life = known is None or known[0] != engine.starts or engine.pid == 0
        self._in_hand = self._in_hand and not is_new_life
        args = images_args(self._project, None if is_new_life or self._moved or known is None else known[1])
        engine.request("images", args).add_done_callback(self._on_images)
        self._sent, self._moved, self._features_done = (engine.starts, table.ids), False, False

    def _on_images(self, future: Future[dict[str, Any]]) -> None:
        error = future.exception()
        if error is not None:
            self._note_problem(error)
        elif future.result()["ready"] and not self._in_hand:
            self._in_hand = True  # cached features serve at once, before the missing ones are computed
            self._advance()

    def _start_features(self) -> None:
        self._cancelled = False
        args = {"ids": None, "first": self._first}
        self._features = self._project.engine.request("features", args, on_progress=self._on_progress)
        self._features.add_done_callback(self._on_features)

    def _start_fit(self) -> None:
        engine = self._project.engine
        news = self._told.news(engine.starts)
        if news is not None:
            engine.request("decisions", news).add_done_callback(self._on_decisions)
        self._number += 1
        self._fitted_at = time.monotonic()
        args = fit_args(self._project, self._number)
        strategy, seed = self._preferred
        args["strategy"] = strategy or args["strategy"]
        args["seed"] = args["seed"] if seed is None else seed
        self._asked = self._in_use.model()
        if self._asked == INSTANT:
            self._fit = engine.request("fit", args)
        else:
            self._fit = engine.request("predict", {**args, "run": str(self._in_use.folder(self._asked))})
        self._fit.add_done_callback(self._on_fit)

    # Hearing.

    def _on_progress(self, progress: EngineProgress) -> None:
        self._in_hand = self._in_hand or (progress.phase == "features" and progress.done > 0)
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

    def _on_decisions(self, future: Future[dict[str, Any]]) -> None:
        if future.exception() is not None:
            self._told.forget()

    def _on_fit(self, future: Future[dict[str, Any]]) -> None:
        self._fit = None
        if self._closed:
            return
        error = future.exception()
        if error is not None:
            self._on_failed_fit(error)
            return
        self._crashes = 0
        self._take(future.result())
        if self._again:
            self._advance()
        elif self._features is None and self._features_done:
            waiting, self._waiting = self._waiting, []
            for one in waiting:
                one.set_result(self.generation)

    def _on_failed_fit(self, error: BaseException) -> None:
        if isinstance(error, JobCrashed):
            self._on_crash(error)
            return
        self.problem = getattr(error, "sentence", str(error))
        if self._in_use.give_up(self._asked):
            self._advance()  # the instant learner steps in
        else:
            self._fail(error)

    def _take(self, result: dict[str, Any]) -> None:
        """Show a generation, unless a newer one is shown already."""
        if int(result["generation"]) <= self.generation:
            return
        try:
            fresh = Generation(suggestions_folder(self._project.root) / str(result["generation"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            self.problem = f"The suggestions could not be read: {error}."
            return
        if not fresh.model and self._features is not None and self.current is not None and self.current.model:
            return  # the engine has no features in hand yet: what an earlier session suggested serves meanwhile
        self.current = fresh
        self._project.tell(Changes.of(suggestion=()))

    def _on_crash(self, error: JobCrashed) -> None:
        """Start again a few times; the features computed so far are in the cache."""
        if self._fit is not None or self._features is not None:
            return  # the other one fails in the same turn and decides
        self._features_done = self._in_hand = False
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

    def _note_problem(self, error: BaseException) -> None:
        if not self._closed:
            self.problem = getattr(error, "sentence", str(error))
            self._sent = None

    def _on_changes(self, changes: Changes) -> None:
        self._in_use.forget(changes)
        has_new_model = changes.touches("run") and self._in_use.model() != self._asked
        if not has_new_model and not changes.touches("image", "decision", "label", "split", "setting"):
            return
        if changes.touches("image") and not changes.touches("decision"):
            self._moved = True  # added, removed, or found elsewhere
        self._rest_no_more()
        if self.current is None or self.current.seconds <= QUICK_FIT_SECONDS:
            self._advance()
        else:
            self._call_off = self._project.scheduler.later(REST_SECONDS, self._advance)

    def _rest_no_more(self) -> None:
        if self._call_off is not None:
            self._call_off()
            self._call_off = None
