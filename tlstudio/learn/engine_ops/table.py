"""Find the operations of the engine: every module of this folder with `OPERATIONS`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import tlstudio.learn.engine_ops as package

if TYPE_CHECKING:
    from tlstudio.learn.engine import Job
    from tlstudio.learn.session import Session


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation.

    Attributes:
        name: As requested.
        run: (session, args, job) -> result for JSON.
        is_long: May take more than a moment: runs beside the short ones, tells progress, can be cancelled.
        goes_first: A long one for which a running one gives way where it says `job.give_way()`.
    """

    name: str
    run: Callable[[Session, dict[str, Any], Job], dict[str, Any]]
    is_long: bool = False
    goes_first: bool = False


def operations() -> dict[str, Operation]:
    """All operations by name."""
    found: dict[str, Operation] = {}
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        listed: Sequence[Operation] = getattr(module, "OPERATIONS", ())
        found.update({operation.name: operation for operation in listed})
    return found
