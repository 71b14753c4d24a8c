"""Turns plans, runs and diaries of the project into what the Train room shows. No Qt here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tlstudio.core.words import Label, Split
from tlstudio.gui.models import words
from tlstudio.gui.models.numbers import counted, decimal
from tlstudio.gui.models.said import tr
from tlstudio.gui.models.sentences import sentence
from tlstudio.gui.models.training import (
    Compared,
    LabelCount,
    PhaseView,
    ReadyView,
    RunningView,
    RunRow,
    SampleRow,
)
from tlstudio.jobs.events import EpochEnd, Event, Notice, Phase, Progress, Samples

if TYPE_CHECKING:
    from tlstudio.project.runs import Plan, Run

METRICS = {"balanced_accuracy": "Balanced accuracy", "macro_f1": "Mean F1", "accuracy": "Accuracy"}
NONE_OF_THEM = "none of the labels"
VARIATIONS = {
    "none": "Images as they are",
    "mild": "Flips, small crops, light",
    "strong": "Flips, larger crops, turns, colour, light",
}


def metric_title(name: str) -> str:
    """Return a figure's name as a heading."""
    return tr(METRICS.get(name, name.replace("_", " ").capitalize() or "Score"))


def ready_view(plan: Plan, labels: Sequence[Label]) -> ReadyView:
    """Say what a run would do now."""
    colours = {label.name: label.colour for label in labels}
    counts = [LabelCount(name, colours.get(name, "edge"), count) for name, count in _learned_from(plan)]
    sides = plan.sides
    epochs = plan.spec.epochs
    return ReadyView(
        sentence=sentence(plan.sentence),
        second=_what_to_expect(plan),
        reason_off=sentence(plan.reason_off),
        hint=sentence(plan.expectation),
        labels=sorted(counts, key=lambda label: -label.count),
        balance=sentence(plan.evened_out),
        sides=(sides.get("train", 0), sides.get("val", 0), sides.get("test", 0)),
        notes=[note for note in (tr("Near duplicates stay on one side"), sentence(plan.held_out)) if note]
        if plan.held_out
        else (),
        variation=tr(VARIATIONS.get(plan.spec.augmentation, "")),
        chips=[
            *([tr(plan.freeze)] if plan.freeze else []),
            tr("{n} epochs, stops early").format(n=epochs) if epochs else tr("Stops early"),
            tr("Seed {n}").format(n=plan.spec.seed),
        ],
    )


def _what_to_expect(plan: Plan) -> str:
    if plan.duration:
        text = tr("{duration}, in the background. You can keep labelling, pause or stop at any time.")
        return text.format(duration=sentence(plan.duration))
    if any(count for _, count in plan.per_label):
        return tr("Suggestions already come from the instant learner; fine-tuning needs more to learn from.")
    return tr("Label a few images first; suggestions start after two labels.")


def _learned_from(plan: Plan) -> list[tuple[str, int]]:
    """Training images per label: what the plan's sentence about the rarest label counts as well."""
    if not plan.rows:
        return list(plan.per_label)
    learnt = Counter(index for row in plan.rows if row.split == Split.TRAIN.value for index in row.targets)
    used = {name: learnt[index] for index, name in enumerate(plan.spec.labels)}
    return [(name, used.get(name, 0)) for name, _ in plan.per_label]


def run_row(run: Run, serving: str, now: datetime) -> RunRow:
    """Return a run's line of the table."""
    state = run.state.value
    value = "–"
    shown = run.test if run.test is not None else run.value
    if run.state.is_live and run.value is not None:
        value = tr("{value} so far").format(value=words.figure(run.value))
    elif shown is not None:
        value = words.figure(shown) + (f" ({words.interval(run.interval)})" if run.interval else "")
    kind, said = _compared(run)
    when = datetime.fromtimestamp(run.started_at) if run.started_at else now
    return RunRow(
        run_id=run.id,
        title=tr("{run}, in use").format(run=title_of(run)) if run.id == serving else title_of(run),
        what=_what(run),
        images=sum(run.images.values()) - run.images.get("test", 0),
        value=value,
        curve=run.curve,
        compared=kind,
        compared_words=said,
        time=words.clock(run.seconds) if run.seconds else "",
        when=words.moment(when, now),
        state="running" if state == "starting" else state,
        is_serving=run.id == serving,
    )


