"""The learning rate as a function of how far the run is: nothing to save, nothing to lose when it is resumed."""

from __future__ import annotations

import math

WARM_UP = 0.25
START = 0.04
END = 1e-3


def one_cycle(progress: float, *, warm_up: float = WARM_UP) -> float:
    """Relative learning rate of the one-cycle policy with cosine arms (Smith and Topin 2018, arXiv:1708.07120).

    Args:
        progress: Share of the run that is done, in [0, 1].
        warm_up: Share of the run in which the rate rises.

    Returns:
        In (0, 1]; 1 at the end of the warm-up.
    """
    progress = min(max(progress, 0.0), 1.0)
    if progress < warm_up:
        low, share = START, progress / warm_up
        return low + (1.0 - low) * 0.5 * (1.0 - math.cos(math.pi * share))
    share = (progress - warm_up) / (1.0 - warm_up)
    return END + (1.0 - END) * 0.5 * (1.0 + math.cos(math.pi * share))
