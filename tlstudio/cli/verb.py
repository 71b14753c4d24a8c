"""The card at the top of each verb's file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VerbCard:
    """A verb of the command line.

    Attributes:
        key: What the person types.
        line: One line for `tlstudio --help`.
        group: Heading under which the help lists it.
    """

    key: str
    line: str
    group: str


PROJECT = "The project"
DECIDE = "Decide"
LEARN = "Learn and measure"
PROGRAM = "The program"
GROUPS = (PROJECT, DECIDE, LEARN, PROGRAM)
