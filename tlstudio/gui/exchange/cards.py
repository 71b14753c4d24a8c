"""Which formats a project can read and write, and what they hold in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tlstudio.gui.models.said import tr

if TYPE_CHECKING:
    from tlstudio.core.cards import FormatCard

KINDS = {
    "image": "labels of whole images",
    "box": "boxes",
    "rotated_box": "rotated boxes",
    "polygon": "polygons",
    "mask": "masks",
    "point": "points",
}
SHAPES = tuple(kind for kind in KINDS if kind != "image")


def readable(task: str) -> list[FormatCard]:
    """The formats whose files fit a task, by title."""
    return _sorted(card for card in _cards() if task in card.tasks and card.can_read)


def writable(task: str) -> list[FormatCard]:
    """The formats that can be written for a task, by title."""
    return _sorted(card for card in _cards() if task in card.tasks and card.can_write)


def label_suffixes() -> frozenset[str]:
    """The ends of the names of label files, lower case, with those of archives."""
    return frozenset(suffix for card in _cards() for suffix in card.extensions if suffix not in (".png",)) | {".zip"}


def kind_name(kind: str) -> str:
    """A kind of annotation as a heading."""
    return _capital(tr(KINDS.get(kind, kind)))


def title_of(card: FormatCard) -> str:
    """What a format is called, with its kind of file in brackets."""
    return tr(card.title)


def held(card: FormatCard) -> str:
    """What comes back as it was: `Boxes, polygons, masks`."""
    if set(SHAPES) <= set(card.holds):
        return tr("Every kind of shape")
    return _capital(", ".join(tr(KINDS.get(kind, kind)) for kind in card.holds))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cards() -> list[FormatCard]:
    from tlstudio.formats import registry

    return [module.CARD for module in registry.formats().values()]


def _sorted(cards: Iterable[FormatCard]) -> list[FormatCard]:
    return sorted(cards, key=lambda card: title_of(card).casefold())
