"""Suggestions sorted into review groups, one per answer: what the same Enter can accept. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tlstudio.core.words import Suggestion
from tlstudio.gui.models.review_answers import LabelSet, Proposal

SHOWN_FROM = 0.5


@dataclass(frozen=True, eq=False)
class ReviewGroup:
    """Images with the same suggested answer.

    Attributes:
        label_ids: The answer; empty = "none of the labels" (only where an image may have several labels).
        image_ids: int64 (M,), most certain first, skipped ones last.
        lowest: Smallest score in the group, 0..1.
    """

    label_ids: LabelSet
    image_ids: np.ndarray
    lowest: float

    @property
    def count(self) -> int:
        """How many images wait."""
        return len(self.image_ids)


def group_suggestions(
    ids: np.ndarray, probs: np.ndarray, label_ids: Sequence[int], *, several: bool, last: np.ndarray | None = None
) -> list[ReviewGroup]:
    """Sort images into groups, the largest first.

    Args:
        ids: int64 (N,), images without a decision.
        probs: float32 (N, C), rows of probabilities, columns in the order of `label_ids`.
        label_ids: C label ids.
        several: Whether an image may have several labels: then a group is a set of labels.
        last: bool (N,), images that come after all others of their group (skipped before).
    """
    if not len(ids) or not len(label_ids):
        return []
    later = np.zeros(len(ids), dtype=bool) if last is None else last
    if several:
        chosen = probs >= SHOWN_FROM
        scores = np.where(chosen, probs, 1.0 - probs).min(axis=1)
        answers, member = np.unique(chosen, axis=0, return_inverse=True)
        keys = [tuple(label for label, is_in in zip(label_ids, row, strict=True) if is_in) for row in answers]
        member = member.reshape(-1)
    else:
        member = probs.argmax(axis=1)
        scores = probs[np.arange(len(ids)), member]
        keys = [(label,) for label in label_ids]
    order = np.lexsort((-scores, later, member))
    starts = np.searchsorted(member[order], np.arange(len(keys) + 1))
    groups = [
        ReviewGroup(keys[k], ids[part], float(scores[part].min()))
        for k in range(len(keys))
        if len(part := order[starts[k] : starts[k + 1]])
    ]
    return sorted(groups, key=lambda group: -group.count)


def propose(suggestion: Suggestion, *, several: bool, positions: dict[int, int]) -> Proposal:
    """Return what accepting a suggestion means for one image.

    Args:
        several: Whether an image may have several labels: all with a score of 0.5 or more are proposed.
        positions: Label id -> place in the palette, for the order of several labels.
    """
    if not several:
        return Proposal(suggestion.image_id, (suggestion.label_ids[0],), suggestion.scores[0], suggestion.best)
    pairs = list(zip(suggestion.label_ids, suggestion.scores, strict=True))
    chosen = sorted((label for label, p in pairs if p >= SHOWN_FROM), key=lambda label: positions.get(label, 0))
    score = min(max(p, 1.0 - p) for _, p in pairs)
    return Proposal(suggestion.image_id, tuple(chosen), score, suggestion.best)
