"""What the trainer tells and hears between two steps: progress and time left out, pause and stop in."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from tlstudio.jobs.control import Control, Request
from tlstudio.jobs.diary import DIARY_FILE, Diary
from tlstudio.jobs.events import Event, Notice, Paused, Phase, Progress, Resumed

PROGRESS_EVERY_SECONDS = 0.25
PAUSE_LOOK_SECONDS = 0.2
EPOCHS_FOR_ESTIMATE = 3


class StopAsked(Exception):
    """The person wants to end now and keep the best epoch."""


class DiscardAsked(Exception):
    """The person wants to throw the run away."""


class Journal:
    """The diary and the request file of one run, with a memory for rates.

    Args:
        clock: Monotonic seconds; tests turn it by hand.
        sleep: Waits between two looks at the request file during a pause.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.diary = Diary(folder / DIARY_FILE)
        self.control = Control(folder)
        self.epoch = 0
        self.epochs_left = 0
        self.epoch_seconds: list[float] = []
        self.paused_seconds = 0.0
        self._clock, self._sleep = clock, sleep
        self._phase, self._total = "", 0
        self._began = self._spoke = clock()

    def write(self, event: Event) -> None:
        """Append an event to the diary."""
        self.diary.append(event)

    def notice(self, code: str, sentence: str, hint: str = "") -> None:
        """Tell the person something while the work goes on."""
        self.write(Notice(code=code, sentence=sentence, hint=hint))

    def phase(self, name: str, total: int, share: float = 0.0) -> None:
        """Begin a part of the work with this many images."""
        self._phase, self._total = name, total
        self._began = self._spoke = self._clock()
        self.write(Phase(name=name, total=total, share=share))

    def progress(self, done: int) -> None:
        """Say how many images of this phase are finished; lines are written at most four times a second."""
        now = self._clock()
        if now - self._spoke < PROGRESS_EVERY_SECONDS and done < self._total:
            return
        self._spoke = now
        seconds = now - self._began
        rate = done / seconds if seconds > 0 else 0.0
        low, high = self._left(done, rate)
        self.write(
            Progress(
                phase=self._phase, done=done, total=self._total, rate=round(rate, 2), seconds_low=low, seconds_high=high
            )
        )

    def check(self) -> None:
        """Do what the person asked; waits here during a pause.

        Raises:
            StopAsked: End now, keep the best epoch.
            DiscardAsked: End now, keep nothing.
        """
        request = self.control.read()
        if request is Request.PAUSE:
            request = self._pause()
        if request is Request.STOP:
            raise StopAsked
        if request is Request.DISCARD:
            raise DiscardAsked

    def epoch_done(self, seconds: float) -> None:
        """Remember how long an epoch took; the last three give the range of the time left."""
        self.epoch_seconds.append(seconds)

    def _pause(self) -> Request | None:
        began = self._clock()
        self.write(Paused(epoch=self.epoch))
        while (request := self.control.read()) is Request.PAUSE:
            self._sleep(PAUSE_LOOK_SECONDS)
        waited = self._clock() - began
        self.paused_seconds += waited
        self._began += waited
        self.write(Resumed(epoch=self.epoch))
        return request

    def _left(self, done: int, rate: float) -> tuple[float | None, float | None]:
        """Seconds left of the whole run; unknown before the first epoch has shown what one costs."""
        if not self._phase.startswith("Epoch") or rate <= 0:
            return None, None
        here = (self._total - done) / rate
        known = self.epoch_seconds[-EPOCHS_FOR_ESTIMATE:] or [self._total / rate]
        spread = 1.0 if len(known) > 1 else 1.25
        return (
            round(here + self.epochs_left * min(known) / spread, 1),
            round(here + self.epochs_left * max(known) * spread, 1),
        )
