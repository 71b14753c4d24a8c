"""Whether the instant learner's probabilities mean what they say, pooled over six real sets and five draws.

The reference is the error that a perfectly calibrated model with the same probabilities would show by chance.
"""

from __future__ import annotations

import numpy as np

from benchmarks.harness import Row
from benchmarks.real_sets import load_all

NAME = "calibration"
SIZES: tuple[int | None, ...] = (2, 5, 10, 20, None)
DRAWS = 5
GOAL_FROM = 5
CHANCES = 200


def run() -> list[Row]:
    from tlstudio.learn.calibration import expected_calibration_error
    from tlstudio.learn.classification.instant import InstantLearner

    sets = load_all()
    rows: list[Row] = []
    for size in SIZES if sets else ():
        confidence: list[np.ndarray] = []
        correct: list[np.ndarray] = []
        for real in sets:
            learner = InstantLearner(real.features)
            for seed in range(DRAWS if size else 1):
                draw = real.draw(size, seed)
                probs = learner.fit(draw, real.one_hot()[draw]).probs[real.test]
                confidence.append(probs.max(axis=1))
                correct.append(probs.argmax(axis=1) == real.classes[real.test])
        claimed, right = np.concatenate(confidence), np.concatenate(correct)
        many = f"{size} labels per class" if size else "all labels"
        rows.append(
            Row(
                f"pooled calibration error (ECE, 10 bins), {many}",
                expected_calibration_error(claimed, right),
                _by_chance(claimed),
                "ECE",
                "ours <= 0.03" if size is None or size >= GOAL_FROM else "",
            )
        )
    return rows


def _by_chance(claimed: np.ndarray) -> float:
    from tlstudio.learn.calibration import expected_calibration_error

    rng = np.random.default_rng(0)
    return float(
        np.mean([expected_calibration_error(claimed, rng.random(len(claimed)) < claimed) for _ in range(CHANCES)])
    )
