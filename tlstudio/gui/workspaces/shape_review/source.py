"""What waits for review in a project about shapes: open suggestions by label, what became of the others. Without widgets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tlstudio.core.words import Label, Outcome
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.review_answers import Mark, MarkKind, Proposal, Verdict
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.shape_review.words import tr
from tlstudio.project.commands.shape_answers import AnswerShapes
from tlstudio.project.shape_review import Acceptance, acceptance
from tlstudio.store.review_reads import OpenShapes, SourceOutcomes


@dataclass(frozen=True, slots=True)
class Group:
    """Open suggestions of one label.

    Attributes:
        lowest: Least score among them; NaN where none has one.
    """

    label_id: int
    count: int
    lowest: float


class ShapeSource:
    """A snapshot of the open suggestions; `read_again` brings it up to date.

    Attributes:
        waiting: All open suggestions.
        groups: The largest first.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._labels: dict[int, Label] = {}
        self._rows: dict[int, int] = {}
        self.waiting: OpenShapes
        self._outcomes: list[SourceOutcomes] = []
        self._acceptance = Acceptance()
        self._revision = -1
        self.groups: list[Group] = []
        self.read_again()

    def read_again(self) -> None:
        """Read everything that is open, where anything was changed since."""
        read = self._session.project.read
        revision = read.revision()
        if revision == self._revision:
            return
        self._revision = revision
        self._labels = {label.id: label for label in read.labels()}
        self.waiting = waiting = read.review.open_shapes()
        self._outcomes = read.review.outcomes()
        self._acceptance = acceptance(read)
        self._rows = {suggestion_id: row for row, suggestion_id in enumerate(waiting.ids.tolist())}
        self.groups = []
        for label_id in np.unique(waiting.label_ids).tolist():
            scores = waiting.scores[waiting.label_ids == label_id]
            known = scores[~np.isnan(scores)]
            self.groups.append(Group(label_id, len(scores), float(known.min()) if len(known) else float("nan")))
        self.groups.sort(key=lambda group: (-group.count, group.label_id))

    def labels(self) -> dict[int, Label]:
        """Label id -> label, in the order of the palette."""
        return self._labels

    def name(self, label_id: int) -> str:
        """A label's name."""
        label = self._labels.get(label_id)
        return label.name if label is not None else ""

    def colour(self, label_id: int) -> str:
        """A label's colour."""
        label = self._labels.get(label_id)
        return label.colour if label is not None else "edge"

    def ids(self, label_id: int) -> list[int]:
        """Open suggestions of a label, the most certain first, those without a score last."""
        rows = np.flatnonzero(self.waiting.label_ids == label_id)
        order = np.argsort(-np.nan_to_num(self.waiting.scores[rows], nan=-1.0), kind="stable")
        return self.waiting.ids[rows[order]].tolist()

    def is_open(self, suggestion_id: int) -> bool:
        """Whether a suggestion waits for an answer."""
        return suggestion_id in self._rows

    def proposal(self, suggestion_id: int) -> Proposal | None:
        """What Enter would decide; pages count suggestions where those of whole images count images."""
        row = self._rows.get(suggestion_id)
        if row is None:
            return None
        return Proposal(suggestion_id, (int(self.waiting.label_ids[row]),), float(self.waiting.scores[row]))

    def image_of(self, suggestion_id: int) -> int | None:
        """The image that a suggestion lies on."""
        row = self._rows.get(suggestion_id)
        return None if row is None else int(self.waiting.image_ids[row])

    def open_on(self, image_ids: list[int]) -> list[int]:
        """Open suggestions on images."""
        return self.waiting.ids[np.isin(self.waiting.image_ids, image_ids)].tolist()

    def progress(self) -> tuple[int, int, int, int]:
        """How many suggestions were accepted, corrected, rejected, and how many there are with the open ones."""
        totals = dict.fromkeys(Outcome, 0)
        for source in self._outcomes:
            for outcome, number in source.by_outcome.items():
                totals[outcome] += number
        return totals[Outcome.ACCEPTED], totals[Outcome.CORRECTED], totals[Outcome.REJECTED], sum(totals.values())

    def source_lines(self) -> list[tuple[str, str]]:
        """How often suggestions were right of late, and each source of what was ever answered."""
        lines = acceptance_lines(self._acceptance)
        for one in self._outcomes[:4]:
            right = one.by_outcome.get(Outcome.ACCEPTED, 0)
            if one.right is None:
                lines.append((one.source, tr("none answered")))
            else:
                share = f"{one.right * 100:.0f} %"
                lines.append((one.source, tr("{n} of {m}, {share}").format(n=right, m=one.answered, share=share)))
        return lines

    # -- words of a page -------------------------------------------------------------------------------------------

    def note(self, mark: Mark) -> str:
        """A draft for the caption."""
        match mark.kind:
            case MarkKind.LEFT_OUT:
                return tr("left out")
            case MarkKind.REJECTED:
                return tr("wrong")
            case MarkKind.CORRECTED:
                return self.name(mark.label_ids[0])
            case _:
                return ""

    def plate(self, proposal: Proposal, mark: Mark) -> tuple[str, str]:
        """A draft for the plate on the crop, and the colour on it."""
        match mark.kind:
            case MarkKind.REJECTED:
                return tr("not {label}").format(label=self.name(proposal.label_ids[0])), ""
            case MarkKind.CORRECTED:
                return self.name(mark.label_ids[0]), self.colour(mark.label_ids[0])
            case _:
                return "", ""

    def exceptions(self, verdict: Verdict) -> list[str]:
        """What differs from accepting."""
        parts: list[str] = []
        if verdict.left_out:
            parts.append(tr("{n} left out").format(n=len(verdict.left_out)))
        for label_ids, part in verdict.corrected.items():
            parts.append(tr("{n} corrected to {label}").format(n=len(part), label=self.name(label_ids[0])))
        if verdict.rejected:
            parts.append(tr("{n} wrong").format(n=len(verdict.rejected)))
        return parts

    def button_text(self, verdict: Verdict) -> str:
        """What the primary button will do, with the number in it."""
        if verdict.accepted:
            name = self.name(verdict.accepted[0].label_ids[0])
            return tr("Accept {n} as {label}").format(n=counted(len(verdict.accepted)), label=name)
        decided = len(verdict.decided_ids)
        if decided:
            return tr("Answer {n} as marked").format(n=counted(decided))
        return tr("Leave all out, next page") if verdict.left_out else tr("Accept")

    def settle(self, verdict: Verdict, initiator: str) -> bool:
        """Store a page in one step; whether it was stored."""
        labels = {p.image_id: label_ids[0] for label_ids, part in verdict.corrected.items() for p in part}
        command = AnswerShapes(
            [p.image_id for p in verdict.accepted], labels, rejected=[p.image_id for p in verdict.rejected]
        )
        return self._session.run(command, initiator=initiator) is not None


def acceptance_lines(measured: Acceptance) -> list[tuple[str, str]]:
    """Word how often suggestions were right, and say when drawing would be quicker; nothing while none is answered."""
    if measured.share is None:
        return []
    share = f"{measured.share * 100:.0f} %"
    lines = [(tr("Last {n} answers").format(n=measured.answers), tr("{share} right").format(share=share))]
    return lines if measured.pays else [*lines, (tr("Too few are right"), tr("show only certain ones"))]
