"""Puts one image under review into the inspector, in words: what is suggested or decided, why, and how sure it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from tlstudio.core.words import Image, Label
from tlstudio.gui.models.label_queue import Reason
from tlstudio.gui.models.review_answers import LabelSet, Proposal
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.thumbnail_strip import StripCell
from tlstudio.gui.workspaces.deciding import Deciding
from tlstudio.gui.workspaces.reasons import reason_icon, why_chosen
from tlstudio.gui.workspaces.review.single_inspector import SHOWN_SCORES, ScoreLine, SingleInspector
from tlstudio.gui.workspaces.review.source import ReviewSource

NEIGHBOURS = 3


@dataclass(frozen=True, slots=True)
class Look:
    """How the open image is looked at.

    Attributes:
        shown: What is proposed, or was decided where this is a second look; None = nothing.
        draft: What Enter would assign.
        is_second_look: Whether it is decided and the model contradicts.
        place: Where it stands in the queue, in words.
        reason: Why it comes up.
    """

    shown: Proposal | None
    draft: LabelSet
    is_second_look: bool
    place: str
    reason: Reason


class SinglePresenter(QObject):
    """Reads the source, writes the inspector."""

    def __init__(
        self, inspector: SingleInspector, source: ReviewSource, deciding: Deciding, *, read_only: bool
    ) -> None:
        super().__init__(inspector)
        self._inspector = inspector
        self._source = source
        self._deciding = deciding
        self._read_only = read_only

    def show(self, image: Image, look: Look) -> None:
        """Show all about the image but its neighbours."""
        known = self._deciding.labels()
        self._show_heading(image, look)
        self._show_scores(image.id, known, look.draft)
        answer = self._deciding.name(look.draft) if look.draft or look.shown else ""
        verb = self.tr("Keep {label}") if look.is_second_look else self.tr("Accept {label}")
        if look.shown is not None and set(look.draft) != set(look.shown.label_ids):
            verb = self.tr("Decide {label}")
        self._inspector.show_buttons(
            verb.format(label=answer) if answer else self.tr("Choose a label"),
            self.tr("None of them"),
            can_accept=bool(answer) and not self._read_only,
            can_skip=not look.is_second_look,
        )

    def show_nearest(self, image_id: int, current: Callable[[], int | None]) -> None:
        """Ask for the decided images most like one; an answer that comes when another image is open is dropped.

        Args:
            current: The image that is open then.
        """
        self._inspector.show_nearest([])

        def show(images: Sequence[Image]) -> None:
            if current() == image_id:
                self._inspector.show_nearest([self._near_cell(image) for image in images])

        self._source.nearest_decided(image_id, NEIGHBOURS, show)

    def _show_heading(self, image: Image, look: Look) -> None:
        inspector, place, reason = self._inspector, look.place, look.reason
        if look.is_second_look:
            suspect = self._source.suspect(image.id)
            inspector.show_place(self.tr("Labelled so far as"), place)
            inspector.show_answer(marks.mark_of(image.state), self._deciding.name(image.label_ids))
            first = self._source.suspect_sentence(suspect) if suspect else ""
            inspector.show_reason(first, self.tr("Learnt from all other decided images"), "ph.warning")
        elif look.shown is not None:
            inspector.show_place(self.tr("Suggested"), place)
            inspector.show_answer(marks.Mark.SUGGESTED, self._deciding.name(look.draft))
            inspector.show_reason(reason.sentence, why_chosen(reason), reason_icon(reason.code))
        elif image.state.is_decided:
            inspector.show_place(self.tr("Decided"), place)
            inspector.show_answer(marks.mark_of(image.state), self._deciding.name(image.label_ids))
            inspector.show_reason("", "", "ph.check")
        else:
            inspector.show_place(self.tr("No suggestion yet"), place)
            inspector.show_answer(marks.Mark.UNDECIDED, self.tr("to decide"))
            inspector.show_reason(reason.sentence, "", reason_icon(reason.code))

    def _show_scores(self, image_id: int, known: dict[int, Label], draft: LabelSet) -> None:
        suggestion = self._source.suggestion(image_id)
        pairs = (
            list(zip(suggestion.label_ids, suggestion.scores, strict=True))
            if suggestion is not None
            else self._source.suspect_scores(image_id)
        )
        lines = [
            ScoreLine(
                label_id,
                known[label_id].name,
                known[label_id].colour,
                score,
                known[label_id].hot_key.replace("Shift+", "⇧"),
                label_id in draft,
            )
            for label_id, score in pairs
            if label_id in known
        ]
        self._inspector.show_scores(lines[:SHOWN_SCORES], len(known))

    def _near_cell(self, image: Image) -> StripCell:
        first = self._deciding.labels().get(image.label_ids[0]) if image.label_ids else None
        name = self._deciding.name(image.label_ids)
        return StripCell(image.id, name, dot=first.colour if first else "", tip=f"{image.name}: {name}")
