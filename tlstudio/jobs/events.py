"""The typed events of a run's diary; the live chart, an old run, the report and resuming all read these."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, field, fields
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the diary.

    Attributes:
        at: Seconds since 1970, UTC.
    """

    at: float = field(default_factory=time.time)

    #: Whether losing the line at a power cut matters; progress may be lost, an epoch may not.
    durable: ClassVar[bool] = True

    def to_json(self) -> dict[str, Any]:
        """Return plain values with the event's name under `event`."""
        return {"event": type(self).__name__, **asdict(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Started(Event):
    """The child runs; written again when a run is resumed.

    Attributes:
        device: In words, for example `CPU, 2 threads` or `NVIDIA H100`.
        freeze: The policy that was chosen, in words.
        images: Split -> number of images.
        resumed_from: The epoch that the run goes on after; None for a fresh start.
    """

    pid: int
    device: str
    freeze: str = ""
    epochs: int = 0
    images: dict[str, int] = field(default_factory=dict[str, int])
    resumed_from: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase(Event):
    """A part of the work begins: `Features`, `Boundary cache`, `Epoch 3`, `Test`.

    Attributes:
        share: Expected share of the whole run's time, 0..1 (width in the progress bar).
    """

    name: str
    total: int = 0
    share: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Event):
    """How far the present phase is.

    Attributes:
        done: Images of this phase that are finished.
        rate: Images per second.
        seconds_low: Optimistic time left for the whole run; None while nothing is known.
        seconds_high: Pessimistic time left for the whole run.
    """

    durable: ClassVar[bool] = False

    phase: str
    done: int
    total: int
    rate: float = 0.0
    seconds_low: float | None = None
    seconds_high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EpochEnd(Event):
    """One pass over the training images is finished and saved.

    Attributes:
        epoch: 0 = before any training (the instant learner's weights).
        metrics: `train/loss`, `val/loss`, `val/accuracy`, `val/balanced_accuracy` (or `val/macro_f1`), `learning_rate`, ...
        best: Whether this is the best epoch so far.
        without_progress: Epochs since the best one.
    """

    epoch: int
    epochs: int
    seconds: float
    metrics: dict[str, float]
    best: bool = False
    best_epoch: int = 0
    without_progress: int = 0
    patience: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples(Event):
    """The fixed held-out images, before and now.

    Attributes:
        rows: Each `{path, image_id, targets, before, before_score, now, now_score}`; class indices, -1 = none of the labels.
    """

    epoch: int
    rows: list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Event):
    """Something a person should know; the work goes on.

    Attributes:
        code: For programs, for example `memory`, `not_finite`, `unreadable`, `time`, `cache`, `device`, `early_stop`.
    """

    code: str
    sentence: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused(Event):
    """The run waits between two steps."""

    epoch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed(Event):
    """The run goes on after a pause."""

    epoch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Event):
    """The run is finished; the best checkpoint and `metrics.json` are there.

    Attributes:
        metric: Name of the deciding figure.
        value: Its value on the validation side at the best epoch.
        test: The same figure on the held-out test side; None without one.
        instant: The same figure of the instant learner on the same held-out images.
        why: Why it ended: `epochs`, `early_stop`, `time`, `stopped`.
    """

    best_epoch: int
    epochs: int
    seconds: float
    metric: str
    value: float
    test: float | None = None
    instant: float | None = None
    why: str = "epochs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed(Event):
    """The run cannot go on, in words; `detail` is worth copying into a report."""

    sentence: str
    hint: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled(Event):
    """The person discarded the run."""

    epoch: int = 0


KINDS: dict[str, type[Event]] = {
    kind.__name__: kind
    for kind in (Started, Phase, Progress, EpochEnd, Samples, Notice, Paused, Resumed, Done, Failed, Cancelled)
}


def from_json(values: dict[str, Any]) -> Event | None:
    """Build the event of a diary line; None for a kind or shape that this version does not know."""
    kind = KINDS.get(str(values.get("event")))
    if kind is None:
        return None
    known = {item.name for item in fields(kind)}
    try:
        return kind(**{name: value for name, value in values.items() if name in known})
    except TypeError:
        return None
