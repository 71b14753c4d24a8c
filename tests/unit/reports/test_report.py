from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from tlstudio.core.errors import JobError
from tlstudio.jobs.diary import Diary
from tlstudio.jobs.events import EpochEnd, Started
from tlstudio.jobs.spec import DatasetRow, RunSpec, write_run
from tlstudio.learn.classification.metrics import evaluate
from tlstudio.reports.report import evaluation_report, run_report

LABELS = ("crack <b>deep</b>", "scratch")


def finished_run(folder: Path, *, several: bool = False) -> Path:
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 2, 40)
    probs = np.column_stack([np.where(truth == 0, 0.7, 0.4) + rng.normal(0, 0.15, 40)]).clip(0.01, 0.99)
    probs = np.column_stack([probs, 1 - probs])
    rows = [DatasetRow(f"img & {i}.png", (int(truth[i]),), "test", image_id=i) for i in range(40)]
    rows += [DatasetRow(f"train {i}.png", (i % 2,), "train") for i in range(10)]
    task = "multilabel" if several else "classification"
    write_run(
        folder, RunSpec(labels=LABELS, task=task, plan="Fine-tune EfficientNet-Lite0 on 50 labelled images"), rows
    )
    diary = Diary(folder / "events.jsonl")
    diary.append(Started(pid=1, device="CPU, 1 thread", freeze="Head only (feature extraction)", epochs=2))
    for epoch, training in ((0, {}), (1, {"train/loss": 0.3, "train/balanced_accuracy": 0.9})):
        metrics = {"val/loss": 0.5 - epoch / 10, "val/balanced_accuracy": 0.8 + epoch / 20} | training
        diary.append(EpochEnd(epoch=epoch, epochs=2, seconds=1, metrics=metrics))
    measured = evaluate(probs, np.eye(2)[truth], LABELS, multilabel=several)
    tested = [
        {"path": row.path, "page": 0, "image_id": row.image_id, "targets": list(row.targets), "probs": p.tolist()}
        for row, p in zip(rows, probs, strict=False)
    ]
    content = {
        "held_out": "test",
        "metric": "balanced_accuracy",
        "best_epoch": 1,
        "images": {"train": 10, "val": 0, "test": 40},
        "test": measured,
        "val": measured,
        "verdict": {"headline": "Finds 8 of 10 cracks (6 to 9)", "detail": "Good for sorting, not for counting."},
        "predictions": {"val": [], "test": tested},
        "comparisons": {"instant": {"sentence": "Better by 0.04 (0.01 to 0.08) on 40 images"}},
    }
    (folder / "metrics.json").write_text(json.dumps(content))
    return folder


class Outline(HTMLParser):
    """Collects what a browser would fetch, the headings, and whether tags are balanced."""

    VOID = frozenset({"meta", "br", "link", "img", "use", "path"})

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.open: list[str] = []
        self.heads: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name in {"src", "href", "data"} and not (value or "").startswith("#"):
                self.fetched.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in {"h1", "h2"}:
            self.heads.append(data)


def outline(path: Path) -> Outline:
    parsed = Outline()
    parsed.feed(path.read_text(encoding="utf-8"))
    assert parsed.open == []
    return parsed


def test_a_report_is_one_file_with_the_verdict_first(tmp_path: Path) -> None:
    path = run_report(finished_run(tmp_path / "8"))
    assert path == tmp_path / "8" / "report.html"
    page = outline(path)
    assert page.fetched == []
    assert page.heads[0] == "Finds 8 of 10 cracks (6 to 9)"
    assert {"Per label", "What was called what", "Can the scores be trusted?", "Loss", "Settings", "Model card"} <= set(
        page.heads
    )
    assert len(page.ids) == len(set(page.ids))
    text = path.read_text(encoding="utf-8")
    assert "http" not in text
    assert "Better by 0.04 (0.01 to 0.08) on 40 images" in text
    assert "prefers-color-scheme: dark" in text
    assert not re.search(r"#0[1-6]0[1-6]0[1-6]", text)


def test_names_of_labels_and_files_cannot_change_the_page(tmp_path: Path) -> None:
    text = run_report(finished_run(tmp_path / "8")).read_text(encoding="utf-8")
    assert "<b>deep</b>" not in text
    assert "crack &lt;b&gt;deep" in text
    assert "img &amp; " in text


def test_the_labels_used_are_counted_by_side(tmp_path: Path) -> None:
    text = run_report(finished_run(tmp_path / "8")).read_text(encoding="utf-8")
    row = re.search(r"<tr><td>scratch</td>((?:<td class=\"number\">\d+</td>)+)</tr>", text)
    assert row is not None
    train, val, test = (int(number) for number in re.findall(r"\d+", row[1]))
    assert (train, val) == (5, 0)
    assert 10 < test < 30


def test_several_labels_per_image_have_no_confusion_matrix(tmp_path: Path) -> None:
    page = outline(run_report(finished_run(tmp_path / "8", several=True)))
    assert "What was called what" not in page.heads
    assert "Can the scores be trusted?" in page.heads


def test_an_unfinished_run_has_no_report(tmp_path: Path) -> None:
    folder = finished_run(tmp_path / "8")
    (folder / "metrics.json").unlink()
    with pytest.raises(JobError, match="no results yet"):
        run_report(folder)
    assert not (folder / "report.html").exists()


def test_an_evaluation_without_a_run_is_reported_too(tmp_path: Path) -> None:
    measured = evaluate(np.array([[0.9, 0.1], [0.2, 0.8], [0.6, 0.4]]), np.array([0, 1, 1]), LABELS)
    predictions = [{"path": "c.png", "targets": [1], "probs": [0.6, 0.4]}]
    path = evaluation_report(
        measured,
        tmp_path / "new" / "report.html",
        labels=LABELS,
        model="Instant learner",
        predictions=predictions,
        facts=[("Seed", "0")],
    )
    page = outline(path)
    assert page.heads[0] == "0.67 of the images are right"
    assert "c.png" in path.read_text(encoding="utf-8")
