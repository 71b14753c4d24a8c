"""Sums and products over pools of any size: a block at a time, or over enough of the rows."""

from __future__ import annotations

import numpy as np

BLOCK = 4096
# A mean over so many rows is as good as over all.
ENOUGH = 10_000


def times(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Multiply without a float32 copy of all rows.

    Args:
        rows: (N, D) float32, or float16 in large pools.
        weights: (D, d) float32.

    Returns:
        (N, d) float32.
    """
    if rows.dtype == weights.dtype:
        return rows @ weights
    product = np.empty((len(rows), weights.shape[1]), weights.dtype)
    for start in range(0, len(rows), BLOCK):
        block = slice(start, start + BLOCK)
        np.matmul(rows[block].astype(weights.dtype), weights, out=product[block])
    return product


def sampled(rows: np.ndarray) -> np.ndarray:
    """Every k-th row (a view), so that at most 10,000 are left."""
    return rows[:: max(1, -(-len(rows) // ENOUGH))]
