"""The pages of one review group: what is visible, what is left out or corrected, what Enter would decide.

No Qt here. A page is what a person sees at once; it never changes under their hand: newer suggestions re-order only
the images that are not on it, and what it says about an image stays what was shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tlstudio.gui.models.review_answers import UNMARKED, LabelSet, Mark, MarkKind, Proposal, Verdict


class ReviewPages:
    """The images of one group in order, the visible page, and the drafts on them."""

    def __init__(self, lookup: Callable[[int], Proposal | None]) -> None:
        """`lookup` returns the proposal for an image as it stands now, or None where there is none any more."""
        self._lookup = lookup
        self._ids: list[int] = []
        self._start = 0
        self._size = 1
        self._marks: dict[int, Mark] = {}
        self._aside: list[int] = []
        self._shown: dict[int, Proposal] = {}
        self.focus = 0

    # -- what is there ---------------------------------------------------------------------------------------------

    @property
    def total(self) -> int:
        """Images of the group that are still to decide."""
        return len(self._ids)

    @property
    def page_ids(self) -> list[int]:
        """The visible images, in order."""
        return self._ids[self._start : self._start + self._size]

    @property
    def page(self) -> list[Proposal]:
        """The visible proposals; each is looked up once and then kept as it was shown."""
        proposals: list[Proposal] = []
        for image_id in self.page_ids:
            proposal = self._shown.get(image_id) or self._lookup(image_id)
            if proposal is not None:
                self._shown[image_id] = proposal
                proposals.append(proposal)
        return proposals

    @property
    def number(self) -> int:
        """The visible page, from 1."""
        return -(-self._start // self._size) + 1

    @property
    def pages(self) -> int:
        """How many pages the group has at this size; at least 1."""
        return max(1, self.number - 1 + -(-(len(self._ids) - self._start) // self._size))

    @property
    def upcoming_ids(self) -> list[int]:
        """The images of the next page, for fetching their pictures ahead."""
        end = self._start + self._size
        return self._ids[end : end + self._size]

    @property
    def focused(self) -> Proposal | None:
        """The proposal that the keyboard acts on."""
        page = self.page
        return page[min(self.focus, len(page) - 1)] if page else None

    def mark(self, image_id: int) -> Mark:
        """Return the draft for an image."""
        return self._marks.get(image_id, UNMARKED)

    # -- order -----------------------------------------------------------------------------------------------------

    def open(self, ids: Iterable[int], *, page_size: int) -> None:
        """Show a group from its first page, without drafts."""
        self._ids, self._start, self._size = list(ids), 0, max(1, page_size)
        self._marks, self._aside, self._shown, self.focus = {}, [], {}, 0

    def resize(self, page_size: int) -> None:
        """Change how many images fit; the first visible one stays first."""
        self._size = max(1, page_size)
        self._keep_focus()

    def refresh(self, ids: Sequence[int], *, still_undecided: Callable[[int], bool]) -> None:
        """Take a newer order without touching the visible page.

        Images before the page stay where they are if they still belong here; those after it follow the new order;
        what was left out comes last.
        """
        belongs = set(ids)
        visible = [i for i in self.page_ids if still_undecided(i)]
        before = [i for i in self._ids[: self._start] if i in belongs]
        kept = {*visible, *before}
        aside = [i for i in self._aside if i in belongs and i not in kept]
        kept.update(aside)
        after = [i for i in ids if i not in kept]
        self._ids = [*before, *visible, *after, *aside]
        self._start = len(before)
        still_shown = set(visible)
        self._shown = {i: p for i, p in self._shown.items() if i in still_shown}
        self._keep_focus()

    def remove(self, ids: Iterable[int]) -> None:
        """Drop images that were decided elsewhere."""
        gone = set(ids)
        gone_before = sum(1 for i in self._ids[: self._start] if i in gone)
        self._ids = [i for i in self._ids if i not in gone]
        self._start = max(0, self._start - gone_before)
        self._aside = [i for i in self._aside if i not in gone]
        for image_id in gone:
            self._marks.pop(image_id, None)
            self._shown.pop(image_id, None)
        self._keep_focus()

    def restore(self, proposals: Iterable[Proposal]) -> None:
        """Bring images back to the top of the visible page, as after an undo, as they were shown then."""
        visible = set(self.page_ids)
        back = {p.image_id: p for p in proposals if p.image_id not in visible}
        self.remove(back)
        self._ids[self._start : self._start] = list(back)
        self._shown.update(back)
        self.focus = 0

    # -- moving ----------------------------------------------------------------------------------------------------

    def next_page(self) -> bool:
        """Turn forward; False on the last page."""
        if self._start + self._size >= len(self._ids):
            return False
        self._turn(self._start + self._size)
        return True

    def previous_page(self) -> bool:
        """Turn back; False on the first page."""
        if self._start == 0:
            return False
        self._turn(max(0, self._start - self._size))
        return True

    def first_page(self) -> None:
        """Go to the start of the group."""
        self._turn(0)

    def last_page(self) -> None:
        """Go to the last images of the group."""
        self._turn(max(0, (len(self._ids) - 1) // self._size * self._size))

    def show(self, image_id: int) -> bool:
        """Turn to the page that holds an image and focus it; False where the group does not have it."""
        if image_id not in self._ids:
            return False
        if image_id not in self.page_ids:
            self._turn(self._ids.index(image_id) // self._size * self._size)
        self.focus = self.page_ids.index(image_id)
        return True

    def sort_by(self, ids: Sequence[int]) -> None:
        """Put the images of the group into another order (more like this); those not named follow as they were."""
        mine = set(self._ids)
        first = [i for i in ids if i in mine]
        named = set(first)
        self._ids = [*first, *(i for i in self._ids if i not in named)]
        self._turn(0)

    # -- drafts ----------------------------------------------------------------------------------------------------

    def toggle_left_out(self, ids: Iterable[int]) -> None:
        """Leave images out of the acceptance, or take them back in; mixed ones all become left out."""
        chosen = list(ids)
        all_out = all(self.mark(i).kind is MarkKind.LEFT_OUT for i in chosen)
        for image_id in chosen:
            if all_out:
                self._marks.pop(image_id, None)
            else:
                self._marks[image_id] = Mark(MarkKind.LEFT_OUT)

    def assign(self, ids: Iterable[int], label_ids: LabelSet) -> None:
        """Correct images to other labels; correcting back to what was suggested clears the draft."""
        for image_id in ids:
            proposal = self._shown.get(image_id) or self._lookup(image_id)
            if proposal is not None and tuple(sorted(proposal.label_ids)) == tuple(sorted(label_ids)):
                self._marks.pop(image_id, None)
            else:
                self._marks[image_id] = Mark(MarkKind.CORRECTED, tuple(label_ids))

    def toggle_label(self, ids: Iterable[int], label_id: int) -> None:
        """Add or take away one label (projects with several labels per image)."""
        for image_id in ids:
            now = self.answer(image_id)
            self.assign([image_id], tuple(i for i in now if i != label_id) if label_id in now else (*now, label_id))

    def toggle_rejected(self, ids: Iterable[int]) -> None:
        """Say "none of the labels" about images, or take that back."""
        chosen = list(ids)
        all_rejected = all(self.mark(i).kind is MarkKind.REJECTED for i in chosen)
        for image_id in chosen:
            if all_rejected:
                self._marks.pop(image_id, None)
            else:
                self._marks[image_id] = Mark(MarkKind.REJECTED)

    def answer(self, image_id: int) -> LabelSet:
        """The labels that Enter would give an image (also for one left out: what is suggested)."""
        mark = self.mark(image_id)
        if mark.kind is MarkKind.CORRECTED:
            return mark.label_ids
        if mark.kind is MarkKind.REJECTED:
            return ()
        proposal = self._shown.get(image_id) or self._lookup(image_id)
        return proposal.label_ids if proposal else ()

    # -- Enter -----------------------------------------------------------------------------------------------------

    def verdict(self, *, to_here: bool = False) -> Verdict:
        """Return what Enter (or Shift+Enter: up to the focused image) would decide; changes nothing."""
        page = self.page
        chosen = page[: self.focus + 1] if to_here else page
        by_kind: dict[MarkKind, list[Proposal]] = {kind: [] for kind in MarkKind}
        corrected: dict[LabelSet, list[Proposal]] = {}
        for proposal in chosen:
            mark = self.mark(proposal.image_id)
            if mark.kind is MarkKind.CORRECTED:
                corrected.setdefault(tuple(sorted(mark.label_ids)), []).append(proposal)
            else:
                by_kind[mark.kind].append(proposal)
        return Verdict(
            accepted=tuple(by_kind[MarkKind.AS_SUGGESTED]),
            corrected={labels: tuple(proposals) for labels, proposals in corrected.items()},
            rejected=tuple(by_kind[MarkKind.REJECTED]),
            left_out=tuple(by_kind[MarkKind.LEFT_OUT]),
        )

    def settle(self, verdict: Verdict) -> None:
        """After the verdict was stored: the next images move up, what was left out waits at the end."""
        left_out = [p.image_id for p in verdict.left_out]
        aside = [*(i for i in self._aside if i not in set(left_out)), *left_out]
        self.remove([*verdict.decided_ids, *left_out])
        self._ids.extend(left_out)
        self._aside = aside
        self.focus = 0
        if self._start >= len(self._ids):
            self.last_page()

    # -- inside ----------------------------------------------------------------------------------------------------

    def _turn(self, start: int) -> None:
        self._start, self.focus = start, 0
        # Drafts outlive turning a page; what was shown does not have to.
        self._shown = {i: p for i, p in self._shown.items() if i in self._marks}

    def _keep_focus(self) -> None:
        if self._start >= len(self._ids):
            self._start = max(0, (len(self._ids) - 1) // self._size * self._size) if self._ids else 0
        self.focus = max(0, min(self.focus, len(self.page_ids) - 1))
