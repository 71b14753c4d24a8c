"""The film strip's order and the place in it, without Qt.

What lies before the open image, the image itself and the one after it never move; newer suggestions re-order the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an image comes up.

    Attributes:
        code: Code of the `query` room, such as `unsure` or `random`.
        sentence: The reason in words, as shown.
        score: The number behind it, 0..1, or None.
    """

    code: str = ""
    sentence: str = ""
    score: float | None = None


NO_REASON = Reason()


class LabelQueue:
    """Images in the order they come up, and which one is open.

    Only ids are kept in order: 100,000 of them must cost milliseconds.
    """

    def __init__(self) -> None:
        self._ids: list[int] = []
        self._reasons: dict[int, Reason] = {}
        self._position = 0

    @property
    def ids(self) -> Sequence[int]:
        """The whole strip."""
        return self._ids

    @property
    def position(self) -> int:
        """Index of the open image."""
        return self._position

    @property
    def current(self) -> int | None:
        """The open image, None when the strip is empty."""
        return self._ids[self._position] if self._ids else None

    def reason(self, image_id: int) -> Reason:
        """Why an image comes up; empty where the order is the files' own."""
        return self._reasons.get(image_id, NO_REASON)

    def ahead(self, count: int) -> list[int]:
        """The next images, for fetching their pictures."""
        return self._ids[self._position + 1 : self._position + 1 + count]

    def replace(
        self, ids: Iterable[int], reasons: dict[int, Reason] | None = None, *, open_image: int | None = None
    ) -> None:
        """Start a new order; open the given image where it has it, else the first."""
        self._ids, self._reasons = list(ids), dict(reasons or {})
        self._position = self._ids.index(open_image) if open_image in self._ids else 0

    def refresh(self, ids: Iterable[int], reasons: dict[int, Reason] | None = None) -> None:
        """Take a newer order for what lies beyond the image after the open one, and newer reasons for all."""
        if not self._ids:
            self.replace(ids, reasons)
            return
        kept = self._ids[: self._position + 2]
        have = set(kept)
        self._ids = [*kept, *(image_id for image_id in ids if image_id not in have)]
        self._reasons.update(reasons or {})

    def discard(self, gone: Callable[[int], bool]) -> None:
        """Drop images that are no longer in the project."""
        before = sum(1 for image_id in self._ids[: self._position] if gone(image_id))
        self._ids = [image_id for image_id in self._ids if not gone(image_id)]
        self._position = max(0, min(self._position - before, len(self._ids) - 1))

    def move(self, step: int) -> bool:
        """Go forward or back by `step` images; False at the ends."""
        target = max(0, min(self._position + step, len(self._ids) - 1))
        moved = target != self._position
        self._position = target
        return moved

    def go_to(self, image_id: int) -> None:
        """Open an image; one that the strip lacks is put in beside the open one."""
        if image_id not in self._ids:
            self._ids.insert(self._position + 1 if self._ids else 0, image_id)
        self._position = self._ids.index(image_id)

    def go_to_end(self, *, first: bool) -> None:
        """Open the first or the last image."""
        self._position = 0 if first else max(0, len(self._ids) - 1)

    def next_where(self, needs_person: Callable[[int], bool], *, step: int = 1) -> bool:
        """Open the nearest image in one direction that needs a person; forward it wraps around once.

        Returns:
            False when no other image needs one.
        """
        if step > 0:
            order = [*range(self._position + 1, len(self._ids)), *range(self._position)]
        else:
            order = list(range(self._position - 1, -1, -1))
        for index in order:
            if needs_person(self._ids[index]):
                self._position = index
                return True
        return False
