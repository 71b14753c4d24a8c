"""Write what `evaluate` measured into a folder: one HTML file and the figures as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tlstudio.core.errors import DiskFull

if TYPE_CHECKING:
    from tlstudio.project.project import Project


def write_evaluation(project: Project, measured: Mapping[str, Any], folder: Path) -> list[Path]:
    """Write `report.html` and `metrics.json`; return both.

    Raises:
        DiskFull: The folder cannot be written.
    """
    from tlstudio.reports.report import evaluation_report

    labels = project.read.labels()
    column = {label.id: number for number, label in enumerate(labels)}
    images = {image.id: image for image in project.read.images(measured["ids"])}
    predictions = [
        {"path": images[i].path, "targets": [column[label_id] for label_id in images[i].label_ids], "probs": probs}
        for i, probs in zip(measured["ids"], measured["probs"], strict=True)
        if i in images
    ]
    model = "The instant learner" if measured["model"] == "instant" else f"Run {measured['model']}"
    facts = [
        ("Project", project.info.name),
        ("Task", project.info.task.value),
        ("Side", str(measured["split"])),
        ("Decided images", f"{len(project.read.decided().image_ids):,}"),
    ]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        page = evaluation_report(
            measured,
            folder / "report.html",
            labels=[label.name for label in labels],
            model=model,
            verdict=measured.get("verdict"),
            predictions=predictions,
            facts=facts,
        )
        figures = folder / "metrics.json"
        part = figures.with_name(figures.name + ".part")
        part.write_text(json.dumps(dict(measured), ensure_ascii=False, indent=1), encoding="utf-8")
        part.replace(figures)
    except OSError as err:
        raise DiskFull(f"{folder} cannot be written: {err.strerror or err}.", hint="Choose another folder.") from err
    return [page, figures]
