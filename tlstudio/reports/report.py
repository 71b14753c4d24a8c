"""A run or an evaluation as one self-contained HTML file: the verdict first, then figures, then what lies behind them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tlstudio.core.cards import BackboneCard, NetworkCard
from tlstudio.core.discover import cards
from tlstudio.core.errors import JobError
from tlstudio.core.version import __version__
from tlstudio.jobs.diary import DIARY_FILE, Diary
from tlstudio.jobs.events import EpochEnd, Started
from tlstudio.jobs.files import write_text
from tlstudio.jobs.run_folder import METRICS_FILE
from tlstudio.jobs.spec import DatasetRow, RunSpec, read_dataset, read_spec
from tlstudio.reports import charts

REPORT_FILE = "report.html"
LOW = 0.8
SHARES = ("sensitivity", "precision", "specificity", "f1", "auroc")
MISTAKES_SHOWN = 50


def run_report(folder: Path, destination: Path | None = None) -> Path:
    """Write the report of a finished run.

    Args:
        folder: The run's folder.
        destination: File to write; `report.html` in the folder when left out.

    Raises:
        JobError: The run is not done.
        DiskFull: The file cannot be written.
    """
    spec, rows = read_spec(folder), list(read_dataset(folder))
    try:
        metrics = json.loads((folder / METRICS_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise JobError(
            f"Run {folder.name} has no results yet.", hint="The report can be written when it is done."
        ) from error
    held_out = metrics["held_out"]
    events = Diary(folder / DIARY_FILE).events()
    epochs = [event for event in events if isinstance(event, EpochEnd)]
    started = next((event for event in reversed(events) if isinstance(event, Started)), None)
    words = "test images" if held_out == "test" else "validation images, which also picked the epoch"
    content = _measured(metrics[held_out], metrics.get("verdict"), metrics["predictions"][held_out], spec.labels)
    content |= {
        "title": f"Run {folder.name}: {spec.plan or 'fine-tuning'}",
        "subtitle": f"Run {folder.name}. {spec.plan or 'Fine-tuning'}; measured on {metrics[held_out]['images']} {words}.",
        "comparisons": _comparisons(metrics.get("comparisons", {})),
        "curves": _curves(epochs, metrics["metric"], metrics["best_epoch"]),
        "used": _used(rows, spec.labels, metrics),
        "tables": [
            {"title": "Settings", "rows": _settings(spec, started, epochs)},
            {"title": "Model card", "rows": _model_card(spec, metrics, started)},
        ],
    }
    return _write(destination or folder / REPORT_FILE, content)


def evaluation_report(
    measured: Mapping[str, Any],
    destination: Path,
    *,
    labels: Sequence[str],
    model: str,
    verdict: Mapping[str, str] | None = None,
    predictions: Sequence[Mapping[str, Any]] = (),
    facts: Sequence[tuple[str, str]] = (),
) -> Path:
    """Write the report of an evaluation that is not a run's own (for example the instant learner's).

    Args:
        measured: The keys of `metrics.json` below `test`.
        destination: The HTML file.
        predictions: Each `{path, targets, probs}`, for the list of mistakes.
        facts: Name and value of what else should be known.

    Raises:
        DiskFull: The file cannot be written.
    """
    content = _measured(measured, verdict, predictions, labels)
    content |= {
        "title": f"Evaluation of {model}",
        "subtitle": f"{model}, measured on {measured['images']} images.",
        "comparisons": [],
        "curves": [],
        "used": [],
        "tables": [{"title": "Settings", "rows": list(facts)}] if facts else [],
    }
    return _write(destination, content)


def _write(destination: Path, content: dict[str, Any]) -> Path:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("tlstudio.reports", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    content["footer"] = f"Written by TL Studio {__version__} on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC."
    destination.parent.mkdir(parents=True, exist_ok=True)
    write_text(destination, environment.get_template("template.html").render(content))
    return destination


def _measured(
    measured: Mapping[str, Any],
    verdict: Mapping[str, str] | None,
    predictions: Sequence[Mapping[str, Any]],
    labels: Sequence[str],
) -> dict[str, Any]:
    """Everything of the page that comes from one side's figures."""
    from markupsafe import Markup

    tested = [row for row in measured["per_label"] if row["support"]]
    worst = min(tested, key=lambda row: row["f1"] or 0.0) if tested else None
    return {
        "headline": verdict["headline"] if verdict else f"{_number(measured['accuracy'])} of the images are right",
        "detail": verdict["detail"] if verdict else "",
        "figures": [
            {"name": name, "value": _number(measured[key]), "note": _interval(measured["intervals"].get(key))}
            for name, key in (
                ("Accuracy, 95 % interval", "accuracy"),
                ("Balanced accuracy", "balanced_accuracy"),
                ("Macro F1", "macro_f1"),
                ("AUROC, mean", "auroc"),
            )
        ],
        "per_label": [_label_row(row) for row in measured["per_label"]],
        "confusion": _confusion(measured.get("confusion")),
        # Drawn by us from numbers and escaped label names: the only part that is not escaped again.
        "reliability": Markup(charts.reliability(measured["reliability"])),  # noqa: S704 - our own SVG
        "ece": _number(measured["ece"]),
        "worst": worst["label"] if worst else "",
        "threshold": Markup(charts.thresholds(worst["threshold"], worst["label"])) if worst else "",  # noqa: S704 - our own SVG
        "mistakes": _mistakes(predictions, labels) if measured.get("confusion") else [],
    }


