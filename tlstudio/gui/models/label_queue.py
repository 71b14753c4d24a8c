"""The film strip's order and the place in it, without Qt.

What lies before the open image, the image itself and the one after it never move; newer suggestions re-order the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StripItem:
    """One image of the film strip.

    Attributes:
        reason: Code of why it comes up (`query` room); empty when the order is the files' own.
        sentence: The reason in words, as shown.
        score: The number behind the reason, 0..1, or None.
    """

    image_id: int
    reason: str = ""
    sentence: str = ""
    score: float | None = None


class LabelQueue:
    """Images in the order they come up, and which one is open."""

    def __init__(self) -> None:
        self._items: list[StripItem] = []
        self._position = 0
        self._index: dict[int, int] = {}

    @property
    def items(self) -> Sequence[StripItem]:
        """The whole strip."""
        return self._items

    @property
    def position(self) -> int:
        """Index of the open image."""
        return self._position

    @property
    def current(self) -> StripItem | None:
        """The open image, None when the strip is empty."""
        return self._items[self._position] if self._items else None

    def ahead(self, count: int) -> list[StripItem]:
        """The next images, for fetching their pictures."""
        return self._items[self._position + 1 : self._position + 1 + count]

    def replace(self, items: Iterable[StripItem], *, open_image: int | None = None) -> None:
        """Start a new order; open the given image where it has it, else the first."""
        self._set(list(items))
        self._position = self._index.get(open_image, 0) if open_image is not None else 0

    def refresh(self, items: Iterable[StripItem]) -> None:
        """Take a newer order for what lies beyond the image after the open one."""
        if not self._items:
            self.replace(items)
            return
        kept = self._items[: self._position + 2]
        newer = {item.image_id: item for item in items}
        have = {item.image_id for item in kept}
        self._set([*kept, *(item for item in newer.values() if item.image_id not in have)])

    def update_reasons(self, items: Iterable[StripItem]) -> None:
        """Renew the reasons of images in the strip without moving any of them."""
        for item in items:
            index = self._index.get(item.image_id)
            if index is not None:
                self._items[index] = item

    def move(self, step: int) -> bool:
        """Go forward or back by `step` images; False at the ends."""
        target = max(0, min(self._position + step, len(self._items) - 1))
        moved = target != self._position
        self._position = max(0, target)
        return moved

    def go_to(self, image_id: int) -> None:
        """Open an image; one that the strip lacks is put in beside the open one."""
        index = self._index.get(image_id)
        if index is None:
            index = self._position + 1 if self._items else 0
            self._items.insert(index, StripItem(image_id))
            self._set(self._items)
        self._position = index

    def go_to_end(self, *, first: bool) -> None:
        """Open the first or the last image."""
        self._position = 0 if first else max(0, len(self._items) - 1)

    def next_where(self, needs_person: Callable[[int], bool], *, step: int = 1) -> bool:
        """Open the nearest image in one direction that needs a person; forward it wraps around once.

        Returns:
            False when no other image needs one.
        """
        count = len(self._items)
        if step > 0:
            order = [(self._position + i) % count for i in range(1, count)]
        else:
            order = list(range(self._position - 1, -1, -1))
        for index in order:
            if needs_person(self._items[index].image_id):
                self._position = index
                return True
        return False

    def _set(self, items: list[StripItem]) -> None:
        self._items = items
        self._index = {item.image_id: index for index, item in enumerate(items)}
        self._position = max(0, min(self._position, len(items) - 1))
