"""A scheduler whose time stands still until a test lets it pass."""

from __future__ import annotations

import heapq
import itertools
from collections import deque
from collections.abc import Callable


class ManualScheduler:
    """Nothing runs and no time passes unless the test says so."""

    def __init__(self) -> None:
        self.now = 0.0
        self._posted: deque[Callable[[], None]] = deque()
        self._timers: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = itertools.count()
        self._off: set[int] = set()

    def post(self, fn: Callable[[], None]) -> None:
        """Queue `fn` for `run_pending`."""
        self._posted.append(fn)

    def later(self, seconds: float, fn: Callable[[], None]) -> Callable[[], None]:
        """Queue `fn` for `advance`."""
        number = next(self._numbers)
        heapq.heappush(self._timers, (self.now + seconds, number, fn))
        return lambda: self._off.add(number)

    def run_pending(self) -> int:
        """Run what was posted, also by what runs; return how many functions ran."""
        ran = 0
        while self._posted:
            self._posted.popleft()()
            ran += 1
        return ran

    def advance(self, seconds: float) -> None:
        """Let time pass and run what falls due, in order."""
        end = self.now + seconds
        self.run_pending()
        while self._timers and self._timers[0][0] <= end:
            self.now, number, fn = heapq.heappop(self._timers)
            if number not in self._off:
                fn()
            self._off.discard(number)
            self.run_pending()
        self.now = end
