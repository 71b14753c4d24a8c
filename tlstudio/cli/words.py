"""Words that a person types, as the program's own."""

from __future__ import annotations

from tlstudio.core.errors import UsageError, closest
from tlstudio.core.words import Split


def split_named(word: str) -> Split:
    """The side that a word names.

    Raises:
        UsageError: It names none.
    """
    names = [item.value for item in Split]
    if word not in names:
        raise UsageError(f"There is no split {word!r}.", hint=closest(word, names))
    return Split(word)
