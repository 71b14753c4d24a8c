"""The menu of an object, on the canvas and in the list: what is done with it, for a hand that stays on the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu

from tlstudio.gui.actions import action
from tlstudio.gui.frame.menus import fill_menu
from tlstudio.gui.workspaces.shapes.part import RoomPart

if TYPE_CHECKING:
    from tlstudio.gui.canvas.tool import Pointer
    from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace

# Groups of names; a line stands between them.
OBJECT = (
    ("list", "fit_selection", "copy", "duplicate", "delete"),
    ("note", "lock", "hide_objects", "group", "select_group"),
    ("to_front", "step_up", "step_down", "to_back"),
)
SUGGESTED = (("accept_shape", "reject_shape", "list", "fit_selection"),)
GROUND = (("paste", "paste_previous", "select_all", "show_hidden"),)


class ObjectMenu(RoomPart):
    """A right click on what is not selected selects it first, so that the menu is about what lies under the mouse."""

    def __init__(self, room: ShapesWorkspace) -> None:
        super().__init__(room)
        room.canvas.hands.right_click = self._on_canvas
        room.canvas.installEventFilter(self)
        room.panel.objects.menu_wanted.connect(self._open)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The key for menus opens it beside the selection."""
        by_key = isinstance(event, QContextMenuEvent) and event.reason() is QContextMenuEvent.Reason.Keyboard
        if by_key and not self.room.canvas.is_drawing:
            self._open(self.room.canvas.mapToGlobal(self._beside_selection()))
            return True
        return super().eventFilter(watched, event)

    def _on_canvas(self, pointer: Pointer) -> None:
        canvas = self.room.canvas
        hits = canvas.shapes_at(pointer)
        if not hits:
            canvas.select(())
        elif not any(shape.id in canvas.selected for shape in hits):
            canvas.select([hits[0].id])
        self._open(canvas.mapToGlobal(pointer.at.toPoint()))

    def _beside_selection(self) -> QPoint:
        canvas = self.room.canvas
        shapes = canvas.selected_shapes()
        if not shapes:
            return canvas.rect().center()
        corner = canvas.to_view(shapes[0].bounds[2], shapes[0].bounds[1]).toPoint()
        return QPoint(min(max(0, corner.x()), canvas.width() - 1), min(max(0, corner.y()), canvas.height() - 1))

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The names of the actions that the menu offers now."""
        selected = self.room.canvas.selected
        if not selected:
            return GROUND
        return SUGGESTED if self.room.work.is_suggested(selected) else OBJECT

    def _open(self, at: QPoint) -> None:
        room = self.room
        if room.work.image is None:
            return
        menu = QMenu(room)
        writes_off = self.tr("Open for reading only") if room.session.read_only else ""
        for group in self.groups():
            if not menu.isEmpty():
                menu.addSeparator()
            fill_menu(
                menu,
                [action(f"shapes.{name}") for name in group],
                room.session.keymap,
                lambda row, index: room.run_action(row.id, index),
                lambda row: (writes_off if row.writes else "") or room.reason_off(row.id),
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)


PART = ObjectMenu