def title_of(run: Run) -> str:
    """Return `Run 8`."""
    return tr("Run {}").format(run.id)


def _what(run: Run) -> str:
    freeze = tr(run.freeze.split(" (")[0] or "Getting ready")
    return f"{freeze}, {words.count(run.epochs, 'epoch')}" if run.epochs else freeze


def _compared(run: Run) -> tuple[Compared, str]:
    if run.state.is_live:
        return Compared.OPEN, tr("Known when it ends")
    if run.sentence:
        return Compared.WORSE, tr("Stopped: {reason}").format(reason=run.sentence.rstrip("."))
    if not run.comparison:
        return Compared.SAME, ""
    kind = Compared.SAME if run.better is None else Compared.BETTER if run.better else Compared.WORSE
    said = run.comparison.split(" on ")[0].replace(" to ", tr("{low} to {high}").format(low="", high=""))
    for words_of_run, shown in (("Better by ", "Better by {}"), ("Worse by ", "Worse by {}"), ("No clear", "Same, {}")):
        if said.startswith(words_of_run):
            return kind, tr(shown).format(said.removeprefix(words_of_run).removeprefix(" difference: "))
    return kind, said


def running_view(run: Run, events: Sequence[Event], rival: Run | None) -> RunningView:
    """Return the page of a run out of its diary.

    Args:
        rival: The run in use, whose figure is drawn as a dotted line; None = the instant learner.
    """
    epochs = _final_epochs(events)
    metric = run.metric or "balanced_accuracy"
    trained = [event for event in epochs if event.epoch > 0]
    best = next((event for event in reversed(epochs) if event.best), None)
    start = next((event for event in epochs if event.epoch == 0), None)
    in_use = None
    if rival is not None and rival.value is not None:
        in_use = (rival.value, tr("{run}, in use").format(run=tr("run {run}").format(run=rival.id)))
    elif start is not None:
        in_use = (start.metrics.get(f"val/{metric}", 0.0), tr("instant learner"))
    samples, head = _samples(events, run)
    sides = run.images
    return RunningView(
        run_id=run.id,
        sentence=tr("Fine-tuning on {n} labelled images").format(n=sides.get("train", 0) + sides.get("val", 0))
        if sides
        else tr("Getting ready"),
        second=_sides_sentence(run),
        phases=phases(run, events),
        phase=_present(run, events),
        detail=_detail(run, epochs),
        left=words.time_left(*run.seconds_left) if run.seconds_left else "",
        state=run.state.value,
        loss=_points(trained, "val/loss"),
        loss_train=_points(trained, "train/loss"),
        metric=_points(epochs, f"val/{metric}"),
        metric_train=_points(trained, f"train/{metric}"),
        metric_name=metric_title(metric),
        best=(float(best.epoch), best.metrics.get(f"val/{metric}", 0.0)) if best is not None else None,
        in_use=in_use,
        epochs=run.epochs or 1,
        samples=samples,
        samples_head=head,
        notices=[" ".join(part for part in (e.sentence, e.hint) if part) for e in events if isinstance(e, Notice)],
    )


def _sides_sentence(run: Run) -> str:
    sides = run.images
    if not sides:
        return tr("The process starts and reads the images")
    text = tr(
        "{freeze}, {labels}; {train} images to learn, {val} to pick the best epoch, {test} for the test. {device}"
    )
    return text.format(
        freeze=tr(run.freeze), labels=words.count(len(run.spec.labels), "label"), train=sides.get("train", 0),
        val=sides.get("val", 0), test=sides.get("test", 0), device=run.device,
    )  # fmt: skip


