"""The Label room for shapes: canvas, tools at the left, palette and list at the right, film strip below."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tlstudio.core.changes import Changes
from tlstudio.core.errors import StudioError
from tlstudio.gui.canvas.canvas import SELECT, Canvas
from tlstudio.gui.canvas.shapes import Shape
from tlstudio.gui.canvas.stage import ImageStage
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.empty_place import EmptyPlace
from tlstudio.gui.widgets.label_picker import LabelPicker
from tlstudio.gui.widgets.line_prompt import LinePrompt
from tlstudio.gui.workspaces.base import Workspace
from tlstudio.gui.workspaces.label.film_strip import FilmStrip
from tlstudio.gui.workspaces.room_splitter import RoomSplitter
from tlstudio.gui.workspaces.shapes.annotating import INITIATOR, Annotating
from tlstudio.gui.workspaces.shapes.inspector import ShapesInspector
from tlstudio.gui.workspaces.shapes.presenter import ShapesPresenter
from tlstudio.gui.workspaces.shapes.tool_strip import ToolStrip

AHEAD = 3
PAN_STEP = 60
BURST_SECONDS = 1.0
FILL = "shapes.fill"
ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


class ShapesWorkspace(Workspace):
    """Assembles the room and does its actions."""

    room = "label"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.work = Annotating(session)
        self.canvas = Canvas()
        self.canvas.read_only = session.read_only
        self.canvas.pan_keys = lambda: session.keymap.keys("shapes.finish")
        self.canvas.peek_keys = lambda: session.keymap.keys("shapes.peek")
        self.stage = ImageStage(has_caption=False, view=self.canvas, has_arrows=False)
        self.canvas.set_margins(24, 16, 24, 52)
        self.tools = ToolStrip(session.keymap, session.project.info.task)
        if session.read_only:
            self.tools.set_read_only()
        self.film = FilmStrip(session.keymap, self._thumbnail, session.project.read.images)
        self.film.set_orders(self.work.order.choices)
        self.panel = ShapesInspector(session.keymap)
        self._fill = float(session.preferences.get(FILL, 0.35))
        self._outlines_only = False
        self._presenter = ShapesPresenter(self.work, self.panel, self.film, session)
        self._picker: LabelPicker | None = None
        self._go_to: LinePrompt | None = None
        self._burst: tuple[frozenset[int], float, int | None] = (frozenset(), 0.0, None)
        self._empty = EmptyPlace()
        self._empty.wanted.connect(lambda name: self.room_wanted.emit(name, None))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(0)
        above.addWidget(self.tools)
        above.addWidget(self.stage, 1)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above, 1)
        column.addWidget(self.film)
        self._splitter = RoomSplitter(self.session.preferences, "shapes", centre, self.panel)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._splitter)
        self._whole.addWidget(self._empty)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._whole)

    def _connect(self) -> None:
        canvas, panel = self.canvas, self.panel
        for part in (self.tools, panel, self.film):
            part.action.connect(lambda action: self.run_action(action))
        canvas.drawn.connect(self._on_drawn)
        canvas.edited.connect(self._on_edited)
        canvas.selection_changed.connect(self._on_selection)
        canvas.tool_changed.connect(self.tools.show_tool)
        canvas.tapped.connect(lambda: self.run_action("shapes.finish"))
        canvas.refused.connect(lambda why: self.session.told.emit(why, False))
        panel.label_chosen.connect(self._assign)
        panel.fill_chosen.connect(self._choose_fill)
        panel.objects.chosen.connect(self._select_from_list)
        panel.objects.hovered.connect(canvas.set_hover)
        panel.objects.focus_wanted.connect(lambda: self.run_action("shapes.fit_selection"))
        self.film.strip.clicked.connect(self._open_image)
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
            "finish": self._finish,
            "reopen": lambda: self._after_state(self.work.finish(False)),
            "skip": self._skip,
            "flag": self._flag,
            "repeat": lambda: canvas.choose_tool(canvas.last_drawing if canvas.last_drawing != SELECT else "box"),
            "complete": canvas.finish,
            "last_point": canvas.step_back,
            "escape": canvas.escape,
            "list": self._open_list,
            "delete": self._delete,
            "select_all": lambda: canvas.select(s.id for s in canvas.table.shapes if not s.is_hidden),
            "copy": self._copy,
            "paste": lambda: self._pasted(self.work.paste()),
            "paste_previous": lambda: self._pasted(self.work.paste_previous()),
            "duplicate": lambda: self._pasted(self.work.duplicate(canvas.selected)),
            "lock": self._lock,
            "hide": lambda: canvas.show_shapes(not canvas.shows_shapes),
            "names": lambda: canvas.set_names_shown(not canvas.shows_names),
            "outlines": self._toggle_outlines,
            "fit_selection": canvas.fit_selection,
            "film_strip": lambda: self.film.setVisible(not self.film.isVisible()),
        }
        for name, (dx, dy) in ARROWS.items():
            self._acts[name] = lambda dx=dx, dy=dy: self._arrow(dx, dy)
            self._acts[f"far_{name}"] = lambda dx=dx, dy=dy: self._nudge(10 * dx, 10 * dy)

    # -- what the main window asks ---------------------------------------------------------------------------------

    def activate(self) -> None:
        self.work.forget_labels()
        self.work.start_order()
        self._show_image()
        self.tools.show_tool(self.canvas.tool_key)
        self._focus_centre()

    def deactivate(self) -> None:
        self.canvas.tool.cancel()
        self.work.dwell.pause()

    def show_target(self, target: object) -> None:
        if isinstance(target, dict) and "image_id" in target:
            self._open_image(int(target["image_id"]))

    def on_changes(self, changes: Changes) -> None:
        image = self.work.image
        if changes.touches("label"):
            self.work.forget_labels()
            self._presenter.dress(self.canvas, self._tint())
        if changes.touches("image", "split"):
            self._presenter.refresh_strip()
        if image is None or self.work.queue.current is None:
            self.work.start_order()
            self._show_image()
            return
        if changes.initiator != INITIATOR and changes.touches("image", "annotation", "decision"):
            if not self.session.project.read.images([image.id]):
                self.work.start_order()
                self._show_image()
                return
            self.work.read_image()
            if changes.touches_id("annotation", image.id):
                self.work.read_shapes()
                self.canvas.show_table(self.work.table)
        elif changes.touches_id("image", image.id):
            self.work.read_image()
        if changes.touches("image", "annotation", "decision", "label"):
            self._show_state()

    def context(self) -> str:
        if self.canvas.is_drawing:
            return "shapes_drawing"
        return "shapes_selected" if self.canvas.selected else "shapes"

    def run_action(self, action_id: str, index: int = 0) -> bool:
        name = action_id.split(".", 1)[1]
        if action_id == "app.primary":
            name = "finish"
        if self.work.image is None or self.reason_off(f"shapes.{name}"):
            return False
        if name == "assign":
            self._assign_place(index)
        elif name in self._acts:
            self._acts[name]()
        elif name in self.canvas.tools:
            self.canvas.choose_tool(name)
        elif not self.stage.zoom(name):
            return False
        if name not in ("list", "go_to"):
            self._focus_centre()
        return True

    def reason_off(self, action_id: str) -> str:
        if action_id.startswith("label."):
            return self.tr("This project is about shapes, not about whole images")
        if not action_id.startswith("shapes."):
            return ""
        name = action_id.removeprefix("shapes.")
        if self.work.image is None:
            return self.tr("No image is open")
        if name in ("delete", "copy", "duplicate", "lock", "fit_selection") and not self.canvas.selected:
            return self.tr("Nothing is selected")
        if name == "paste" and not self.work.clipboard:
            return self.tr("Nothing was copied")
        if name == "reopen" and not self.work.image.state.is_decided:
            return self.tr("This image is not finished")
        return ""

    def subtitle(self) -> str:
        image = self.work.image
        if image is None:
            return ""
        queue = self.work.queue
        place = self.tr("{n} of {m}").format(n=f"{queue.position + 1:,}", m=f"{len(queue.ids):,}")
        return f"{image.name}, {place}"

    def areas(self) -> list[QWidget]:
        if self._whole.currentWidget() is self._empty:
            return [self._empty]
        return [self.tools, self.canvas, self.film.strip, self.panel]

    def inspector(self) -> QWidget | None:
        return self.panel

    def covered_foot(self) -> int:
        return self.film.height() if self.film.isVisible() else 0

    def release(self) -> None:
        """Stop decoders and the drawing worker before the project closes."""
        self.canvas.close_layers()
        self.stage.close_pictures()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowDeactivate:
            self.work.dwell.pause()
        elif event.type() == QEvent.Type.WindowActivate and self.isVisible():
            self.work.dwell.go_on()
        return super().event(event)

    # -- shapes ----------------------------------------------------------------------------------------------------

    def _on_drawn(self, shape: Shape) -> None:
        ids = self.work.add([shape], self.tr("Draw a {}").format(shape.kind.name.lower().replace("_", " ")))
        self.canvas.show_table(self.work.table)
        if ids and self.canvas.tool_key == SELECT:
            self.canvas.select(ids)
        self._show_state()

    def _on_edited(self, shapes: list[Shape], text: str) -> None:
        if not self.work.change(shapes, text):
            self.canvas.show_table(self.work.table)
        self._show_state()

    def _on_selection(self) -> None:
        self.panel.objects.follow(self.canvas.selected)
        self._presenter.show_labels(self.canvas.selected)

    def _select_from_list(self, ids: list[int]) -> None:
        self.canvas.choose_tool(SELECT)
        self.canvas.select(ids)

    def _assign_place(self, index: int) -> None:
        labels = list(self.work.labels())
        if index < len(labels):
            self._assign(labels[index])

    def _assign(self, label_id: int) -> None:
        """Give the selected shapes the label, and new ones from now on."""
        self.work.label_id = self.canvas.label_id = label_id
        if self.canvas.selected and not self.session.read_only and self.work.relabel(self.canvas.selected, label_id):
            self.canvas.show_table(self.work.table)
        self.panel.palette_list.reveal(label_id)
        self._show_state()
        self.canvas.update()
        self._focus_centre()

    def _delete(self) -> None:
        wanted = len(self.canvas.selected)
        gone = self.work.delete(self.canvas.selected)
        self.canvas.show_table(self.work.table)
        if gone < wanted:
            self.session.told.emit(self.tr("Locked shapes stay; Ctrl+L unlocks them"), False)
        self._show_state()

    def _copy(self) -> None:
        number = self.work.copy(self.canvas.selected)
        self.session.told.emit(self.tr("{n} copied; Ctrl+V also pastes on another image").format(n=number), False)

    def _pasted(self, ids: list[int]) -> None:
        if not ids:
            self.session.told.emit(self.tr("Nothing was pasted: there is nothing, or it does not fit here"), False)
            return
        self.canvas.show_table(self.work.table)
        self.canvas.choose_tool(SELECT)
        self.canvas.select(ids)
        self._show_state()

    def _lock(self) -> None:
        self.work.lock(self.canvas.selected)
        self.canvas.show_table(self.work.table)
        self._show_state()

    def _arrow(self, dx: int, dy: int) -> None:
        if self.canvas.selected:
            self._nudge(dx, dy)
        elif dx:
            self._step(dx)
        else:
            self.canvas.pan(0, -dy * PAN_STEP)

    def _nudge(self, dx: int, dy: int) -> None:
        """Move by pixels; presses close together are one undo step."""
        if self.session.read_only:
            return
        ids, at, step = self._burst
        now = time.monotonic()
        going_on = ids == self.canvas.selected and now - at < BURST_SECONDS
        try:
            step = self.work.nudge(self.canvas.selected, dx, dy, step if going_on else None)
        except StudioError as error:
            self.session.failed.emit(error)
            return
        self._burst = (self.canvas.selected, now, step)
        self.canvas.show_table(self.work.table)
        self._show_state()

    # -- images ----------------------------------------------------------------------------------------------------

    def _finish(self) -> None:
        image = self.work.image
        if self.canvas.is_drawing or image is None:
            return
        if self.session.read_only or image.state.is_decided:
            self._to_next(1)
            return
        if not self.work.finish():
            return
        said = self.tr("Finished") if len(self.work.table) else self.tr("Finished, empty")
        self.session.told.emit(self.tr("{what}: {name}").format(what=said, name=image.name), True)
        self._go_on()

    def _skip(self) -> None:
        if self.work.skip():
            self._go_on()

    def _go_on(self) -> None:
        """Open the next image that is not finished; the last one stays."""
        if self.work.to_next():
            self._show_image()
        else:
            self._show_state()

    def _flag(self) -> None:
        image = self.work.image
        if image is not None:
            self._after_state(self.work.flag(not image.flagged))

    def _after_state(self, changed: bool) -> None:
        if changed:
            self._presenter.refresh_strip()
            self._show_state()

    def _step(self, step: int) -> None:
        if self.work.queue.move(step):
            self._show_image()

    def _to_next(self, step: int) -> None:
        if self.work.to_next(step):
            self._show_image()
        else:
            self.session.told.emit(self.tr("All images are finished"), False)

    def _go_to_end(self, *, first: bool) -> None:
        self.work.queue.go_to_end(first=first)
        self._show_image()

    def _open_image(self, image_id: int) -> None:
        self.work.queue.go_to(image_id)
        self._show_image()
        self._focus_centre()

    def _on_undone(self, image_ids: list[int]) -> None:
        if self.isVisible() and image_ids and self.work.queue.current not in image_ids:
            self._open_image(image_ids[0])

    def _ask_where(self) -> None:
        if self._go_to is None:
            self._go_to = LinePrompt(
                self.tr("Go to image"), self.tr("A number in the order of the files, or a part of the name"), self
            )
            self._go_to.entered.connect(self._go_where)
            self._go_to.closed.connect(self._focus_centre)
        self._go_to.ask(self.film)

    def _go_where(self, text: str) -> None:
        found = self.work.order.find(text)
        if self._go_to is None:
            return
        if found is None:
            self._go_to.refuse(self.tr("No image is numbered or named so"))
            return
        self._go_to.close()
        self._open_image(found)

    # -- labels and look -------------------------------------------------------------------------------------------

    def _open_list(self) -> None:
        if self._picker is None:
            self._picker = LabelPicker(self)
            self._picker.picked.connect(self._assign)
            self._picker.created.connect(self._create)
            self._picker.closed.connect(self._focus_centre)
        self._picker.open_for(list(self.work.labels().values()), self.panel.palette_list.anchor)

    def _create(self, name: str) -> None:
        label_id = self.work.create_label(name)
        if label_id is not None:
            self._presenter.dress(self.canvas, self._tint())
            self._assign(label_id)

    def _choose_fill(self, fill: float) -> None:
        self._fill, self._outlines_only = fill, False
        self.session.preferences.set(FILL, fill)
        self._presenter.dress(self.canvas, self._tint())

    def _toggle_outlines(self) -> None:
        self._outlines_only = not self._outlines_only
        self._presenter.dress(self.canvas, self._tint())

    def _tint(self) -> float:
        return 0.0 if self._outlines_only else self._fill

    # -- showing ---------------------------------------------------------------------------------------------------

    def _show_image(self) -> None:
        self.canvas.tool.cancel()
        image = self.work.load()
        self._whole.setCurrentWidget(self._empty if image is None else self._splitter)
        if image is None:
            self.stage.clear()
            self._presenter.tell_why_empty(self._empty)
        else:
            project = self.session.project
            ahead = project.read.images(self.work.queue.ahead(AHEAD))
            self.stage.show_image(
                image,
                project.absolute(image),
                self.session.thumbnails.get(image.id, 320),
                ahead=[(other, project.absolute(other)) for other in ahead],
            )
            self.work.dwell.start()
        self._presenter.dress(self.canvas, self._tint())
        self.canvas.select(())
        self.canvas.set_table(self.work.table)
        self._presenter.refresh_strip()
        self._show_state()

    def _show_state(self) -> None:
        self.canvas.label_id = self.work.label_id
        self._presenter.show_state(self.canvas.selected)
        self.panel.objects.follow(self.canvas.selected)
        self.subtitle_changed.emit()

    def _thumbnail(self, image_id: int) -> QImage | None:
        return self.session.thumbnails.get(image_id, round(160 * self.devicePixelRatioF()))

    def _focus_centre(self) -> None:
        if self._whole.currentWidget() is self._empty:
            self._empty.focus_primary()
        elif self.isVisible():
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
