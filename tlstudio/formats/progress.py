"""How far a reader or writer is: told to whoever watches, who may also stop it.

The watcher stands in a context variable, so that formats (also those that others add) keep their few arguments: what
they share (`files`, `gather`) counts for them, and a loop of their own counts with `counted`.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

from tlstudio.core.errors import Stopped

Item = TypeVar("Item")


@dataclass
class _Watch:
    """Who asked; steps are images read, written or copied."""

    on_step: Callable[[int], None] | None
    should_stop: Callable[[], bool] | None
    steps: int = 0


_watch: ContextVar[_Watch | None] = ContextVar("tlstudio.formats.progress", default=None)


@contextmanager
def watched(
    on_step: Callable[[int], None] | None = None, should_stop: Callable[[], bool] | None = None
) -> Generator[None]:
    """Watch everything that is read or written inside, on this thread.

    Args:
        on_step: Called with the number of steps so far: one for each image read, each written and each copied.
        should_stop: Asked at every step; True ends the reading or writing with `Stopped`.
    """
    token = _watch.set(_Watch(on_step, should_stop))
    try:
        yield
    finally:
        _watch.reset(token)


def check() -> None:
    """End here if the person wants that.

    Raises:
        Stopped: They do.
    """
    watch = _watch.get()
    if watch is not None and watch.should_stop is not None and watch.should_stop():
        raise Stopped("Stopped before it was finished.")


def step() -> None:
    """Count one image.

    Raises:
        Stopped: See `check`.
    """
    check()
    watch = _watch.get()
    if watch is not None:
        watch.steps += 1
        if watch.on_step is not None:
            watch.on_step(watch.steps)


def counted(items: Iterable[Item]) -> Iterator[Item]:
    """Yield items, counting one image for each.

    Raises:
        Stopped: See `check`.
    """
    for item in items:
        step()
        yield item
