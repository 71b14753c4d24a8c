"""An open project as the window works with it: the project, its bridge, thumbnails, keys, and a way to speak."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from tlstudio.core.errors import DiskFull, StudioError
from tlstudio.gui.bridge import Bridge, QtScheduler
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.thumbnails import ThumbnailProvider
from tlstudio.gui.preferences import NAME, Preferences

if TYPE_CHECKING:
    from tlstudio.project.command import Command, Outcome, Undone
    from tlstudio.project.project import Project

Result = TypeVar("Result")


class Session(QObject):
    """What every workspace gets.

    Attributes:
        unsaved: Commands that the disk refused, the oldest first; kept until `save_again` stores them.

    Signals:
        told: A sentence for the toast, and whether Undo makes sense.
        refused: Why nothing was done, in a sentence for the toast.
        failed: A known error that belongs at the top of the visible room.
        undone: The ids of the images that an undo or redo concerned.
        action_wanted: The id of an action that the window does (`app.import`).
    """

    told = Signal(str, bool)
    refused = Signal(str)
    failed = Signal(object)  # StudioError
    undone = Signal(list)
    action_wanted = Signal(str)  # an action of the whole window

    def __init__(
        self,
        project: Project,
        scheduler: QtScheduler,
        preferences: Preferences,
        keymap: Keymap,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.project = project
        self.scheduler = scheduler
        self.preferences = preferences
        self.keymap = keymap
        project.who = str(preferences.get(NAME, ""))
        project.belong_here()
        self.bridge = Bridge(project, scheduler, self)
        self.thumbnails = ThumbnailProvider(project, self)
        self.unsaved: list[Command] = []
        self._closed = False
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="session")

    @property
    def read_only(self) -> bool:
        """Whether nothing may be changed."""
        return self.project.read_only

    def run(self, command: Command, *, initiator: str = "", said: str = "", toast: bool = True) -> Outcome | None:
        """Run a command of the project; tell what it did (`said`, else the history's words), or show the known error."""
        self.project.who = str(self.preferences.get(NAME, ""))
        try:
            outcome = self.project.run(command, initiator=initiator)
        except StudioError as error:
            if isinstance(error, DiskFull):
                self.unsaved.append(command)
            self.failed.emit(error)
            return None
        if toast and outcome.changes:
            self.told.emit(said or outcome.text, True)
        return outcome

    def save_again(self) -> bool:
        """Run what the disk refused, in its order, up to what it refuses again; whether all is stored."""
        while self.unsaved:
            try:
                # No initiator: the room that asked has shown long ago that nothing came of it, and reads it now.
                self.project.run(self.unsaved[0])
            except DiskFull as error:
                self.failed.emit(error)
                return False
            except StudioError as error:
                self.failed.emit(error)
            del self.unsaved[0]
        return True

    def in_background(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], object],
        failed: Callable[[StudioError], object] | None = None,
    ) -> Future[Result]:
        """Run slow work (scan, hashes, export) on a thread and its answer on the window's thread."""
        if self._closed:
            # A timer of a dialog may still fire while the project is being left.
            nothing: Future[Result] = Future()
            nothing.cancel()
            return nothing
        future = self._pool.submit(work)

        def answer(finished: Future[Result]) -> None:
            if finished.cancelled():
                return
            error = finished.exception()
            if error is None:
                self.answer(lambda: done(finished.result()))
                return
            # Whoever waits must hear of every failure, or the status line would speak of this work for ever.
            known = _in_words(error)
            self.answer(lambda: (failed or self.failed.emit)(known))
            if not isinstance(error, StudioError | OSError):
                self.answer(lambda: _raise(error))

        future.add_done_callback(answer)
        return future

    def answer(self, fn: Callable[[], object]) -> None:
        """Call a function on the window's thread, from any thread; not after `close`, for who asked is gone by then."""
        self.scheduler.post(lambda: None if self._closed else fn())

    def report(self, error: BaseException) -> None:
        """Show a known error at the top of the room; a bug keeps its traceback."""
        if isinstance(error, StudioError):
            self.failed.emit(error)
        else:
            raise error

    def follow_suggestions(self) -> None:
        """Let suggestions follow every decision from now on; starts the engine, so not before the window is up.

        Nothing is suggested for shapes yet, so in such projects the engine is not even started.
        """
        if not self.read_only and not self.project.info.task.has_shapes:
            self.project.suggestions.follow()

    def undo(self) -> None:
        """Take the last step back, whoever made it."""
        self._step(self.project.undo, self.tr("Undone: {}"), self.tr("Nothing to undo"))

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        self._step(self.project.redo, self.tr("Done again: {}"), self.tr("Nothing to redo"))

    def go_back(self, count: int) -> None:
        """Take the newest steps back in one go (below 0: do so many again), beside the window's thread."""
        step = self.project.undo if count > 0 else self.project.redo
        number = abs(count)
        text = self.tr("Undone: {}") if count > 0 else self.tr("Done again: {}")
        many = self.tr("{} steps undone") if count > 0 else self.tr("{} steps done again")

        def tell(done: Undone | None) -> None:
            if done is not None:
                self.told.emit(text.format(done.text) if number == 1 else many.format(counted(number)), False)
                self.undone.emit(list(done.image_ids))

        self.in_background(lambda: step(number), tell)

    def _step(self, step: Callable[[], Undone | None], text: str, nothing: str) -> None:
        try:
            done = step()
        except StudioError as error:
            self.failed.emit(error)
            return
        if done is None:
            self.told.emit(nothing, False)
            return
        self.told.emit(text.format(done.text), False)
        self.undone.emit(list(done.image_ids))

    @property
    def is_closed(self) -> bool:
        """Whether the project may not be asked any more."""
        return self._closed

    def close(self) -> None:
        """Stop threads and listeners; the project itself is closed by its owner."""
        self._closed = True
        self.bridge.close()
        self.thumbnails.close()
        self._pool.shutdown(wait=False, cancel_futures=True)


def _in_words(error: BaseException) -> StudioError:
    if isinstance(error, StudioError):
        return error
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return StudioError(f"{place}{error.strerror or error}.", hint="Your labels are safe.")
    return StudioError(
        "This could not be finished: the program made a mistake.",
        hint="Your labels are safe. The details help whoever mends it.",
        detail="".join(traceback.format_exception(error)),
    )


def _raise(error: BaseException) -> None:
    raise error
