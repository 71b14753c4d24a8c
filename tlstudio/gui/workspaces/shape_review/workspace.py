"""The Review room of projects about shapes: pages of cut-outs by label, or why there is nothing to review."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from tlstudio.core.changes import Changes
from tlstudio.gui.models.crops import CropProvider
from tlstudio.gui.models.words import count
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.empty_place import EmptyPlace
from tlstudio.gui.workspaces.base import Workspace
from tlstudio.gui.workspaces.review.accept_above import AcceptAbove
from tlstudio.gui.workspaces.room_splitter import RoomSplitter
from tlstudio.gui.workspaces.shape_review.empty import tell_why_empty
from tlstudio.gui.workspaces.shape_review.grid import ShapeGrid
from tlstudio.gui.workspaces.shape_review.source import ShapeSource
from tlstudio.project.shape_review import accept_shapes_command, reject_shapes_command

LOWEST = 5


class ShapeReviewWorkspace(Workspace):
    """Suggested shapes become annotations here; nothing is accepted before the person says so."""

    room = "review"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._source = ShapeSource(session)
        self._crops = CropProvider(session.project, self)
        self.grid = ShapeGrid(session, self._source, self._crops, self)
        self.grid.subtitle_changed.connect(self.subtitle_changed)
        self.grid.shown_in_image.connect(self._show_in_image)
        self.grid.page.view_chosen.connect(lambda view: self.run_action("review.grid_or_single") if view else None)
        self._splitter = RoomSplitter(session.preferences, self.room, self.grid.page, self.grid.inspector)
        self._empty = EmptyPlace()
        self._empty.wanted.connect(self._on_empty_button)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._splitter)
        self._whole.addWidget(self._empty)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._whole)
        session.undone.connect(self._on_undone)

    # -- what the main window asks ---------------------------------------------------------------------------------

    def activate(self) -> None:
        self.grid.page.views.choose(0)
        self._refresh()
        self._focus_centre()

    def release(self) -> None:
        """Stop the threads that make cut-outs."""
        self._crops.close()

    def show_target(self, target: object) -> None:
        if isinstance(target, dict) and "suggestion_id" in target:
            self.grid.open_at(int(target["suggestion_id"]))
        elif isinstance(target, dict) and "label_id" in target:
            self.grid.open_group(int(target["label_id"]))

    def on_changes(self, changes: Changes) -> None:
        if changes.touches("image"):
            self._crops.forget()
        if changes.touches("shape_suggestion", "label", "image", "annotation"):
            self._refresh()

    def context(self) -> str:
        return "review_grid"

    def run_action(self, action_id: str, index: int = 0) -> bool:
        name = "accept_page" if action_id == "app.primary" else action_id.removeprefix("review.")
        if self._is_empty or self.reason_off(f"review.{name}"):
            return False
        if name == "accept_above":
            self._ask_score()
            return True
        taken = self.grid.run(name, index)
        if taken and name not in ("list", "grid_or_single"):
            self._focus_centre()
        return taken

    def reason_off(self, action_id: str) -> str:
        if not action_id.startswith("review."):
            return ""
        if self._is_empty:
            return self.tr("Nothing to review yet")
        if action_id == "review.mislabelled":
            return self.tr("This project is about shapes, not about whole images")
        return ""

    def subtitle(self) -> str:
        waiting = len(self._source.waiting)
        what = count(waiting, self.tr("suggested shape"), self.tr("suggested shapes"))
        return self.tr("{what} to decide").format(what=what)

    def areas(self) -> list[QWidget]:
        return [self._empty] if self._is_empty else [self.grid.page.grid, self.grid.inspector]

    def inspector(self) -> QWidget | None:
        return self.grid.inspector

    def covered_foot(self) -> int:
        return 0 if self._is_empty else self.grid.page.foot.height()

    # -- inside ----------------------------------------------------------------------------------------------------

    @property
    def _is_empty(self) -> bool:
        return self._whole.currentWidget() is self._empty

    def _refresh(self) -> None:
        self._source.read_again()
        self.grid.refresh()
        if self.grid.is_empty:
            tell_why_empty(self._empty, self.session)
        self._whole.setCurrentWidget(self._empty if self.grid.is_empty else self._splitter)
        self.subtitle_changed.emit()

    def _show_in_image(self, image_id: int, suggestion_id: int) -> None:
        self.grid.page.views.choose(0)
        self.room_wanted.emit("label", {"image_id": image_id, "suggestion_id": suggestion_id})

    def _ask_score(self) -> None:
        waiting = self._source.waiting
        note = self.tr("On every image that is not finished. One undo step takes all of them back.")
        popover = AcceptAbove(waiting.scores[waiting.undecided], self, lowest=LOWEST, note=note, can_reject=True)
        popover.chosen.connect(self._accept_above)
        popover.rejected.connect(self._reject_below)
        popover.closed.connect(popover.deleteLater)
        popover.open_below(self.grid.page.views)

    def _accept_above(self, score: float) -> None:
        self.session.run(accept_shapes_command(self.session.project, above=score), initiator=self.room)
        self._refresh()

    def _reject_below(self, score: float) -> None:
        self.session.run(reject_shapes_command(self.session.project, below=score), initiator=self.room)
        self._refresh()

    def _on_empty_button(self, name: str) -> None:
        if name == "import":
            self.session.action_wanted.emit("app.import")
        else:
            self.room_wanted.emit(name, None)

    def _on_undone(self, image_ids: list[int]) -> None:
        if self.isVisible() and image_ids:
            self._refresh()
            self.grid.bring_back(image_ids)
            self._focus_centre()

    def _focus_centre(self) -> None:
        if self._is_empty:
            self._empty.focus_primary()
        elif self.isVisible():
            self.grid.page.grid.setFocus(Qt.FocusReason.OtherFocusReason)
