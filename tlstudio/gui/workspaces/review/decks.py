"""What the grid can deal out: the images of one suggested answer, or decided images for a second look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from tlstudio.core.words import Label
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.review_answers import LabelSet, Mark, MarkKind, Proposal, Verdict
from tlstudio.gui.models.words import count
from tlstudio.gui.workspaces.deciding import Deciding, accept_text
from tlstudio.gui.workspaces.review.source import ReviewSource


def tr(text: str) -> str:
    """Translate in the context of the review."""
    return QCoreApplication.translate("review", text)


class Deck(Protocol):
    """A pile of images that are reviewed page by page."""

    label_ids: LabelSet | None
    order: str

    def ids(self) -> Sequence[int]:
        """Images that wait, in order."""
        ...

    def proposal(self, image_id: int) -> Proposal | None:
        """What Enter would decide about an image."""
        ...

    def title(self) -> str:
        """Heading of the page."""
        ...

    def colours(self) -> Sequence[str]:
        """Swatches before the heading."""
        ...

    def count_text(self, total: int) -> str:
        """How many there are, in words."""
        ...

    def note(self, proposal: Proposal, mark: Mark) -> str:
        """Text at the right of a caption; empty = the bar of the score."""
        ...

    def plate(self, proposal: Proposal, mark: Mark) -> tuple[str, str]:
        """Text and colour on a marked image."""
        ...

    def button_text(self, verdict: Verdict) -> str:
        """What the primary button will do."""
        ...

    def settle(self, verdict: Verdict) -> bool:
        """Store what Enter decides; whether it was stored."""
        ...


class GroupDeck:
    """Images with the same suggested answer, most certain first."""

    def __init__(self, source: ReviewSource, deciding: Deciding, label_ids: LabelSet) -> None:
        self.label_ids: LabelSet | None = label_ids
        self.order = tr("most certain first")
        self._labels = label_ids
        self._source = source
        self._deciding = deciding

    def ids(self) -> Sequence[int]:
        group = self._source.group(self._labels)
        return [] if group is None else group.image_ids.tolist()

    def proposal(self, image_id: int) -> Proposal | None:
        return self._source.proposal(image_id)

    def title(self) -> str:
        return self._deciding.name(self._labels)

    def colours(self) -> Sequence[str]:
        known = self._deciding.labels()
        return [known[i].colour for i in self._labels if i in known]

    def count_text(self, total: int) -> str:
        return tr("{n} suggested").format(n=counted(total))

    def note(self, proposal: Proposal, mark: Mark) -> str:
        return marked_note(mark, self._deciding)

    def plate(self, proposal: Proposal, mark: Mark) -> tuple[str, str]:
        return marked_plate(mark, proposal, self._deciding)

    def button_text(self, verdict: Verdict) -> str:
        return accept_text(verdict, self.title())

    def settle(self, verdict: Verdict) -> bool:
        return self._deciding.settle(verdict)


class SuspectDeck:
    """Decided images that the model contradicts strongly: Enter keeps them, a digit changes them."""

    def __init__(self, source: ReviewSource, deciding: Deciding) -> None:
        self.label_ids: LabelSet | None = None
        self.order = tr("most doubtful first")
        self._source = source
        self._deciding = deciding

    def ids(self) -> Sequence[int]:
        return [suspect.image_id for suspect in self._source.suspects]

    def proposal(self, image_id: int) -> Proposal | None:
        return self._source.kept_answer(image_id)

    def title(self) -> str:
        return tr("Probably mislabelled")

    def colours(self) -> Sequence[str]:
        return []

    def count_text(self, total: int) -> str:
        return tr("{what} to look at again").format(what=count(total, tr("image"), tr("images")))

    def note(self, proposal: Proposal, mark: Mark) -> str:
        if mark.kind is not MarkKind.AS_SUGGESTED:
            return marked_note(mark, self._deciding)
        suspect = self._source.suspect(proposal.image_id)
        if suspect is None:
            return ""
        other = self._deciding.name(() if suspect.other_label_id is None else (suspect.other_label_id,))
        return tr("rather {other}").format(other=other)

    def plate(self, proposal: Proposal, mark: Mark) -> tuple[str, str]:
        if mark.kind is MarkKind.AS_SUGGESTED:
            known = self._deciding.labels()
            colour = next((known[i].colour for i in proposal.label_ids if i in known), "")
            return self._deciding.name(proposal.label_ids) if proposal.label_ids else tr("none of them"), colour
        return marked_plate(mark, proposal, self._deciding)

    def button_text(self, verdict: Verdict) -> str:
        if verdict.accepted:
            return tr("Keep {n} as labelled").format(n=counted(len(verdict.accepted)))
        return accept_text(verdict, "")

    def settle(self, verdict: Verdict) -> bool:
        kept = [p.image_id for p in verdict.accepted]
        changed = Verdict(corrected=verdict.corrected, rejected=verdict.rejected, left_out=verdict.left_out)
        if changed.decided_ids and not self._deciding.settle(changed):
            return False
        if kept:
            self._source.keep(kept)
        return True


def marked_note(mark: Mark, deciding: Deciding) -> str:
    """Word a draft for the caption."""
    match mark.kind:
        case MarkKind.LEFT_OUT:
            return tr("left out")
        case MarkKind.REJECTED:
            return tr("none of them")
        case MarkKind.CORRECTED:
            return deciding.name(mark.label_ids)
        case _:
            return ""


def marked_plate(mark: Mark, proposal: Proposal, deciding: Deciding) -> tuple[str, str]:
    """Word a draft for the plate on the image."""
    match mark.kind:
        case MarkKind.LEFT_OUT:
            return tr("not {label}").format(label=deciding.name(proposal.label_ids)), ""
        case MarkKind.REJECTED:
            return tr("none of them"), ""
        case MarkKind.CORRECTED:
            labels: list[Label] = [deciding.labels()[i] for i in mark.label_ids if i in deciding.labels()]
            return deciding.name(mark.label_ids), labels[0].colour if labels else ""
        case _:
            return "", ""
