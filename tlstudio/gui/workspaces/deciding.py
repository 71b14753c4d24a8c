"""From what a person pressed to commands of the project: shared by Label and Review.

Whatever one key press decides is one undo step, with the suggestion that was on the screen and the seconds it was
looked at.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from tlstudio.core.errors import StudioError
from tlstudio.core.words import Label, SuggestionRef, Task
from tlstudio.gui.models.attention import Dwell
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.review_answers import LabelSet, Proposal, Verdict
from tlstudio.gui.models.words import count
from tlstudio.gui.session import Session
from tlstudio.project.command import Command
from tlstudio.project.commands.decisions import Accept, ClearDecision, Decide, Reject, Skip
from tlstudio.project.commands.images import SetFlag
from tlstudio.project.commands.labels import AddLabels


def tr(text: str) -> str:
    """Translate in the context of decisions."""
    return QCoreApplication.translate("deciding", text)


class Deciding:
    """Runs the commands of one view.

    Args:
        session: The open project.
        initiator: Name of the view; it comes back in the events.
    """

    def __init__(self, session: Session, initiator: str) -> None:
        self._session = session
        self._initiator = initiator
        self.dwell = Dwell()
        self._labels: dict[int, Label] | None = None

    @property
    def has_several(self) -> bool:
        """Whether an image may have several labels."""
        return self._session.project.info.task is Task.MULTILABEL

    def labels(self) -> dict[int, Label]:
        """Label id -> label, in the order of the palette; kept until `forget_labels`."""
        if self._labels is None:
            self._labels = {label.id: label for label in self._session.project.read.labels()}
        return self._labels

    def forget_labels(self) -> None:
        """The labels of the project changed, or may have."""
        self._labels = None

    def name(self, label_ids: Sequence[int]) -> str:
        """Name an answer: `rust`, `rust and miner`, `none of the labels`."""
        known = self.labels()
        names = [known[i].name for i in label_ids if i in known]
        if not names:
            return tr("none of the labels")
        return names[0] if len(names) == 1 else tr("{first} and {last}").format(
            first=", ".join(names[:-1]), last=names[-1]
        )  # fmt: skip

    def assign(self, image_id: int, label_ids: LabelSet, shown: Proposal | None) -> bool:
        """Decide one image; `shown` is the suggestion that the person could see."""
        if not label_ids:
            return self.reject(image_id, shown)
        command = self._decide([shown] if shown else [], [image_id], label_ids, self.dwell.seconds())
        return self._run([command], self._said(label_ids, shown))

    def reject(self, image_id: int, shown: Proposal | None) -> bool:
        """Decide that one image carries none of the labels."""
        command = Reject([image_id], seconds=self.dwell.seconds(), suggestions=_refs([shown] if shown else []))
        return self._run([command], self.name(()))

    def skip(self, image_id: int) -> bool:
        """Leave one image for the end."""
        return self._run([Skip([image_id], seconds=self.dwell.seconds())], tr("Skipped"))

    def clear(self, image_ids: Sequence[int]) -> bool:
        """Make images undecided again."""
        return self._run([ClearDecision(list(image_ids))], tr("Undecided again"))

    def create(self, name: str) -> int | None:
        """Add a label (or find the one with this name); return its id, None where the name cannot be one."""
        outcome = self._session.run(AddLabels((name,)), initiator=self._initiator)
        self.forget_labels()
        return next(iter(outcome.result.values())) if outcome is not None else None

    def flag(self, image_ids: Sequence[int], flagged: bool, note: str | None = None) -> bool:
        """Mark images for discussion, or no longer."""
        said = tr("Marked for discussion") if flagged else tr("No longer to discuss")
        return self._run([SetFlag(list(image_ids), flagged, note)], said)

    def settle(self, verdict: Verdict) -> bool:
        """Decide a page: several commands, one undo step."""
        total = len(verdict.decided_ids)
        seconds = self.dwell.seconds()
        commands: list[Command] = []

        def share(part: Sequence[Proposal]) -> float | None:
            return None if seconds is None else seconds * len(part) / total

        with_labels = tuple(p for p in verdict.accepted if p.label_ids)
        without = (*(p for p in verdict.accepted if not p.label_ids), *verdict.rejected)
        for label_ids, part in verdict.corrected.items():
            ids = [p.image_id for p in part]
            if label_ids:
                commands.append(self._decide(part, ids, label_ids, share(part)))
            else:
                commands.append(Reject(ids, seconds=share(part), suggestions=_refs(part)))
        if without:
            ids = [p.image_id for p in without]
            commands.append(Reject(ids, seconds=share(without), suggestions=_refs(without)))
        if with_labels:
            # Last, for the history names a step after its newest part.
            labels = {p.image_id: p.label_ids for p in with_labels}
            commands.append(Accept(_refs(with_labels), labels=labels, seconds=share(with_labels)))
        return self._run(commands, self.sentence(verdict))

    def sentence(self, verdict: Verdict) -> str:
        """Say what a verdict did: `16 accepted as rust, 1 corrected to miner`."""
        parts: list[str] = []
        if verdict.accepted:
            answer = self.name(verdict.accepted[0].label_ids)
            parts.append(tr("{n} accepted as {label}").format(n=counted(len(verdict.accepted)), label=answer))
        return ", ".join(parts + self.exceptions(verdict, with_left_out=False))

    def exceptions(self, verdict: Verdict, *, with_left_out: bool = True) -> list[str]:
        """Say what differs from accepting: `1 left out`, `1 corrected to miner`."""
        parts: list[str] = []
        if verdict.left_out and with_left_out:
            parts.append(tr("{n} left out").format(n=len(verdict.left_out)))
        for label_ids, part in verdict.corrected.items():
            parts.append(tr("{n} corrected to {label}").format(n=len(part), label=self.name(label_ids)))
        if verdict.rejected:
            parts.append(tr("{n} with none of the labels").format(n=len(verdict.rejected)))
        return parts

    def _said(self, label_ids: LabelSet, shown: Proposal | None) -> str:
        if shown is None:
            return tr("Labelled {label}").format(label=self.name(label_ids))
        is_same = set(shown.label_ids) == set(label_ids)
        return tr("Accepted as {label}" if is_same else "Corrected to {label}").format(label=self.name(label_ids))

    def _decide(
        self, shown: Sequence[Proposal], image_ids: list[int], label_ids: LabelSet, seconds: float | None
    ) -> Decide:
        suggested = {p.image_id: p.label_ids for p in shown} if self.has_several else {}
        return Decide(
            image_ids, label_ids, seconds=seconds, suggestions=_refs(shown), suggested_labels=suggested
        )  # fmt: skip

    def _run(self, commands: Sequence[Command], said: str) -> bool:
        """Run commands as one undo step; on a known error nothing further is run and the room shows it."""
        step: int | None = None
        for command in commands:
            try:
                outcome = self._session.project.run(command, initiator=self._initiator, step=step)
            except StudioError as error:
                self._session.failed.emit(error)
                return False
            if outcome.changes:
                step = outcome.step
        if said:
            self._session.told.emit(said[:1].upper() + said[1:], True)
        return True


def accept_text(verdict: Verdict, name: str) -> str:
    """Say what the primary button will do, with the number in it."""
    if verdict.accepted:
        return tr("Accept {n} as {label}").format(n=counted(len(verdict.accepted)), label=name)
    decided = len(verdict.decided_ids)
    if decided:
        return tr("Decide {what} as marked").format(what=count(decided, tr("image"), tr("images")))
    return tr("Leave all out, next page") if verdict.left_out else tr("Accept")


def _refs(proposals: Sequence[Proposal]) -> dict[int, SuggestionRef]:
    return {p.image_id: p.ref for p in proposals if p.ref is not None}
