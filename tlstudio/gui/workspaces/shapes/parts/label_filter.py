"""Labels in the palette: show only some of them, select all of one, declare what can be said about their objects."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from tlstudio.core.words import AttributeSpec
from tlstudio.gui import icons
from tlstudio.gui.canvas.canvas import SELECT
from tlstudio.gui.widgets.text import plain_entry
from tlstudio.gui.workspaces.label_editing import LabelEditing
from tlstudio.gui.workspaces.shapes.annotating import INITIATOR
from tlstudio.gui.workspaces.shapes.attributes_editor import AttributesEditor
from tlstudio.gui.workspaces.shapes.part import RoomPart
from tlstudio.project.commands.labels import SetLabelAttributes

if TYPE_CHECKING:
    from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace


class LabelFilter(RoomPart):
    """What is filtered away is stored and exported all the same; the filter belongs to this window."""

    def __init__(self, room: ShapesWorkspace) -> None:
        super().__init__(room)
        self._editor: AttributesEditor | None = None
        self._editing = LabelEditing(room.session, room, room.label_anchor)
        room.panel.palette_list.eye_clicked.connect(self._toggle)
        room.panel.palette_list.menu_wanted.connect(self._open_menu)

    def actions(self) -> Mapping[str, Callable[[], object]]:
        return {
            "only_label": lambda: self._only(self._labels_meant()),
            "select_label": lambda: self._select(self._labels_meant()),
            "label_attributes": lambda: self._declare(next(iter(self._labels_meant()))),
        }

    def reason_off(self, name: str) -> str:
        if not self.room.work.labels():
            return self.tr("There is no label yet")
        if name == "label_attributes" and len(self._labels_meant()) > 1:
            return self.tr("What is selected has several labels")
        return ""

    def _labels_meant(self) -> frozenset[int]:
        """The labels of what is selected, else the one to draw with."""
        work = self.room.work
        chosen = (work.table.get(i) for i in self.room.canvas.selected)
        return frozenset(shape.label_id for shape in chosen if shape is not None) or frozenset([work.label_id])

    def _toggle(self, label_id: int) -> None:
        self._hide(self.room.work.hidden_labels ^ {label_id})

    def _only(self, labels: frozenset[int]) -> None:
        """Show these labels only; a second time all."""
        wanted = frozenset(self.room.work.labels()) - labels
        self._hide(frozenset() if wanted == self.room.work.hidden_labels else wanted)

    def _hide(self, labels: frozenset[int]) -> None:
        room = self.room
        room.work.show_labels_only(labels)
        gone = {shape.id for shape in room.work.table.shapes if shape.label_id in labels}
        room.canvas.select(room.canvas.selected - gone)
        room.show_table()

    def _select(self, labels: frozenset[int]) -> None:
        room = self.room
        room.canvas.choose_tool(SELECT)
        found = [s.id for s in room.work.table.shapes if s.label_id in labels and not s.is_hidden]
        room.canvas.select(found)

    def _open_menu(self, label_id: int, at: QPoint) -> None:
        label = self.room.work.labels().get(label_id)
        if label is None:
            return
        only = frozenset([label_id])
        is_hidden = label_id in self.room.work.hidden_labels
        menu = QMenu(self.room)
        rows: list[tuple[str, str, Callable[[], object], bool]] = [
            ("ph.eye" if is_hidden else "ph.eye-slash",
             self.tr("Show this label") if is_hidden else self.tr("Hide this label"),
             lambda: self._toggle(label_id), True),
            ("ph.funnel", self.tr("Show this label only, or all"), lambda: self._only(only), True),
            ("ph.selection-all", self.tr("Select all of this label"), lambda: self._select(only), True),
            ("ph.list-bullets", self.tr("Attributes of {}").format(label.name), lambda: self._declare(label_id),
             not self.room.session.read_only),
        ]  # fmt: skip
        for icon, text, act, is_on in rows:
            entry = menu.addAction(icons.icon(icon), plain_entry(text))
            entry.setEnabled(is_on)
            entry.triggered.connect(lambda _checked=False, act=act: act())
        menu.addSeparator()
        self._editing.add_to(menu, label_id)
        menu.exec(at)
        menu.deleteLater()

    def _declare(self, label_id: int) -> None:
        if self._editor is None:
            self._editor = AttributesEditor(self.room, self._store)
            self._editor.closed.connect(self.room.focus_centre)
        self._editor.open_for(self.room.work.labels()[label_id], self.room.label_anchor())

    def _store(self, label_id: int, specs: Sequence[AttributeSpec]) -> bool:
        outcome = self.room.session.run(SetLabelAttributes(label_id, specs), initiator=INITIATOR)
        if outcome is None:
            return False
        self.room.work.forget_labels()
        self.room.show_table()
        return True


PART = LabelFilter
