"""Which formats there are, and which one a path is written in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from tlstudio.core.cards import FormatOption
from tlstudio.core.discover import discover
from tlstudio.core.errors import FormatError, NoSuchFormat, UnknownFormat, UsageError, closest
from tlstudio.formats.records import Finder, LabelFormat, ReadResult

AUTO = "auto"
# From here on a format recognises its own marks, not only a likely arrangement of files.
_AS_GOOD = 0.8


def formats() -> dict[str, LabelFormat]:
    """Return key -> format of every plug-in file."""
    return {key: cast("LabelFormat", module) for key, module in discover("tlstudio.formats").items()}


def get(key: str) -> LabelFormat:
    """Return one format.

    Raises:
        NoSuchFormat: No such key; the hint names the closest.
    """
    known = formats()
    if key not in known:
        raise NoSuchFormat(f"There is no label format {key!r}.", hint=closest(key, known))
    return known[key]


def identify(path: Path, task: str = "") -> tuple[str, str]:
    """Return the key of the format that a path is written in, and why, in a sentence.

    Args:
        task: Formats for it are preferred where several recognise the path; empty = none.

    Raises:
        UnknownFormat: No format recognises it; `detail` says what each one missed.
        FormatError: The path is not there.
    """
    if not path.exists():
        raise FormatError(f"{path} is not there.", hint="Check the path.")
    readers = {key: found for key, found in formats().items() if found.CARD.can_read}
    guesses = {key: found.sniff(path) for key, found in readers.items()}
    sure = [key for key in guesses if guesses[key].confidence > 0]
    if not sure:
        raise UnknownFormat(
            f"{path.name} is in no label format that is known here.",
            hint=f"Name the format: {', '.join(guesses)}.",
            detail="\n".join(f"{key}: {guess.why}" for key, guess in guesses.items()),
        )
    best = max(sure, key=lambda key: (task in ("", *readers[key].CARD.tasks), guesses[key].confidence))
    others = [
        readers[key].CARD.title.partition(" (")[0]
        for key in sure
        if key != best and guesses[key].confidence >= _AS_GOOD and task in ("", *readers[key].CARD.tasks)
    ]
    also = f", and looks like {' and '.join(others)} as well" if others else ""
    return best, f"{path.name} {guesses[best].why}{also}"


def read(
    key: str,
    path: Path,
    *,
    images: Path | None = None,
    find: Finder | None = None,
    options: Mapping[str, str] | None = None,
) -> tuple[str, ReadResult]:
    """Read labels in a named format, or in the one that `auto` finds; return the key with the result.

    Args:
        options: What the person says that the file leaves open; see the card's `read_options`.

    Raises:
        UnknownFormat: No such key, or `auto` recognises nothing.
        UsageError: An option that the format does not have, or a value that it does not take.
        FormatError: The path is not there, or nothing of it can be read.
    """
    chosen = identify(path)[0] if key == AUTO else key
    found = get(chosen)
    checked = check_options(chosen, found.CARD.read_options, options or {})
    if not path.exists():
        raise FormatError(f"{path} is not there.", hint="Check the path.")
    reader: Any = found.read
    return chosen, cast("ReadResult", reader(path, images=images, find=find, **checked))


def check_options(key: str, known: Sequence[FormatOption], given: Mapping[str, str]) -> dict[str, str]:
    """Return options that a format has, with values that it takes.

    Raises:
        UsageError: It has no such option, or does not take the value.
    """
    by_name = {option.name: option for option in known}
    for name, value in given.items():
        if name not in by_name:
            hint = closest(name, by_name) if by_name else f"{key} has none."
            raise UsageError(f"The format {key} has no option {name!r} here.", hint=hint)
        values = by_name[name].values
        if values and value not in values:
            raise UsageError(f"The option {name} of {key} is not {value!r}.", hint=closest(value, values))
    return dict(given)
