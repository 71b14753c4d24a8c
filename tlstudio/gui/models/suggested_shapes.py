"""Suggested shapes as the Data room asks for them: which images have some that wait for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tlstudio.gui.models.suggested import NOTHING, Suggested

if TYPE_CHECKING:
    from tlstudio.core.words import Suggestion
    from tlstudio.project.project import Project
    from tlstudio.store.review_reads import OpenShapes


class SuggestedShapes(Suggested):
    """Read from the store, once per revision; a shape without a score counts as the least certain."""

    def __init__(self, project: Project) -> None:
        super().__init__(project)
        self._read = project.read
        self._kept: tuple[int, OpenShapes] | None = None
        self._images = NOTHING

    def for_image(self, image_id: int) -> Suggestion | None:
        return None

    def ids(self, label_id: int | None = None) -> np.ndarray:
        """Unfinished images with suggested shapes (of a label), that with the most certain shape first, int64."""
        waiting = self._waiting()
        if label_id is None:
            return self._images
        return _by_best(waiting, waiting.undecided & (waiting.label_ids == label_id))

    def has(self, image_id: int) -> bool:
        """Whether an unfinished image has suggested shapes."""
        self._waiting()
        return bool(np.isin(image_id, self._images))

    def at_least(self, score: float) -> np.ndarray:
        """Unfinished images with a shape suggested with `score` (0..1) or more, int64."""
        waiting = self._waiting()
        return np.unique(waiting.image_ids[waiting.undecided & waiting.at_least(score)])

    def _waiting(self) -> OpenShapes:
        revision = self._read.revision()
        if self._kept is None or self._kept[0] != revision:
            waiting = self._read.review.open_shapes()
            self._kept = (revision, waiting)
            self._images = _by_best(waiting, waiting.undecided)
        return self._kept[1]


def _by_best(waiting: OpenShapes, chosen: np.ndarray) -> np.ndarray:
    """The images of chosen suggestions, by the score of the most certain one, int64."""
    images, scores = waiting.image_ids[chosen], np.nan_to_num(waiting.scores[chosen], nan=-1.0)
    order = np.argsort(-scores, kind="stable")
    _, first = np.unique(images[order], return_index=True)
    return images[order][np.sort(first)]
