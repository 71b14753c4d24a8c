"""What every review by pages does with keys and clicks, whether it shows images or cut-outs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu

from tlstudio.core.words import Label
from tlstudio.gui.icons import icon
from tlstudio.gui.models.review_answers import Proposal, Verdict
from tlstudio.gui.models.review_page import ReviewPages
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.label_picker import LabelPicker
from tlstudio.gui.widgets.text import plain_entry
from tlstudio.gui.workspaces.review.grid_inspector import GridInspector
from tlstudio.gui.workspaces.review.grid_page import GridPage

REMEMBERED = 1000
"""Newest answers whose suggestion is kept for undo."""

Entry = tuple[str, str, str]  # action's short name, text, icon


class PagedReview(QObject):
    """The page, its marks and its menu; subclasses say what is on it and what an answer writes.

    Signals:
        subtitle_changed: The numbers in the header changed.
    """

    subtitle_changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._pages = ReviewPages(self._look_up)
        self._alike: int | None = None
        self._answered: dict[int, Proposal] = {}
        self._picker: LabelPicker | None = None
        self.page = GridPage(session.keymap, self._picture)
        self.inspector = GridInspector()
        grid = self.page.grid
        grid.page_size_changed.connect(self._on_page_size)
        grid.focus_moved.connect(self._on_focus)
        grid.left_out.connect(lambda index: self._mark(self._cross, [self._pages.page[index].image_id]))
        grid.opened.connect(self._look_closer)
        grid.menu_wanted.connect(self._open_menu)
        grid.left_page.connect(lambda step: self.run("next_page" if step > 0 else "previous_page"))
        self.page.action.connect(lambda action: self.run(action.removeprefix("review.")))

    # -- what subclasses say ---------------------------------------------------------------------------------------

    def labels(self) -> Mapping[int, Label]:
        """Return the labels by id, in the order of the palette."""
        raise NotImplementedError

    def _look_up(self, number: int) -> Proposal | None:
        """Return what is suggested for one cell."""
        raise NotImplementedError

    def own_acts(self) -> dict[str, Callable[[], object]]:
        """Return what only this review does, by the action's short name."""
        raise NotImplementedError

    def _accept(self, *, to_here: bool) -> None:
        raise NotImplementedError

    def _assign(self, label_id: int) -> None:
        raise NotImplementedError

    def _cross(self, ids: list[int]) -> None:
        """What a click on a cell's cross marks."""
        raise NotImplementedError

    def _flag(self) -> None:
        raise NotImplementedError

    def _sort_alike(self) -> None:
        raise NotImplementedError

    def _look_closer(self, index: int) -> None:
        """What a double click on a cell opens."""
        raise NotImplementedError

    def _prefetch(self, ids: Iterable[int], side: int) -> None:
        raise NotImplementedError

    def _picture(self, number: int) -> QImage | None:
        raise NotImplementedError

    def _open_menu(self, index: int, place: QPoint) -> None:
        raise NotImplementedError

    def _show_marks(self) -> None:
        """Show the page after something on it was marked."""
        raise NotImplementedError

    def _show(self) -> None:
        raise NotImplementedError

    # -- what is the same ------------------------------------------------------------------------------------------

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return self._pages.total == 0

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
            **self.own_acts(),
        }
        act = acts.get(name)
        if act is None:
            return False
        act()
        return True

    def _mark(self, act: Callable[[list[int]], None], ids: list[int] | None = None) -> None:
        """Mark cells, those that are chosen unless others are named."""
        act(self.page.grid.chosen() if ids is None else ids)
        self._show_marks()

    def _assign_place(self, index: int) -> None:
        labels = list(self.labels())
        if index < len(labels):
            self._assign(labels[index])

    def _open_list(self) -> None:
        if self._picker is None:
            self._picker = LabelPicker(self.page)
            self._picker.picked.connect(self._assign)
            self._picker.created.connect(self._create)
            self._picker.closed.connect(self.page.grid.setFocus)
        self._picker.open_for(list(self.labels().values()), self.page.views)

    def _create(self, name: str) -> None:
        """Use a new label that was typed into the list; a review that makes none leaves it."""

    def _turn(self, act: Callable[[], object]) -> None:
        act()
        self._turned()

    def _turned(self) -> None:
        """Another page is in front."""
        self.page.grid.select_one(0)
        self._show_marks()
        self._prefetch(self._pages.upcoming_ids, self._side())

    def _remember(self, verdict: Verdict) -> None:
        """Keep what was shown when it was answered: after an undo the newest suggestions know less."""
        shown = (*verdict.accepted, *verdict.rejected, *(p for part in verdict.corrected.values() for p in part))
        self._answered = dict([*self._answered.items(), *((p.image_id, p) for p in shown)][-REMEMBERED:])

    def _on_page_size(self, size: int) -> None:
        self._pages.resize(size)
        self._show()

    def _on_focus(self, index: int) -> None:
        self._pages.focus = index

    def _side(self) -> int:
        grid = self.page.grid
        return round(grid.thumbnail_side * grid.devicePixelRatioF())

    def _menu(self, heading: str, entries: Iterable[Entry], change_label: str) -> QMenu:
        """Return a menu with these entries and the labels."""
        menu = QMenu(self.page)
        menu.addSection(heading)
        for name, text, picture in entries:
            entry = menu.addAction(icon(picture), f"{text}\t{self._session.keymap.first(f'review.{name}')}")
            entry.triggered.connect(lambda _checked=False, name=name: self.run(name))
        labels = menu.addMenu(change_label)
        for label in self.labels().values():
            entry = labels.addAction(f"{plain_entry(label.name)}\t{label.hot_key}")
            entry.triggered.connect(lambda _checked=False, label=label: self._assign(label.id))
        return menu
