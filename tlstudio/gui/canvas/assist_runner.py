"""Runs an assist off the window's thread: only the newest question is worked on, and only its answer is heard."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

SLOW_MS = 150

Work = Callable[[], Any]
Done = Callable[[Any], object]


class AssistRunner(QObject):
    """One worker. A question that comes while it is busy replaces the one that waits; the hand is never held up.

    Args:
        executor: Where work runs; None = a thread of its own, started with the first question.

    Signals:
        slow_changed: Whether an answer has been waited for long enough to say so.
    """

    slow_changed = Signal(bool)
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None, *, executor: Executor | None = None) -> None:
        super().__init__(parent)
        self._executor = executor
        self._question = 0
        self._running: tuple[int, Done] | None = None
        self._waiting: tuple[int, Work, Done] | None = None
        self._is_slow = False
        self._patience = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._patience.timeout.connect(lambda: self._set_slow(True))
        self._ended.connect(self._take)

    @property
    def is_busy(self) -> bool:
        """Whether an answer that is still wanted is on its way."""
        return self._waiting is not None or (self._running is not None and self._running[0] == self._question)

    @property
    def is_slow(self) -> bool:
        """Whether it has been waited for long enough to say so."""
        return self._is_slow

    def ask(self, work: Work, done: Done) -> None:
        """Work something out; `done` gets the answer on the window's thread unless another question came meanwhile."""
        self._question += 1
        self._waiting = (self._question, work, done)
        if not self._patience.isActive() and not self._is_slow:
            self._patience.start()
        if self._running is None:
            self._begin()

    def drop(self) -> None:
        """Forget the question; an answer on its way is not heard."""
        self._question += 1
        self._waiting = None
        self._rest()

    def close(self) -> None:
        """Drop the question and end the thread; work that has begun is waited for."""
        self.drop()
        executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=True, cancel_futures=True)

    def _begin(self) -> None:
        if self._waiting is None:
            return
        (number, work, done), self._waiting = self._waiting, None
        if self._executor is None:
            self._executor = ThreadPoolExecutor(1, thread_name_prefix="assist")
        self._running = number, done
        self._executor.submit(work).add_done_callback(self._ended.emit)

    def _take(self, answer: Future[Any]) -> None:
        running, self._running = self._running, None
        is_wanted = running is not None and running[0] == self._question and not answer.cancelled()
        self._begin()
        if running is None or not is_wanted:
            return
        self._rest()
        running[1](answer.result())

    def _rest(self) -> None:
        self._patience.stop()
        self._set_slow(False)

    def _set_slow(self, slow: bool) -> None:
        if slow != self._is_slow:
            self._is_slow = slow
            self.slow_changed.emit(slow)
