"""Words that a person types, as the program's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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


def options_from(words: Sequence[str]) -> Mapping[str, str]:
    """What `--option NAME=VALUE`, given several times, says.

    Raises:
        UsageError: One of them has no `=`.
    """
    for word in words:
        if "=" not in word:
            raise UsageError(f"--option {word!r} names no value.", hint="Write --option NAME=VALUE.")
    return {name.strip(): value.strip() for name, _, value in (word.partition("=") for word in words)}


def kinds_in_words(per_label: Mapping[str, Mapping[str, int]]) -> str:
    """How many annotations of each kind a label has, for a person: `crack 3 boxes, 1 mask; rust 2 points`."""
    return "; ".join(
        f"{label} {', '.join(f'{number:,} {_KINDS[kind][number != 1]}' for kind, number in kinds.items())}"
        for label, kinds in per_label.items()
    )


_KINDS = {
    "image": ("image", "images"),
    "box": ("box", "boxes"),
    "rotated_box": ("rotated box", "rotated boxes"),
    "polygon": ("polygon", "polygons"),
    "point": ("point", "points"),
    "mask": ("mask", "masks"),
}
