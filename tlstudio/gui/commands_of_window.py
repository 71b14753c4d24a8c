"""What the actions of the whole window do: undo, add, import, export, theme, search, help."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from tlstudio.gui import theme
from tlstudio.gui.frame.studio import Studio

if TYPE_CHECKING:
    from tlstudio.gui.main_window import MainWindow

ENGINE_AFTER_MS = 300
LOOK_FOR_FILES_AFTER_MS = 400


class WindowCommands(QObject):
    """Receives the actions whose ids begin with `app.`, `go.`, `view.` and `help.`."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._door = window.door
        self._handlers: dict[str, Callable[[], object]] = {
            "app.new_project": self._door.new_project,
            "app.open_project": self._door.choose,
            "app.sample": self._door.try_sample,
            "app.close_project": window.close_studio,
            "app.reopen": self._door.reopen,
            "app.add_images": self._choose_images,
            "app.import": self.import_labels,
            "app.export": self._export_labels,
            "app.saved": self._say_saved,
            "app.settings": self._settings,
            "app.quit": window.close,
            "app.undo": lambda: self._studio().undo(),
            "app.redo": lambda: self._studio().redo(),
            "app.history": lambda: self._studio().show_history(),
            "data.find_missing_files": self._find_missing,
            "app.search": self._search,
            "app.next_area": lambda: self._step_area(1),
            "app.previous_area": lambda: self._step_area(-1),
            "view.full_screen": self._full_screen,
            "view.inspector": self._inspector,
            "view.theme_system": lambda: self.choose_theme(theme.Scheme.SYSTEM),
            "view.theme_light": lambda: self.choose_theme(theme.Scheme.LIGHT),
            "view.theme_dark": lambda: self.choose_theme(theme.Scheme.DARK),
            "help.keys": self._keys,
            "help.about": self._about,
        }
        for room in ("data", "label", "review", "train"):
            self._handlers[f"go.{room}"] = lambda room=room: self._studio().go(room)

    def run(self, action_id: str) -> bool:
        """Do a window's action; False = it belongs to a room."""
        if action_id == "app.primary":
            return self._primary()
        handler = self._handlers.get(action_id)
        if handler is None:
            return False
        handler()
        return True

    def _primary(self) -> bool:
        """Ctrl+Enter on the pages before a project; in a project the room has the primary button."""
        page = self._window.pages.currentWidget()
        if page is self._window.start:
            self._door.new_project()
        elif self._door.is_making or page is self._window.studio:
            return False
        else:
            go_on = getattr(page, "go_on", None)
            if go_on is None:
                return False
            go_on()
        return True

    def reason_off(self, action_id: str) -> str:
        """Why a window's action is off."""
        studio = self._window.studio
        if action_id in ("app.undo", "app.redo") and studio is not None:
            if studio.room is not None and studio.room.has_draft:
                return ""
            read = studio.session.project.read
            if not (read.next_undo() if action_id == "app.undo" else read.next_redo()):
                return self.tr("Nothing to undo") if action_id == "app.undo" else self.tr("Nothing to do again")
        return ""

    def _studio(self) -> Studio:
        studio = self._window.studio
        assert studio is not None, "actions with needs_project run only while a project is open"
        return studio

    def open_folder(self, folder: Path, room: str = "", *, read_only: bool = False) -> None:
        """Open a project folder in the window, see `ProjectDoor.open_folder`."""
        self._door.open_folder(folder, room, read_only=read_only)

    def add_paths(self, paths: list[Path]) -> None:
        """Add files and folders to the open project in the background; a label file opens the import instead."""
        from tlstudio.gui.exchange.dropping import add_or_import

        studio = self._studio()
        if studio.session.read_only:
            studio.tell(self.tr("Open for reading only"), False)
            return
        add_or_import(studio, paths, self.import_labels)

    def choose_theme(self, scheme: theme.Scheme) -> None:
        """Apply and remember a theme."""
        self._window.preferences.set("theme", scheme.value)
        theme.theme().choose(scheme)

    def _choose_images(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self._window, self.tr("Add the images of a folder"))
        if chosen:
            self.add_paths([Path(chosen)])

    def _say_saved(self) -> None:
        studio = self._studio()
        studio.tell(studio.activity.saved_sentence(), False)

    def _find_missing(self) -> None:
        from tlstudio.gui.lost_files import find_lost

        find_lost(self._studio(), self._window)

    def _search(self) -> None:
        self._window.palette_overlay.open()

    def _step_area(self, step: int) -> None:
        if self._window.studio is not None:
            self._window.studio.step_area(step)

    def _full_screen(self) -> None:
        window = self._window
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()
        if window.studio is not None:
            window.studio.set_bare(window.isFullScreen())

    def _inspector(self) -> None:
        room = self._studio().room
        panel = room.inspector() if room is not None else None
        if panel is not None:
            panel.setVisible(not panel.isVisible())

    def _settings(self) -> None:
        from tlstudio.gui.settings_page import SettingsPage

        page = SettingsPage(self._window.preferences, self._window.keymap, self.choose_theme)
        page.closed.connect(lambda: self._window.leave_page(page))
        self._window.show_page(page)

    def _keys(self) -> None:
        from tlstudio.gui.frame.shortcut_sheet import ShortcutSheet

        sheet = ShortcutSheet(self._window, self._window.keymap, self._window.context())
        sheet.open()

    def _about(self) -> None:
        from tlstudio.gui.frame.about import show_about

        show_about(self._window)

    def import_labels(self, path: Path | None = None) -> None:
        """Open the import, with a file or folder where one is known."""
        from tlstudio.gui.exchange.import_dialog import ImportDialog

        ImportDialog(self._studio()).open_with(path)

    def _export_labels(self) -> None:
        from tlstudio.gui.exchange.export_dialog import ExportDialog

        ExportDialog(self._studio()).open_sized()
