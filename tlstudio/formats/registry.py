"""Which formats there are, and which one a path is written in."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from tlstudio.core.discover import discover
from tlstudio.core.errors import FormatError, UnknownFormat, closest
from tlstudio.formats.records import Finder, LabelFormat, ReadResult

AUTO = "auto"


def formats() -> dict[str, LabelFormat]:
    """Return key -> format of every plug-in file."""
    return {key: cast("LabelFormat", module) for key, module in discover("tlstudio.formats").items()}


def get(key: str) -> LabelFormat:
    """Return one format.

    Raises:
        UnknownFormat: No such key; the hint names the closest.
    """
    known = formats()
    if key not in known:
        raise UnknownFormat(f"There is no label format {key!r}.", hint=closest(key, known))
    return known[key]


def identify(path: Path) -> tuple[str, str]:
    """Return the key of the format that a path is written in, and why, in a sentence.

    Raises:
        UnknownFormat: No format recognises it; `detail` says what each one missed.
        FormatError: The path is not there.
    """
    if not path.exists():
        raise FormatError(f"{path} is not there.", hint="Check the path.")
    guesses = {key: found.sniff(path) for key, found in formats().items() if found.CARD.can_read}
    best = max(guesses, key=lambda key: guesses[key].confidence)
    if guesses[best].confidence <= 0:
        raise UnknownFormat(
            f"{path.name} is in no label format that is known here.",
            hint=f"Name the format: {', '.join(guesses)}.",
            detail="\n".join(f"{key}: {guess.why}" for key, guess in guesses.items()),
        )
    return best, f"{path.name} {guesses[best].why}"


def read(key: str, path: Path, *, images: Path | None = None, find: Finder | None = None) -> tuple[str, ReadResult]:
    """Read labels in a named format, or in the one that `auto` finds; return the key with the result.

    Raises:
        UnknownFormat: No such key, or `auto` recognises nothing.
        FormatError: The path is not there, or nothing of it can be read.
    """
    chosen = identify(path)[0] if key == AUTO else key
    found = get(chosen)
    if not path.exists():
        raise FormatError(f"{path} is not there.", hint="Check the path.")
    return chosen, found.read(path, images=images, find=find)