def _label_row(row: Mapping[str, Any]) -> dict[str, Any]:
    cells = [
        {
            "value": _number(row[name]),
            "interval": _interval(row["intervals"].get(name)),
            "low": row[name] is not None and row[name] < LOW,
        }
        for name in SHARES
    ]
    curve = row["threshold"]
    cut = curve["recommended"]
    text = "–"
    if cut is not None:
        place = min(range(len(curve["cuts"])), key=lambda index: abs(curve["cuts"][index] - cut))
        text = f"{cut:.2f}: {curve['misses'][place]:.0f} / {curve['false_alarms'][place]:.0f}"
    return {"label": row["label"], "cells": cells, "cut": text, "support": row["support"]}


def _confusion(confusion: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if not confusion:
        return None
    rows: list[dict[str, Any]] = []
    for index, (name, counts) in enumerate(zip(confusion["labels"], confusion["matrix"], strict=True)):
        total = sum(counts) or 1
        cells = [
            {"count": count, "right": place == index, "strength": f"{0.75 * count / total:.2f}"}
            for place, count in enumerate(counts)
        ]
        rows.append({"name": name, "cells": cells})
    return {"labels": confusion["labels"], "rows": rows}


def _mistakes(predictions: Sequence[Mapping[str, Any]], labels: Sequence[str]) -> list[dict[str, Any]]:
    """Wrong images by (decided, said), the most frequent mistake first, the surest error first in it."""
    groups: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in predictions:
        probs = [*row["probs"], 1.0 - sum(row["probs"])]
        said = max(range(len(probs)), key=probs.__getitem__)
        true = row["targets"][0] if row["targets"] else len(labels)
        if said != true:
            names = [*labels, "none of the labels"]
            groups.setdefault((names[true], names[said]), []).append(
                {"path": row["path"], "score": f"{probs[said]:.2f}"}
            )
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return [
        {
            "true": true,
            "said": said,
            "images": sorted(images, key=lambda image: image["score"], reverse=True)[:MISTAKES_SHOWN],
        }
        for (true, said), images in ordered
    ]


def _comparisons(compared: Mapping[str, Any]) -> list[str]:
    sentences: list[str] = []
    for key, against in (("instant", "the instant learner"), ("rival", f"run {compared.get('rival_run', '')}")):
        if key in compared:
            sentences.append(f"Against {against}, on the same images: {compared[key]['sentence']}.")
    return sentences


def _curves(epochs: Sequence[EpochEnd], metric: str, best: int) -> list[dict[str, Any]]:
    from markupsafe import Markup

    if not epochs:
        return []
    numbers = [event.epoch for event in epochs]
    result: list[dict[str, Any]] = []
    for title, key in (("Loss", "loss"), (metric.replace("_", " ").capitalize(), metric)):
        validation = [event.metrics.get(f"val/{key}", float("nan")) for event in epochs]
        training = [event.metrics.get(f"train/{key}") for event in epochs]
        svg = charts.curves(numbers, validation, training, title, best)
        result.append({"title": title, "svg": Markup(svg)})  # noqa: S704 - our own SVG
    return result


def _used(rows: Sequence[DatasetRow], labels: Sequence[str], metrics: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Images per label and side; a validation side that the run chose itself is read from its predictions."""
    picked = {(row["path"], row["page"]) for row in metrics["predictions"]["val"]}
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        side = "val" if (row.path, row.page) in picked else row.split
        for name in [labels[index] for index in row.targets] or ["none of the labels"]:
            counts[name, side] += 1
    names = [*labels, "none of the labels"] if any(not row.targets for row in rows) else list(labels)
    return [{"label": name, **{side: counts[name, side] for side in ("train", "val", "test")}} for name in names]


def _settings(spec: RunSpec, started: Started | None, epochs: Sequence[EpochEnd]) -> list[tuple[str, str]]:
    done = max((event.epoch for event in epochs), default=0)
    return [
        ("What was trained", started.freeze if started else spec.freeze),
        ("Epochs", f"{done} of {started.epochs if started else spec.epochs}"),
        ("Batch", str(spec.batch_size)),
        ("Augmentation", f"{spec.augmentation}, {spec.draws} draws per image"),
        ("Labels evened out", "yes" if spec.class_balance else "no"),
        ("Seed", str(spec.seed)),
        ("Device", started.device if started else ""),
        ("Time", f"{sum(event.seconds for event in epochs):.0f} s in epochs"),
    ]


def _model_card(spec: RunSpec, metrics: Mapping[str, Any], started: Started | None) -> list[tuple[str, str]]:
    backbone = cards("tlstudio.learn.backbones").get(spec.backbone)
    network = cards("tlstudio.learn.classification.networks").get(spec.network)
    rows = [("Task", spec.task), ("Labels", ", ".join(spec.labels))]
    if isinstance(backbone, BackboneCard):
        rows += [
            ("Backbone", backbone.title),
            ("Licence of its weights", backbone.licence),
            ("Input", f"{spec.image_size or backbone.input_size} px square, RGB"),
            ("Paper", backbone.paper),
        ]
    if isinstance(network, NetworkCard):
        rows.append(("Head", network.title))
    images = metrics.get("images", {})
    rows += [
        ("Images", ", ".join(f"{side} {count}" for side, count in images.items())),
        ("Best epoch", str(metrics["best_epoch"])),
        ("Good for", "Images like the ones above. Other cameras, light or places were not tested."),
    ]
    return rows


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _interval(interval: Sequence[float] | None) -> str:
    return "" if not interval else f"{interval[0]:.2f} to {interval[1]:.2f}"
