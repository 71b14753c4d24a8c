"""How long a person looked, and whether the suggestion is hidden this time; no Qt."""

from __future__ import annotations

import time
from collections.abc import Callable

LONGEST_LOOK = 120.0
"""Seconds; whoever looks longer was away, and their coffee would spoil the measured pace."""


class Dwell:
    """Measures the seconds that one screenful was looked at before the decision."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since: float | None = None
        self._gathered = 0.0

    def start(self) -> None:
        """A new image or page is on the screen."""
        self._gathered, self._since = 0.0, self._clock()

    def pause(self) -> None:
        """The window is no longer in front."""
        if self._since is not None:
            self._gathered += self._clock() - self._since
            self._since = None

    def go_on(self) -> None:
        """The window is in front again."""
        if self._since is None:
            self._since = self._clock()

    def seconds(self) -> float | None:
        """Return seconds looked at so far; None where it was too long to be a look."""
        running = self._clock() - self._since if self._since is not None else 0.0
        looked = self._gathered + running
        return looked if 0.0 < looked <= LONGEST_LOOK else None


class BiasGuard:
    """Hides the suggestion of every n-th image until it is decided, so that agreement can be measured blind."""

    def __init__(self, every: int = 20) -> None:
        """`every` = 0 switches it off."""
        self.every = every
        self._seen = 0
        self._hidden: set[int] = set()
        self._met: set[int] = set()

    def meet(self, image_id: int) -> bool:
        """Tell that an undecided image with a suggestion comes on the screen; return whether it is hidden."""
        if image_id not in self._met:
            self._met.add(image_id)
            self._seen += 1
            if self.every and self._seen % self.every == 0:
                self._hidden.add(image_id)
        return image_id in self._hidden

    def hides(self, image_id: int) -> bool:
        """Whether this image's suggestion is hidden."""
        return image_id in self._hidden

    def reveal(self, image_id: int) -> None:
        """The image was decided (or the person asked to see the suggestion)."""
        self._hidden.discard(image_id)
