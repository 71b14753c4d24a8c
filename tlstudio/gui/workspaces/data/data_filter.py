"""Which images the gallery shows and in which order; plain data, so that it can be stored, compared and tested."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from tlstudio.core.words import Check, Origin, Split, State
from tlstudio.gui.models.suggested import NOTHING, Suggested
from tlstudio.gui.widgets.marks import Mark
from tlstudio.store.codes import STATE_CODES
from tlstudio.store.counts import Counts
from tlstudio.store.filters import ImageFilter
from tlstudio.store.reads import Reads
from tlstudio.store.shape_filters import Range

STATES_OF = {
    Mark.ACCEPTED: (State.ACCEPTED, State.LABELLED),
    Mark.CORRECTED: (State.CORRECTED,),
    Mark.REJECTED: (State.REJECTED,),
}
OPEN_STATES = (State.UNDECIDED, State.SKIPPED)
DATABASE_ORDERS = ("decided", "added", "path", "random")


@dataclass(frozen=True)
class DataFilter:
    """All conditions must hold; within one, any of its values.

    Attributes:
        marks: States as their badges say them; `SUGGESTED` and `UNDECIDED` part the images nobody has decided.
        label_ids: Decided as, or suggested to be, one of these.
        origins: Where the newest decision came from.
        min_score: Only undecided images suggested with at least this score, 0..1; 0 = all images.
        like: Id of the image whose most similar ones are shown; 0 = none.
        similar_ids: Its answer, most similar first.
        checks: What a second person said about them as they are now; NONE = finished ones that wait for one.
        commented: Only images with a comment that is not resolved.
        proposed: Only images with suggested shapes that wait for an answer.
        only: Exactly these images, as another room named them; empty = all.
        objects: So many shapes are on them, (lowest, highest); None = any number. The next two likewise.
        sides: The longer side of one of their shapes, in pixels.
        scores: The score of a suggested shape that waits for an answer, 0..1.
        differs: Only images where a person and a model differ about shapes.
    """

    marks: frozenset[Mark] = frozenset()
    label_ids: frozenset[int] = frozenset()
    splits: frozenset[Split | None] = frozenset()
    text: str = ""
    flagged: bool = False
    missing: bool = False
    duplicates: bool = False
    origins: frozenset[Origin] = frozenset()
    min_score: float = 0.0
    order: str = "decided"
    like: int = 0
    similar_ids: tuple[int, ...] = field(default=(), compare=False)
    only: tuple[int, ...] = ()
    checks: frozenset[Check] = frozenset()
    commented: bool = False
    proposed: bool = False
    objects: Range | None = None
    sides: Range | None = None
    scores: Range | None = None
    differs: bool = False

    @property
    def is_on(self) -> bool:
        """Whether anything is left out."""
        return self != replace(DataFilter(), order=self.order)

    def toggled(self, mark: Mark) -> DataFilter:
        """With one state more or less."""
        return replace(self, marks=self.marks ^ {mark})


@dataclass(frozen=True)
class MarkCounts:
    """How many images each state's chip stands for."""

    by_mark: dict[Mark, int]
    total: int


def suggested_ids(suggested: Suggested | None) -> np.ndarray:
    """All undecided images with a suggestion, int64."""
    return NOTHING if suggested is None else suggested.ids()


def base_ids(read: Reads, wanted: DataFilter) -> np.ndarray:
    """Return the ids that pass what the database knows, in their order, int64; may run on a thread."""
    base = ImageFilter(
        splits=tuple(wanted.splits),
        text=wanted.text,
        flagged=True if wanted.flagged else None,
        missing=True if wanted.missing else None,
        duplicates=True if wanted.duplicates else None,
        origins=tuple(wanted.origins),
        checks=tuple(wanted.checks),
        commented=True if wanted.commented else None,
        suggested=True if wanted.proposed else None,
        objects=wanted.objects,
        sides=wanted.sides,
        suggested_scores=wanted.scores,
        disagreed=True if wanted.differs else None,
    )
    return read.image_ids(base, wanted.order if wanted.order in DATABASE_ORDERS else "added")


