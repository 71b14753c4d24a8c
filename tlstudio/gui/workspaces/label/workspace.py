"""The Label room for whole-image classes: one big image, a palette, a film strip of what is most useful next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tlstudio.core.changes import Changes
from tlstudio.core.words import Label
from tlstudio.gui.canvas.stage import ImageStage
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.line_prompt import LinePrompt
from tlstudio.gui.workspaces.deciding import Deciding
from tlstudio.gui.workspaces.holding import HoldToPan
from tlstudio.gui.workspaces.image_room import ImageRoom
from tlstudio.gui.workspaces.label.inspector import LabelInspector
from tlstudio.gui.workspaces.label.labelling import Labelling
from tlstudio.gui.workspaces.label.presenter import LabelPresenter
from tlstudio.gui.workspaces.label.suggestion_bar import SuggestionBar
from tlstudio.gui.workspaces.label_editing import LabelEditing

PAN_STEP = 60


class LabelWorkspace(ImageRoom):
    """Assembles the room and does its actions."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._deciding = Deciding(session, self.room)
        self._labelling = Labelling(session, self._deciding)
        stage = ImageStage(has_caption=False)
        super().__init__(session, stage, self._labelling.order, self._labelling.queue, self._deciding.dwell, parent)
        stage.view.set_margins(24, 16, 24, 64)
        self.holding = HoldToPan(stage.view, self)
        self.bar = SuggestionBar(session.keymap)
        stage.set_foot(self.bar)
        self.panel = LabelInspector(session.keymap)
        self._presenter = LabelPresenter(self._labelling, self.panel, self.bar, self.film, read_only=session.read_only)
        self._note: LinePrompt | None = None
        above = QHBoxLayout()
        above.addWidget(stage)
        self.lay_out(self.room, above, self.panel)
        self._connect()

    def _connect(self) -> None:
        for part in (self.bar, self.panel, self.film):
            part.action.connect(lambda action: self.run_action(action))
        self.panel.label_chosen.connect(self.assign)
        editing = LabelEditing(self.session, self, self.label_anchor)
        self.panel.palette_list.menu_wanted.connect(editing.open)
        self.panel.auto_advance_chosen.connect(self._labelling.set_auto_advance)
        self.panel.bias_guard_chosen.connect(self._set_bias_guard)
        self.film.order_chosen.connect(self._choose_order)
        self.stage.stepped.connect(lambda step: self.run_action("label.next" if step > 0 else "label.previous"))
        self._acts: dict[str, Callable[[], object]] = {
            "next": lambda: self.step(1),
            "previous": lambda: self.step(-1),
            "next_undecided": lambda: self._to_next(1),
            "previous_undecided": lambda: self._to_next(-1),
            "first": lambda: self.go_to_end(first=True),
            "last": lambda: self.go_to_end(first=False),
            "go_to": self.ask_where,
            "list": self.open_label_list,
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
        self.show_image()
        self.focus_centre()

    def deactivate(self) -> None:
        self._deciding.dwell.pause()

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
                self.show_image(again=True)
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
            self.assign_place(index)
        elif name in self._acts:
            self._acts[name]()
        elif not self.stage.zoom(name):
            return False
        if name not in ("list", "flag", "go_to"):
            self.focus_centre()
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
        return self.tr("{name}, {n} of {m} decided").format(name=image.name, n=counted(decided), m=counted(total))

    def areas(self) -> list[QWidget]:
        if self.is_empty:
            return [self.empty]
        return [self.stage.view, self.film.strip, self.panel]

    def inspector(self) -> QWidget | None:
        return self.panel

    # -- actions ---------------------------------------------------------------------------------------------------

    def known_labels(self) -> list[Label]:
        return list(self._deciding.labels().values())

    def label_anchor(self) -> QWidget:
        return self.panel.palette_list.anchor

    def create_label(self, name: str) -> int | None:
        return self._deciding.create(name)

    def assign(self, label_id: int) -> None:
        if self.session.read_only:
            return
        self.panel.palette_list.reveal(label_id)
        self._after(self._labelling.assign(label_id))
        self.focus_centre()

    def _after(self, is_decided: bool) -> None:
        """Go on after a decision, or show the draft."""
        if is_decided and self._labelling.auto_advance and self._labelling.to_next():
            self.show_image()
        elif is_decided:
            self.show_image(again=True)
        else:
            self._show_state()

    def _to_next(self, step: int) -> None:
        if self._labelling.to_next(step):
            self.show_image()

    def _clear(self) -> None:
        image = self._labelling.image
        if image is not None and self._deciding.clear([image.id]):
            self.show_image(again=True)

    def _flag(self) -> None:
        """Flag at once; the note is an offer."""
        image = self._labelling.image
        if image is None or not self._deciding.flag([image.id], not image.flagged):
            return
        self.show_image(again=True)
        if image.flagged:
            self.focus_centre()
            return
        if self._note is None:
            self._note = LinePrompt(
                self.tr("Discuss this image"), self.tr("A note, if you like. Enter keeps it, Esc leaves it out"), self
            )
            self._note.entered.connect(self._keep_note)
            self._note.closed.connect(self.focus_centre)
        self._note.ask(self.panel.discuss, image.note)

    def _keep_note(self, note: str) -> None:
        image = self._labelling.image
        if self._note is not None:
            self._note.close()
        if image is not None and note:
            self._deciding.flag([image.id], True, note)
            self.show_image(again=True)

    def _choose_order(self, key: str) -> None:
        self._labelling.order.choose(key)
        self._labelling.start_order()
        self._show_strip()
        self.focus_centre()

    def _set_bias_guard(self, on: bool) -> None:
        self._labelling.set_bias_guard(on)
        self.show_image(again=True)

    def _on_undone(self, image_ids: list[int]) -> None:
        if self.isVisible() and image_ids:
            self.open_image(image_ids[0])

    # -- showing ---------------------------------------------------------------------------------------------------

    def show_image(self, *, again: bool = False) -> None:
        """Show the open image.

        Args:
            again: It was shown before; the person has been looking at it since.
        """
        image = self._labelling.load()
        ahead = self.put_on_stage(image)
        if image is None:
            self._presenter.tell_why_empty(self.empty)
        else:
            self.session.project.suggestions.look_at([image.id, *(other.id for other in ahead)])
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
