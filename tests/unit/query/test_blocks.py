"""Sums and products over pools of any size."""

from __future__ import annotations

import numpy as np

from tlstudio.query.blocks import BLOCK, ENOUGH, sampled, times


def test_half_precision_rows_give_the_same_product_across_blocks():
    rng = np.random.default_rng(0)
    rows = rng.normal(0, 1, (BLOCK + 3, 5)).astype(np.float16)
    weights = rng.normal(0, 1, (5, 2)).astype(np.float32)
    product = times(rows, weights)
    assert product.dtype == np.float32
    assert np.allclose(product, times(rows.astype(np.float32), weights), atol=1e-5)


def test_sampling_thins_large_pools_only():
    rows = np.arange(ENOUGH)[:, None]
    assert len(sampled(rows)) == ENOUGH
    thinned = sampled(np.arange(ENOUGH * 3 + 1)[:, None])
    assert len(thinned) <= ENOUGH
    assert np.shares_memory(sampled(rows), rows)
