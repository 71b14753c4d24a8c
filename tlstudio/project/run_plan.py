"""What a fine-tuning would do, said before it starts: on how many images, how long, what to expect, or why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import UsageError, closest
from tlstudio.core.words import Image, Label, Split, Task
from tlstudio.jobs.freeze import choose
from tlstudio.jobs.holdout import hold_out
from tlstudio.jobs.spec import DatasetRow, RunSpec
from tlstudio.project.backbone_card import card_of, weights_missing
from tlstudio.project.grouping import units
from tlstudio.project.run_duration import duration, in_words

if TYPE_CHECKING:
    from tlstudio.project.project import Project

LABELS_NEEDED = 2
IMAGES_NEEDED = 5
HELD_OUT_SHARE = 0.2
# With fewer images per label no gain was seen on six sets (docs/performance.md).
GAIN_UNLIKELY_BELOW = 50


@dataclass(frozen=True, slots=True)
class Plan:
    """A run that could start now.

    Attributes:
        rows: The snapshot; empty when the run is off.
        sentence: `Fine-tune EfficientNet-Lite0 on 112 labelled images`.
        duration: `About 4 to 6 min on this CPU`.
        freeze: The policy in words, with `why` it was chosen.
        expectation: What to expect, honestly.
        reason_off: Why it cannot start; empty when it can.
        per_label: (name, decided images) in the order of the labels.
        sides: Split -> number of images.
        evened_out: `Evened out: miner counts 2.5 times`; empty when the labels are even.
        held_out: Where the images for picking the epoch and for the test come from.
    """

    spec: RunSpec
    rows: tuple[DatasetRow, ...]
    sentence: str
    duration: str
    seconds_range: tuple[float, float]
    freeze: str
    why: str
    expectation: str
    reason_off: str
    per_label: tuple[tuple[str, int], ...]
    sides: dict[str, int]
    evened_out: str
    held_out: str


def make_plan(
    project: Project, *, busy: str = "", pace: float = 1.0, decided_before: int | None = None, **overrides: Any
) -> Plan:
    """Look at what is decided and plan a run.

    Args:
        busy: Title of a run that works now; a second one waits for its end.
        pace: How much slower than planned the last run was.
        decided_before: Images the last finished run learnt from and was checked on.
        overrides: Fields of `RunSpec` set by hand.

    Raises:
        UsageError: An unknown setting or backbone.
    """
    task = project.info.task
    if task not in {Task.CLASSIFICATION, Task.MULTILABEL}:
        raise UsageError(f"Fine-tuning for {task.value} projects is not part of this version.")
    labels = project.read.labels()
    images = _usable(project)
    per_label = _per_label(images, labels)
    used = [label for label in labels if per_label[label.id]]
    spec = _spec(task, used, overrides)
    card = card_of(spec.backbone)
    reason = _reason_off(used, per_label, busy) or ("" if spec.from_scratch else weights_missing(card))
    if reason:
        return _off(spec, card, reason, labels, per_label)
    rows, held_out = _rows(images, used)
    sides = dict(Counter(row.split for row in rows))
    train = Counter(index for row in rows if row.split == Split.TRAIN.value for index in row.targets)
    smallest = min(train[index] for index in range(len(used)))
    policy = choose(spec.freeze, smallest_label=smallest, stages=len(card.taps), from_scratch=spec.from_scratch)
    low, high = duration(spec, card, policy, sides, pace=pace)
    learned = sides.get(Split.TRAIN.value, 0) + sides.get(Split.VAL.value, 0)
    processor = "GPU" if spec.device in {"cuda", "mps"} else "CPU"
    sentence = f"Fine-tune {card.title} on {learned} labelled images"
    if spec.from_scratch:
        sentence = f"Train {card.title} from random weights on {learned} labelled images"
    return Plan(
        spec=replace(spec, plan=sentence, created_at=datetime.now(UTC).isoformat(timespec="seconds")),
        rows=tuple(rows),
        sentence=sentence,
        duration=f"About {in_words(low, high)} on this {processor}",
        seconds_range=(low, high),
        freeze=policy.words,
        why=policy.why,
        expectation=_expectation(smallest, len(rows), decided_before),
        reason_off="",
        per_label=tuple((label.name, per_label[label.id]) for label in labels),
        sides=sides,
        evened_out=_evened_out(spec, train, used),
        held_out=held_out,
    )


def _usable(project: Project) -> list[Image]:
    decided = project.read.decided()
    images = project.read.images(decided.image_ids)
    # An absolute path is on another drive: a snapshot with it could not be carried anywhere.
    return [image for image in images if not image.missing and not PurePosixPath(image.path).is_absolute()]


def _per_label(images: Sequence[Image], labels: Sequence[Label]) -> dict[int, int]:
    counts = Counter(label_id for image in images for label_id in image.label_ids)
    return {label.id: counts[label.id] for label in labels}


def _spec(task: Task, labels: Sequence[Label], overrides: dict[str, Any]) -> RunSpec:
    known = set(RunSpec.__dataclass_fields__)
    for name in overrides:
        if name not in known:
            raise UsageError(f"A run has no setting {name!r}.", hint=closest(name, known))
    names, ids = tuple(label.name for label in labels), tuple(label.id for label in labels)
    spec = replace(RunSpec(labels=names, label_ids=ids, task=task.value), **overrides)
    if spec.labels:
        spec.check()
    return spec


def _reason_off(used: Sequence[Label], per_label: dict[int, int], busy: str) -> str:
    if busy:
        return f"{busy} is running; one fine-tuning at a time"
    enough = [label for label in used if per_label[label.id] >= IMAGES_NEEDED]
    if len(enough) >= LABELS_NEEDED:
        return ""
    now = ", ".join(f"{label.name} {per_label[label.id]}" for label in used) or "none"
    return f"Needs {LABELS_NEEDED} labels with {IMAGES_NEEDED} decided images each; now {now}"


def _off(spec: RunSpec, card: BackboneCard, reason: str, labels: Sequence[Label], per_label: dict[int, int]) -> Plan:
    return Plan(
        spec=spec,
        rows=(),
        sentence=f"Fine-tune {card.title}",
        duration="",
        seconds_range=(0.0, 0.0),
        freeze="",
        why="",
        expectation="",
        reason_off=reason,
        per_label=tuple((label.name, per_label[label.id]) for label in labels),
        sides={},
        evened_out="",
        held_out="",
    )


def _rows(images: Sequence[Image], labels: Sequence[Label]) -> tuple[list[DatasetRow], str]:
    """Freeze the decided images with their sides; a side that is missing is taken out of the training side."""
    from tlstudio.imaging.hashes import near_duplicates

    column = {label.id: index for index, label in enumerate(labels)}
    alike = near_duplicates([image.perceptual_hash for image in images])
    unit = units([image.group for image in images], alike)
    rows = [
        DatasetRow(
            path=image.path,
            targets=tuple(sorted(column[label_id] for label_id in image.label_ids)),
            split=(image.split or Split.TRAIN).value,
            image_id=image.id,
            page=image.page,
            group=f"unit {number}",
            content_hash=image.content_hash,
        )
        for image, number in zip(images, unit.tolist(), strict=True)
    ]
    missing: list[str] = []
    for side, words in ((Split.TEST, "test"), (Split.VAL, "validation")):
        if any(row.split == side.value for row in rows):
            continue
        training = [index for index, row in enumerate(rows) if row.split == Split.TRAIN.value]
        chosen = hold_out([rows[i].targets for i in training], [rows[i].group for i in training], HELD_OUT_SHARE)
        for index, aside in zip(training, chosen, strict=True):
            if aside:
                rows[index] = replace(rows[index], split=side.value)
        missing.append(words)
    if not missing:
        return rows, "Test and validation images are those of the project's split"
    return rows, f"The project has no {' and no '.join(missing)} images: a fifth is set aside for this run"


def _expectation(smallest: int, n_images: int, before: int | None) -> str:
    new = n_images - before if before is not None else 0
    since = f"{new} new decisions since the last run. " if new > 0 else ""
    if smallest < GAIN_UNLIKELY_BELOW:
        return (
            f"{since}The rarest label has {smallest} images to learn from. Below {GAIN_UNLIKELY_BELOW}, fine-tuning seldom beats "
            "the instant learner; it takes over only if it is better on the same test images."
        )
    return f"{since}A gain is possible; it takes over only if it is better on the same test images."


def _evened_out(spec: RunSpec, train: Counter[int], labels: Sequence[Label]) -> str:
    if not spec.class_balance or len(train) < LABELS_NEEDED:
        return ""
    mean = sum(train.values()) / len(train)
    rarest = min(train, key=lambda index: train[index])
    factor = mean / train[rarest]
    return f"Evened out: {labels[rarest].name} counts {factor:.1f} times" if factor >= 1.25 else ""
