"""Which of many images are selected: a set of ids that survives filtering and re-ordering."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np


class Selection:
    """A set of ids; `extend` selects a range of what is shown, from where the last extension began."""

    def __init__(self) -> None:
        self._ids: set[int] = set()
        self._anchor: int | None = None

    def __contains__(self, image_id: int) -> bool:
        return image_id in self._ids

    def __len__(self) -> int:
        return len(self._ids)

    def replace(self, ids: Iterable[int]) -> bool:
        """Select exactly these; return whether that changed anything."""
        wanted = set(ids)
        self._anchor = None
        if wanted == self._ids:
            return False
        self._ids = wanted
        return True

    def toggle(self, image_id: int) -> None:
        """Add or remove one."""
        self._ids ^= {image_id}
        self._anchor = None

    def extend(self, shown: np.ndarray, current: int, target: int) -> None:
        """Select the range from the anchor (the place focused when the extension began) to a place."""
        if self._anchor is None:
            self._anchor = max(0, current)
        low, high = sorted((self._anchor, target))
        self._ids = set(shown[low : high + 1].tolist())

    def forget_anchor(self) -> None:
        """The next extension begins at the focused place: it was moved without extending."""
        self._anchor = None

    def restrict(self, shown: np.ndarray) -> None:
        """Drop what is no longer shown, so that a command never touches what nobody sees."""
        if self._ids:
            self._ids &= set(shown.tolist())
        self._anchor = None

    def in_order(self, shown: np.ndarray) -> list[int]:
        """The selected ids in the order shown."""
        if not self._ids:
            return []
        return shown[np.isin(shown, np.fromiter(self._ids, dtype=np.int64))].tolist()
