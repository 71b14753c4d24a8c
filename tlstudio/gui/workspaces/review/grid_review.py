"""The grid review at work: a deck, its pages, what keys and clicks do with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QImage

from tlstudio.core.words import Label
from tlstudio.gui.icons import icon
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.review_answers import LabelSet, MarkKind, Proposal
from tlstudio.gui.models.words import count
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.deciding import Deciding
from tlstudio.gui.workspaces.review.decks import Deck, GroupDeck, SuspectDeck
from tlstudio.gui.workspaces.review.grid_inspector import GroupLine
from tlstudio.gui.workspaces.review.page_cell import PageCell
from tlstudio.gui.workspaces.review.paged import PagedReview
from tlstudio.gui.workspaces.review.source import ReviewSource


class GridReview(PagedReview):
    """Drives the grid page and its inspector.

    Signals:
        single_wanted: Image id to look at alone.
    """

    single_wanted = Signal(int)

    def __init__(self, session: Session, source: ReviewSource, deciding: Deciding, parent: QObject) -> None:
        super().__init__(session, parent)
        self._source = source
        self._deciding = deciding
        self._deck: Deck | None = None
        self.inspector.group_chosen.connect(self.open_group)
        self.inspector.suspects_chosen.connect(self.open_suspects)
        session.thumbnails.ready.connect(lambda _ids: self.page.grid.update())

    # -- what is shown ---------------------------------------------------------------------------------------------

    @property
    def is_second_look(self) -> bool:
        """Whether decided images are looked at again."""
        return isinstance(self._deck, SuspectDeck)

    @property
    def has_marks(self) -> bool:
        """Whether something on the page is left out or has another label, which is no decision yet."""
        return any(self._pages.mark(p.image_id).kind is not MarkKind.AS_SUGGESTED for p in self._pages.page)

    def focused_id(self) -> int | None:
        """The image that the keyboard acts on."""
        focused = self._pages.focused
        return focused.image_id if focused else None

    def refresh(self) -> None:
        """Read groups and numbers anew; the visible page stays as it is."""
        deck = self._deck
        if deck is not None:
            self._pages.refresh(deck.ids(), still_undecided=self._still_there())
        if self._pages.total == 0 and not (self.is_second_look and self._source.suspects):
            self._open_largest()
        self._show()

    def show_numbers(self) -> None:
        """Show counts and measurements anew."""
        self._show_inspector()

    def open_group(self, label_ids: LabelSet) -> None:
        """Show a group from its first page."""
        self._open(GroupDeck(self._source, self._deciding, label_ids))

    def open_suspects(self) -> None:
        """Show decided images that deserve a second look."""
        if self._source.suspects:
            self._open(SuspectDeck(self._source, self._deciding))

    def bring_back(self, image_ids: list[int]) -> None:
        """After an undo: show the images that are undecided again on top, focused."""
        # The newest suggestions were made without these images: what was shown when they were decided stands in.
        self._source.bring_up_to_date()
        known = [p for i in image_ids if (p := self._answered.get(i) or self._source.proposal(i)) is not None]
        if not known:
            self.refresh()
            return
        answers = Counter(p.label_ids for p in known)
        label_ids = answers.most_common(1)[0][0]
        if self._deck is None or self._deck.label_ids != label_ids:
            self.open_group(label_ids)
        self._pages.restore(sorted((p for p in known if p.label_ids == label_ids), key=lambda p: -p.score))
        self.page.grid.select_one(0)
        self._show()

    # -- actions ---------------------------------------------------------------------------------------------------

    def labels(self) -> Mapping[int, Label]:
        return self._deciding.labels()

    def own_acts(self) -> dict[str, Callable[[], object]]:
        return {"mislabelled": self.open_suspects}

    def _accept(self, *, to_here: bool) -> None:
        deck = self._deck
        verdict = self._pages.verdict(to_here=to_here)
        if deck is None or not (verdict.decided_ids or verdict.left_out):
            return
        if verdict.decided_ids and not deck.settle(verdict):
            return
        self._remember(verdict)
        self._pages.settle(verdict)
        self._deciding.dwell.start()
        self.page.grid.select_one(0)
        if self._pages.total == 0 or self.is_second_look:
            self.refresh()
        else:
            self._show_page()  # the numbers beside it follow with the news of the decision
        self.page.grid.fade_in()
        self._prefetch(self._pages.upcoming_ids, self._side())

    def _cross(self, ids: list[int]) -> None:
        self._pages.toggle_left_out(ids)

    def _show_marks(self) -> None:
        self._show()

    def _assign(self, label_id: int) -> None:
        chosen = self.page.grid.chosen()
        if self._deciding.has_several:
            self._pages.toggle_label(chosen, label_id)
        else:
            self._pages.assign(chosen, (label_id,))
        self._show()

    def _create(self, name: str) -> None:
        label_id = self._deciding.create(name)
        if label_id is not None:
            self._assign(label_id)

    def _flag(self) -> None:
        chosen = self.page.grid.chosen()
        images = self._source.images(chosen)
        self._deciding.flag(chosen, not all(image.flagged for image in images))
        self._show()

    def _turned(self) -> None:
        self._deciding.dwell.start()
        super()._turned()

    def _prefetch(self, ids: Iterable[int], side: int) -> None:
        self._session.thumbnails.prefetch(ids, side)

    def _sort_alike(self) -> None:
        deck, focused = self._deck, self._pages.focused
        if deck is None or focused is None:
            return
        if self._alike == focused.image_id:
            self._open(deck)  # the same key again: back to the deck's own order
            return
        wanted = focused.image_id

        def sort(ids: list[int]) -> None:
            if self._deck is deck:
                self._alike = wanted
                self._pages.sort_by([wanted, *(i for i in ids if i != wanted)])
                self.page.grid.select_one(0)
                self._show()

        self._source.similar(wanted, list(deck.ids()), sort)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _open_largest(self) -> None:
        groups = self._source.groups
        if groups:
            self._open(GroupDeck(self._source, self._deciding, groups[0].label_ids))
        else:
            self._deck = None
            self._pages.open([], page_size=self.page.grid.page_size)

    def _open(self, deck: Deck) -> None:
        self._deck, self._alike = deck, None
        self._pages.open(deck.ids(), page_size=self.page.grid.page_size)
        self._turned()

    def _look_up(self, image_id: int) -> Proposal | None:
        return self._deck.proposal(image_id) if self._deck is not None else None

    def _still_there(self) -> Callable[[int], bool]:
        return self._source.is_suspect if self.is_second_look else self._source.needs_person_test()

    def _picture(self, image_id: int) -> QImage | None:
        return self._session.thumbnails.get(image_id, self._side())

    def _show(self) -> None:
        self._show_page()
        self._show_inspector()
        self.subtitle_changed.emit()

    def _show_page(self) -> None:
        deck, pages = self._deck, self._pages
        if deck is None:
            return
        images = {image.id: image for image in self._source.images(pages.page_ids)}
        cells: list[PageCell] = []
        for proposal in pages.page:
            image, mark = images.get(proposal.image_id), pages.mark(proposal.image_id)
            plate, swatch = deck.plate(proposal, mark)
            cells.append(
                PageCell(
                    proposal.image_id,
                    image.name if image else "",
                    None if self.is_second_look and mark.kind is MarkKind.AS_SUGGESTED else proposal.score,
                    mark.kind,
                    plate,
                    swatch,
                    deck.note(proposal, mark),
                    self._deciding.name(proposal.label_ids),
                    image.flagged if image else False,
                )
            )
        self.page.grid.show_cells(cells, pages.focus)
        place = self.tr("page {n} of {m}").format(n=pages.number, m=pages.pages)
        order = self.tr("most alike first") if self._alike is not None else deck.order
        self.page.show_group(
            deck.title(),
            None if self.is_second_look else deck.colours(),
            f"{deck.count_text(pages.total)}, {place}, {order}",
        )
        verdict = pages.verdict()
        can = bool(verdict.decided_ids or verdict.left_out) and not self._session.read_only
        number = counted(len(verdict.accepted))
        short = self.tr("Keep {n}") if self.is_second_look else self.tr("Accept {n}")
        self.page.show_outcome(
            deck.button_text(verdict),
            ", ".join(self._deciding.exceptions(verdict)),
            short=short.format(n=number) if verdict.accepted else deck.button_text(verdict),
            can_accept=can,
        )
        self.page.show_turning(back=pages.number > 1, forward=bool(pages.upcoming_ids))
        here = self.tr("Keep to here") if self.is_second_look else self.tr("Accept to here")
        self.page.show_hints(len(self._deciding.labels()), here)

    def _show_inspector(self) -> None:
        known = self._deciding.labels()
        lines = [
            GroupLine(
                group.label_ids,
                self._deciding.name(group.label_ids),
                tuple(known[i].colour for i in group.label_ids if i in known),
                group.count,
                group.lowest,
                known[group.label_ids[0]].hot_key.replace("+", " ")
                if len(group.label_ids) == 1 and group.label_ids[0] in known
                else "",
            )
            for group in self._source.groups
        ]
        current = self._deck.label_ids if self._deck is not None else None
        self.inspector.show_groups(lines, current)
        self.inspector.show_suspects(len(self._source.suspects), is_current=self.is_second_look)
        self.inspector.show_progress(*self._source.progress())
        self.inspector.show_pace(self._source.pace_lines())
        self.inspector.show_advice(self._source.hint())

    def _look_closer(self, index: int) -> None:
        self.single_wanted.emit(self._pages.page[index].image_id)

    def _open_menu(self, _index: int, place: QPoint) -> None:
        entries = (
            ("leave_out", self.tr("Leave out"), "ph.prohibit"),
            ("reject", self.tr("None of the labels"), "ph.x-circle"),
            ("list", self.tr("Choose from all labels"), "ph.tag"),
            ("flag", self.tr("Discuss"), "ph.flag"),
            ("similar", self.tr("More like this"), "ph.intersect"),
            ("accept_to_here", self.tr("Accept to here"), "ph.check"),
        )
        chosen = count(len(self.page.grid.chosen()), self.tr("image"), self.tr("images"))
        menu = self._menu(chosen, entries, self.tr("Change label"))
        key = self._session.keymap.first("review.grid_or_single")
        alone = menu.addAction(icon("ph.frame-corners"), f"{self.tr('Look at it alone')}\t{key}")
        alone.triggered.connect(lambda: self.single_wanted.emit(self.focused_id() or 0))
        menu.exec(place)
        menu.deleteLater()
