"""Test accuracy of the instant learner on six real sets, beside the baselines listed with the sets.

Also logistic regression on the same features and draws: what the ridge head gives up or gains.
"""

from __future__ import annotations

import numpy as np

from benchmarks.harness import Row
from benchmarks.real_sets import SHARED, RealSet, load_all

NAME = "learner_accuracy"
SIZES: tuple[int | None, ...] = (5, 10, 20, None)
DRAWS = 5
TOLERANCE = 0.03


def run() -> list[Row]:
    from tlstudio.learn.classification.reference import LogisticReference

    sets = load_all()
    if not sets:
        return []
    listed = _listed_baselines()
    rows: list[Row] = []
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


def _row_of_set(real: RealSet, many: str, accuracy: np.ndarray, baseline: float, spread: float) -> Row:
    """Lower than the baseline by at most 3 points or two standard errors of the difference between draws."""
    own = accuracy.std(ddof=1) if len(accuracy) > 1 else 0.0
    error = float(np.sqrt(own**2 / len(accuracy) + spread**2 / 3))
    least = baseline - max(TOLERANCE, 2 * error)
    return Row(f"{real.name}, {many}", float(accuracy.mean()), baseline, "test accuracy", f"ours >= {least:.3f}")


def _draws(real: RealSet, size: int | None) -> list[np.ndarray]:
    return [real.draw(size, seed) for seed in range(DRAWS if size else 1)]


def _accuracy(real: RealSet, draw: np.ndarray) -> float:
    from tlstudio.learn.classification.instant import InstantLearner

    return _share_right(real, InstantLearner(real.features).fit(draw, real.one_hot()[draw]).probs)


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
