"""How far work on a thread is, as a sentence on the window's thread: a few times a second, with the time that is left."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.said import tr

if TYPE_CHECKING:
    from tlstudio.gui.session import Session

# Often enough to look alive, seldom enough to cost nothing.
TELL_SECONDS = 0.1
# Before, a rate would say more about getting ready than about the work.
RATE_AFTER_SECONDS = 1.0
Report = Callable[[int, int], None]


class ToldProgress:
    """What a thread reports to, as (done, total); total 0 = nobody knows.

    Args:
        words: With places for both numbers: `Exporting, {} of {} images`.
        tell: Called with the sentence and the share (0 to 1, None = nobody knows), on the window's thread.
        clock: Seconds.
    """

    def __init__(
        self,
        session: Session,
        words: str,
        tell: Callable[[str, float | None], object],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session = session
        self._tell = tell
        self._clock = clock
        self._told = 0.0
        self._words = words
        self._from: tuple[float, int] | None = None

    def begin(self, words: str) -> None:
        """Report something else from now on."""
        self._words, self._from = words, None

    def __call__(self, done: int, total: int) -> None:
        now = self._clock()
        if self._from is None:
            self._from = (now, done)
        if now - self._told < TELL_SECONDS and (done < total or not total):
            return
        self._told = now
        if not total:
            sentence, share = self._words.format(counted(done)), None
        else:
            sentence, share = self._words.format(counted(done), counted(total)), done / total
            left = self._seconds_left(now, done, total)
            if left is not None:
                sentence = tr("{}, about {} left").format(sentence, _span(left))
        self._session.answer(lambda: self._tell(sentence, share))

    def _seconds_left(self, now: float, done: int, total: int) -> float | None:
        assert self._from is not None
        since, before = self._from
        if now - since < RATE_AFTER_SECONDS or not before < done < total:
            return None
        return (total - done) * (now - since) / (done - before)


def _span(seconds: float) -> str:
    if seconds < 60:
        return tr("{} s").format(max(1, round(seconds)))
    return tr("{} min").format(round(seconds / 60))
