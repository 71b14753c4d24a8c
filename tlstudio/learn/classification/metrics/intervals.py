"""95 % intervals: closed form for proportions, resampling for everything else."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

Z95 = 1.959963984540054
REPLICATES = 500
# Replicates are weighed in blocks of at most so many numbers.
BLOCK = 2_000_000


def wilson(successes: float, trials: float) -> tuple[float, float] | None:
    """Score interval of a proportion (Wilson 1927): keeps its promise at small counts and near 0 and 1.

    Returns:
        Lower and upper end in [0, 1]; None without trials.
    """
    if trials <= 0:
        return None
    share = successes / trials
    shrink = 1.0 + Z95**2 / trials
    centre = (share + Z95**2 / (2.0 * trials)) / shrink
    half = Z95 / shrink * np.sqrt(share * (1.0 - share) / trials + Z95**2 / (4.0 * trials**2))
    return max(0.0, float(centre - half)), min(1.0, float(centre + half))


def bootstrap_counts(strata: np.ndarray, *, seed: int = 0, replicates: int = REPLICATES) -> Iterator[np.ndarray]:
    """Resample rows with replacement, each stratum by itself (Efron 1979).

    Args:
        strata: (n,) int >= 0; the size of each stratum stays as it is.
        seed: Fixed, so that the same predictions give the same intervals.
        replicates: How many in all.

    Yields:
        (r, n) int32 blocks: how often each row was drawn in each of r replicates.
    """
    rng = np.random.default_rng(seed)
    per_block = max(1, BLOCK // max(len(strata), 1))
    members = [np.flatnonzero(strata == value) for value in np.unique(strata)]
    for start in range(0, replicates, per_block):
        size = min(per_block, replicates - start)
        counts = np.zeros((size, len(strata)), np.int32)
        for rows in members:
            drawn = rng.integers(0, len(rows), (size, len(rows))) + len(rows) * np.arange(size)[:, None]
            counts[:, rows] = np.bincount(drawn.ravel(), minlength=size * len(rows)).reshape(size, len(rows))
        yield counts


def percentile_interval(values: np.ndarray) -> tuple[float, float] | None:
    """The middle 95 % of bootstrap replicates (n,); replicates that are NaN are left out; None if all are."""
    values = values[np.isfinite(values)]
    if not len(values):
        return None
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
