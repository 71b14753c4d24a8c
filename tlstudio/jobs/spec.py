"""What a run was asked to do: `spec.json` and `dataset.jsonl`, everything needed to repeat it elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path, PurePosixPath
from typing import Any

from tlstudio.core.errors import JobError, UsageError
from tlstudio.core.words import Split, Task
from tlstudio.jobs.files import write_json, write_text

SPEC_FILE = "spec.json"
DATASET_FILE = "dataset.jsonl"
SPEC_VERSION = 1
AUGMENTATIONS = ("none", "mild", "strong")


@dataclass(frozen=True, slots=True)
class RunSpec:
    """The settings of one fine-tuning. Zero or `auto` means "chosen from the number of labels, written to the diary".

    Attributes:
        labels: Names in the order of the class indices of `dataset.jsonl`.
        label_ids: The project's ids in the same order; empty outside a project.
        network: Key of a card in `learn/classification/networks`.
        freeze: `auto`, `head` ("feature extraction"), `stages:N` (the last N stages with batch norm frozen, "freeze")
            or `none` ("fine-tune all").
        image_size: Side of the square input in pixels; 0 = the backbone's own.
        augmentation: One of `AUGMENTATIONS`.
        draws: Augmentation draws kept per image in the boundary cache, the plain picture among them.
        head_learning_rate: 0 = three times `learning_rate`.
        patience: Epochs without progress on the validation side before the run ends early; 0 = never.
        max_minutes: Wall-clock limit of the training phase; 0 = none.
        from_scratch: Start from random weights (the comparison "transfer against scratch").
        cache_boundary: Keep activations at the freeze boundary instead of computing frozen layers every epoch.
        cache_megabytes: Largest boundary cache; above it fewer draws are kept, then none.
        threads: Threads of torch; 0 = cores minus one.
        plan: The sentence that the person saw before starting.
    """

    labels: tuple[str, ...]
    task: str = Task.CLASSIFICATION.value
    label_ids: tuple[int, ...] = ()
    network: str = "all_stages"
    backbone: str = "efficientnet_lite0"
    freeze: str = "auto"
    epochs: int = 0
    batch_size: int = 16
    image_size: int = 0
    augmentation: str = "mild"
    draws: int = 3
    learning_rate: float = 0.0
    head_learning_rate: float = 0.0
    weight_decay: float = 0.01
    patience: int = 5
    max_minutes: float = 0.0
    class_balance: bool = True
    ema: bool = True
    from_scratch: bool = False
    cache_boundary: bool = True
    cache_megabytes: int = 2000
    seed: int = 0
    device: str = "auto"
    threads: int = 0
    mixed_precision: bool = False
    plan: str = ""
    created_at: str = ""
    version: int = SPEC_VERSION

    def to_json(self) -> dict[str, Any]:
        """Return plain values; tuples become lists."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> RunSpec:
        """Build from plain values; settings of a later version that this one does not know are left out.

        Raises:
            UsageError: A value that no run can work with.
        """
        known = {field.name for field in fields(cls)}
        given: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in values.items() if name in known
        }
        try:
            spec = cls(**given)
            spec.check()
        except (TypeError, AttributeError) as error:
            raise UsageError(
                f"{SPEC_FILE} cannot be used: {error}.", hint="Start a new run from the project."
            ) from error
        return spec

    def check(self) -> None:
        """Refuse impossible settings before any work starts.

        Raises:
            UsageError: The sentence names the setting.
        """
        problems = [
            (self.task not in {Task.CLASSIFICATION.value, Task.MULTILABEL.value}, f"task {self.task!r} is not known"),
            (not self.labels, "there are no labels"),
            (len(set(self.labels)) != len(self.labels), "a label is listed twice"),
            (bool(self.label_ids) and len(self.label_ids) != len(self.labels), "label_ids and labels differ in length"),
            (
                self.augmentation not in AUGMENTATIONS,
                f"augmentation {self.augmentation!r} is not one of {', '.join(AUGMENTATIONS)}",
            ),
            (self.batch_size < 1, "batch_size must be at least 1"),
            (self.draws < 1, "draws must be at least 1"),
            (
                self.epochs < 0 or self.max_minutes < 0 or self.patience < 0,
                "epochs, patience and max_minutes cannot be negative",
            ),
            (self.learning_rate < 0 or self.head_learning_rate < 0, "a learning rate cannot be negative"),
            (self.image_size < 0 or 0 < self.image_size < 32, "image_size must be 0 or at least 32 pixels"),
            (not is_freeze(self.freeze), f"freeze {self.freeze!r} is not auto, head, stages:N or none"),
        ]
        for wrong, sentence in problems:
            if wrong:
                raise UsageError(f"The run cannot start: {sentence}.", hint="Change the setting and start again.")

    @property
    def is_multilabel(self) -> bool:
        """Whether an image may carry several labels (one sigmoid per label instead of a softmax)."""
        return self.task == Task.MULTILABEL.value


