"""What the model proposes, as lists and grids ask for it; empty as long as there are no suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tlstudio.core.words import Suggestion

if TYPE_CHECKING:
    from tlstudio.project.project import Project

NOTHING = np.zeros(0, dtype=np.int64)


class Suggested:
    """Reads the suggestions of a project without starting anything."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def for_image(self, image_id: int) -> Suggestion | None:
        """The suggestion for an undecided image."""
        return self._project.suggestions.for_image(image_id)

    def ids(self, label_id: int | None = None) -> np.ndarray:
        """Undecided images that have a suggestion (with this label as the best one), best score first, int64."""
        suggestions = self._project.suggestions
        if not suggestions.model:
            return NOTHING  # before the first decisions there is an order to label in, but no label to suggest
        found = suggestions.undecided(label_id)
        return np.asarray(found, dtype=np.int64) if len(found) else NOTHING

    def at_least(self, score: float) -> np.ndarray:
        """Undecided images whose best score is `score` (0..1) or more, int64."""
        found, probs, _label_ids = self._project.suggestions.scores()
        if not len(found):
            return NOTHING
        sure = np.asarray(found, dtype=np.int64)[np.asarray(probs).max(axis=1) >= score]
        return sure[np.isin(sure, self.ids())]

    def similar(self, image_id: int, count: int) -> object:
        """Ask for the images most like one; the answer is the engine's."""
        return self._project.suggestions.similar(image_id, count)
