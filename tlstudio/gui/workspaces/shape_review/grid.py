"""The pages of cut-outs at work: a label's suggestions, what keys and clicks do with them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu

from tlstudio.gui.icons import icon
from tlstudio.gui.models.crops import CropProvider
from tlstudio.gui.models.review_page import Proposal, ReviewPages
from tlstudio.gui.models.words import count
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.label_picker import LabelPicker
from tlstudio.gui.workspaces.review.grid_inspector import GridInspector, GroupLine
from tlstudio.gui.workspaces.review.grid_page import GridPage
from tlstudio.gui.workspaces.review.page_grid import PageCell
from tlstudio.gui.workspaces.shape_review.source import ShapeSource
from tlstudio.project.commands.images import SetFlag

INITIATOR = "review"
REMEMBERED = 1000
"""Newest answered suggestions that an undo brings back to the top."""


class ShapeGrid(QObject):
    """Drives the page and its inspector. What the pages call an image is here a suggestion, by its id.

    Signals:
        shown_in_image: Image id and suggestion id, to look at where it lies.
        subtitle_changed: The numbers in the header changed.
    """

    shown_in_image = Signal(int, int)
    subtitle_changed = Signal()

    def __init__(self, session: Session, source: ShapeSource, crops: CropProvider, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._source = source
        self._crops = crops
        self._label_id = 0
        self._alike: int | None = None
        self._sorting = 0
        self._answered: dict[int, Proposal] = {}
        self._picker: LabelPicker | None = None
        self.page = GridPage(session.keymap, self._picture)
        self.inspector = GridInspector()
        self._pages = ReviewPages(source.proposal)
        grid = self.page.grid
        grid.page_size_changed.connect(self._on_page_size)
        grid.focus_moved.connect(self._on_focus)
        grid.left_out.connect(lambda index: self._mark_one(index, self._pages.toggle_rejected))
        grid.opened.connect(self._show_in_image)
        grid.menu_wanted.connect(self._open_menu)
        grid.left_page.connect(lambda step: self.run("next_page" if step > 0 else "previous_page"))
        self.page.action.connect(lambda action: self.run(action.removeprefix("review.")))
        self.inspector.group_chosen.connect(lambda label_ids: self.open_group(label_ids[0]))
        crops.ready.connect(lambda _ids: grid.update())

    # -- what is shown ---------------------------------------------------------------------------------------------

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return self._pages.total == 0

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

    def run(self, name: str, index: int = 0) -> bool:
        """Do an action by its short name; return whether it was taken."""
        acts: dict[str, Callable[[], object]] = {
            "accept_page": lambda: self._accept(to_here=False),
            "accept_to_here": lambda: self._accept(to_here=True),
            "leave_out": lambda: self._mark(self._pages.toggle_left_out),
            "reject": lambda: self._mark(self._pages.toggle_rejected),
            "assign": lambda: self._assign_place(index),
            "list": self._open_list,
            "flag": self._flag,
            "next_page": lambda: self._turn(self._pages.next_page),
            "previous_page": lambda: self._turn(self._pages.previous_page),
            "first": lambda: self._turn(self._pages.first_page),
            "last": lambda: self._turn(self._pages.last_page),
            "similar": self._sort_alike,
            "grid_or_single": lambda: self._show_in_image(self._pages.focus),
        }
        act = acts.get(name)
        if act is None:
            return False
        act()
        return True

    def _accept(self, *, to_here: bool) -> None:
        verdict = self._pages.verdict(to_here=to_here)
        if self._session.read_only or not (verdict.decided_ids or verdict.left_out):
            return
        if verdict.decided_ids and not self._source.settle(verdict, INITIATOR):
            return
        shown = (*verdict.accepted, *verdict.rejected, *(p for part in verdict.corrected.values() for p in part))
        self._answered = dict([*self._answered.items(), *((p.image_id, p) for p in shown)][-REMEMBERED:])
        self._pages.settle(verdict)
        self.page.grid.select_one(0)
        if self._pages.total == 0:
            self._source.read_again()
            self.refresh()
        else:
            self._show_page()  # the numbers beside it follow with the news of the answers
        self.page.grid.fade_in()
        self._crops.prefetch(self._pages.upcoming_ids, self._side())

    def _mark(self, act: Callable[[list[int]], None]) -> None:
        act(self.page.grid.chosen())
        self._show_page()

    def _mark_one(self, index: int, act: Callable[[list[int]], None]) -> None:
        act([self._pages.page[index].image_id])
        self._show_page()

    def _assign_place(self, index: int) -> None:
        labels = list(self._source.labels())
        if index < len(labels):
            self._assign(labels[index])

    def _assign(self, label_id: int) -> None:
        self._pages.assign(self.page.grid.chosen(), (label_id,))
        self._show_page()

    def _open_list(self) -> None:
        if self._picker is None:
            self._picker = LabelPicker(self.page)
            self._picker.picked.connect(self._assign)
            self._picker.closed.connect(self.page.grid.setFocus)
        self._picker.open_for(list(self._source.labels().values()), self.page.views)

    def _flag(self) -> None:
        ids = sorted({i for one in self.page.grid.chosen() if (i := self._source.image_of(one)) is not None})
        images = self._session.project.read.images(ids)
        self._session.run(SetFlag(ids, not all(image.flagged for image in images)), initiator=INITIATOR)
        self._show()

    def _turn(self, act: Callable[[], object]) -> None:
        act()
        self._turned()

    def _turned(self) -> None:
        self.page.grid.select_one(0)
        self._show_page()
        self._crops.prefetch(self._pages.upcoming_ids, self._side())

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
            self._session.told.emit(self.tr("Looking at {n} cut-outs ...").format(n=f"{len(ids):,}"), False)
        self._session.in_background(work, done)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _open_largest(self) -> None:
        groups = self._source.groups
        self._label_id, self._alike = groups[0].label_id if groups else 0, None
        ids = self._source.ids(self._label_id) if groups else []
        self._pages.open(ids, page_size=self.page.grid.page_size)
        self.page.grid.select_one(0)

    def _show_in_image(self, index: int) -> None:
        page = self._pages.page
        if index < len(page):
            image_id = self._source.image_of(page[index].image_id)
            if image_id is not None:
                self.shown_in_image.emit(image_id, page[index].image_id)

    def _on_page_size(self, size: int) -> None:
        self._pages.resize(size)
        self._show()

    def _on_focus(self, index: int) -> None:
        self._pages.focus = index

    def _side(self) -> int:
        grid = self.page.grid
        return round(grid.thumbnail_side * grid.devicePixelRatioF())

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
        number = self.tr("{n} suggested").format(n=f"{pages.total:,}")
        place = self.tr("page {n} of {m}").format(n=pages.number, m=pages.pages)
        order = self.tr("most alike first") if self._alike is not None else self.tr("most certain first")
        self.page.show_group(
            source.name(self._label_id), [source.colour(self._label_id)], f"{number}, {place}, {order}"
        )
        self._show_foot()

    def _show_foot(self) -> None:
        pages, verdict = self._pages, self._pages.verdict()
        text = self._source.button_text(verdict)
        short = self.tr("Accept {n}").format(n=f"{len(verdict.accepted):,}") if verdict.accepted else text
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
        menu = QMenu(self.page)
        key = self._session.keymap.first
        chosen = count(len(self.page.grid.chosen()), self.tr("suggestion"), self.tr("suggestions"))
        menu.addSection(chosen)
        for name, text, picture in (
            ("leave_out", self.tr("Leave out"), "ph.prohibit"),
            ("reject", self.tr("Wrong"), "ph.x-circle"),
            ("list", self.tr("Choose from all labels"), "ph.tag"),
            ("flag", self.tr("Discuss the image"), "ph.flag"),
            ("similar", self.tr("More like this"), "ph.intersect"),
            ("accept_to_here", self.tr("Accept to here"), "ph.check"),
        ):
            entry = menu.addAction(icon(picture), f"{text}\t{key(f'review.{name}')}")
            entry.triggered.connect(lambda _checked=False, name=name: self.run(name))
        labels = menu.addMenu(self.tr("Change label"))
        for label in self._source.labels().values():
            entry = labels.addAction(f"{label.name}\t{label.hot_key}")
            entry.triggered.connect(lambda _checked=False, label=label: self._assign(label.id))
        there = menu.addAction(
            icon("ph.frame-corners"), f"{self.tr('Show in its image')}\t{key('review.grid_or_single')}"
        )
        there.triggered.connect(lambda: self._show_in_image(index))
        menu.exec(place)
        menu.deleteLater()
