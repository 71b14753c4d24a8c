"""Where to cut a label's scores: misses against false alarms."""

from __future__ import annotations

from typing import Any

import numpy as np

CUTS = np.round(np.arange(1, 100) / 100, 2)


def threshold_curve(scores: np.ndarray, positive: np.ndarray) -> dict[str, Any]:
    """Count misses and false alarms at every cut from 0.01 to 0.99, "at or above the cut" meaning yes.

    Args:
        scores: (n,) of one label, in [0, 1].
        positive: (n,) bool, images that have the label.

    Returns:
        `cuts`; `misses` and `false_alarms`, per 100 images; `recommended`, the cut with the highest F1 (the middle of
        the widest stretch of equally good cuts), or None where no image has the label.
    """
    said = scores[None, :] >= CUTS[:, None]
    misses = (~said & positive).sum(axis=1)
    false_alarms = (said & ~positive).sum(axis=1)
    per_hundred = 100.0 / max(len(scores), 1)
    return {
        "cuts": CUTS.tolist(),
        "misses": np.round(misses * per_hundred, 3).tolist(),
        "false_alarms": np.round(false_alarms * per_hundred, 3).tolist(),
        "recommended": _recommended(misses, false_alarms, int(positive.sum())),
    }


def _recommended(misses: np.ndarray, false_alarms: np.ndarray, n_positive: int) -> float | None:
    if n_positive == 0:
        return None
    hits = n_positive - misses
    f1 = 2.0 * hits / (2.0 * hits + misses + false_alarms)
    best = f1 >= f1.max() - 1e-12
    edges = np.flatnonzero(np.diff(np.r_[False, best, False].astype(int)))
    starts, ends = edges[::2], edges[1::2]
    widest = int((ends - starts).argmax())
    return float(CUTS[(starts[widest] + ends[widest] - 1) // 2])
