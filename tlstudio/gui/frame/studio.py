"""The window's inside while a project is open: rail, header, notices, one workspace in front, status line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tlstudio.core.changes import Changes
from tlstudio.core.errors import DiskFull, StudioError
from tlstudio.gui import fonts
from tlstudio.gui.frame.activity import Activity
from tlstudio.gui.frame.header import Header
from tlstudio.gui.frame.rail import Rail
from tlstudio.gui.frame.status_line import StatusLine
from tlstudio.gui.frame.unsaved import UnsavedBar
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.notice import Notice
from tlstudio.gui.widgets.toast import Toast
from tlstudio.gui.workspaces.base import Workspace
from tlstudio.gui.workspaces.rooms import has_room, make_room

if TYPE_CHECKING:
    from tlstudio.gui.frame.history_panel import HistoryPanel


class Studio(QWidget):
    """Makes rooms on their first visit and passes on what happens; no room knows another one."""

    action_wanted = Signal(str)
    files_dropped = Signal(list)
    menu_wanted = Signal(QWidget)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.rooms: dict[str, Workspace] = {}
        self._history: HistoryPanel | None = None
        self.rail = Rail()
        self.header = Header(session.keymap)
        self.notice = Notice("err")
        self._unsaved = UnsavedBar(session, self.notice, self)
        self.status = StatusLine()
        self.activity = Activity(session, self.status, self)
        self._stack = QStackedWidget()
        self._read_only = Notice("suggested")
        self.toast = Toast(self)
        self._assemble()
        self._connect()
        self.setAcceptDrops(True)
        if session.read_only:
            self._read_only.tell(
                self.tr("Open for reading only"),
                self.tr("Another window or program is changing this project. What you see here is up to date."),
                buttons=[(self.tr("Try again"), lambda: self.action_wanted.emit("app.reopen"))],
                closable=False,
            )

    def _assemble(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addWidget(self._read_only)
        right.addWidget(self.notice)
        right.addWidget(self._stack, 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(upper, 1)
        layout.addWidget(self.status)

    def _connect(self) -> None:
        self.rail.room_wanted.connect(self.go)
        self.rail.action_wanted.connect(self.action_wanted)
        self.rail.menu_wanted.connect(lambda: self.menu_wanted.emit(self.rail.menu_button))
        self.header.action_wanted.connect(self.action_wanted)
        self.header.project_menu_wanted.connect(lambda: self.menu_wanted.emit(self.header.project_button))
        self.session.bridge.changed.connect(self._on_changes)
        self.session.told.connect(self.tell)
        self.session.refused.connect(self.refuse)
        self.session.failed.connect(self._show_error)
        self.session.action_wanted.connect(self.action_wanted)
        self._show_steps()

    @property
    def room(self) -> Workspace | None:
        """The workspace in front."""
        widget = self._stack.currentWidget()
        return widget if isinstance(widget, Workspace) else None

    def go(self, room: str, target: object = None) -> None:
        """Bring a room to the front, building it on the first visit."""
        if not has_room(room):
            return
        before = self.room
        if before is not None and before.room != room:
            before.deactivate()
            if not self._unsaved.is_told:
                self.notice.hide()  # it spoke about the room that is left
        if room not in self.rooms:
            workspace = make_room(room, self.session)
            workspace.subtitle_changed.connect(self._show_place)
            workspace.room_wanted.connect(self.go)
            workspace.foot_changed.connect(self._lift_toast)
            self._stack.addWidget(workspace)
            self.rooms[room] = workspace
        self._stack.setCurrentWidget(self.rooms[room])
        self.rail.show_room(room)
        self.rooms[room].activate()
        self._lift_toast()
        if target is not None:
            self.rooms[room].show_target(target)
        self.session.preferences.set("room", room)
        self._show_place()

    def show_history(self) -> None:
        """Open the list of everything that was done."""
        if self._history is None:
            from tlstudio.gui.frame.history_panel import HistoryPanel

            self._history = HistoryPanel(self.session, self)
        self._history.open_for(self.header.history)

    def undo(self) -> None:
        """Take the last step back; of something that is only begun, its last point."""
        if self.room is not None and self.room.has_draft:
            self.room.take_back()
        else:
            self.session.undo()

    def redo(self) -> None:
        """Do the step again that was taken back last; it would drop what is begun."""
        if self.room is not None and self.room.has_draft:
            self.refuse(self.tr("Finish what you draw first: Enter keeps it, Esc drops it"))
        else:
            self.session.redo()

    def tell(self, text: str, can_undo: bool) -> None:
        """Show a toast; with Undo where there is something to take back."""
        self._lift_toast()
        self.toast.tell(text, self.session.undo if can_undo else None)

    def refuse(self, text: str) -> None:
        """Say in a toast why nothing was done; it has no tick, which would say that something was."""
        self._lift_toast()
        self.toast.tell(text, mark=None)

    def offer(self, text: str, button: str, act: Callable[[], object]) -> None:
        """Show a toast about something that undo cannot take back, with what can be done next."""
        self._lift_toast()
        self.toast.tell(text, more=(button, act))

    def _lift_toast(self) -> None:
        room = self.room
        self.toast.set_lift(self.status.height() + fonts.px(16) + (room.covered_foot() if room is not None else 0))

    def _on_changes(self, changes: Changes) -> None:
        self._unsaved.something_saved()
        room = self.room
        if room is not None:
            room.on_changes(changes)
        self._show_steps()
        self._show_place()
        self.activity.on_changes(changes)

    def _show_steps(self) -> None:
        self.header.show_steps(*(("", "") if self.session.read_only else self.session.project.read.next_steps()))

    def _show_place(self) -> None:
        room = self.room
        if room is None:
            return
        names = {
            "data": self.tr("Data"),
            "label": self.tr("Label"),
            "review": self.tr("Review"),
            "train": self.tr("Train"),
        }
        self.header.show_place(self.session.project.info.name, names[room.room], room.subtitle())

    def _show_error(self, error: StudioError) -> None:
        if isinstance(error, DiskFull):
            self._unsaved.tell(error)
        else:
            self.notice.tell_error(error)
        self.activity.refresh()

    def set_bare(self, bare: bool) -> None:
        """Full screen leaves the work and the status line."""
        self.rail.setVisible(not bare)
        self.header.setVisible(not bare)

    def areas(self) -> list[QWidget]:
        """Where F6 goes, in order: rail, header, the room's own areas, status line."""
        room = self.room
        return [self.rail, self.header, *(room.areas() if room is not None else [])]

    def step_area(self, step: int) -> None:
        """Move the focus to the next area, or the one before."""
        areas = [area for area in self.areas() if area.isVisible()]
        focus = self.focusWidget()
        at = next(
            (i for i, area in enumerate(areas) if focus is not None and (area is focus or area.isAncestorOf(focus))), -1
        )
        for offset in range(1, len(areas) + 1):
            area = areas[(at + step * offset) % len(areas)]
            if _focus_first(area):
                return

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not self.session.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.setMinimumWidth(fonts.px(640))
        super().changeEvent(event)

    def close_project(self) -> None:
        """Leave the rooms and stop what belongs to the session."""
        room = self.room
        if room is not None:
            room.deactivate()
        for made in self.rooms.values():
            made.release()
        self.activity.close()
        self.session.close()


def _focus_first(area: QWidget) -> bool:
    """Focus an area, or the first control in it that takes focus by Tab."""
    candidates = [area, *area.findChildren(QWidget)]
    for widget in candidates:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False
