"""The main window: assembles the pages, keys and overlays, and knows nothing about what is in them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from tlstudio.gui import motion, wheel
from tlstudio.gui.actions import Action, action
from tlstudio.gui.bridge import QtScheduler
from tlstudio.gui.commands_of_window import WindowCommands
from tlstudio.gui.frame.menus import fill_menu_bar, whole_menu
from tlstudio.gui.frame.search_palette import SearchPalette
from tlstudio.gui.frame.studio import Studio
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.preferences import Preferences
from tlstudio.gui.project_door import ProjectDoor
from tlstudio.gui.shortcuts import Shortcuts
from tlstudio.gui.start.start_page import StartPage
from tlstudio.gui.widgets.focus_ring import FocusRing

TITLE = "TL Studio"

WITH_ALT = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.Wheel, QEvent.Type.MouseButtonPress)
USUAL_SIZE = QSize(1280, 800)
FRAME = 16, 48  # what a title bar and borders take at most


class MainWindow(QMainWindow):
    """Start page, new-project steps, an open project, settings: one of them is in front."""

    def __init__(self, preferences: Preferences | None = None) -> None:
        super().__init__()
        self.preferences = preferences or Preferences()
        motion.set_reduced(bool(self.preferences.get("reduced_motion", False)))
        wheel.set_needs_ctrl(bool(self.preferences.get(wheel.PREFERENCE, False)))
        self.keymap = Keymap(self.preferences, self)
        self.scheduler = QtScheduler(self)
        self.pages = QStackedWidget()
        self.studio: Studio | None = None
        self.engine_overrides: dict[str, int | str] = {}
        self.setCentralWidget(self.pages)
        self.setMinimumSize(960, 640)
        self.setWindowTitle(TITLE)
        self.door = ProjectDoor(self)
        self.commands = WindowCommands(self)
        self.start = StartPage(self.keymap)
        self.start.action_wanted.connect(lambda name: self.run_action(action(name)))
        self.start.project_wanted.connect(self.door.open_folder)
        self.start.folder_dropped.connect(self.door.take_folder)
        self.pages.addWidget(self.start)
        self.palette_overlay = SearchPalette(self, self.keymap, self.context, self.reason_off)
        self.palette_overlay.chosen.connect(lambda row: self.run_action(row))
        self._ring = FocusRing(self)
        self.shortcuts = Shortcuts(self, self.keymap, self.context, self.run_action)
        fill_menu_bar(self.menuBar(), self.context, self.keymap, self.run_action, self.reason_off)
        self.menuBar().setVisible(self.menuBar().isNativeMenuBar())
        self._alt_alone = False
        self._restore_place()
        QTimer.singleShot(0, self, self.start.refresh)

    def context(self) -> str:
        """The context whose keys hold now."""
        if self.studio is None or self.pages.currentWidget() is not self.studio:
            return "start"
        room = self.studio.room
        return room.context() if room is not None else "start"

    def reason_off(self, row: Action) -> str:
        """Why an action cannot be done now; empty = it can."""
        if row.needs_project and self.studio is None:
            return self.tr("Open a project first")
        if row.writes and self.studio is not None and self.studio.session.read_only:
            return self.tr("Open for reading only")
        own = self.commands.reason_off(row.id)
        if own or self.studio is None:
            return own
        workspace = self.studio.rooms.get(row.room)
        return workspace.reason_off(row.id) if workspace is not None else ""

    def run_action(self, row: Action, index: int = 0) -> bool:
        """Do an action of the table; one of another room goes there first. Return whether it was taken."""
        if self.palette_overlay.isVisible():
            return False
        reason = self.reason_off(row)
        if reason:
            # A key that does nothing and says nothing looks like a fault.
            if self.studio is not None and self.pages.currentWidget() is self.studio:
                self.studio.refuse(reason)
            return False
        if self.commands.run(row.id):
            return True
        if self.studio is None or self.pages.currentWidget() is not self.studio:
            return False
        if row.room in ("data", "label", "review", "train") and self.studio.room is not self.studio.rooms.get(row.room):
            self.studio.go(row.room)
        elif row.room in ("data", "label", "review", "train") and self.studio.room is None:
            return False
        room = self.studio.room
        return room.run_action(row.id, index) if room is not None else False

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front, adding it on its first time."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        page.setFocus()

    def drop_page(self, page: QWidget) -> None:
        """Forget a page."""
        self.pages.removeWidget(page)
        page.deleteLater()

    def leave_page(self, page: QWidget) -> None:
        """Forget a page and go back to the project, or to the start page where none is open."""
        self.show_page(self.studio or self.start)
        self.drop_page(page)

    def show_studio(self, studio: Studio) -> None:
        """Bring an open project to the front."""
        self.studio = studio
        studio.action_wanted.connect(lambda name: self.commands.run(name) or self.run_action(action(name)))
        studio.menu_wanted.connect(self._open_menu)
        studio.files_dropped.connect(lambda paths: self.commands.add_paths([Path(path) for path in paths]))
        self.show_page(studio)
        self.setWindowTitle(f"{studio.session.project.info.name} - {TITLE}")

    def close_studio(self) -> None:
        """Leave the open project and show the start page."""
        studio, self.studio = self.studio, None
        if studio is not None:
            studio.close_project()
            studio.session.project.close()
            self.drop_page(studio)
        self.setWindowTitle(TITLE)
        self.start.refresh()
        self.show_page(self.start)

    def _open_menu(self, button: QWidget) -> None:
        if self.studio is not None and button is self.studio.header.project_button:
            menu = self.door.project_menu()
        else:
            menu = whole_menu(self, self.context(), self.keymap, self.run_action, self.reason_off)
        menu.exec(button.mapToGlobal(QPoint(0, button.height() + 2)))
        menu.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        application = QApplication.instance()
        if event.key() == Qt.Key.Key_Alt and not event.isAutoRepeat() and application is not None:
            self._alt_alone = True
            application.installEventFilter(self)
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While Alt is down: whatever else is pressed or turned with it, it does not mean the menu bar."""
        if event.type() in WITH_ALT and not (isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt):
            self._alt_alone = False
        return super().eventFilter(watched, event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        application = QApplication.instance()
        if event.key() == Qt.Key.Key_Alt and application is not None:
            application.removeEventFilter(self)
            if self._alt_alone and not self.menuBar().isNativeMenuBar():
                self.menuBar().setVisible(not self.menuBar().isVisible())
            self._alt_alone = False
        super().keyReleaseEvent(event)

    def _restore_place(self) -> None:
        # The size of its title bar and borders is not known before it is shown.
        room = self.screen().availableGeometry().size() - QSize(*FRAME)
        self.resize(USUAL_SIZE.boundedTo(room).expandedTo(self.minimumSize()))
        place = self.preferences.get("window.place")
        if place:
            self.restoreGeometry(QByteArray.fromBase64(place.encode("ascii")))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.preferences.set("window.place", bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        if self.studio is not None:
            studio, self.studio = self.studio, None
            studio.close_project()
            studio.session.project.close()
        super().closeEvent(event)