def _final_epochs(events: Sequence[Event]) -> list[EpochEnd]:
    """The epochs of the final course: what a resumed run did again replaces what it had done before."""
    found: dict[int, EpochEnd] = {}
    for event in events:
        if isinstance(event, EpochEnd):
            found = {number: kept for number, kept in found.items() if number < event.epoch}
            found[event.epoch] = event
    return [found[number] for number in sorted(found)]


def _points(epochs: Sequence[EpochEnd], name: str) -> list[tuple[float, float]]:
    return [(float(event.epoch), event.metrics[name]) for event in epochs if name in event.metrics]


def phases(run: Run, events: Sequence[Event]) -> list[PhaseView]:
    """Return the segments of the progress bar; all epochs are one segment."""
    done: dict[str, float] = {}
    shares: dict[str, float] = {}
    order: list[str] = []
    for event in events:
        if not isinstance(event, Phase | Progress):
            continue
        name = _segment(event.name if isinstance(event, Phase) else event.phase)
        if name not in order:
            order.append(name)
        for earlier in order[: order.index(name)]:
            done[earlier] = 1.0
        if isinstance(event, Phase):
            shares[name] = max(shares.get(name, 0.0), event.share)
        elif name != "Epochs" and event.total:
            done[name] = event.done / event.total
    for expected in ("Epochs", "Test"):
        if expected not in order:
            order.append(expected)
    if run.epochs:
        done["Epochs"] = max(done.get("Epochs", 0.0), run.epoch / run.epochs)
    if not run.state.is_live and not run.sentence:
        done = dict.fromkeys(order, 1.0)
    fallback = {"Epochs": 0.6, "Boundary cache": 0.2}
    return [PhaseView(name, shares.get(name) or fallback.get(name, 0.1), done.get(name, 0.0)) for name in order]


def _segment(name: str) -> str:
    return "Epochs" if name.startswith("Epoch") else name


def _present(run: Run, events: Sequence[Event]) -> str:
    if not run.state.is_live:
        return ""
    last = next((e for e in reversed(events) if isinstance(e, Phase)), None)
    return _segment(last.name) if last is not None else ""


def _detail(run: Run, epochs: Sequence[EpochEnd]) -> str:
    if run.state.value == "paused":
        return tr("paused after epoch {n}").format(n=run.epoch)
    parts: list[str] = []
    present = run.phase
    if present.startswith("Epoch"):
        parts.append(tr("{n} of {m}").format(n=present.removeprefix("Epoch ").strip(), m=run.epochs))
    if run.progress is not None and run.progress.total:
        parts.append(tr("image {n} of {total}").format(n=counted(run.progress.done), total=counted(run.progress.total)))
        if run.progress.rate >= 0.05:
            parts.append(tr("{n} images/s").format(n=decimal(run.progress.rate, 1)))
    timed = [event.seconds for event in epochs if event.epoch > 0][-3:]
    if timed and present.startswith("Epoch"):
        parts.append(tr("{n} s an epoch").format(n=decimal(sum(timed) / len(timed), 1)))
    return ", ".join(parts)


def _samples(events: Sequence[Event], run: Run) -> tuple[list[SampleRow], str]:
    last = next((event for event in reversed(events) if isinstance(event, Samples)), None)
    if last is None:
        return [], ""

    def name(index: int) -> str:
        return run.spec.labels[index] if 0 <= index < len(run.spec.labels) else tr(NONE_OF_THEM)

    rows: list[SampleRow] = []
    for row in last.rows:
        targets = [int(index) for index in row["targets"]] or [-1]
        now = int(row["now"])
        rows.append(
            SampleRow(
                int(row["image_id"]), name(int(row["before"])), name(now), float(row["now_score"]), now in targets
            )
        )
    return rows, tr("start → epoch {n}").format(n=last.epoch)