def narrowed(read: Reads, wanted: DataFilter, ids: np.ndarray, suggested: Suggested | None) -> np.ndarray:
    """Return those of the base ids that also pass what depends on suggestions, int64; on the window's thread."""
    proposals = suggested_ids(suggested)
    if wanted.marks:
        ids = ids[_with_marks(read, ids, wanted.marks, proposals)]
    if wanted.label_ids:
        decided = read.image_ids(ImageFilter(label_ids=tuple(wanted.label_ids)))
        parts = [decided]
        if suggested is not None:
            parts += [suggested.ids(label_id) for label_id in wanted.label_ids]
        ids = ids[np.isin(ids, np.concatenate(parts))]
    if wanted.min_score:
        ids = ids[np.isin(ids, NOTHING if suggested is None else suggested.at_least(wanted.min_score))]
    if wanted.only:
        ids = ids[np.isin(ids, wanted.only)]
    if wanted.like:
        nearest = np.asarray(wanted.similar_ids, dtype=np.int64)
        return nearest[np.isin(nearest, ids)]
    if wanted.order == "score":
        with_score = proposals[np.isin(proposals, ids)]
        return np.concatenate([with_score, ids[~np.isin(ids, with_score)]])
    return ids


def is_slow(wanted: DataFilter, total: int) -> bool:
    """Whether the database needs longer than a frame for a filter, so that it belongs on a thread."""
    # Sizes are worked out from the shapes, and a single image may hold ten thousand.
    return wanted.sides is not None or (
        total > 5_000
        and bool(wanted.text or wanted.duplicates or wanted.origins or (wanted.order == "path" and total > 20_000))
    )


def count_marks(counts: Counts, suggested: Suggested | None) -> MarkCounts:
    """Count the whole project by badge."""
    by_mark = {mark: sum(counts.by_state.get(state, 0) for state in states) for mark, states in STATES_OF.items()}
    open_images = sum(counts.by_state.get(state, 0) for state in OPEN_STATES)
    by_mark[Mark.SUGGESTED] = min(open_images, len(suggested_ids(suggested)))
    by_mark[Mark.UNDECIDED] = open_images - by_mark[Mark.SUGGESTED]
    by_mark[Mark.FLAGGED] = counts.flagged
    return MarkCounts(by_mark, counts.total)


def _with_marks(read: Reads, ids: np.ndarray, marks: frozenset[Mark], proposals: np.ndarray) -> np.ndarray:
    table = read.table()
    state = table.state[np.searchsorted(table.ids, ids)]
    keep = np.zeros(len(ids), dtype=bool)
    for mark in marks:
        if mark in STATES_OF:
            keep |= np.isin(state, [STATE_CODES[s] for s in STATES_OF[mark]])
        else:
            is_open = np.isin(state, [STATE_CODES[s] for s in OPEN_STATES])
            has_proposal = np.isin(ids, proposals)
            keep |= is_open & (has_proposal if mark is Mark.SUGGESTED else ~has_proposal)
    return keep


_MARK_OF_ACTION = {
    "data.show_accepted": Mark.ACCEPTED,
    "data.show_corrected": Mark.CORRECTED,
    "data.show_rejected": Mark.REJECTED,
    "data.show_suggested": Mark.SUGGESTED,
    "data.show_undecided": Mark.UNDECIDED,
    "data.show_finished": Mark.ACCEPTED,
    "data.show_empty": Mark.REJECTED,
    "data.show_waiting": Mark.SUGGESTED,
    "data.show_unfinished": Mark.UNDECIDED,
}


def filter_of_action(action_id: str, order: str) -> DataFilter | None:
    """The filter that an action of the View menu sets, in the order of now; None = it sets none."""
    if action_id in _MARK_OF_ACTION:
        return DataFilter(marks=frozenset({_MARK_OF_ACTION[action_id]}), order=order)
    filters = {
        "data.show_flagged": DataFilter(flagged=True, order=order),
        "data.show_missing": DataFilter(missing=True, order=order),
        "data.show_duplicates": DataFilter(duplicates=True, order=order),
        "data.show_all": DataFilter(order=order),
    }
    return filters.get(action_id)
