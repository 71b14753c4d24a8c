"""Whose thread runs what: the window and the command line each bring their own."""

from __future__ import annotations

import heapq
import itertools
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Protocol


class Scheduler(Protocol):
    """Runs functions on the thread that owns the project."""

    def post(self, fn: Callable[[], None]) -> None:
        """Run `fn` soon on the owner's thread; may be called from any thread."""
        ...

    def later(self, seconds: float, fn: Callable[[], None]) -> Callable[[], None]:
        """Run `fn` on the owner's thread after some seconds; return a function that calls it off."""
        ...


class PlainScheduler:
    """For the command line: posted functions run while the owner waits for something."""

    def __init__(self) -> None:
        self._posted: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._timers: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = itertools.count()
        self._off: set[int] = set()
        self._lock = threading.Lock()

    def post(self, fn: Callable[[], None]) -> None:
        """Queue `fn`; it runs inside `run_pending` or `wait_for`."""
        self._posted.put(fn)

    def later(self, seconds: float, fn: Callable[[], None]) -> Callable[[], None]:
        """Queue `fn` for a later time; it runs inside `run_pending` or `wait_for`."""
        with self._lock:
            number = next(self._numbers)
            heapq.heappush(self._timers, (time.monotonic() + seconds, number, fn))
        self._posted.put(None)
        return lambda: self._off.add(number)

    def run_pending(self) -> None:
        """Run everything that is due now."""
        while True:
            try:
                fn = self._posted.get_nowait()
            except queue.Empty:
                break
            if fn is not None:
                fn()
        while (due := self._due()) is not None:
            due()

    def wait_for(self, future: Future[Any], on_tick: Callable[[], None] | None = None, *, tick: float = 0.1) -> Any:
        """Run posted functions until the future is resolved; return its result or raise its error.

        Args:
            on_tick: Called about every `tick` seconds, for progress bars.
        """
        future.add_done_callback(lambda _: self._posted.put(None))
        while not future.done():
            try:
                fn = self._posted.get(timeout=min(tick, self._until_next()))
            except queue.Empty:
                fn = None
            if fn is not None:
                fn()
            self.run_pending()
            if on_tick is not None:
                on_tick()
        return future.result()

    def _until_next(self) -> float:
        with self._lock:
            return max(0.0, self._timers[0][0] - time.monotonic()) if self._timers else 3600.0

    def _due(self) -> Callable[[], None] | None:
        with self._lock:
            while self._timers and self._timers[0][0] <= time.monotonic():
                _, number, fn = heapq.heappop(self._timers)
                if number not in self._off:
                    return fn
                self._off.discard(number)
        return None
