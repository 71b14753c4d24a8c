"""What the Train room shows, as plain data: made from the project's runs, painted by the widgets. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Compared(StrEnum):
    """How a run did against the model in use before it."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class RunRow:
    """One line of the table of runs.

    Attributes:
        run_id: Folder name.
        title: `Run 8`, `Run 6, in use`.
        what: What was trained, for example `Last 3 stages, 20 epochs`.
        images: Decided images it learned from.
        value: The deciding figure with its interval in words, `0.89 (0.82 to 0.94)`, or `0.93 so far`.
        curve: Validation values by epoch.
        compared: The outcome's kind and words; empty words = nothing to show.
        seconds: Time it took so far.
        when: `Today 13:52`.
        state: `running`, `paused`, `done`, `failed`, `crashed`, `cancelled`.
        is_serving: Whether it makes the suggestions now.
    """

    run_id: str
    title: str
    what: str
    images: int
    value: str
    curve: Sequence[float]
    compared: Compared
    compared_words: str
    time: str
    when: str
    state: str
    is_serving: bool = False


@dataclass(frozen=True, slots=True)
class LabelCount:
    """How many decided images a label has to learn from."""

    name: str
    colour: str
    count: int


@dataclass(frozen=True, slots=True)
class ReadyView:
    """The page before a run.

    Attributes:
        sentence: `Fine-tune EfficientNet-Lite0 on 112 labelled images`.
        second: Time on this machine and that labelling goes on meanwhile.
        reason_off: Why the button is off; empty = it can start.
        hint: The honest expectation beforehand.
        labels: Largest first.
        balance: How rare labels are evened out; empty when they are even.
        sides: Images to learn from, to pick the best epoch, to test.
        notes: Further lines about how it is checked.
        variation: What the augmentation does, in words.
        chips: Chosen settings in words.
    """

    sentence: str
    second: str
    reason_off: str = ""
    hint: str = ""
    labels: Sequence[LabelCount] = ()
    balance: str = ""
    sides: tuple[int, int, int] = (0, 0, 0)
    notes: Sequence[str] = ()
    variation: str = ""
    chips: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A held-out image before and now."""

    image_id: int
    before: str
    now: str
    score: float
    is_right: bool


@dataclass(frozen=True, slots=True)
class PhaseView:
    """A segment of the progress bar.

    Attributes:
        share: Width relative to the others.
        done: 0..1.
    """

    name: str
    share: float
    done: float


@dataclass(frozen=True, slots=True)
class RunningView:
    """The page of a run that goes on, or of the last one that ended.

    Attributes:
        detail: `image 48 of 90, 7.5 images/s, 12 s an epoch`.
        left: `2 to 3 min left`.
        notices: Sentences the run wrote (memory ran short, ...).
    """

    run_id: str
    sentence: str
    second: str
    phases: Sequence[PhaseView]
    phase: str
    detail: str
    left: str
    state: str
    loss: Sequence[tuple[float, float]] = ()
    loss_train: Sequence[tuple[float, float]] = ()
    metric: Sequence[tuple[float, float]] = ()
    metric_train: Sequence[tuple[float, float]] = ()
    metric_name: str = "Balanced accuracy"
    best: tuple[float, float] | None = None
    in_use: tuple[float, str] | None = None
    epochs: int = 1
    samples: Sequence[SampleRow] = ()
    samples_head: str = ""
    notices: Sequence[str] = ()
