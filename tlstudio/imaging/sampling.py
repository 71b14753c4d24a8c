"""Which frames of a video become images."""

from __future__ import annotations

from dataclasses import dataclass

# Neighbouring frames teach next to nothing: one a second is plenty, and a short clip still gives a handful.
FRAMES_A_SECOND = 1.0
FEWEST = 20


@dataclass(frozen=True, slots=True)
class Sampling:
    """How frames are chosen; with neither, one a second, but at least `FEWEST` of a short clip.

    Attributes:
        every: Each n-th frame, 1 or more.
        per_second: Frames a second, above 0; leads as long as `every` is None.
    """

    every: int | None = None
    per_second: float | None = None

    def step(self, frames: int, rate: float) -> int:
        """Return the distance between two chosen frames, 1 or more.

        Args:
            frames: In the video.
            rate: Frames a second that it plays; 0 = unknown, then taken as 25.
        """
        if self.every is not None:
            return max(1, self.every)
        step = max(1, round((rate or 25.0) / (self.per_second or FRAMES_A_SECOND)))
        return step if self.per_second else min(step, max(1, frames // FEWEST))

    def sentence(self, frames: int, rate: float) -> str:
        """Say what was taken, for example "every 25th of 7,500 frames (1.0 a second)"."""
        step = self.step(frames, rate)
        if step == 1:
            return f"all {frames:,} frames"
        seconds = f" ({rate / step:.1f} a second)" if rate else ""
        return f"every {_ordinal(step)} of {frames:,} frames{seconds}"


DEFAULT = Sampling()


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"
