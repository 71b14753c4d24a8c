"""How many decisions the default query strategy saves against random order, on six real sets, as they are and unbalanced.

Start: one random label per class; batches of 5 (8 for the set with ten classes), refitted each time, until 60 % of the
pool. Unbalanced: 85 % of two random labels are taken out of the pool; the mean recall of the labels is measured then.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from benchmarks.harness import Row
from benchmarks.real_sets import RealSet, load_all
from tlstudio.learn.classification.simulate import Curve, Setup, labels_to_goal, simulate

NAME = "strategies"
SEEDS = 20
POOLS = 10
OTHERS = ("margin", "cluster_margin", "typiclust", "k_centre")
REMOVED = 0.85


def run() -> list[Row]:
    sets = load_all()
    rows: list[Row] = []
    for unbalanced in (False, True) if sets else ():
        pool = "two labels rare" if unbalanced else "pool as it is"
        curves = {real.name: _curves(real, unbalanced=unbalanced) for real in sets}
        needed = {name: _needed(*pair) for name, pair in curves.items()}

        def mean_needed(key: str, needed: dict[str, dict[str, float]] = needed) -> float:
            return float(np.exp(np.mean([np.log(labels[key]) for labels in needed.values()])))

        rows.append(
            Row(
                f"labels to 95 % of full accuracy, default against random, {pool}",
                mean_needed("default"),
                mean_needed("random"),
                "labels",
                "ratio <= 0.7",
            )
        )
        for key in OTHERS:
            rows.append(Row(f"the same, {key} against random", mean_needed(key), mean_needed("random"), "labels"))
        for name, (found, _) in curves.items():
            random = found["random"].area
            error = float(random.std(ddof=1) / np.sqrt(len(random)))
            rows.append(
                Row(
                    f"area under the curve, default against random less one standard error, {name}, {pool}",
                    float(found["default"].area.mean()),
                    float(random.mean()) - error,
                    "mean accuracy",
                    "ratio >= 1.0",
                )
            )
    return rows


def _curves(real: RealSet, *, unbalanced: bool) -> tuple[dict[str, Curve], Setup]:
    batch = 8 if len(real.labels) >= 10 else 5
    setup = Setup(real.features, real.one_hot(), real.train, real.test, batch=batch, balanced=unbalanced)
    keys = ["random", "default", *OTHERS]
    if not unbalanced:
        return simulate(setup, keys, SEEDS), setup
    setups = [replace(setup, train=_thinned(real, seed)) for seed in range(POOLS)]
    length = min(int(0.6 * len(one.train)) for one in setups)
    runs = [simulate(replace(one, until=length), keys, SEEDS // POOLS) for one in setups]
    merged = {key: Curve(runs[0][key].labels, np.concatenate([run[key].accuracy for run in runs])) for key in keys}
    return merged, setups[0]


def _thinned(real: RealSet, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    keep = real.is_train.copy()
    for place in rng.choice(len(real.labels), 2, replace=False):
        mine = rng.permutation(np.flatnonzero(real.is_train & (real.classes == place)))
        keep[mine[: int(REMOVED * len(mine))]] = False
    return np.flatnonzero(keep)


def _needed(curves: dict[str, Curve], setup: Setup) -> dict[str, float]:
    """Labels to the goal; where a curve ends below it, all labels count for us, and only the replayed ones for random."""
    found = labels_to_goal(setup, curves)
    replayed = float(curves["random"].labels[-1])
    return {
        key: value if value is not None else replayed if key == "random" else float(len(setup.train))
        for key, value in found.items()
    }
