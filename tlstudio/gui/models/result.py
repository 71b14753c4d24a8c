"""What the results page shows, read out of a run's `metrics.json`. No Qt here.

The figures themselves are computed by the trainer (`metrics.json` holds `test`, `comparison`, `verdict`, `predictions`);
this file only picks them out and finds the images behind a cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tlstudio.gui.models import words
from tlstudio.gui.models.said import tr
from tlstudio.gui.models.sentences import sentence


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the big numbers.

    Attributes:
        second: The interval or a yardstick.
        tone: Colour token of the number.
    """

    title: str
    value: str
    second: str = ""
    tone: str = "text"


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its interval; None where nothing was tested."""

    value: float | None
    low: float = 0.0
    high: float = 1.0


@dataclass(frozen=True, slots=True)
class LabelResult:
    """One line of the table per label."""

    name: str
    sensitivity: Share
    precision: Share
    specificity: float | None
    f1: float | None
    auroc: float | None
    tested: int
    cuts: Sequence[float] = ()
    misses: Sequence[float] = ()
    false_alarms: Sequence[float] = ()
    recommended: float | None = None


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the run said of one held-out image."""

    image_id: int
    path: str
    targets: tuple[int, ...]
    probs: tuple[float, ...]


@dataclass(frozen=True)
class Result:
    """Everything the page shows.

    Attributes:
        side: `test` or `val`: which held-out images the figures are from.
        matrix: Counts, row = decided, column = suggested; empty for several labels per image.
        matrix_names: Labels, perhaps with "none of the labels" at the end.
    """

    headline: str
    detail: str
    side: str
    images: int
    figures: Sequence[Figure]
    labels: Sequence[LabelResult]
    reliability: Sequence[Mapping[str, Any]]
    matrix: Sequence[Sequence[int]] = ()
    matrix_names: Sequence[str] = ()
    cells: Mapping[tuple[int, int], Sequence[int]] = field(default_factory=dict[tuple[int, int], Sequence[int]])
    predictions: Sequence[Prediction] = ()

    def behind(self, row: int, column: int) -> list[tuple[Prediction, float]]:
        """Return the images of a cell with the score of what was suggested, highest first."""
        chosen = [self.predictions[i] for i in self.cells.get((row, column), ()) if i < len(self.predictions)]

        def score(prediction: Prediction) -> float:
            if column < len(prediction.probs):
                return prediction.probs[column]
            return max(0.0, 1.0 - sum(prediction.probs))

        return sorted(((p, score(p)) for p in chosen), key=lambda pair: -pair[1])


def share_of(row: Mapping[str, Any], name: str) -> Share:
    """Pick a share and its interval out of a label's figures."""
    ends = (row.get("intervals") or {}).get(name)
    low, high = ends if ends else (0.0, 1.0)
    return Share(row.get(name), low, high)


def figures_of(metrics: Mapping[str, Any], comparison: Mapping[str, Any] | None, rival: str) -> list[Figure]:
    """Return the five big numbers of a dict made by the trainer's `evaluate`."""
    intervals: Mapping[str, Any] = metrics.get("intervals") or {}

    def plain(title: str, name: str) -> Figure:
        return Figure(title, words.figure(metrics.get(name)), words.interval(intervals.get(name)))

    found = [
        Figure(
            tr("Accuracy, 95 % interval"),
            words.figure(metrics.get("accuracy")),
            words.interval(intervals.get("accuracy")),
        ),
        plain(tr("Balanced accuracy"), "balanced_accuracy"),
        plain(tr("AUROC, mean"), "auroc"),
        Figure(tr("Calibration error (ECE)"), words.figure(metrics.get("ece")), tr("good below 0.05")),
    ]
    if comparison:
        difference = float(comparison["difference"])
        tone = "accepted" if comparison.get("is_better") else "rejected" if comparison.get("is_worse") else "text"
        second = words.interval(comparison.get("interval"))
        found.append(
            Figure(tr("Against {rival}, same images").format(rival=rival), words.signed(difference), second, tone)
        )
    return found


def labels_of(metrics: Mapping[str, Any]) -> list[LabelResult]:
    """Return the table per label, weakest first."""
    rows: list[LabelResult] = []
    for row in metrics.get("per_label", ()):
        curve: Mapping[str, Any] = row.get("threshold") or {}
        rows.append(
            LabelResult(
                row["label"],
                share_of(row, "sensitivity"),
                share_of(row, "precision"),
                row.get("specificity"),
                row.get("f1"),
                row.get("auroc"),
                int(row.get("support", 0)),
                curve.get("cuts", ()),
                curve.get("misses", ()),
                curve.get("false_alarms", ()),
                curve.get("recommended"),
            )
        )
    return sorted(rows, key=lambda row: 2.0 if row.f1 is None else row.f1)


def read_result(metrics: Mapping[str, Any], rival: str) -> Result | None:
    """Turn the content of `metrics.json` into what the page shows; None while nothing was held out.

    Args:
        rival: What the comparison of the same images is against, for example `run 6` or `the instant learner`.
    """
    side = str(metrics.get("held_out", "test"))
    measured: Mapping[str, Any] | None = metrics.get(side)
    if not measured:
        return None
    compared: Mapping[str, Any] = metrics.get("comparisons") or {}
    comparison = compared.get("rival") or compared.get("instant")
    said: Mapping[str, Any] = metrics.get("verdict") or {}
    confusion: Mapping[str, Any] = measured.get("confusion") or {}
    predictions = [
        Prediction(int(row.get("image_id", 0)), row["path"], tuple(row["targets"]), tuple(row["probs"]))
        for row in (metrics.get("predictions") or {}).get(side, ())
    ]
    return Result(
        headline=sentence(str(said.get("headline", ""))),
        detail=sentence(str(said.get("detail", ""))),
        side=side,
        images=int(measured["images"]),
        figures=figures_of(measured, comparison, rival),
        labels=labels_of(measured),
        reliability=measured.get("reliability") or (),
        matrix=confusion.get("matrix") or (),
        matrix_names=confusion.get("labels") or (),
        cells={(cell["true"], cell["said"]): cell["images"] for cell in confusion.get("cells", ())},
        predictions=predictions,
    )
