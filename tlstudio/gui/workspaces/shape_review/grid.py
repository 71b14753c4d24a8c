"""The pages of cut-outs at work: a label's suggestions, what keys and clicks do with them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import numpy as np
from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QImage

from tlstudio.core.words import Label
from tlstudio.gui.icons import icon
from tlstudio.gui.models.crops import CropProvider
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.review_answers import Proposal
from tlstudio.gui.models.words import count
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.review.grid_inspector import GroupLine
from tlstudio.gui.workspaces.review.page_cell import PageCell
from tlstudio.gui.workspaces.review.paged import PagedReview
from tlstudio.gui.workspaces.shape_review.source import ShapeSource
from tlstudio.project.commands.images import SetFlag

INITIATOR = "review"


class ShapeGrid(PagedReview):
    """Drives the page and its inspector. What the pages call an image is here a suggestion, by its id.

    Signals:
        shown_in_image: Image id and suggestion id, to look at where it lies.
    """

    shown_in_image = Signal(int, int)

    def __init__(self, session: Session, source: ShapeSource, crops: CropProvider, parent: QObject) -> None:
        super().__init__(session, parent)
        self._source = source
        self._crops = crops
        self._label_id = 0
        self._sorting = 0
        self.inspector.group_chosen.connect(lambda label_ids: self.open_group(label_ids[0]))
        crops.ready.connect(lambda _ids: self.page.grid.update())

    # -- what is shown ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Follow the source; the visible page stays as it is."""
        if self._label_id:
            self._pages.refresh(self._source.ids(self._label_id), still_undecided=self._source.is_open)
        if self._pages.total == 0:
            self._open_largest()
        self._show()

    def open_group(self, label_id: int) -> None:
        """Show a label's suggestions from the first page."""
        self._label_id, self._alike = label_id, None
        self._sorting += 1
        self._pages.open(self._source.ids(label_id), page_size=self.page.grid.page_size)
        self._turned()
        self._show_inspector()

    def open_at(self, suggestion_id: int) -> None:
        """Show the page that holds a suggestion."""
        proposal = self._source.proposal(suggestion_id)
        if proposal is None:
            return
        if proposal.label_ids != (self._label_id,):
            self.open_group(proposal.label_ids[0])
        if self._pages.show(suggestion_id):
            self.page.grid.select_one(self._pages.focus)
            self._show()

    def bring_back(self, image_ids: list[int]) -> None:
        """After an undo: show what is open again on top, as it was shown."""
        back = [self._answered[i] for i in self._source.open_on(image_ids) if i in self._answered]
        if not back:
            self.refresh()
            return
        label_id = Counter(p.label_ids[0] for p in back).most_common(1)[0][0]
        if label_id != self._label_id:
            self.open_group(label_id)
        self._pages.restore(sorted((p for p in back if p.label_ids == (label_id,)), key=lambda p: -p.score))
        self.page.grid.select_one(0)
        self._show()

    # -- actions ---------------------------------------------------------------------------------------------------

    def labels(self) -> Mapping[int, Label]:
        return self._source.labels()

    def own_acts(self) -> dict[str, Callable[[], object]]:
        return {"grid_or_single": lambda: self._look_closer(self._pages.focus)}

    def _accept(self, *, to_here: bool) -> None:
        verdict = self._pages.verdict(to_here=to_here)
        if self._session.read_only or not (verdict.decided_ids or verdict.left_out):
            return
        if verdict.decided_ids and not self._source.settle(verdict, INITIATOR):
            return
        self._remember(verdict)
        self._pages.settle(verdict)
        self.page.grid.select_one(0)
        if self._pages.total == 0:
            self._source.read_again()
            self.refresh()
        else:
            self._show_page()  # the numbers beside it follow with the news of the answers
        self.page.grid.fade_in()
        self._prefetch(self._pages.upcoming_ids, self._side())

    def _cross(self, ids: list[int]) -> None:
        self._pages.toggle_rejected(ids)

    def _show_marks(self) -> None:
        self._show_page()

    def _assign(self, label_id: int) -> None:
        self._pages.assign(self.page.grid.chosen(), (label_id,))
        self._show_page()

    def _flag(self) -> None:
        ids = sorted({i for one in self.page.grid.chosen() if (i := self._source.image_of(one)) is not None})
        images = self._session.project.read.images(ids)
        self._session.run(SetFlag(ids, not all(image.flagged for image in images)), initiator=INITIATOR)
        self._show()

    def _prefetch(self, ids: Iterable[int], side: int) -> None:
        self._crops.prefetch(ids, side)

    def _sort_alike(self) -> None:
        """Sort the label's suggestions by how alike their cut-outs look; the same key again takes that back."""
        focused = self._pages.focused
        if focused is None:
            return
        wanted, label_id = focused.image_id, self._label_id
        if self._alike == wanted:
            self.open_group(label_id)
            return
        self._sorting += 1
        number = self._sorting
        ids = [wanted, *(i for i in self._source.ids(label_id) if i != wanted)]

        def work() -> np.ndarray:
            from tlstudio.imaging.crops import most_alike

            return most_alike(self._crops.looks(ids, lambda: self._sorting != number), 0)

        def done(order: np.ndarray) -> None:
            if self._sorting == number and self._label_id == label_id:
                self._alike = wanted
                self._pages.sort_by([ids[place] for place in order.tolist()])
                self._turned()

        if len(ids) > 200:
            self._session.told.emit(self.tr("Looking at {n} cut-outs ...").format(n=counted(len(ids))), False)
        self._session.in_background(work, done)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _open_largest(self) -> None:
        groups = self._source.groups
        self._label_id, self._alike = groups[0].label_id if groups else 0, None
        ids = self._source.ids(self._label_id) if groups else []
        self._pages.open(ids, page_size=self.page.grid.page_size)
        self.page.grid.select_one(0)

    def _look_up(self, number: int) -> Proposal | None:
        return self._source.proposal(number)

    def _look_closer(self, index: int) -> None:
        page = self._pages.page
        if index < len(page):
            image_id = self._source.image_of(page[index].image_id)
            if image_id is not None:
                self.shown_in_image.emit(image_id, page[index].image_id)

    def _picture(self, suggestion_id: int) -> QImage | None:
        answer = self._pages.answer(suggestion_id)
        return self._crops.get(
            suggestion_id, self._side(), self._source.colour(answer[0] if answer else self._label_id)
        )

    def _show(self) -> None:
        self._show_page()
        self._show_inspector()
        self.subtitle_changed.emit()

    def _show_page(self) -> None:
        source, pages = self._source, self._pages
        ids = [i for one in pages.page_ids if (i := source.image_of(one)) is not None]
        images = {image.id: image for image in self._session.project.read.images(ids)}
        cells: list[PageCell] = []
        for proposal in pages.page:
            mark = pages.mark(proposal.image_id)
            image = images.get(source.image_of(proposal.image_id) or 0)
            plate, swatch = source.plate(proposal, mark)
            cells.append(
                PageCell(
                    proposal.image_id,
                    image.name if image else "",
                    None if math.isnan(proposal.score) else proposal.score,
                    mark.kind,
                    plate,
                    swatch,
                    source.note(mark),
                    source.name(proposal.label_ids[0]),
                    image.flagged if image else False,
                )
            )
        self.page.grid.show_cells(cells, pages.focus)
        number = self.tr("{n} suggested").format(n=counted(pages.total))
        place = self.tr("page {n} of {m}").format(n=pages.number, m=pages.pages)
        order = self.tr("most alike first") if self._alike is not None else self.tr("most certain first")
        self.page.show_group(
            source.name(self._label_id), [source.colour(self._label_id)], f"{number}, {place}, {order}"
        )
        self._show_foot()

    def _show_foot(self) -> None:
        pages, verdict = self._pages, self._pages.verdict()
        text = self._source.button_text(verdict)
        short = self.tr("Accept {n}").format(n=counted(len(verdict.accepted))) if verdict.accepted else text
        can = bool(verdict.decided_ids or verdict.left_out) and not self._session.read_only
        self.page.show_outcome(text, ", ".join(self._source.exceptions(verdict)), short=short, can_accept=can)
        self.page.show_turning(back=pages.number > 1, forward=bool(pages.upcoming_ids))
        self.page.show_hints(len(self._source.labels()), self.tr("Accept to here"), self.tr("Wrong"))

    def _show_inspector(self) -> None:
        known = self._source.labels()
        lines = [
            GroupLine(
                (group.label_id,),
                self._source.name(group.label_id),
                (self._source.colour(group.label_id),),
                group.count,
                group.lowest,
                known[group.label_id].hot_key.replace("+", " ") if group.label_id in known else "",
            )
            for group in self._source.groups
        ]
        self.inspector.show_groups(lines, (self._label_id,))
        self.inspector.show_suspects(0, is_current=False)
        accepted, corrected, rejected, total = self._source.progress()
        self.inspector.show_progress(0, accepted, corrected, rejected, total, rejected_as=self.tr("Rejected"))
        self.inspector.show_pace(self._source.source_lines())

    def _open_menu(self, index: int, place: QPoint) -> None:
        entries = (
            ("leave_out", self.tr("Leave out"), "ph.prohibit"),
            ("reject", self.tr("Wrong"), "ph.x-circle"),
            ("list", self.tr("Choose from all labels"), "ph.tag"),
            ("flag", self.tr("Discuss the image"), "ph.flag"),
            ("similar", self.tr("More like this"), "ph.intersect"),
            ("accept_to_here", self.tr("Accept to here"), "ph.check"),
        )
        chosen = count(len(self.page.grid.chosen()), self.tr("suggestion"), self.tr("suggestions"))
        menu = self._menu(chosen, entries, self.tr("Change label"))
        key = self._session.keymap.first("review.grid_or_single")
        there = menu.addAction(icon("ph.frame-corners"), f"{self.tr('Show in its image')}\t{key}")
        there.triggered.connect(lambda: self._look_closer(index))
        menu.exec(place)
        menu.deleteLater()
