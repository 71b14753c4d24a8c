"""Lines of "You and the model": how often suggestions were right, how fast the person is, what that saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from tlstudio.gui.models.numbers import decimal
from tlstudio.gui.models.words import time_range
from tlstudio.gui.session import Session
from tlstudio.project.pace import Pace, measure


def tr(text: str) -> str:
    """Translate in the context of the pace."""
    return QCoreApplication.translate("pace", text)


class PaceLines:
    """Measures on a thread (thousands of decisions are read) and words the result."""

    def __init__(self, session: Session, on_measured: Callable[[], object]) -> None:
        self._session = session
        self._on_measured = on_measured
        self._pace = Pace()
        self._running = False
        self._again = False

    def measure(self) -> None:
        """Measure anew; while one is under way, once more after it."""
        if self._running:
            self._again = True
            return
        self._running, self._again = True, False
        self._session.in_background(lambda: measure(self._session.project.read), self._take)

    def lines(self) -> list[tuple[str, str]]:
        """Name and value of what could be measured."""
        return pace_lines(self._pace)

    def _take(self, pace: Pace) -> None:
        self._running = False
        changed, self._pace = pace != self._pace, pace
        if changed:
            self._on_measured()
        if self._again:
            self.measure()


def pace_lines(pace: Pace) -> list[tuple[str, str]]:
    """Word a measurement; what is not known yet is left out."""
    lines: list[tuple[str, str]] = []
    if pace.acceptance is not None:
        share = f"{pace.acceptance:.0%}".replace("%", " %")
        value = tr("{share} of the last {n}").format(share=share, n=pace.judged)
        lines.append((tr("Accepted as suggested"), value))
    if pace.seconds_per_decision is not None:
        lines.append((tr("Your pace"), tr("{n} s an image").format(n=decimal(pace.seconds_per_decision, 1))))
    if pace.seconds_saved:
        lines.append((tr("Saved so far"), time_range(pace.seconds_saved, pace.seconds_saved)))
    return lines
