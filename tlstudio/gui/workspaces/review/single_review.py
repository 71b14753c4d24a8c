"""The single review at work: one image at a time, most useful first; also the second look at decided images."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from tlstudio.gui.models.label_queue import LabelQueue
from tlstudio.gui.models.review_answers import LabelSet, Proposal
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.label_picker import LabelPicker
from tlstudio.gui.workspaces.deciding import Deciding
from tlstudio.gui.workspaces.review.single_inspector import SingleInspector
from tlstudio.gui.workspaces.review.single_page import SinglePage
from tlstudio.gui.workspaces.review.single_presenter import Look, SinglePresenter
from tlstudio.gui.workspaces.review.source import ReviewSource

AHEAD = 3
LAST_DECISIONS = 10


class SingleReview(QObject):
    """Drives the single page and its inspector."""

    subtitle_changed = Signal()
    finished = Signal()

    def __init__(self, session: Session, source: ReviewSource, deciding: Deciding, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._source = source
        self._deciding = deciding
        self._queue = LabelQueue()
        self._shown: Proposal | None = None
        self._draft: tuple[int, ...] = ()
        self._is_second_look = False
        self._picker: LabelPicker | None = None
        self.page = SinglePage(session.keymap, lambda image_id: self._thumbnail(image_id, 160))
        self.inspector = SingleInspector(session.keymap, lambda image_id: self._thumbnail(image_id, 160))
        self._presenter = SinglePresenter(self.inspector, source, deciding, read_only=session.read_only)
        self.page.action.connect(lambda action: self.run(action.removeprefix("review.")))
        self.page.back_to.connect(self.open_image)
        self.inspector.action.connect(lambda action: self.run(action.removeprefix("review.")))
        self.inspector.label_chosen.connect(self._assign)
        self.inspector.neighbour_chosen.connect(self.open_image)
        session.thumbnails.ready.connect(lambda _ids: self._repaint_pictures())

    # -- what is shown ---------------------------------------------------------------------------------------------

    @property
    def current(self) -> int | None:
        """The open image."""
        return self._queue.current

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return self._queue.current is None

    def open_queue(self, image_id: int | None = None) -> None:
        """Go through the suggestions, most useful first, beginning with an image where one is given."""
        self._is_second_look = False
        ids, reasons = self._source.queue()
        self._queue.replace(ids, reasons)
        if image_id is not None:
            self._queue.go_to(image_id)
        self._show_image()

    def open_suspects(self, image_id: int | None = None) -> None:
        """Go through decided images that the model contradicts."""
        self._is_second_look = True
        self._queue.replace([suspect.image_id for suspect in self._source.suspects], open_image=image_id)
        self._show_image()

    def open_image(self, image_id: int) -> None:
        """Go to one image, decided or not."""
        self._queue.go_to(image_id)
        self._show_image()

    def refresh(self) -> None:
        """Take newer suggestions for what comes after the next image; the open one stays as it is."""
        if not self._is_second_look:
            ids, reasons = self._source.queue()
            self._queue.refresh(ids, reasons)
        if self._queue.current is None or self.page.stage.image is None:
            self._show_image()
        else:
            if self._shown is None and self._source.needs_person(self._queue.current):
                self._shown = self._source.proposal(self._queue.current)
                self._draft = self._shown.label_ids if self._shown else ()
            self._show_inspector()
            self._show_strip()

    # -- actions ---------------------------------------------------------------------------------------------------

    def run(self, name: str, index: int = 0) -> bool:
        """Do an action by its short name; return whether it was taken."""
        acts: dict[str, Callable[[], object]] = {
            "accept": self._accept,
            "assign": lambda: self._assign_place(index),
            "list": self._open_list,
            "reject": self._reject,
            "skip": self._skip,
            "flag": self._flag,
            "next": lambda: self._step(1),
            "previous": lambda: self._step(-1),
            "first": lambda: self._go_to_end(first=True),
            "last": lambda: self._go_to_end(first=False),
            "mislabelled": self.open_suspects,
            "undo": self._session.undo,
            "app.undo": self._session.undo,
        }
        act = acts.get(name)
        if act is None:
            return self.page.stage.zoom(name)
        act()
        return True

    def _accept(self) -> None:
        image_id = self._queue.current
        if image_id is None or (self._shown is None and not self._draft):
            return
        if self._is_second_look and self._shown is not None and set(self._draft) == set(self._shown.label_ids):
            self._source.keep([image_id])
            self._advance()
        elif self._deciding.assign(image_id, self._draft, self._shown):
            self._advance()

    def _assign_place(self, index: int) -> None:
        labels = list(self._deciding.labels())
        if index < len(labels):
            self._assign(labels[index])

    def _assign(self, label_id: int) -> None:
        image_id = self._queue.current
        if image_id is None:
            return
        if self._deciding.has_several:
            chosen = self._draft
            self._draft = (
                tuple(i for i in chosen if i != label_id) if label_id in chosen else self._in_order((*chosen, label_id))
            )
            self._show_inspector()
        elif self._deciding.assign(image_id, (label_id,), self._reference()):
            self._advance()

    def _reject(self) -> None:
        image_id = self._queue.current
        if image_id is not None and self._deciding.reject(image_id, self._reference()):
            self._advance()

    def _skip(self) -> None:
        image_id = self._queue.current
        if image_id is not None and self._deciding.skip(image_id):
            self._advance()

    def _flag(self) -> None:
        image = self.page.stage.image
        if image is not None:
            fresh = self._source.images([image.id])[0]
            self._deciding.flag([image.id], not fresh.flagged)

    def _open_list(self) -> None:
        if self._picker is None:
            self._picker = LabelPicker(self.page)
            self._picker.picked.connect(self._assign)
            self._picker.created.connect(self._create)
            self._picker.closed.connect(self.page.stage.view.setFocus)
        self._picker.open_for(list(self._deciding.labels().values()), self.inspector.list_anchor)

    def _create(self, name: str) -> None:
        label_id = self._deciding.create(name)
        if label_id is not None:
            self._assign(label_id)

    def _advance(self) -> None:
        """Open the next image that needs a person; tell when there is none."""
        wants = self._source.is_suspect if self._is_second_look else self._source.needs_person_test()
        if self._queue.next_where(wants):
            self._show_image()
        else:
            self.finished.emit()

    def _step(self, step: int) -> None:
        if self._queue.move(step):
            self._show_image()

    def _go_to_end(self, *, first: bool) -> None:
        self._queue.go_to_end(first=first)
        self._show_image()

    # -- inside ----------------------------------------------------------------------------------------------------

    def _reference(self) -> Proposal | None:
        """The suggestion that a decision refers to; a second look and a changed mind have none."""
        return None if self._is_second_look else self._shown

    def _in_order(self, label_ids: LabelSet) -> LabelSet:
        places = {label_id: place for place, label_id in enumerate(self._deciding.labels())}
        return tuple(sorted(label_ids, key=lambda i: places.get(i, 0)))

    def _thumbnail(self, image_id: int, side: int) -> QImage | None:
        return self._session.thumbnails.get(image_id, round(side * self.page.devicePixelRatioF()))

    def _repaint_pictures(self) -> None:
        self.page.panel.strip.repaint_pictures()
        self.inspector.repaint_pictures()

    def _show_image(self) -> None:
        image_id = self._queue.current
        found = self._source.images([image_id]) if image_id is not None else []
        if not found:
            self.page.stage.clear()
            self._shown = None
            return
        image = found[0]
        self._shown = (
            self._source.kept_answer(image.id)
            if self._is_second_look
            else self._source.proposal(image.id)
            if self._source.needs_person(image.id)
            else None
        )
        self._draft = self._shown.label_ids if self._shown else image.label_ids
        ahead = [(i, self._session.project.absolute(i)) for i in self._source.images(self._queue.ahead(AHEAD))]
        self.page.stage.show_image(
            image, self._session.project.absolute(image), self._session.thumbnails.get(image.id, 320), ahead=ahead
        )
        self._session.thumbnails.prefetch([i.id for i, _ in ahead], 320)
        self._deciding.dwell.start()
        self._show_inspector()
        self._show_strip()
        self._presenter.show_nearest(image.id, lambda: self._queue.current)
        self.subtitle_changed.emit()

    def _show_strip(self) -> None:
        current = self._queue.current or 0
        self.page.show_decided(self._source.last_decided(LAST_DECISIONS), self._deciding.labels(), current)

    def _show_inspector(self) -> None:
        image_id = self._queue.current
        if image_id is None:
            return
        image = self._source.images([image_id])[0]
        place = self.tr("{n} of {m}").format(n=self._queue.position + 1, m=len(self._queue.ids))
        look = Look(self._shown, self._draft, self._is_second_look, place, self._queue.reason(image_id))
        self._presenter.show(image, look)
