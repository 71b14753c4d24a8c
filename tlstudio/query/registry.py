"""Find a strategy by its key and let it make the queue."""

from __future__ import annotations

from functools import cache
from types import ModuleType

import numpy as np

from tlstudio.core.discover import discover
from tlstudio.core.errors import UsageError, closest
from tlstudio.query.pool import Pick, Pool

DEFAULT = "default"


@cache
def strategies() -> dict[str, ModuleType]:
    """All strategies by key; the scan of the folder costs milliseconds, a queue less."""
    return discover("tlstudio.query")


def get(key: str) -> ModuleType:
    """Return the strategy's module.

    Raises:
        UsageError: No strategy has this key.
    """
    known = strategies()
    if key not in known:
        raise UsageError(f"There is no query strategy {key!r}.", hint=closest(key, known))
    return known[key]


def queue(key: str, pool: Pool, count: int, *, seed: int = 0) -> list[Pick]:
    """Choose the next images, most useful first.

    Args:
        key: Strategy, for example `default`.
        pool: All images.
        count: At most so many picks; fewer when fewer images are undecided.
        seed: The same seed on the same pool gives the same picks.

    Raises:
        UsageError: No strategy has this key.
    """
    if count <= 0 or not len(pool.candidates()):
        return []
    picks: list[Pick] = get(key).pick(pool, count, np.random.default_rng(seed))
    return picks
