"""The Data room: what is in the project, who decided what, and what can be done with a selection."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tlstudio.core.changes import Changes
from tlstudio.gui import fonts
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.outlines import OutlineProvider
from tlstudio.gui.models.suggested import Suggested
from tlstudio.gui.models.suggested_shapes import SuggestedShapes
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.grid_view import GridView
from tlstudio.gui.widgets.shadow import MARGIN
from tlstudio.gui.workspaces.base import Workspace
from tlstudio.gui.workspaces.data.asked_images import AskedImages
from tlstudio.gui.workspaces.data.data_filter import DataFilter, count_marks, filter_of_action
from tlstudio.gui.workspaces.data.empty import EmptyPlace
from tlstudio.gui.workspaces.data.filter_bar import FilterBar
from tlstudio.gui.workspaces.data.gallery_cells import GalleryCells
from tlstudio.gui.workspaces.data.inspector import MOST, WIDTH, Inspector
from tlstudio.gui.workspaces.data.next_step import NextStep
from tlstudio.gui.workspaces.data.saved_filters import SavedFilters
from tlstudio.gui.workspaces.data.selection_actions import SelectionActions
from tlstudio.gui.workspaces.data.selection_bar import SelectionBar
from tlstudio.gui.workspaces.data.selection_shapes import ShapeSelectionActions
from tlstudio.gui.workspaces.data.toolbar import LARGEST, SMALLEST, Toolbar

SIZE_KEY = "data.thumbnail"
_OF_IMAGES = ("image", "decision", "annotation", "split", "shape_suggestion")
# While an arrow key repeats, the inspector waits until the hand rests.
INSPECT_MS = 30


class DataWorkspace(Workspace):
    """Assembles tool bar, chips, gallery, selection bar and inspector, and keeps them in step."""

    room = "data"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        has_shapes = session.project.info.task.has_shapes
        self.suggested = SuggestedShapes(session.project) if has_shapes else Suggested(session.project)
        self.outlines = OutlineProvider(session.project, self) if has_shapes else None
        self.cells = GalleryCells(session, self.suggested, self.outlines)
        self.gallery = GridView(self.cells, self.tr("Images"))
        self.toolbar = Toolbar(session.keymap)
        self.filters = FilterBar(session.project.read.review, has_shapes=has_shapes)
        self.saved = SavedFilters(session, self)
        self.filters.add_last(self.saved.chip)
        self.next_step = NextStep(session)
        self.empty = EmptyPlace()
        self.panel = Inspector(session, self.suggested, self.outlines)
        self.filter = DataFilter()
        self._asking = AskedImages(session, self.suggested, self._show)
        self._later = QTimer(self, singleShot=True, interval=INSPECT_MS)
        self._later.timeout.connect(self._show_selection_now)
        self._stack = QStackedWidget()
        self._centre = QWidget()
        self.selection_bar = SelectionBar(self._centre, session.keymap, has_shapes=has_shapes)
        self._chosen = ShapeSelectionActions(session, self) if has_shapes else SelectionActions(session, self)
        self._assemble()
        self._connect()
        self.set_thumbnail_size(int(session.preferences.get(SIZE_KEY, 136)))

    def _assemble(self) -> None:
        column = QVBoxLayout(self._centre)
        column.setContentsMargins(fonts.px(16) - 6, fonts.px(4), fonts.px(4), 0)
        column.setSpacing(fonts.px(12))
        above = QVBoxLayout()
        above.setContentsMargins(6, 0, fonts.px(20), 0)
        above.setSpacing(fonts.px(12))
        above.addWidget(self.next_step)
        above.addWidget(self.toolbar)
        above.addWidget(self.filters)
        column.addLayout(above)
        self._stack.addWidget(self.gallery)
        self._stack.addWidget(self.empty)
        column.addWidget(self._stack, 1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self._centre)
        self._splitter.addWidget(self.panel)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setCollapsible(0, False)
        self.panel.setMinimumWidth(fonts.px(264))
        self.panel.setMaximumWidth(fonts.px(420))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self._centre.setMinimumWidth(fonts.px(420))

    def _connect(self) -> None:
        session = self.session
        session.thumbnails.ready.connect(self.gallery.repaint_ids)
        if self.outlines is not None:
            self.outlines.ready.connect(self.gallery.repaint_ids)
        session.undone.connect(self._jump_to)
        self.next_step.room_wanted.connect(lambda room: self.room_wanted.emit(room, None))
        self.toolbar.action_wanted.connect(self._window_action)
        self.toolbar.text_changed.connect(lambda text: self.set_filter(replace(self.filter, text=text)))
        self.toolbar.search.left.connect(self.gallery.setFocus)
        self.toolbar.size_changed.connect(self.set_thumbnail_size)
        self.toolbar.order_changed.connect(
            lambda order: self.set_filter(replace(self.filter, order=order, like=0, similar_ids=()))
        )
        self.toolbar.set_read_only(session.read_only)
        self.filters.changed.connect(self.set_filter)
        self.saved.chosen.connect(self.set_filter)
        self.gallery.selection_changed.connect(self._show_selection)
        self.gallery.current_changed.connect(lambda _id: self._show_selection())
        self.gallery.activated.connect(lambda image_id: self.room_wanted.emit("label", {"image_id": image_id}))
        self.gallery.menu_wanted.connect(self._chosen.open_menu)
        self.gallery.visible_changed.connect(self._look_ahead)
        self.selection_bar.action_wanted.connect(self.run_action)

    def activate(self) -> None:
        self.cells.forget()
        self.cells.reload_labels()
        self.refresh()
        self.gallery.setFocus()

    def deactivate(self) -> None:
        # The project may be closed next: nothing may ask it any more.
        self._later.stop()
        self._asking.stop()

    def show_target(self, target: object) -> None:
        if isinstance(target, dict) and "image_ids" in target:
            wanted = tuple(int(image_id) for image_id in target["image_ids"])
            self.set_filter(DataFilter(order=self.filter.order, only=wanted))
            self._jump_to(list(wanted))
        elif isinstance(target, dict) and "image_id" in target:
            self._jump_to([int(target["image_id"])])

    def on_changes(self, changes: Changes) -> None:
        if changes.touches(*_OF_IMAGES):
            ids = set().union(*(changes.ids.get(kind, frozenset()) for kind in _OF_IMAGES))
            everything = any(changes.touches(k) and not changes.ids[k] for k in _OF_IMAGES if k in changes.ids)
            self.cells.forget(None if everything or not ids else ids)
        if changes.touches("label"):
            self.cells.reload_labels()
            if self.outlines is not None:
                self.outlines.forget()
        if changes.touches(*_OF_IMAGES, "label", "suggestion"):
            self.refresh()

    def set_filter(self, wanted: DataFilter) -> None:
        """Show other images."""
        self.filter = wanted
        self.saved.show_filter(wanted)
        self.toolbar.show_order(wanted.order, by_likeness=bool(wanted.like))
        if self.toolbar.search.text().strip() != wanted.text:
            self.toolbar.search.setText(wanted.text)
        self.refresh()

    def refresh(self) -> None:
        """Ask again which images pass."""
        self._asking.ask(self.filter)

    def _show(self, ids: np.ndarray) -> None:
        read = self.session.project.read
        self.gallery.set_ids(ids)
        totals = read.counts()
        self.filters.show_filter(self.filter, count_marks(totals, self.suggested), totals, read.labels(), len(ids))
        self.next_step.show_counts(totals, is_filtered=self.filter.is_on)
        self._say_empty(len(ids))
        self._show_selection()
        self.subtitle_changed.emit()

    def _say_empty(self, shown: int) -> None:
        if not shown and self.filter.is_on:
            self.empty.say_filtered(len(self.session.project.read.table()), lambda: self.run_action("data.show_all"))
        elif not shown:
            self.empty.say_no_images(
                lambda: self._window_action("app.add_images"), has_shapes=self.session.project.info.task.has_shapes
            )
        self._stack.setCurrentWidget(self.gallery if shown else self.empty)

    def _window_action(self, action_id: str) -> None:
        self.session.action_wanted.emit(action_id)

    def set_thumbnail_size(self, side: int) -> None:
        """Change the size of the thumbnails and remember it."""
        side = min(LARGEST, max(SMALLEST, side))
        if self.toolbar.slider.value() != side:
            self.toolbar.slider.setValue(side)
        self.gallery.set_cell(side, caption=fonts.px(24), gap=12)
        self.session.preferences.set(SIZE_KEY, side)

    def chosen_ids(self) -> list[int]:
        """What an action concerns: the selection, else the focused image."""
        selected = self.gallery.selected_ids()
        return selected or ([self.gallery.current_id] if self.gallery.current_id else [])

    def _show_selection(self) -> None:
        """Bring bar and inspector up to date, once for all that happens in a moment."""
        self._later.start()

    def _show_selection_now(self) -> None:
        selected = self.gallery.selected_ids()
        read = self.session.project.read
        focus = self.gallery.current_id
        shown_id = focus if focus in self.gallery.selection or not selected else selected[0]
        images = read.images(selected[:MOST]) if selected else read.images([shown_id] if shown_id else [])
        shown = next((image for image in images if image.id == shown_id), images[0] if images else None)
        self.panel.show_images(images, shown, max(1, len(selected)), len(self.gallery.ids))
        self.selection_bar.show_selection(
            len(selected), can_accept=self._chosen.acceptable_number(selected), read_only=self.session.read_only
        )
        self.foot_changed.emit()

    def _jump_to(self, image_ids: list[int]) -> None:
        """Bring the images of an undo into view, where they are shown."""
        if not self.isVisible():
            return
        shown = [image_id for image_id in image_ids if not self.gallery.cell_rect(image_id).isNull()]
        if shown:
            self.gallery.set_current(shown[0])

    def _look_ahead(self) -> None:
        """Fetch the next page of thumbnails, and let the engine begin with what is on the screen."""
        visible = self.gallery.visible_ids()
        if not visible:
            return
        suggestions = self.session.project.suggestions
        if suggestions.is_busy:
            suggestions.look_at(visible)

    def find_similar(self, image_id: int) -> None:
        """Show the images most like one."""

        def show(ids: tuple[int, ...]) -> None:
            self.set_filter(replace(self.filter, like=image_id, similar_ids=ids))
            self.gallery.set_current(image_id)

        self._asking.ask_similar(image_id, show)

    def run_action(self, action_id: str, index: int = 0) -> bool:
        wanted = filter_of_action(action_id, self.filter.order)
        if wanted is not None and self.reason_off(action_id):
            self.session.told.emit(self.reason_off(action_id), False)
        elif wanted is not None:
            self.set_filter(wanted)
        elif action_id == "app.filter":
            self.toolbar.search.setFocus()
            self.toolbar.search.selectAll()
        elif action_id in ("data.larger", "data.smaller"):
            self.set_thumbnail_size(self.toolbar.slider.value() + (24 if action_id == "data.larger" else -24))
        elif action_id == "data.whole":
            self.cells.whole = not self.cells.whole
            self.gallery.viewport().update()
        elif action_id in ("data.next_page", "data.previous_page"):
            self.gallery.move_page(1 if action_id == "data.next_page" else -1)
        else:
            return self._chosen.run(action_id, index)
        return True

    def context(self) -> str:
        return "data_shapes" if self.session.project.info.task.has_shapes else "data"

    def reason_off(self, action_id: str) -> str:
        return self._chosen.reason_off(action_id) if action_id.startswith("data.") else ""

    def subtitle(self) -> str:
        total, shown = len(self.session.project.read.table()), len(self.gallery.ids)
        images = self.tr("1 image") if total == 1 else self.tr("{} images").format(counted(total))
        return images if shown == total else self.tr("{}, {} shown").format(images, counted(shown))

    def areas(self) -> list[QWidget]:
        return [self.toolbar, self.filters, self.gallery, self.panel]

    def covered_foot(self) -> int:
        return self.selection_bar.height() - MARGIN if self.selection_bar.isVisible() else 0

    def chosen_images(self) -> dict[str, list[int]]:
        found = {"shown": self.gallery.ids.tolist()} if self.filter.is_on else {}
        selected = sorted(self.gallery.selected_ids())
        return found | ({"selected": selected} if selected else {})

    def release(self) -> None:
        if self.outlines is not None:
            self.outlines.close()

    def inspector(self) -> QWidget:
        return self.panel

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() + fonts.px(64)
        wanted = fonts.px(264 if wide < 1100 else 336 if wide >= 1600 else WIDTH)
        if event.oldSize().width() != event.size().width():
            self._splitter.setSizes([self.width() - wanted - 1, wanted])
