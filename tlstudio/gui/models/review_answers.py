"""What is proposed for an image under review, what a person says to it, and what Enter makes of a page of answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from tlstudio.core.words import SuggestionRef

LabelSet = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was on the screen for one image.

    Attributes:
        label_ids: What accepting assigns; empty = "none of the labels".
        score: Score of that answer, 0..1.
        ref: The suggestion as it is copied into the decision.
    """

    image_id: int
    label_ids: LabelSet
    score: float
    ref: SuggestionRef | None = None


class MarkKind(Enum):
    """What a person said about one image of the page before Enter."""

    AS_SUGGESTED = "as suggested"
    LEFT_OUT = "left out"
    CORRECTED = "corrected"
    REJECTED = "none of the labels"


@dataclass(frozen=True, slots=True)
class Mark:
    """A draft answer; `label_ids` only where it is corrected."""

    kind: MarkKind
    label_ids: LabelSet = ()


UNMARKED = Mark(MarkKind.AS_SUGGESTED)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What Enter decides: the drafts of a page sorted by answer.

    Attributes:
        accepted: As suggested.
        corrected: Label ids -> the proposals that get them instead.
        rejected: None of the labels.
        left_out: Stay undecided and come back at the end of the group.
    """

    accepted: tuple[Proposal, ...] = ()
    corrected: dict[LabelSet, tuple[Proposal, ...]] = field(default_factory=dict[LabelSet, tuple[Proposal, ...]])
    rejected: tuple[Proposal, ...] = ()
    left_out: tuple[Proposal, ...] = ()

    @property
    def decided_ids(self) -> list[int]:
        """Images that are decided by this verdict, in page order within each answer."""
        corrected = [p for group in self.corrected.values() for p in group]
        return [p.image_id for p in (*self.accepted, *corrected, *self.rejected)]
