"""Training the last stages with cached boundaries against the same schedule that computes everything in every epoch.

Both decode, vary and train the same images with the same settings in processes of their own; only the cache differs.
"""

from __future__ import annotations

from statistics import mean, median

from benchmarks.harness import Row
from benchmarks.training_runs import Trained, train

NAME = "boundary_cache"
SETS = ("coffee_leaf", "steel_surface", "waste")
EPOCHS = 12


def run() -> list[Row]:
    """Two runs on each of three sets, and one pair that trains one stage more."""
    rows: list[Row] = []
    cached_right: list[bool] = []
    fresh_right: list[bool] = []
    for name in SETS:
        cached, fresh = _pair(name, "stages:2")
        rows += _rows(f"{name}, last 2 stages", cached, fresh, per_epoch=2.5, whole=2.0)
        cached_right += cached.right
        fresh_right += fresh.right
    images = len(cached_right)
    rows.append(
        Row(f"accuracy on {images} test images, fresh = reference", mean(cached_right), mean(fresh_right), "share")
    )
    rows.append(
        Row(
            "accuracy lost against fresh augmentation",
            100 * (mean(fresh_right) - mean(cached_right)),
            None,
            "points",
            "ours <= 1.0",
        )
    )
    cached, fresh = _pair("coffee_leaf", "stages:3")
    return rows + _rows("coffee_leaf, last 3 stages", cached, fresh)


def _pair(name: str, freeze: str) -> tuple[Trained, Trained]:
    settings = {"freeze": freeze, "epochs": EPOCHS, "patience": 0, "device": "cpu"}
    return train(name, "cached", **settings), train(name, "fresh", cache_boundary=False, **settings)


def _rows(what: str, cached: Trained, fresh: Trained, per_epoch: float = 0.0, whole: float = 0.0) -> list[Row]:
    """Speed as epochs and runs per hour, so that more is better and the ratio is the speed-up."""

    def pace(trained: Trained) -> float:
        return 3600.0 / median(epoch.seconds for epoch in trained.epochs if epoch.epoch)

    return [
        Row(f"{what}: epochs", pace(cached), pace(fresh), "per hour", f"ratio >= {per_epoch}" if per_epoch else ""),
        Row(
            f"{what}: whole run of {EPOCHS} epochs, cache built",
            3600.0 / cached.seconds,
            3600.0 / fresh.seconds,
            "per hour",
            f"ratio >= {whole}" if whole else "",
        ),
    ]
