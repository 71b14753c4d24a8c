"""Which labels a few typed letters mean; no Qt."""

from __future__ import annotations

from collections.abc import Iterable

from tlstudio.core.words import Label


def matching(labels: Iterable[Label], typed: str) -> list[Label]:
    """Return the labels that fit, best first: the name begins so, a word in it begins so, it holds the letters.

    Nothing typed = all, in the order of the palette.
    """
    wanted = " ".join(typed.casefold().split())
    if not wanted:
        return list(labels)
    ranked = [(rank, label.position, label) for label in labels if (rank := _rank(label.name, wanted)) is not None]
    return [label for _, _, label in sorted(ranked, key=lambda item: item[:2])]


def is_new(labels: Iterable[Label], typed: str) -> bool:
    """Whether what was typed could become a label: it is a name, and none has it (upper and lower case alike)."""
    wanted = " ".join(typed.casefold().split())
    return bool(wanted) and all(label.name.casefold() != wanted for label in labels)


def _rank(name: str, wanted: str) -> int | None:
    folded = name.casefold()
    if folded == wanted:
        return 0
    if folded.startswith(wanted):
        return 1
    if any(word.startswith(wanted) for word in folded.replace("_", " ").replace("-", " ").split()):
        return 2
    if wanted in folded:
        return 3
    letters = iter(folded)
    return 4 if all(letter in letters for letter in wanted) else None
