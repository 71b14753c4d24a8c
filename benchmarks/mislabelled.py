"""How many planted label errors the top tenth of the list of doubtful decisions holds: 5 % flipped, five draws.

The reference is the usual rule of thumb: the share of the ten nearest decided images that carry another label.
"""

from __future__ import annotations

import numpy as np

from benchmarks.harness import Row
from benchmarks.real_sets import RealSet, load_all

NAME = "mislabelled"
SIZES: tuple[int | None, ...] = (20, None)
SEEDS = 5
FLIPPED = 0.05
SHOWN = 0.1
NEIGHBOURS = 10


def run() -> list[Row]:
    sets = load_all()
    rows: list[Row] = []
    for size in SIZES if sets else ():
        found = {
            real.name: np.mean([_found(real, size, seed) for seed in range(SEEDS)], axis=0).tolist() for real in sets
        }
        many = f"{size} labels per class" if size else "all labels"
        ours, reference = np.mean(list(found.values()), axis=0).tolist()
        goal = "" if size else "ours >= 0.9"
        rows.append(Row(f"planted errors in the top tenth, mean of six sets, {many}", ours, reference, "share", goal))
        rows += [
            Row(f"planted errors in the top tenth, {name}, {many}", *pair, "share") for name, pair in found.items()
        ]
    return rows


def _found(real: RealSet, size: int | None, seed: int) -> tuple[float, float]:
    from tlstudio.learn.classification.instant import InstantLearner
    from tlstudio.learn.classification.mislabelled import suspects

    draw, rng = real.draw(size, seed), np.random.default_rng(seed)
    decided = real.classes[draw].copy()
    flipped = rng.permutation(len(draw))[: max(1, round(FLIPPED * len(draw)))]
    decided[flipped] = (decided[flipped] + rng.integers(1, len(real.labels), len(flipped))) % len(real.labels)
    targets = np.eye(len(real.labels))[decided]
    shown = round(SHOWN * len(draw))
    fitted = InstantLearner(real.features).fit(draw, targets)
    listed = {suspect.row for suspect in suspects(fitted.loo_probs, targets, count=shown)}
    similar = real.features[draw] @ real.features[draw].T
    np.fill_diagonal(similar, -1.0)
    nearest = np.argsort(-similar, axis=1)[:, :NEIGHBOURS]
    disagreeing = (decided[nearest] != decided[:, None]).mean(axis=1)
    by_neighbours = set(np.argsort(-disagreeing, kind="stable")[:shown].tolist())
    planted = set(flipped.tolist())
    return len(listed & planted) / len(planted), len(by_neighbours & planted) / len(planted)