def is_freeze(text: str) -> bool:
    """Whether a freeze policy is spelled as `RunSpec.freeze` allows."""
    if text in {"auto", "head", "none"}:
        return True
    name, _, count = text.partition(":")
    return name == "stages" and count.isdecimal() and int(count) >= 1


@dataclass(frozen=True, slots=True)
class DatasetRow:
    """One decided image of a run's snapshot.

    Attributes:
        path: POSIX path relative to the root given when the run starts.
        targets: Class indices; empty = checked, none of the labels.
        split: `train`, `val` or `test` for this run.
        group: Images of one group stay on one side; empty = alone.
        content_hash: Identity of the picture's bytes; empty outside a project.
    """

    path: str
    targets: tuple[int, ...]
    split: str = Split.TRAIN.value
    image_id: int = 0
    page: int = 0
    group: str = ""
    content_hash: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> DatasetRow:
        """Build from plain values, leaving unknown ones out."""
        known = {field.name for field in fields(cls)}
        given = {name: value for name, value in values.items() if name in known}
        given["targets"] = tuple(int(index) for index in given.get("targets", ()))
        return cls(**given)


def write_run(folder: Path, spec: RunSpec, rows: Iterable[DatasetRow]) -> None:
    """Create a run's folder with its snapshot.

    Raises:
        UsageError: Impossible settings, or a path that is absolute (a run must be movable to another machine).
        DiskFull: The folder cannot be written.
    """
    spec.check()
    rows = list(rows)
    for row in rows:
        if PurePosixPath(row.path).is_absolute():
            raise UsageError(
                f"{row.path} is absolute.", hint="Give paths relative to the root the run is started with."
            )
        if any(index < 0 or index >= len(spec.labels) for index in row.targets):
            raise UsageError(f"{row.path} has a class index outside the {len(spec.labels)} labels.")
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / DATASET_FILE, "".join(json.dumps(row.to_json(), ensure_ascii=False) + "\n" for row in rows))
    write_json(folder / SPEC_FILE, spec.to_json())


def read_spec(folder: Path) -> RunSpec:
    """Read `spec.json`.

    Raises:
        JobError: The folder holds no readable spec.
    """
    try:
        return RunSpec.from_json(json.loads((folder / SPEC_FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise JobError(
            f"{folder.name} is not a run: {SPEC_FILE} cannot be read.",
            hint="Delete the run or start a new one.",
            detail=str(error),
        ) from error


def read_dataset(folder: Path) -> Sequence[DatasetRow]:
    """Read `dataset.jsonl`.

    Raises:
        JobError: Missing, or a line is not a row.
    """
    rows: list[DatasetRow] = []
    try:
        with (folder / DATASET_FILE).open(encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    row = DatasetRow.from_json(json.loads(line))
                    # As `write_run` promises: a run that was carried here reads below the root it is given.
                    if PurePosixPath(row.path).is_absolute() or "\0" in row.path:
                        raise ValueError(f"{row.path!r} is not a relative path")
                    rows.append(row)
            return rows
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise JobError(
            f"{DATASET_FILE} of {folder.name} cannot be read (row {len(rows) + 1}).",
            hint="The snapshot is damaged: start a new run.",
            detail=str(error),
        ) from error
