"""The Review room: grid or single image, their inspectors, and what is there while nothing can be reviewed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from tlstudio.core.changes import Changes
from tlstudio.core.words import Task
from tlstudio.gui.models.words import count
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.empty_place import EmptyPlace
from tlstudio.gui.workspaces.base import Workspace
from tlstudio.gui.workspaces.deciding import Deciding
from tlstudio.gui.workspaces.holding import HoldToPan
from tlstudio.gui.workspaces.review.accept_above import AcceptAbove, best_certainty
from tlstudio.gui.workspaces.review.empty import tell_why_empty
from tlstudio.gui.workspaces.review.grid_review import GridReview
from tlstudio.gui.workspaces.review.single_review import SingleReview
from tlstudio.gui.workspaces.review.source import ReviewSource
from tlstudio.gui.workspaces.room_splitter import RoomSplitter
from tlstudio.project.accepting import accept_command

GRID, SINGLE = 0, 1


class ReviewWorkspace(Workspace):
    """Suggestions become decisions here; nothing is decided before the person says so."""

    room = "review"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._source = ReviewSource(session, self._on_pace)
        self._deciding = Deciding(session, self.room)
        self._grid = GridReview(session, self._source, self._deciding, self)
        self._single = SingleReview(session, self._source, self._deciding, self)
        self.holding = HoldToPan(self._single.page.stage.view, self)
        self._view = GRID
        self._said = ""
        self._centre = QStackedWidget()
        self._centre.addWidget(self._grid.page)
        self._centre.addWidget(self._single.page)
        self._side = QStackedWidget()
        self._side.addWidget(self._grid.inspector)
        self._side.addWidget(self._single.inspector)
        self._splitter = RoomSplitter(session.preferences, self.room, self._centre, self._side)
        self._empty = EmptyPlace()
        self._empty.wanted.connect(self._on_empty_button)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._splitter)
        self._whole.addWidget(self._empty)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._whole)
        self._connect()

    def _connect(self) -> None:
        for part in (self._grid, self._single):
            part.subtitle_changed.connect(self.subtitle_changed)
            part.page.view_chosen.connect(self._show_view)
        self._grid.single_wanted.connect(lambda image_id: self._open_single(image_id))
        self._single.finished.connect(self._on_finished)
        self.session.told.connect(self._note_said)
        self.session.undone.connect(self._on_undone)

    # -- what the main window asks ---------------------------------------------------------------------------------

    def activate(self) -> None:
        self.session.project.suggestions.follow()
        self._source.measure_pace()
        self._deciding.forget_labels()
        self._deciding.dwell.start()
        self._refresh()
        self._focus_centre()

    def deactivate(self) -> None:
        self._deciding.dwell.pause()

    def show_target(self, target: object) -> None:
        if not isinstance(target, dict):
            return
        if target.get("mislabelled"):
            self._open_suspects()
        elif "label_id" in target:
            self._show_view(GRID)
            self._grid.open_group((int(target["label_id"]),))
        elif "image_id" in target:
            self._open_single(int(target["image_id"]))

    def on_changes(self, changes: Changes) -> None:
        if changes.touches("label"):
            self._deciding.forget_labels()
        if changes.touches("decision"):
            self._source.measure_pace()
        if changes.touches("decision", "image", "label", "suggestion", "setting", "engine", "split"):
            self._refresh()

    def context(self) -> str:
        return "review_single" if self._view == SINGLE else "review_grid"

    def run_action(self, action_id: str, index: int = 0) -> bool:
        name = action_id.removeprefix("review.")
        if action_id == "app.primary":
            name = "accept" if self._view == SINGLE else "accept_page"
        if self._whole.currentWidget() is self._empty:
            return False
        if name == "grid_or_single":
            self._show_view(GRID if self._view == SINGLE else SINGLE)
            return True
        if name == "mislabelled":
            self._open_suspects()
            return True
        if name == "accept_above":
            self._open_accept_above()
            return True
        taken = (self._single if self._view == SINGLE else self._grid).run(name, index)
        if taken and name != "list":
            self._focus_centre()
        return taken

    def reason_off(self, action_id: str) -> str:
        if not action_id.startswith("review."):
            return ""
        if self._whole.currentWidget() is self._empty:
            return self.tr("Nothing to review yet")
        if action_id == "review.mislabelled" and not self._source.suspects:
            return self.tr("No decided image looks mislabelled")
        return ""

    def subtitle(self) -> str:
        if self._grid.is_second_look:
            return self.tr("second look")
        waiting = self._source.waiting
        return self.tr("{what} to decide").format(what=count(waiting, self.tr("suggestion"), self.tr("suggestions")))

    def areas(self) -> list[QWidget]:
        if self._whole.currentWidget() is self._empty:
            return [self._empty]
        return [self._focus_target(), self._side]

    def inspector(self) -> QWidget | None:
        return self._side

    def covered_foot(self) -> int:
        if self._whole.currentWidget() is self._empty:
            return 0
        return self._single.page.panel.height() if self._view == SINGLE else self._grid.page.foot.height()

    def release(self) -> None:
        """Stop the picture decoders before the project closes."""
        self._single.page.stage.close_pictures()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowDeactivate:
            self._deciding.dwell.pause()
        elif event.type() == QEvent.Type.WindowActivate and self.isVisible():
            self._deciding.dwell.go_on()
        return super().event(event)

    # -- views -----------------------------------------------------------------------------------------------------

    def _show_view(self, view: int) -> None:
        if view == SINGLE:
            self._open_single(self._grid.focused_id())
            return
        self._view = GRID
        self._set_view_widgets()
        self._refresh()
        self._focus_centre()

    def _open_single(self, image_id: int | None) -> None:
        self._view = SINGLE
        self._set_view_widgets()
        if self._grid.is_second_look:
            self._single.open_suspects(image_id)
        else:
            self._single.open_queue(image_id)
        self._update_empty()
        self._focus_centre()

    def _open_suspects(self) -> None:
        self._view = GRID
        self._set_view_widgets()
        self._grid.open_suspects()
        self._focus_centre()

    def _open_accept_above(self) -> None:
        project = self.session.project
        several = project.info.task is Task.MULTILABEL
        _, probs, _ = project.suggestions.scores()
        popover = AcceptAbove(best_certainty(probs, several=several), self)
        popover.chosen.connect(self._accept_above)
        popover.closed.connect(popover.deleteLater)
        popover.open_below(self._grid.page.views)

    def _accept_above(self, score: float) -> None:
        self.session.run(accept_command(self.session.project, above=score), initiator=self.room)

    def _set_view_widgets(self) -> None:
        self._centre.setCurrentIndex(self._view)
        self._side.setCurrentIndex(self._view)
        for part in (self._grid, self._single):
            part.page.views.choose(self._view)
        self.subtitle_changed.emit()

    def _refresh(self) -> None:
        (self._single if self._view == SINGLE else self._grid).refresh()
        self._update_empty()
        self.subtitle_changed.emit()

    def _update_empty(self) -> None:
        part = self._single if self._view == SINGLE else self._grid
        is_empty = part.is_empty and not self._source.groups
        if is_empty:
            tell_why_empty(self._empty, self.session, len(self._source.suspects))
        self._whole.setCurrentWidget(self._empty if is_empty else self._splitter)

    def _on_empty_button(self, name: str) -> None:
        if name == "mislabelled":
            self._whole.setCurrentWidget(self._splitter)
            self._open_suspects()
        else:
            self.room_wanted.emit(name, None)

    def _on_finished(self) -> None:
        if self._grid.is_second_look:
            self._grid.refresh()
        self._show_view(GRID)

    def _note_said(self, sentence: str, _can_undo: bool) -> None:
        self._said = sentence

    def _say_marks_stay(self) -> None:
        """Undo is about decisions; who had just marked an image may have expected the mark to go."""
        key = self.session.keymap.first("review.leave_out")
        words = self.tr("{}. Marks on this page stay; {} takes one off").format(self._said, key)
        self.session.told.emit(words, False)

    def _on_undone(self, image_ids: list[int]) -> None:
        if not self.isVisible() or not image_ids:
            return
        if self._view == SINGLE:
            self._single.open_image(image_ids[0])
        else:
            had_marks = self._grid.has_marks
            self._grid.bring_back(image_ids)
            if had_marks:
                self._say_marks_stay()
        self._update_empty()
        self._focus_centre()

    def _on_pace(self) -> None:
        if self._view == GRID:
            self._grid.show_numbers()

    def _focus_target(self) -> QWidget:
        return self._single.page.stage.view if self._view == SINGLE else self._grid.page.grid

    def _focus_centre(self) -> None:
        if self._whole.currentWidget() is self._empty:
            self._empty.focus_primary()
        elif self.isVisible():
            self._focus_target().setFocus(Qt.FocusReason.OtherFocusReason)
