"""What a run leaves behind: the best network and `metrics.json`, with every prediction, so that nothing has to be run again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from tlstudio.jobs.diary import finite
from tlstudio.jobs.files import write_json
from tlstudio.jobs.run_folder import BEST_FILE, METRICS_FILE, RIVAL_FILE
from tlstudio.jobs.spec import DatasetRow, RunSpec
from tlstudio.learn.classification.metrics import compare, evaluate, verdict
from tlstudio.learn.classification.scores import key_metric
from tlstudio.learn.training import checkpoint
from tlstudio.learn.training.loop import LoopState
from tlstudio.learn.training.sides import Sides

DIGITS = 5
# Below this a comparison says nothing either way, and the sentence would only mislead.
COMPARED_AT_LEAST = 10


@dataclass(frozen=True, slots=True)
class Instant:
    """The instant learner on the same images.

    Attributes:
        val: (n_val, C) fitted on the training side.
        test: (n_test, C) fitted on everything decided that is not the test side, as it is in use.
    """

    val: np.ndarray
    test: np.ndarray


@dataclass(frozen=True, slots=True)
class Result:
    """The figures of the last line of the diary; the deciding metric on each side."""

    value: float
    test: float | None
    instant: float | None


def save_network(
    folder: Path,
    network: torch.nn.Module,
    spec: RunSpec,
    state: LoopState,
    *,
    n_outputs: int,
    size: int,
    temperature: float,
) -> None:
    """Write `best.safetensors`: all weights, and in its header what is needed to build and use the network."""
    checkpoint.save(
        folder / BEST_FILE,
        network.state_dict(),
        {
            "task": spec.task,
            "labels": list(spec.labels),
            "network": spec.network,
            "backbone": spec.backbone,
            "outputs": n_outputs,
            "image_size": size,
            "temperature": temperature,
            "epoch": state.epoch,
        },
    )


def write_metrics(
    folder: Path,
    spec: RunSpec,
    rows: Sequence[DatasetRow],
    sides: Sides,
    targets: np.ndarray,
    probs: Mapping[str, np.ndarray],
    instant: Instant | None,
    best: Mapping[str, Any],
) -> Result:
    """Measure both sides, compare with the instant learner and the run in use, and write `metrics.json`.

    Args:
        targets: (N, C or C + 1) over all rows.
        probs: Side (`val`, `test`) -> (n, C or C + 1).
        best: Header of the best checkpoint.
    """
    n_labels, multilabel, labels = len(spec.labels), spec.is_multilabel, list(spec.labels)
    beside = {"val": instant.val, "test": instant.test} if instant else {}
    indices = {"val": sides.val, "test": sides.test}
    content: dict[str, Any] = {
        "task": spec.task,
        "labels": labels,
        "label_ids": list(spec.label_ids),
        "metric": key_metric(multilabel),
        "best_epoch": int(best["epoch"]),
        "temperature": best["temperature"],
        "images": sides.counts,
        "instant": {},
        "predictions": {},
    }
    for side, chosen in indices.items():
        truth = targets[chosen, :n_labels]
        content[side] = _measured(probs[side][:, :n_labels], truth, labels, multilabel)
        if side in beside:
            content["instant"][side] = _measured(beside[side][:, :n_labels], truth, labels, multilabel)
        content["predictions"][side] = [
            _prediction(
                rows[row], probs[side][place, :n_labels], beside[side][place, :n_labels] if side in beside else None
            )
            for place, row in enumerate(chosen)
        ]
    held_out = "test" if len(sides.test) else "val"
    content["held_out"] = held_out
    content["comparisons"] = _comparisons(
        folder, content["predictions"], targets[sides.test, :n_labels], labels, multilabel
    )
    if content[held_out]:
        content["verdict"] = _verdict(content[held_out])
    write_json(folder / METRICS_FILE, finite(content))
    metric = content["metric"]
    return Result(
        value=content["val"][metric],
        test=content["test"][metric] if content["test"] else None,
        instant=content["instant"].get(held_out, {}).get(metric) if content["instant"] else None,
    )


def _measured(probs: np.ndarray, truth: np.ndarray, labels: list[str], multilabel: bool) -> dict[str, Any] | None:
    return evaluate(probs, truth, labels, multilabel=multilabel) if len(truth) else None


def _prediction(row: DatasetRow, probs: np.ndarray, instant: np.ndarray | None) -> dict[str, Any]:
    said: dict[str, Any] = {
        "path": row.path,
        "page": row.page,
        "image_id": row.image_id,
        "targets": list(row.targets),
        "probs": [round(float(value), DIGITS) for value in probs],
    }
    if instant is not None:
        said["instant"] = [round(float(value), DIGITS) for value in instant]
    return said


def _comparisons(
    folder: Path,
    predictions: Mapping[str, list[dict[str, Any]]],
    truth: np.ndarray,
    labels: list[str],
    multilabel: bool,
) -> dict[str, Any]:
    """Paired evidence on the test side; the validation side picked the epoch and would flatter the new network."""
    tested = predictions["test"]
    result: dict[str, Any] = {}
    pairs: dict[str, dict[str, list[float]]] = {
        "instant": {_key(row): row["instant"] for row in tested if "instant" in row}
    }
    rival = _read_rival(folder, labels)
    if rival:
        pairs["rival"] = rival["probs"]
        result["rival_run"] = rival["run"]
    for name, others in pairs.items():
        common = [place for place, row in enumerate(tested) if _key(row) in others]
        if len(common) < COMPARED_AT_LEAST:
            continue
        new = np.array([tested[place]["probs"] for place in common])
        old = np.array([others[_key(tested[place])] for place in common])
        against = compare(new, old, truth[common], multilabel=multilabel)
        result[name] = {
            **asdict(against),
            "is_better": against.is_better,
            "is_worse": against.is_worse,
            "sentence": against.sentence,
        }
        if name == "rival" and "instant" in pairs:
            fresh = [place for place in common if _key(tested[place]) in pairs["instant"]]
            if len(fresh) >= COMPARED_AT_LEAST:
                instant = np.array([tested[place]["instant"] for place in fresh])
                old = np.array([others[_key(tested[place])] for place in fresh])
                result["instant_beats_rival"] = compare(instant, old, truth[fresh], multilabel=multilabel).is_better
    return result


def _key(row: Mapping[str, Any]) -> str:
    return f"{row['path']}|{row['page']}"


def _read_rival(folder: Path, labels: list[str]) -> dict[str, Any] | None:
    """The run in use: `{run, labels, probs: {path|page: [...]}}`; None without one, or with other labels."""
    try:
        rival = json.loads((folder / RIVAL_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return rival if rival.get("labels") == labels else None


def _verdict(measured: dict[str, Any]) -> Any:
    said = verdict(measured)
    return asdict(said) if hasattr(said, "__dataclass_fields__") else said
