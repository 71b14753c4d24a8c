"""Suggested shapes as the Data room asks for them: which images have some that wait for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tlstudio.gui.models.suggested import NOTHING, Suggested
from tlstudio.store.codes import DECIDED_CODES
from tlstudio.store.filters import ImageFilter

if TYPE_CHECKING:
    from tlstudio.core.words import Suggestion
    from tlstudio.project.project import Project


class SuggestedShapes(Suggested):
    """Read from the store, once per revision: there is no label or score of a whole image here."""

    def __init__(self, project: Project) -> None:
        super().__init__(project)
        self._read = project.read
        self._kept: tuple[int, np.ndarray] = (-1, NOTHING)

    def for_image(self, image_id: int) -> Suggestion | None:
        return None

    def ids(self, label_id: int | None = None) -> np.ndarray:
        """Unfinished images with suggested shapes, int64; by label nothing is known."""
        if label_id is not None:
            return NOTHING
        table = self._read.table()
        if self._kept[0] != table.revision:
            found = self._read.image_ids(ImageFilter(suggested=True))
            states = table.state[np.searchsorted(table.ids, found)]
            self._kept = (table.revision, found[~np.isin(states, DECIDED_CODES)])
        return self._kept[1]

    def has(self, image_id: int) -> bool:
        """Whether an unfinished image has suggested shapes."""
        return bool(np.isin(image_id, self.ids()))

    def at_least(self, score: float) -> np.ndarray:
        return NOTHING
