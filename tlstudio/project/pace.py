"""How fast this person decides, how often suggestions are right, and what that saved. Measured here, told to nobody.

    saved = accepted images x (seconds of a decision without a suggestion - seconds of an accepted image)

Both are medians, so that a coffee break does not count; the saving is never shown below zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from tlstudio.core.words import Decision, Origin, State
from tlstudio.store.reads import Reads

WINDOW = 50
"""How many of the newest decisions about a suggestion count for the acceptance."""
LOOKED_AT = 5000
_ENOUGH = 5
_ABOUT_A_SUGGESTION = {State.ACCEPTED, State.CORRECTED, State.REJECTED}


@dataclass(frozen=True, slots=True)
class Pace:
    """Measurements; None where too few decisions were timed.

    Attributes:
        seconds_per_decision: Median over all timed decisions, batches shared out over their images.
        seconds_alone: Median of decisions without a suggestion.
        seconds_accepted: Median of accepted images.
        acceptance: Share 0..1 of the last 50 decided suggestions that were right.
        judged: How many suggestions that share is about.
        accepted: Images accepted in all.
        seconds_saved: By the formula above.
    """

    decisions: int = 0
    seconds_per_decision: float | None = None
    seconds_alone: float | None = None
    seconds_accepted: float | None = None
    acceptance: float | None = None
    judged: int = 0
    accepted: int = 0
    seconds_saved: float | None = None

    @property
    def sentence(self) -> str:
        """What was saved, for the status line; empty while it cannot be told."""
        if self.seconds_saved is None or self.seconds_alone is None or self.seconds_accepted is None:
            return ""
        return (
            f"Suggestions saved about {_duration(self.seconds_saved)}: {self.accepted:,} accepted images"
            f" took {self.seconds_accepted:.1f} s each instead of {self.seconds_alone:.1f} s."
        )


def measure(read: Reads) -> Pace:
    """Measure from the newest decisions of the project."""
    return pace_of(read.last_decisions(LOOKED_AT))


def pace_of(decisions: Sequence[Decision]) -> Pace:
    """Measure from decisions, newest first; those of imports and scripts do not count."""
    own = [d for d in decisions if d.origin in {Origin.PERSON, Origin.SUGGESTION} and d.state is not State.UNDECIDED]
    about = [d for d in own if d.state in _ABOUT_A_SUGGESTION and d.suggestion is not None]
    alone = _median(d for d in own if d.suggestion is None and d.state.is_decided)
    accepted = [d for d in about if d.state is State.ACCEPTED]
    per_accepted = _median(accepted)
    saved = None if alone is None or per_accepted is None else max(0.0, len(accepted) * (alone - per_accepted))
    recent = about[:WINDOW]
    return Pace(
        decisions=len(own),
        seconds_per_decision=_median(own),
        seconds_alone=alone,
        seconds_accepted=per_accepted,
        acceptance=sum(d.state is State.ACCEPTED for d in recent) / len(recent) if recent else None,
        judged=len(recent),
        accepted=len(accepted),
        seconds_saved=saved,
    )


def _median(decisions: Iterable[Decision]) -> float | None:
    seconds = [d.seconds for d in decisions if d.seconds is not None]
    return median(seconds) if len(seconds) >= _ENOUGH else None


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
