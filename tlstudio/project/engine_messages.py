"""What the engine says, read: how far it is, and what went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tlstudio.core import errors
from tlstudio.core.errors import StudioError


@dataclass(frozen=True, slots=True)
class EngineProgress:
    """How far a long operation is.

    Attributes:
        phase: In words, for example `features`.
        rate: Things per second; 0 = not known yet.
        seconds_left: None = not known yet.
    """

    phase: str
    done: int
    total: int
    rate: float = 0.0
    seconds_left: float | None = None


class EngineCancelled(StudioError):
    """The operation was ended on request."""


def progress_sentence(progress: EngineProgress) -> str:
    """`Features: 340 of 2,000, 96 per second, 17 s left`."""
    text = f"{progress.phase[:1].upper()}{progress.phase[1:]}"
    if progress.total > 1:  # one step that is done or not has no count worth reading
        text += f": {progress.done:,} of {progress.total:,}"
    if progress.rate >= 0.5:
        text += f", {progress.rate:,.0f} per second"
    if progress.seconds_left is not None:
        minutes, seconds = divmod(round(progress.seconds_left), 60)
        text += f", {minutes} min {seconds} s left" if minutes else f", {seconds} s left"
    return text


def error_of(sent: Mapping[str, str]) -> StudioError:
    """The error an operation sent, as the class it had there where it is one of `core.errors`."""
    kind = EngineCancelled if sent.get("kind") == "Cancelled" else getattr(errors, str(sent.get("kind")), None)
    family = kind if isinstance(kind, type) and issubclass(kind, StudioError) else StudioError
    return family(sent.get("sentence", "The engine failed."), hint=sent.get("hint", ""), detail=sent.get("detail", ""))
