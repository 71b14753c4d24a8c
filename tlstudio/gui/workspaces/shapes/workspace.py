"""The Label room for shapes: canvas, tools at the left, palette and list at the right, film strip below.

What can be done here lies in `parts/`, one ability a file; this file assembles them and shows what they changed.
"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tlstudio.core.changes import Changes
from tlstudio.core.words import Label
from tlstudio.gui.canvas.canvas import SELECT, Canvas, tool_modules
from tlstudio.gui.canvas.shapes import Shape
from tlstudio.gui.canvas.stage import ImageStage
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.image_room import ImageRoom
from tlstudio.gui.workspaces.shapes.annotating import Annotating
from tlstudio.gui.workspaces.shapes.finishing import Finishing
from tlstudio.gui.workspaces.shapes.following import Following
from tlstudio.gui.workspaces.shapes.inspector import ShapesInspector
from tlstudio.gui.workspaces.shapes.options_bar import OptionsBar
from tlstudio.gui.workspaces.shapes.part import RoomParts, part_classes
from tlstudio.gui.workspaces.shapes.presenter import ShapesPresenter
from tlstudio.gui.workspaces.shapes.tool_strip import ToolStrip

FILL, OUTLINES = "shapes.fill", "shapes.outlines"
# These open something that takes the focus; it comes back when that closes.
KEEP_FOCUS = (
    "list", "image_label", "go_to", "note", "label_attributes", "comment", "next_comment", "return", "accept_above",
)  # fmt: skip


class ShapesWorkspace(ImageRoom):
    """Assembles the room and hands its actions to the parts.

    Attributes:
        work: The open image and its shapes; every change of them goes through it.
        finishing: The images of the room: their order, and what is said of whole ones.
        canvas: Shows and edits them.
        panel: The inspector.
        parts: The abilities found in `parts/`.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.work = Annotating(session)
        self.finishing = Finishing(session, self.work)
        self.canvas = Canvas()
        stage = ImageStage(has_caption=False, view=self.canvas, has_arrows=False)
        super().__init__(session, stage, self.finishing.order, self.finishing.queue, self.finishing.dwell, parent)
        self.canvas.read_only = session.read_only
        self.canvas.hands.pan_keys = lambda: session.keymap.keys("shapes.finish")
        self.canvas.hands.peek_keys = lambda: session.keymap.keys("shapes.peek")
        self.canvas.set_margins(24, 16, 24, 52)
        self.tools = ToolStrip(session.keymap, session.project.info.task)
        if session.read_only:
            self.tools.set_read_only()
        self.panel = ShapesInspector(session.keymap)
        self._fill = float(session.preferences.get(FILL, 0.35))
        self._outlines_only = bool(session.preferences.get(OUTLINES, False))
        self._presenter = ShapesPresenter(self.work, self.finishing, self.panel, self.film, session)
        centre = QVBoxLayout()
        centre.setSpacing(0)
        self.options = OptionsBar(self.canvas, session.keymap)
        centre.addWidget(self.options)
        centre.addWidget(stage, 1)
        above = QHBoxLayout()
        above.setSpacing(0)
        above.addWidget(self.tools)
        above.addLayout(centre, 1)
        self.lay_out("shapes", above, self.panel)
        self.parts = RoomParts(self)
        self.panel.add_sections(self.parts.sections())
        self._following = Following(self)
        self._connect()

    def _connect(self) -> None:
        canvas, panel = self.canvas, self.panel
        for widget in (self.tools, self.options, panel, self.film):
            widget.action.connect(lambda action: self.run_action(action))
        canvas.drawn.connect(self._on_drawn)
        canvas.edited.connect(self._on_edited)
        canvas.selection_changed.connect(self._on_selection)
        canvas.tool_changed.connect(self.tools.show_tool)
        canvas.tapped.connect(lambda: self.run_action("shapes.finish"))
        canvas.refused.connect(self.refuse)
        panel.label_chosen.connect(self.assign)
        panel.fill_chosen.connect(self._choose_fill)
        panel.objects.chosen.connect(self._select_from_list)
        panel.objects.hovered.connect(canvas.set_hover)
        panel.objects.focus_wanted.connect(lambda: self.run_action("shapes.fit_selection"))

    # -- what the main window asks ---------------------------------------------------------------------------------

    @classmethod
    def import_parts(cls) -> None:
        part_classes()
        tool_modules()

    def activate(self) -> None:
        self.work.forget_labels()
        self.finishing.start_order()
        self.show_image()
        self.tools.show_tool(self.canvas.tool_key)
        self.focus_centre()

    def deactivate(self) -> None:
        self.canvas.tool.cancel()
        self.finishing.dwell.pause()

    def show_target(self, target: object) -> None:
        super().show_target(target)
        if isinstance(target, dict):
            for part in self.parts.all:
                part.target_shown(target)

    def on_changes(self, changes: Changes) -> None:
        self._following.follow(changes)
        for part in self.parts.all:
            part.on_changes(changes)

    def context(self) -> str:
        if self.canvas.is_drawing:
            return "shapes_drawing"
        return self.parts.context() or ("shapes_selected" if self.canvas.selected else "shapes")

    def run_action(self, action_id: str, index: int = 0) -> bool:
        name = "finish" if action_id == "app.primary" else action_id.split(".", 1)[1]
        if self.work.image is None or self.reason_off(f"shapes.{name}"):
            return False
        act = self.canvas.tool.actions().get(name) or self.parts.actions.get(name)
        if name == "assign":
            self.assign_place(index)
        elif name == "list":
            self.open_label_list()
        elif act is not None:
            act()
        elif name in self.canvas.tools:
            self.canvas.choose_tool(name)
        elif not self.stage.zoom(name):
            return False
        if name not in KEEP_FOCUS:
            self.focus_centre()
        return True

    @property
    def has_draft(self) -> bool:
        return self.canvas.is_drawing

    def take_back(self) -> None:
        if not self.canvas.step_back():
            self.canvas.escape()

    def reason_off(self, action_id: str) -> str:
        if action_id.startswith("label."):
            return self.tr("This project is about shapes, not about whole images")
        if not action_id.startswith("shapes."):
            return ""
        if self.work.image is None:
            return self.tr("No image is open")
        return self.parts.reason_off(action_id.removeprefix("shapes."))

    def subtitle(self) -> str:
        image = self.work.image
        if image is None:
            return ""
        place = self.tr("{n} of {m}").format(n=counted(self.queue.position + 1), m=counted(len(self.queue.ids)))
        return f"{image.name}, {place}"

    def areas(self) -> list[QWidget]:
        return [self.empty] if self.is_empty else [self.tools, self.canvas, self.film.strip, self.panel]

    def inspector(self) -> QWidget | None:
        return self.panel

    def release(self) -> None:
        self._following.stop()
        for part in self.parts.all:
            part.close()
        self.canvas.close_layers()
        super().release()

    # -- what parts ask --------------------------------------------------------------------------------------------

    def tell(self, text: str) -> None:
        """Say something in passing, in a toast."""
        self.session.told.emit(text, False)

    def refuse(self, text: str) -> None:
        """Say in a toast why nothing was done."""
        self.session.refused.emit(text)

    def show_table(self) -> None:
        """Show the shapes as they are now in `work`."""
        self.canvas.show_table(self.work.table)
        self._on_shapes()

    def show_state(self) -> None:
        """Show everything but the shapes: labels, list, button, header."""
        self.canvas.label_id = self.work.label_id
        self._presenter.show_state(self.canvas.selected, is_seen=not self.canvas.has_problem)
        self.panel.objects.follow(self.canvas.selected)
        self.subtitle_changed.emit()

    def show_image(self) -> None:
        """Show the image that is open in the queue."""
        self.canvas.tool.cancel()
        image = self.finishing.load()
        self.put_on_stage(image)
        if image is None:
            self._presenter.tell_why_empty(self.empty)
        else:
            self.finishing.dwell.start()
        self.dress()
        self.canvas.select(())
        self.canvas.set_table(self.work.table)
        self.refresh_strip()
        self.show_state()
        for part in self.parts.all:
            part.image_shown(image)

    def refresh_strip(self) -> None:
        """Show the film strip as the images are now."""
        self._presenter.refresh_strip()

    def dress(self) -> None:
        """Give the canvas the labels' names and colours, and how strongly insides are tinted."""
        self._presenter.dress(self.canvas, 0.0 if self._outlines_only else self._fill)

    def toggle_outlines(self) -> None:
        """Draw outlines only, or insides too."""
        self._outlines_only = not self._outlines_only
        self.session.preferences.set(OUTLINES, self._outlines_only)
        self.dress()

    # -- labels ----------------------------------------------------------------------------------------------------

    def known_labels(self) -> list[Label]:
        return list(self.work.labels().values())

    def label_anchor(self) -> QWidget:
        return self.panel.palette_list.anchor

    def create_label(self, name: str) -> int | None:
        label_id = self.work.create_label(name)
        if label_id is not None:
            self.dress()
        return label_id

    def assign(self, label_id: int) -> None:
        """Give the selected shapes the label, and new ones from now on."""
        self.work.label_id = self.canvas.label_id = label_id
        selected = self.canvas.selected
        if selected and not self.session.read_only:
            answers = self.work.is_suggested(selected)
            if self.work.relabel(selected, label_id) or answers:
                self.show_table()
        elif not selected and not self.canvas.is_drawing:
            self.tell(self.tr("New shapes: {name}").format(name=self.canvas.label_name(label_id)))
        self.panel.palette_list.reveal(label_id)
        self.show_state()
        self.canvas.update()
        self.focus_centre()

    # -- inside ----------------------------------------------------------------------------------------------------

    def _on_drawn(self, shape: Shape) -> None:
        ids = self.work.add([shape], self.tr("Draw a {}").format(shape.kind.word))
        self.canvas.show_table(self.work.table)
        if ids and (self.canvas.tool_key == SELECT or self.canvas.card.keeps_selection):
            self.canvas.select(ids)
        self._on_shapes()

    def _on_edited(self, shapes: list[Shape], text: str) -> None:
        gone = [shape.id for shape in shapes if shape.is_empty]
        kept = [shape for shape in shapes if not shape.is_empty]
        answers = any(shape.is_suggestion for shape in shapes)
        if self.work.edit(text, changed=kept, deleted=gone) is None or gone or answers:
            selected = self.work.now_named(self.canvas.selected)
            self.canvas.show_table(self.work.table)
            if answers:
                self.canvas.select(i for i in selected if self.work.table.get(i) is not None)
        self._on_shapes()

    def _on_shapes(self) -> None:
        self.show_state()
        for part in self.parts.all:
            part.shapes_changed()

    def _on_selection(self) -> None:
        self.panel.objects.follow(self.canvas.selected)
        self._presenter.show_labels(self.canvas.selected)
        for part in self.parts.all:
            part.selection_changed()

    def _select_from_list(self, ids: list[int]) -> None:
        self.canvas.choose_tool(SELECT)
        self.canvas.select(ids)

    def _choose_fill(self, fill: float) -> None:
        self._fill, self._outlines_only = fill, False
        self.session.preferences.set(FILL, fill)
        self.session.preferences.set(OUTLINES, False)
        self.dress()
