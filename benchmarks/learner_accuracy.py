"""Test accuracy of the instant learner on six real sets, beside the baselines listed with the sets.

Also logistic regression on the same features and draws: what the ridge head gives up or gains.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.harness import Row
from benchmarks.real_sets import SHARED, RealSet, load_all

if TYPE_CHECKING:
    from tlstudio.query.neighbourhood import Neighbourhood

NAME = "learner_accuracy"
SIZES: tuple[int | None, ...] = (5, 10, 20, None)
FIRST_SIZES = (1, 2)
DRAWS = 5
# First labels scatter more from draw to draw.
FIRST_DRAWS = 20
TOLERANCE = 0.03


def run() -> list[Row]:
    from tlstudio.learn.classification.reference import LogisticReference

    sets = load_all()
    if not sets:
        return []
    listed = _listed_baselines()
    rows = _rows_of_first_labels(sets)
    for place, size in enumerate(SIZES):
        ours = {s.name: [_accuracy(s, draw) for draw in _draws(s, size)] for s in sets}
        logistic = [
            np.mean(
                [
                    _share_right(s, LogisticReference(s.features).probs(draw, s.classes[draw], len(s.labels)))
                    for draw in _draws(s, size)
                ]
            )
            for s in sets
        ]
        mean = float(np.mean([np.mean(values) for values in ours.values()]))
        many = f"{size} labels per class" if size else "all labels"
        baseline = float(np.mean([listed[s.name][place][0] for s in sets]))
        rows.append(Row(f"mean of six sets, {many}", mean, baseline, "test accuracy", "ratio >= 1.0"))
        rows.append(
            Row(
                f"mean of six sets, {many}, against logistic regression",
                mean,
                float(np.mean(logistic)),
                "test accuracy",
            )
        )
        for s in sets:
            rows.append(_row_of_set(s, many, np.array(ours[s.name]), *listed[s.name][place]))
    return rows


def _rows_of_first_labels(sets: list[RealSet]) -> list[Row]:
    """What letting the first labels spread over the pool brings against the head alone."""
    from tlstudio.query.neighbourhood import Neighbourhood

    rows: list[Row] = []
    for size in FIRST_SIZES:
        means = {"spread": 0.0, "alone": 0.0}
        for s in sets:
            places = Neighbourhood(s.features)
            for draw in (s.draw(size, seed) for seed in range(FIRST_DRAWS)):
                means["spread"] += _accuracy(s, draw, places) / FIRST_DRAWS / len(sets)
                means["alone"] += _accuracy(s, draw) / FIRST_DRAWS / len(sets)
        what = f"mean of six sets, {size} per class, labels spread over the pool, against the head alone"
        rows.append(Row(what, means["spread"], means["alone"], "test accuracy", "ratio >= 1.0"))
    return rows


def _row_of_set(real: RealSet, many: str, accuracy: np.ndarray, baseline: float, spread: float) -> Row:
    """Lower than the baseline by at most 3 points or two standard errors of the difference between draws."""
    own = accuracy.std(ddof=1) if len(accuracy) > 1 else 0.0
    error = float(np.sqrt(own**2 / len(accuracy) + spread**2 / 3))
    least = baseline - max(TOLERANCE, 2 * error)
    return Row(f"{real.name}, {many}", float(accuracy.mean()), baseline, "test accuracy", f"ours >= {least:.3f}")


def _draws(real: RealSet, size: int | None) -> list[np.ndarray]:
    return [real.draw(size, seed) for seed in range(DRAWS if size else 1)]


def _accuracy(real: RealSet, draw: np.ndarray, places: Neighbourhood | None = None) -> float:
    from tlstudio.learn.classification.instant import InstantLearner

    fitted = InstantLearner(real.features).fit(draw, real.one_hot()[draw], neighbourhood=places)
    return _share_right(real, fitted.probs)


def _share_right(real: RealSet, probs: np.ndarray) -> float:
    return float((probs[real.test].argmax(axis=1) == real.classes[real.test]).mean())


def _listed_baselines() -> dict[str, list[tuple[float, float]]]:
    """Mean and standard deviation over draws for 5, 10, 20 labels per class and all, read beside the sets."""
    listed: dict[str, list[tuple[float, float]]] = {}
    text = (SHARED / "datasets" / "BASELINES-classes.md").read_text(encoding="utf-8")
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 8 and cells[3] == "mobilenet_v2":
            values = [[float(part) for part in cell.split("±")] for cell in cells[4:]]
            listed[cells[0]] = [(value[0], value[1] if len(value) > 1 else 0.0) for value in values]
    return listed
