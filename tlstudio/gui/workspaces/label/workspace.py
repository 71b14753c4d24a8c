"""The Label room for whole-image classes: one big image, a palette, a film strip of what is most useful next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tlstudio.core.changes import Changes
from tlstudio.gui import fonts
from tlstudio.gui.canvas.stage import ImageStage
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.empty_place import EmptyPlace
from tlstudio.gui.widgets.label_picker import LabelPicker
from tlstudio.gui.widgets.line_prompt import LinePrompt
from tlstudio.gui.workspaces.base import Workspace
from tlstudio.gui.workspaces.deciding import Deciding
from tlstudio.gui.workspaces.holding import HoldToPan
from tlstudio.gui.workspaces.label.film_strip import FilmStrip
from tlstudio.gui.workspaces.label.inspector import LabelInspector
from tlstudio.gui.workspaces.label.labelling import Labelling
from tlstudio.gui.workspaces.label.presenter import LabelPresenter
from tlstudio.gui.workspaces.label.suggestion_bar import SuggestionBar
from tlstudio.gui.workspaces.room_splitter import RoomSplitter

AHEAD = 3
PAN_STEP = 60


class LabelWorkspace(Workspace):
    """Assembles the room and does its actions."""

    room = "label"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._deciding = Deciding(session, self.room)
        self._labelling = Labelling(session, self._deciding)
        self.stage = ImageStage(has_caption=False)
        self.stage.view.set_margins(24, 16, 24, 64)
        self.holding = HoldToPan(self.stage.view, self)
        self.bar = SuggestionBar(session.keymap)
        self.stage.set_foot(self.bar)
        self.film = FilmStrip(session.keymap, self._thumbnail, session.project.read.images)
        self.film.set_orders(self._labelling.order.choices)
        self.panel = LabelInspector(session.keymap)
        self._presenter = LabelPresenter(self._labelling, self.panel, self.bar, self.film, read_only=session.read_only)
        self._picker: LabelPicker | None = None
        self._note: LinePrompt | None = None
        self._go_to: LinePrompt | None = None
        self._empty = EmptyPlace()
        self._empty.wanted.connect(lambda name: self.room_wanted.emit(name, None))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stage, 1)
        column.addWidget(self.film)
        self._splitter = RoomSplitter(self.session.preferences, self.room, centre, self.panel)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._splitter)
        self._whole.addWidget(self._empty)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._whole)

    def _connect(self) -> None:
        for part in (self.bar, self.panel, self.film):
            part.action.connect(lambda action: self.run_action(action))
        self.panel.label_chosen.connect(self._assign)
        self.panel.auto_advance_chosen.connect(self._labelling.set_auto_advance)
        self.panel.bias_guard_chosen.connect(self._set_bias_guard)
        self.film.order_chosen.connect(self._choose_order)
        self.film.strip.clicked.connect(self._open_image)
        self.stage.stepped.connect(lambda step: self.run_action("label.next" if step > 0 else "label.previous"))
        self.session.thumbnails.ready.connect(lambda _ids: self.film.strip.repaint_pictures())
        self.session.undone.connect(self._on_undone)
        self._acts: dict[str, Callable[[], object]] = {
            "next": lambda: self._step(1),
            "previous": lambda: self._step(-1),
            "next_undecided": lambda: self._to_next(1),
            "previous_undecided": lambda: self._to_next(-1),
            "first": lambda: self._go_to_end(first=True),
            "last": lambda: self._go_to_end(first=False),
            "go_to": self._ask_where,
            "list": self._open_list,
            "accept": lambda: self._after(self._labelling.accept()),
            "reject": lambda: self._after(self._labelling.reject()),
            "skip": lambda: self._after(self._labelling.skip()),
            "flag": self._flag,
            "clear": self._clear,
            "similar": lambda: self._labelling.sort_alike(self._show_strip),
            "names": lambda: self.bar.setVisible(not self.bar.isVisible()),
            "film_strip": lambda: self.film.setVisible(not self.film.isVisible()),
            "scroll_up": lambda: self.stage.view.pan(0, PAN_STEP),
            "scroll_down": lambda: self.stage.view.pan(0, -PAN_STEP),
        }

    # -- what the main window asks ---------------------------------------------------------------------------------

    def activate(self) -> None:
        self.session.project.suggestions.follow()
        self._deciding.forget_labels()
        self._labelling.start_order()
        self._show_image()
        self._focus_centre()

    def deactivate(self) -> None:
        self._deciding.dwell.pause()

    def show_target(self, target: object) -> None:
        if isinstance(target, dict) and "image_id" in target:
            self._open_image(int(target["image_id"]))

    def on_changes(self, changes: Changes) -> None:
        if changes.touches("label"):
            self._deciding.forget_labels()
        if changes.touches("suggestion", "setting"):
            self._labelling.refresh_order()
            self._labelling.take_suggestion()
        if changes.touches("image"):
            self._labelling.refresh_order()
            open_id = self._labelling.queue.current
            if self._labelling.image is None or open_id is None or changes.touches_id("image", open_id):
                self._show_image(again=True)
                return
        if changes.touches("image", "decision", "label", "suggestion", "setting", "engine"):
            self._show_state()

    def run_action(self, action_id: str, index: int = 0) -> bool:
        name = action_id.removeprefix("label.")
        if action_id == "app.primary":
            name = "accept" if self._deciding.labels() else "list"
        if self._labelling.image is None:
            return False
        if name == "assign":
            self._assign_place(index)
        elif name in self._acts:
            self._acts[name]()
        elif not self.stage.zoom(name):
            return False
        if name not in ("list", "flag", "go_to"):
            self._focus_centre()
        return True

    def reason_off(self, action_id: str) -> str:
        if action_id.startswith("shapes."):
            return self.tr("This project is about whole images, not about shapes")
        if not action_id.startswith("label."):
            return ""
        image = self._labelling.image
        if image is None:
            return self.tr("No image is open")
        if action_id == "label.accept" and not self._labelling.draft and not image.state.is_decided:
            return self.tr("Nothing is suggested for this image yet; press a label's key")
        if action_id == "label.clear" and not image.state.is_decided:
            return self.tr("This image is undecided")
        return ""

    def subtitle(self) -> str:
        image = self._labelling.image
        if image is None:
            return ""
        total = len(self.session.project.read.table())
        decided = total - self._labelling.order.left()
        return self.tr("{name}, {n} of {m} decided").format(name=image.name, n=f"{decided:,}", m=f"{total:,}")

    def areas(self) -> list[QWidget]:
        if self._whole.currentWidget() is self._empty:
            return [self._empty]
        return [self.stage.view, self.film.strip, self.panel]

    def inspector(self) -> QWidget | None:
        return self.panel

    def covered_foot(self) -> int:
        strip = self.film.height() if self.film.isVisible() else 0
        return strip + self.bar.height() + fonts.px(8) if self.bar.isVisible() else strip

    def release(self) -> None:
        """Stop the picture decoders before the project closes."""
        self.stage.close_pictures()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowDeactivate:
            self._deciding.dwell.pause()
        elif event.type() == QEvent.Type.WindowActivate and self.isVisible():
            self._deciding.dwell.go_on()
        return super().event(event)

    # -- actions ---------------------------------------------------------------------------------------------------

    def _assign_place(self, index: int) -> None:
        labels = list(self._deciding.labels())
        if index < len(labels):
            self._assign(labels[index])

    def _assign(self, label_id: int) -> None:
        if self.session.read_only:
            return
        self.panel.palette_list.reveal(label_id)
        self._after(self._labelling.assign(label_id))
        self._focus_centre()

    def _after(self, is_decided: bool) -> None:
        """Go on after a decision, or show the draft."""
        if is_decided and self._labelling.auto_advance and self._labelling.to_next():
            self._show_image()
        elif is_decided:
            self._show_image(again=True)
        else:
            self._show_state()

    def _step(self, step: int) -> None:
        if self._labelling.queue.move(step):
            self._show_image()

    def _to_next(self, step: int) -> None:
        if self._labelling.to_next(step):
            self._show_image()

    def _go_to_end(self, *, first: bool) -> None:
        self._labelling.queue.go_to_end(first=first)
        self._show_image()

    def _open_image(self, image_id: int) -> None:
        self._labelling.queue.go_to(image_id)
        self._show_image()
        self._focus_centre()

    def _clear(self) -> None:
        image = self._labelling.image
        if image is not None and self._deciding.clear([image.id]):
            self._show_image(again=True)

    def _flag(self) -> None:
        """Flag at once; the note is an offer."""
        image = self._labelling.image
        if image is None or not self._deciding.flag([image.id], not image.flagged):
            return
        self._show_image(again=True)
        if image.flagged:
            self._focus_centre()
            return
        if self._note is None:
            self._note = LinePrompt(
                self.tr("Discuss this image"), self.tr("A note, if you like. Enter keeps it, Esc leaves it out"), self
            )
            self._note.entered.connect(self._keep_note)
            self._note.closed.connect(self._focus_centre)
        self._note.ask(self.panel.discuss, image.note)

    def _keep_note(self, note: str) -> None:
        image = self._labelling.image
        if self._note is not None:
            self._note.close()
        if image is not None and note:
            self._deciding.flag([image.id], True, note)
            self._show_image(again=True)

    def _open_list(self) -> None:
        if self._picker is None:
            self._picker = LabelPicker(self)
            self._picker.picked.connect(self._assign)
            self._picker.created.connect(self._create)
            self._picker.closed.connect(self._focus_centre)
        self._picker.open_for(list(self._deciding.labels().values()), self.panel.palette_list.anchor)

    def _create(self, name: str) -> None:
        label_id = self._deciding.create(name)
        if label_id is not None:
            self._assign(label_id)

    def _ask_where(self) -> None:
        if self._go_to is None:
            self._go_to = LinePrompt(
                self.tr("Go to image"), self.tr("A number in the order of the files, or a part of the name"), self
            )
            self._go_to.entered.connect(self._go_where)
            self._go_to.closed.connect(self._focus_centre)
        self._go_to.ask(self.film)

    def _go_where(self, text: str) -> None:
        found = self._labelling.order.find(text)
        if self._go_to is None:
            return
        if found is None:
            self._go_to.refuse(self.tr("No image is numbered or named so"))
            return
        self._go_to.close()
        self._open_image(found)

    def _choose_order(self, key: str) -> None:
        self._labelling.order.choose(key)
        self._labelling.start_order()
        self._show_strip()
        self._focus_centre()

    def _set_bias_guard(self, on: bool) -> None:
        self._labelling.set_bias_guard(on)
        self._show_image(again=True)

    def _on_undone(self, image_ids: list[int]) -> None:
        if self.isVisible() and image_ids:
            self._open_image(image_ids[0])

    # -- showing ---------------------------------------------------------------------------------------------------

    def _show_image(self, *, again: bool = False) -> None:
        image = self._labelling.load()
        self._whole.setCurrentWidget(self._empty if image is None else self._splitter)
        if image is None:
            self.stage.clear()
            self._presenter.tell_why_empty(self._empty)
        else:
            project = self.session.project
            ahead = project.read.images(self._labelling.queue.ahead(AHEAD))
            self.stage.show_image(
                image,
                project.absolute(image),
                self.session.thumbnails.get(image.id, 320),
                ahead=[(other, project.absolute(other)) for other in ahead],
            )
            project.suggestions.look_at([image.id, *(other.id for other in ahead)])
            if not again:
                self._deciding.dwell.start()
        self._show_state()

    def _show_state(self) -> None:
        self.stage.set_keys(self.session.keymap.first("label.previous"), self.session.keymap.first("label.next"))
        self._presenter.show_state()
        self._show_strip()

    def _show_strip(self) -> None:
        self._presenter.show_strip()
        self.subtitle_changed.emit()

    def _thumbnail(self, image_id: int) -> QImage | None:
        return self.session.thumbnails.get(image_id, round(160 * self.devicePixelRatioF()))

    def _focus_centre(self) -> None:
        if self._whole.currentWidget() is self._empty:
            self._empty.focus_primary()
        elif self.isVisible():
            self.stage.view.setFocus(Qt.FocusReason.OtherFocusReason)
