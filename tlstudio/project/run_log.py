"""What a run's folder says about it: read once, then only what was added."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from tlstudio.core.errors import JobError
from tlstudio.jobs.diary import DIARY_FILE, Diary
from tlstudio.jobs.events import (
    Cancelled,
    Done,
    EpochEnd,
    Event,
    Failed,
    Paused,
    Phase,
    Progress,
    Resumed,
    Started,
)
from tlstudio.jobs.lock import RunLock
from tlstudio.jobs.run_folder import METRICS_FILE
from tlstudio.jobs.spec import RunSpec, read_spec


class RunState(StrEnum):
    """Where a run stands."""

    STARTING = "starting"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    CRASHED = "crashed"  # ended without a word: resumable

    @property
    def is_live(self) -> bool:
        """Whether a process works on it."""
        return self in {RunState.STARTING, RunState.RUNNING, RunState.PAUSED}

    @property
    def is_resumable(self) -> bool:
        """Whether it can go on after its last finished epoch."""
        return self in {RunState.FAILED, RunState.CRASHED}


@dataclass(frozen=True, slots=True)
class Run:
    """One fine-tuning as lists and pages show it.

    Attributes:
        id: Name of the folder, a decimal number as text.
        freeze: What was trained, in words.
        images: Split -> number of images; empty until the run has started.
        metric: Name of the deciding figure, for example `balanced_accuracy`.
        value: Of the best epoch so far on the validation side.
        test: On the test side when the run is done.
        interval: 95 % interval of `test`.
        instant: The instant learner on the same test images.
        curve: Validation figure of each epoch, from 0.
        seconds: Time used so far.
        seconds_left: Range for the rest of the run; None while unknown.
        sentence: Why it failed or crashed; empty otherwise.
        comparison: `Better by 0.04 (0.01 to 0.08) on 100 images` against the run or learner in use then; may be empty.
        better: True, False, or None for no clear difference.
    """

    id: str
    folder: Path
    spec: RunSpec
    state: RunState
    freeze: str = ""
    device: str = ""
    images: dict[str, int] = field(default_factory=dict[str, int])
    started_at: float = 0.0
    ended_at: float = 0.0
    epoch: int = 0
    epochs: int = 0
    best_epoch: int = 0
    metric: str = ""
    value: float | None = None
    test: float | None = None
    interval: tuple[float, float] | None = None
    instant: float | None = None
    curve: tuple[float, ...] = ()
    seconds: float = 0.0
    seconds_left: tuple[float, float] | None = None
    phase: str = ""
    progress: Progress | None = None
    why: str = ""
    sentence: str = ""
    hint: str = ""
    detail: str = ""
    comparison: str = ""
    better: bool | None = None

    @property
    def number(self) -> int:
        """The id as events carry it."""
        return int(self.id)

    @property
    def title(self) -> str:
        """`Run 8`."""
        return f"Run {self.id}"


class RunLog:
    """Reads a run's folder and remembers where it stopped reading."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.id = folder.name
        self.spec = read_spec(folder)
        self.events: list[Event] = []
        self._diary = Diary(folder / DIARY_FILE)
        self._lock = RunLock(folder)
        self._offset = 0
        self._metrics: tuple[tuple[int, int], dict[str, Any]] | None = None
        self._ended: tuple[int, Run] | None = None

    def read_new(self) -> list[Event]:
        """Return the events written since the last look."""
        new, self._offset = self._diary.tail(self._offset)
        # Of the many lines of progress only the newest matters to anyone who comes later.
        for event in new:
            if isinstance(event, Progress) and self.events and isinstance(self.events[-1], Progress):
                self.events[-1] = event
            else:
                self.events.append(event)
        return new

    @property
    def diary(self) -> Diary:
        """The diary, for readers with an offset of their own."""
        return self._diary

    @property
    def offset(self) -> int:
        """How far the diary has been read."""
        return self._offset

    def is_held(self) -> bool:
        """Whether some process works on the folder now."""
        return self._lock.is_held()

    def state(self) -> RunState:
        """Return where the run stands by its diary and lock."""
        held = self.is_held()
        if not held:
            # The last line is written before the lock is given back: now it is there.
            self.read_new()
        ending = self._last(Started, Done, Failed, Cancelled)
        if isinstance(ending, Done):
            return RunState.DONE
        if isinstance(ending, Cancelled):
            return RunState.CANCELLED
        if held:
            return RunState.PAUSED if isinstance(self._last(Started, Paused, Resumed), Paused) else RunState.RUNNING
        return RunState.FAILED if isinstance(ending, Failed) else RunState.CRASHED

    def metrics(self) -> dict[str, Any]:
        """Read `metrics.json`.

        Raises:
            JobError: The run is not done, or the file is damaged.
        """
        path = self.folder / METRICS_FILE
        try:
            status = path.stat()
            stamp = (status.st_mtime_ns, status.st_size)
            # Asked for at every repaint of a list: the file holds every prediction and takes 10 ms to parse.
            if self._metrics is not None and self._metrics[0] == stamp:
                return self._metrics[1]
            content = json.loads(path.read_text(encoding="utf-8"))
            if isinstance(content, dict):
                self._metrics = (stamp, content)
                return content
        except (OSError, ValueError) as error:
            raise JobError(f"Run {self.id} has no results.", hint="They are there when a run is done.") from error
        raise JobError(f"The results of run {self.id} are damaged.", hint="Run it again.")

    def run(self, state: RunState) -> Run:
        """Sum the diary up; an ended run is summed up once."""
        if self._ended is not None and self._ended[0] == self._offset and self._ended[1].state is state:
            return self._ended[1]
        summed = self._sum_up(state)
        if not state.is_live:
            self._ended = (self._offset, summed)
        return summed

    def _sum_up(self, state: RunState) -> Run:
        started = [event for event in self.events if isinstance(event, Started)]
        epochs = self._epochs()
        progress = self._last(Phase, Progress, Done, Failed)
        phase = self._last(Phase)
        done = self._last(Done)
        failed = self._last(Failed)
        key = next(
            (
                name
                for name in (epochs[-1].metrics if epochs else ())
                if name.startswith("val/") and name.endswith(("f1", "balanced_accuracy"))
            ),
            "",
        )
        curve = tuple(epoch.metrics.get(key, 0.0) for epoch in epochs) if key else ()
        values: dict[str, Any] = {}
        if isinstance(done, Done) and state is RunState.DONE:
            values |= {"value": done.value, "test": done.test, "instant": done.instant, "why": done.why}
            values |= self._from_metrics(done.metric)
        elif curve:
            values["value"] = max(curve)
        if state is RunState.FAILED and isinstance(failed, Failed):
            values |= {"sentence": failed.sentence, "hint": failed.hint, "detail": failed.detail}
        if state is RunState.CRASHED:
            values |= {
                "sentence": "The run ended without saying why.",
                "hint": "Resume it: it goes on after the last finished epoch.",
            }
        if (
            isinstance(progress, Progress)
            and progress.seconds_low is not None
            and progress.seconds_high is not None
            and state.is_live
        ):
            values["seconds_left"] = (progress.seconds_low, progress.seconds_high)
        first = started[0] if started else None
        last = self.events[-1] if self.events else None
        return Run(
            id=self.id,
            folder=self.folder,
            spec=self.spec,
            state=state,
            freeze=started[-1].freeze if started else "",
            device=started[-1].device if started else "",
            images=dict(started[-1].images) if started else {},
            started_at=first.at if first else 0.0,
            ended_at=last.at if last and not state.is_live else 0.0,
            epoch=epochs[-1].epoch if epochs else 0,
            epochs=started[-1].epochs if started else 0,
            best_epoch=epochs[-1].best_epoch if epochs else 0,
            metric=key.removeprefix("val/"),
            curve=curve,
            seconds=self._seconds(started, last),
            phase=phase.name if isinstance(phase, Phase) else "",
            progress=progress if isinstance(progress, Progress) and state.is_live else None,
            **values,
        )

    def _epochs(self) -> list[EpochEnd]:
        """The epochs of the final course: what a resumed run did again replaces what it had done before."""
        by_number = {event.epoch: event for event in self.events if isinstance(event, EpochEnd)}
        last = self._last(EpochEnd)
        end = last.epoch if isinstance(last, EpochEnd) else -1
        return [by_number[number] for number in sorted(by_number) if number <= end]

    def _seconds(self, started: list[Started], last: Event | None) -> float:
        """Time in which a process worked on it: from each start to the last word before the next start."""
        total = 0.0
        for position, start in enumerate(started):
            following = started[position + 1] if position + 1 < len(started) else None
            end = (
                max((event.at for event in self.events if event.at < following.at), default=start.at)
                if following
                else (last or start).at
            )
            total += max(0.0, end - start.at)
        return total

    def _from_metrics(self, metric: str) -> dict[str, Any]:
        try:
            content = self.metrics()
        except JobError:
            return {}
        measured = content.get(content.get("held_out", "test")) or {}
        interval = (measured.get("intervals") or {}).get(metric)
        compared = content.get("comparisons") or {}
        against = compared.get("rival") or compared.get("instant") or {}
        better = True if against.get("is_better") else False if against.get("is_worse") else None
        return {
            "interval": tuple(interval) if interval else None,
            "comparison": against.get("sentence", ""),
            "better": better,
        }

    def _last(self, *kinds: type[Event]) -> Event | None:
        return next((event for event in reversed(self.events) if isinstance(event, kinds)), None)
