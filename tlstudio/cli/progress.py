"""Progress on stderr: a bar in a terminal, a line every few seconds elsewhere; nothing for what is done within a second."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

QUIET_SECONDS = 1.0
LINE_EVERY_SECONDS = 3.0


class Meter:
    """Shows how far one piece of work is; call `show` as often as you like.

    Args:
        title: What is being done, for example `Reading images`.
    """

    def __init__(self, title: str) -> None:
        self._title = title
        self._began = self._said = time.monotonic()
        self._from: tuple[float, int] | None = None
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._is_terminal = sys.stderr.isatty()
        self._last = ""

    def begin(self, title: str) -> None:
        """Say what comes next; its rate is worked out from its first `show` on."""
        self._title, self._from = title, None
        if self._is_terminal and self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=title, total=None, words="")

    def show(self, done: int, total: int, title: str = "", rate: float = 0.0, left: float | None = None) -> None:
        """Tell the state; rate (per second) and seconds left are worked out where they are not given.

        Args:
            total: 0 = nobody knows.
        """
        now = time.monotonic()
        if self._from is None:
            self._from = (now, done)
        if now - self._began < QUIET_SECONDS:
            return
        self._title = title or self._title
        since, before = self._from
        # In the first moment a rate would say more about getting ready than about the work.
        if not rate and now - since >= QUIET_SECONDS:
            rate = (done - before) / (now - since)
        if left is None and rate > 0 and total > done:
            left = (total - done) / rate
        if self._is_terminal:
            self._draw(done, total, rate, left)
        elif now - self._said >= LINE_EVERY_SECONDS:
            self._said = now
            line = sentence(self._title, done, total, rate, left)
            if line != self._last:
                print(line, file=sys.stderr, flush=True)
            self._last = line

    def __enter__(self) -> Meter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _draw(self, done: int, total: int, rate: float, left: float | None) -> None:
        if self._bar is None:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn

            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(bar_width=30),
                TextColumn("{task.fields[words]}"),
                console=Console(stderr=True),
                transient=True,
            )
            self._bar.start()
            self._task = self._bar.add_task(self._title, total=total, words="")
        assert self._task is not None
        words = sentence("", done, total, rate, left)
        self._bar.update(self._task, description=self._title, completed=done, total=total or None, words=words)


def sentence(title: str, done: int, total: int, rate: float, left: float | None) -> str:
    """`Reading images: 340 of 2,000, 96 per second, 17 s left`; a total of 0 is not known."""
    text = f"{title}: " if title else ""
    text += f"{done:,} of {total:,}" if total else f"{done:,}"
    if rate > 0:
        text += f", {rate:,.0f} per second" if rate >= 1 else f", {1 / rate:,.0f} s each"
    if left is not None and done < total:
        minutes, seconds = divmod(round(left), 60)
        text += f", {minutes} min {seconds} s left" if minutes else f", {seconds} s left"
    return text
