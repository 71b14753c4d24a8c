"""Labelling one image after the other: what is open, what is suggested, what a key decides, what comes next."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tlstudio.core.words import Image
from tlstudio.gui.models.attention import BiasGuard
from tlstudio.gui.models.label_queue import LabelQueue
from tlstudio.gui.models.review_answers import LabelSet, Proposal
from tlstudio.gui.models.review_groups import propose
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.deciding import Deciding
from tlstudio.gui.workspaces.label.order import LabelOrder
from tlstudio.gui.workspaces.undecided import needs_person_test

AUTO_ADVANCE = "label.auto_advance"
BIAS_GUARD = "label.bias_guard"
BLIND = "label.blind"
HIDDEN_EVERY = 20


class Labelling:
    """The state of the room, without widgets.

    Attributes:
        queue: Images in order and the open one.
        shown: The suggestion that may be seen for the open image; None where there is none or it is hidden.
        draft: Label ids chosen so far (several labels per image), else what is decided or suggested.
    """

    def __init__(self, session: Session, deciding: Deciding) -> None:
        self._session = session
        self._project = session.project
        self.deciding = deciding
        self.order = LabelOrder(session)
        self.queue = LabelQueue()
        self.shown: Proposal | None = None
        self.draft: LabelSet = ()
        self.image: Image | None = None
        self._hidden: Proposal | None = None
        self._guard = BiasGuard(HIDDEN_EVERY if session.preferences.get(BIAS_GUARD, True) else 0)

    # -- settings --------------------------------------------------------------------------------------------------

    @property
    def auto_advance(self) -> bool:
        """Whether a decision opens the next image."""
        return bool(self._session.preferences.get(AUTO_ADVANCE, True))

    def set_auto_advance(self, on: bool) -> None:
        """Choose whether a decision opens the next image."""
        self._session.preferences.set(AUTO_ADVANCE, on)

    @property
    def bias_guard(self) -> bool:
        """Whether every 20th suggestion is hidden until the image is decided."""
        return bool(self._guard.every)

    def set_bias_guard(self, on: bool) -> None:
        """Choose whether some suggestions are hidden."""
        self._session.preferences.set(BIAS_GUARD, on)
        self._guard.every = HIDDEN_EVERY if on else 0
        if not on and self.image is not None:
            self._guard.reveal(self.image.id)

    @property
    def blind(self) -> tuple[int, int]:
        """How often the person agreed with a suggestion they had not seen, and how often it was compared."""
        agreed, total = self._blind_counts().get(str(self._project.root), (0, 0))
        return int(agreed), int(total)

    # -- the open image --------------------------------------------------------------------------------------------

    @property
    def is_hidden(self) -> bool:
        """Whether a suggestion is held back for the open image."""
        return self._hidden is not None

    def load(self) -> Image | None:
        """Read the open image and what may be seen of its suggestion."""
        image_id = self.queue.current
        found = self._project.read.images([image_id]) if image_id is not None else []
        self.image = found[0] if found else None
        self.shown = self._hidden = None
        self.draft = self.image.label_ids if self.image is not None else ()
        if self.image is not None and not self.image.state.is_decided:
            self.take_suggestion()
        return self.image

    def take_suggestion(self) -> bool:
        """Show the suggestion for the open image if it has none on the screen; whether there is one now."""
        image = self.image
        if image is None or image.state.is_decided or self.shown is not None or self._hidden is not None:
            return False
        suggestion = self._project.suggestions.for_image(image.id)
        if suggestion is None or not suggestion.label_ids:
            return False
        places = {label.id: label.position for label in self.deciding.labels().values()}
        proposal = propose(suggestion, several=self.deciding.has_several, positions=places)
        if self._guard.meet(image.id):
            self._hidden = proposal
            return False
        self.shown = proposal
        if not self.draft:
            self.draft = proposal.label_ids
        return True

    def has_suggestion(self, image_id: int) -> bool:
        """Whether the strip may show that something is suggested."""
        suggestion = self._project.suggestions.for_image(image_id)
        return suggestion is not None and bool(suggestion.label_ids)

    def counts(self) -> dict[int, int]:
        """Label id -> number of images that carry it."""
        if self.deciding.has_several:
            return dict(self._project.read.counts().by_label)
        values, numbers = np.unique(self._project.read.table().label, return_counts=True)
        return dict(zip(values.tolist(), numbers.tolist(), strict=True))

    # -- order -----------------------------------------------------------------------------------------------------

    def start_order(self) -> None:
        """Take the order anew, the open image stays open."""
        ids, reasons = self.order.images()
        open_image = self.queue.current
        self.queue.replace(ids, reasons, open_image=open_image)
        if open_image is not None and self.queue.current != open_image:
            self.queue.go_to(open_image)

    def refresh_order(self) -> None:
        """Take a newer order for what comes after the next image."""
        ids, reasons = self.order.images()
        known = set(self._project.read.table().ids.tolist()) if len(self.queue.ids) else set()
        if any(image_id not in known for image_id in self.queue.ids):
            self.queue.discard(lambda image_id: image_id not in known)
        self.queue.refresh(ids, reasons)

    def to_next(self, step: int = 1) -> bool:
        """Open the next (or previous) image that needs a person; whether there is one."""
        return self.queue.next_where(needs_person_test(self._project.read), step=step)

    def sort_alike(self, done: Callable[[], object]) -> None:
        """Let the images most like the open one come next."""
        image_id = self.queue.current
        if image_id is None:
            return

        def take(ids: list[int]) -> None:
            if self.queue.current == image_id:
                needs = needs_person_test(self._project.read)
                self.queue.replace([image_id, *(i for i in ids if i != image_id and needs(i))])
                done()

        self.order.similar(image_id, take)

    # -- decisions -------------------------------------------------------------------------------------------------

    def assign(self, label_id: int) -> bool:
        """Give the open image a label: decided at once, or part of the draft where it may have several.

        Returns:
            Whether the image is decided now.
        """
        image = self.image
        if image is None:
            return False
        if self.deciding.has_several:
            chosen = set(self.draft) ^ {label_id}
            self.draft = tuple(i for i in self.deciding.labels() if i in chosen)
            return False
        return self._decide((label_id,))

    def accept(self) -> bool:
        """Say that the image is right as shown; whether it is decided now (or was already)."""
        image = self.image
        if image is None:
            return False
        is_same = set(image.label_ids) == set(self.draft)
        if image.state.is_decided and is_same:
            return True
        return bool(self.draft) and self._decide(self.draft)

    def reject(self) -> bool:
        """Say that none of the labels fits."""
        if self.image is None:
            return False
        self._compare(())
        return self.deciding.reject(self.image.id, self.shown)

    def skip(self) -> bool:
        """Leave the image for the end."""
        return self.image is not None and self.deciding.skip(self.image.id)

    def _decide(self, label_ids: LabelSet) -> bool:
        image = self.image
        if image is None:
            return False
        if not self.deciding.assign(image.id, label_ids, self.shown):
            return False
        self._compare(label_ids)
        return True

    def _compare(self, label_ids: LabelSet) -> None:
        """Count quietly whether a hidden suggestion would have been right."""
        if self._hidden is None or self.image is None:
            return
        agreed, total = self.blind
        agreed += set(label_ids) == set(self._hidden.label_ids)
        counts = self._blind_counts() | {str(self._project.root): [agreed, total + 1]}
        self._session.preferences.set(BLIND, counts)
        self._guard.reveal(self.image.id)
        self._hidden = None

    def _blind_counts(self) -> dict[str, list[int]]:
        found = self._session.preferences.get(BLIND, {})
        return dict(found) if isinstance(found, dict) else {}
