"""What Review shows, read from the project and its suggestions; the one place of the room that knows both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QCoreApplication

from tlstudio.core.words import Image, State, Suggestion, Task
from tlstudio.gui.models.label_queue import Reason
from tlstudio.gui.models.numbers import decimal
from tlstudio.gui.models.review_answers import LabelSet, Proposal
from tlstudio.gui.models.review_groups import ReviewGroup, group_suggestions, propose
from tlstudio.gui.models.sentences import sentence
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.pace_lines import PaceLines
from tlstudio.gui.workspaces.undecided import needs_person_test
from tlstudio.project.commands.settings import SetSetting
from tlstudio.store.codes import STATE_CODES

if TYPE_CHECKING:
    from tlstudio.project.generation import Suspect

KEPT = "second_look.kept"
"""Setting: [[image id, label ids...], ...] that a person confirmed in a second look, so that it is not asked again."""
QUEUED = 60
LOOKED_BACK = 40


def tr(text: str) -> str:
    """Translate in the context of the review."""
    return QCoreApplication.translate("review", text)


class ReviewSource:
    """Groups, order and reasons, kept until the project or the suggestions change.

    Args:
        session: The open project.
        on_pace: Called when the pace was measured anew (it is read on a thread).
    """

    def __init__(self, session: Session, on_pace: Callable[[], object]) -> None:
        self._session = session
        self._project = session.project
        self._groups: list[ReviewGroup] = []
        self._seen: tuple[int, int] | None = None
        self._suspects: list[Suspect] = []
        self._places: dict[int, int] = {}
        self._needs_person: Callable[[int], bool] = lambda _image_id: False
        self._pace = PaceLines(session, on_pace)

    # -- groups ----------------------------------------------------------------------------------------------------

    @property
    def has_several(self) -> bool:
        """Whether an image may have several labels."""
        return self._project.info.task is Task.MULTILABEL

    @property
    def groups(self) -> list[ReviewGroup]:
        """Groups of undecided images, the largest first."""
        self._bring_up_to_date()
        return self._groups

    @property
    def waiting(self) -> int:
        """How many suggestions wait for a decision."""
        return sum(group.count for group in self.groups)

    def group(self, label_ids: LabelSet) -> ReviewGroup | None:
        """The group with an answer, None when it is empty."""
        return next((group for group in self.groups if group.label_ids == label_ids), None)

    def _bring_up_to_date(self) -> None:
        suggestions, table = self._project.suggestions, self._project.read.table()
        state = (suggestions.generation, table.revision)
        if state == self._seen:
            return
        self._seen = state
        self._places = {label.id: label.position for label in self._project.read.labels()}
        self._needs_person = self.needs_person_test()
        ids, probs, label_ids = suggestions.scores()
        rows = np.minimum(np.searchsorted(table.ids, ids), max(len(table) - 1, 0))
        skipped = table.state[rows] == STATE_CODES[State.SKIPPED] if len(table) else np.zeros(len(ids), bool)
        self._groups = group_suggestions(ids, probs, label_ids, several=self.has_several, last=skipped)
        kept = self._kept()
        self._suspects = [
            suspect
            for suspect in suggestions.mislabelled()
            if suspect.is_strong and suspect.image_id not in kept
        ]  # fmt: skip

    # -- one image -------------------------------------------------------------------------------------------------

    def suggestion(self, image_id: int) -> Suggestion | None:
        """All labels for an undecided image, best first."""
        found = self._project.suggestions.for_image(image_id)
        return found if found is not None and found.label_ids else None

    def proposal(self, image_id: int) -> Proposal | None:
        """What accepting means for an undecided image."""
        suggestion = self.suggestion(image_id)
        if suggestion is None or not self._needs_person(image_id):
            return None
        return propose(suggestion, several=self.has_several, positions=self._places)

    def bring_up_to_date(self) -> None:
        """Read anew what changed; call once after something did, before asking for many images."""
        self._bring_up_to_date()

    def needs_person(self, image_id: int) -> bool:
        """Whether nobody has said what is in the image."""
        return self.needs_person_test()(image_id)

    def needs_person_test(self) -> Callable[[int], bool]:
        """The same for many images in a row."""
        return needs_person_test(self._project.read)

    def images(self, ids: Sequence[int]) -> list[Image]:
        """Images in the order of the ids."""
        return self._project.read.images(ids)

    def queue(self) -> tuple[list[int], dict[int, Reason]]:
        """All undecided images with a suggestion, most useful first, with the reasons of the first ones."""
        items = self._project.suggestions.queue(QUEUED)
        reasons = {item.image_id: Reason(item.reason, sentence(item.sentence), item.score) for item in items}
        first = list(reasons)
        others = self._project.suggestions.undecided(order="queue").tolist()
        return [*first, *(image_id for image_id in others if image_id not in reasons)], reasons

    def last_decided(self, count: int) -> list[Image]:
        """Images decided last, the newest at the end, each once."""
        newest: dict[int, None] = {}
        for decision in self._project.read.last_decisions(LOOKED_BACK):
            if decision.state is not State.UNDECIDED:
                newest.setdefault(decision.image_id)
        images = self._project.read.images(list(newest))
        shown = [image for image in images if image.state is not State.UNDECIDED][:count]
        return shown[::-1]

    def similar(self, image_id: int, among: Sequence[int], done: Callable[[list[int]], object]) -> None:
        """Find images that look like one, nearest first, and hand over those among the given ones."""
        allowed = set(among)
        future = self._project.suggestions.similar(image_id, max(1, len(self._project.read.table())))
        self._when_done(future, lambda result: done([i for i in result["ids"] if i in allowed]))

    def nearest_decided(self, image_id: int, count: int, done: Callable[[list[Image]], object]) -> None:
        """Find the decided images that look most like one."""

        def pick(result: dict[str, Any]) -> None:
            images = self._project.read.images(result["ids"])
            done([i for i in images if i.state.is_decided and i.id != image_id][:count])

        future = self._project.suggestions.similar(image_id, 400)
        self._when_done(future, pick)

    def _when_done(self, future: Future[dict[str, Any]], done: Callable[[dict[str, Any]], object]) -> None:
        """Go on with the answer; without one (no features yet, engine ended) things stay as they are."""

        def take(finished: Future[dict[str, Any]]) -> None:
            if not finished.cancelled() and finished.exception() is None:
                done(finished.result())

        future.add_done_callback(take)

    # -- second look -----------------------------------------------------------------------------------------------

    @property
    def suspects(self) -> list[Suspect]:
        """Decided images that all others contradict strongly and nobody has confirmed."""
        self._bring_up_to_date()
        return self._suspects

    def suspect(self, image_id: int) -> Suspect | None:
        """The doubt about an image."""
        return next((s for s in self.suspects if s.image_id == image_id), None)

    def is_suspect(self, image_id: int) -> bool:
        """Whether an image deserves a second look."""
        return self.suspect(image_id) is not None

    def suspect_sentence(self, suspect: Suspect) -> str:
        """Say what speaks against a decision."""
        return tr("{given} {p_given}, rather {other} {p_other}").format(
            given=self._name(suspect.label_id),
            p_given=decimal(suspect.p_given),
            other=self._name(suspect.other_label_id),
            p_other=decimal(suspect.p_other),
        )

    def suspect_scores(self, image_id: int) -> list[tuple[int, float]]:
        """The two labels in question with their probabilities, the more likely first."""
        suspect = self.suspect(image_id)
        if suspect is None:
            return []
        pairs = [(suspect.other_label_id, suspect.p_other), (suspect.label_id, suspect.p_given)]
        return [(label_id, p) for label_id, p in pairs if label_id is not None]

    def kept_answer(self, image_id: int) -> Proposal | None:
        """What Enter confirms about a decided image."""
        found = self.images([image_id])
        suspect = self.suspect(image_id)
        if not found:
            return None
        return Proposal(image_id, found[0].label_ids, suspect.p_given if suspect else 0.0)

    def keep(self, image_ids: Sequence[int], *, step: int | None = None) -> None:
        """Remember that decisions were confirmed; one undo step, `step` continues an earlier one."""
        kept = self._kept()
        kept.update({image.id: image.label_ids for image in self.images(image_ids)})
        rows = [[image_id, *label_ids] for image_id, label_ids in sorted(kept.items())]
        self._project.run(SetSetting(KEPT, rows), initiator="review", step=step)

    def _kept(self) -> dict[int, LabelSet]:
        """Confirmed images whose labels are still those that were confirmed."""
        rows = {int(row[0]): tuple(int(i) for i in row[1:]) for row in self._project.settings.get(KEPT, [])}
        return {image.id: rows[image.id] for image in self.images(list(rows)) if image.label_ids == rows[image.id]}

    def _name(self, label_id: int | None) -> str:
        names = {label.id: label.name for label in self._project.read.labels()}
        return names.get(label_id or 0, tr("none of the labels"))

    # -- numbers ---------------------------------------------------------------------------------------------------

    def progress(self) -> tuple[int, int, int, int, int]:
        """Numbers of images: labelled, accepted, corrected, none of the labels, in all."""
        table = self._project.read.table()
        numbers = np.bincount(table.state, minlength=len(STATE_CODES))
        states = (State.LABELLED, State.ACCEPTED, State.CORRECTED, State.REJECTED)
        labelled, accepted, corrected, rejected = (int(numbers[STATE_CODES[state]]) for state in states)
        return labelled, accepted, corrected, rejected, len(table)

    def pace_lines(self) -> list[tuple[str, str]]:
        """What was measured about the person and the model."""
        return self._pace.lines()

    def measure_pace(self) -> None:
        """Measure anew, on a thread."""
        self._pace.measure()

    def hint(self) -> str:
        """What would help most now."""
        return self._project.suggestions.hint()
