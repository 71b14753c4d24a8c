"""Names of labels come from anywhere; in a report they are words, whatever they hold."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from tlstudio.learn.classification.metrics import evaluate
from tlstudio.reports.report import evaluation_report

# Elements and attributes by which a page runs or fetches something.
RUNNING = {"script", "iframe", "object", "embed", "link", "base", "form", "foreignobject", "animate", "set"}


class Page(HTMLParser):
    """Notes whatever could run or fetch, and the words that a person reads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag] if tag in RUNNING else []
        for name, value in attrs:
            fetches = name in {"src", "href", "xlink:href", "action"} and not (value or "").startswith("#")
            if name.startswith("on") or fetches:
                self.found.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "</text></svg><img src=x onerror=alert(1)>",
        'x" onload="alert(1)',
        "x' onmouseover='alert(1)",
        "]]><svg onload=alert(1)>",
        "javascript:alert(1)",
        "{{ 7 * 7 }}{% raw %}",
        "$\\frac{",
        "$5 and $6",
        "../../etc/passwd",
        "\u202egnp.exe",
    ],
)
def test_a_name_of_a_label_is_only_a_name(tmp_path: Path, name: str) -> None:
    labels = (name, "scratch")
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 2, 30)
    probs = np.where(truth == 0, 0.7, 0.4) + rng.normal(0, 0.2, 30)
    probs = np.column_stack([probs, 1 - probs]).clip(0.01, 0.99)
    path = evaluation_report(
        evaluate(probs, truth, labels),
        tmp_path / "report.html",
        labels=labels,
        model=name,
        predictions=[
            {"path": f"{name}/{i}.png", "targets": [int(truth[i])], "probs": probs[i].tolist()} for i in range(30)
        ],
        facts=[("Model", name)],
    )
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    assert page.found == []
    assert name in page.words
    assert [file.name for file in tmp_path.iterdir()] == ["report.html"]
