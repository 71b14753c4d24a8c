"""The ways into a project and out of it: open, make, draw the sample, bring back; and what is said when one fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu

from tlstudio.core.errors import NotAProject, ProjectDamaged, ProjectLocked, ReadOnlyProject, StudioError
from tlstudio.gui import icons
from tlstudio.gui.following import Following
from tlstudio.gui.frame.studio import Studio
from tlstudio.gui.lost_files import look_for_lost
from tlstudio.gui.models.sentences import sentence
from tlstudio.gui.opening import Opener
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.text import plain_entry
from tlstudio.gui.workspaces.rooms import has_room
from tlstudio.project.recent import forget, recent_projects, remember

if TYPE_CHECKING:
    from tlstudio.gui.main_window import MainWindow
    from tlstudio.gui.start.new_project import NewProjectPage
    from tlstudio.gui.start.project_plan import ProjectPlan
    from tlstudio.project.project import Project
    from tlstudio.store.counts import Counts

ENGINE_AFTER_MS = 300
LOOK_FOR_FILES_AFTER_MS = 400


class ProjectDoor(QObject):
    """Opens one project at a time in a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._opener = Opener(window.scheduler, self)
        self._opener.opened.connect(self._opened)
        self._opener.failed.connect(self._failed)
        self._opener.repaired.connect(self._keep_news)
        self._news = ""
        self._pending_page: NewProjectPage | None = None
        self._after_open: ProjectPlan | None = None

    @property
    def is_making(self) -> bool:
        """Whether the page in front waits for the project it is making."""
        page = self._pending_page
        return page is not None and page is self._window.pages.currentWidget()

    def open_folder(self, folder: Path, room: str = "", *, read_only: bool = False) -> None:
        """Open a project folder; a folder of images starts the new-project steps instead."""
        if not (folder / "project.db").is_file() and folder.is_dir():
            self.new_project(folder)
            return
        if not folder.is_dir():
            self._failed(
                NotAProject(f"{folder} is not there.", hint=self.tr("Find the folder, or take it off the list.")),
                folder,
            )
            return
        self._window.start.say_busy(self.tr("Opening {} ...").format(folder.name))
        last = self._window.preferences.get("room", "")
        self._opener.open(folder, read_only=read_only, room=room or (last if has_room(last) else ""))

    def take_folder(self, paths: list[Path]) -> None:
        """Use what was dropped on the start page."""
        folder = paths[0] if paths[0].is_dir() else paths[0].parent
        self.open_folder(folder)

    def new_project(self, folder: Path | None = None) -> None:
        """Show the three steps, with a folder where one is known."""
        from tlstudio.gui.start.new_project import NewProjectPage

        page = NewProjectPage(folder)
        page.cancelled.connect(lambda: self._window.leave_page(page))
        page.finished.connect(lambda plan: self._make(page, plan))
        self._window.show_page(page)

    def try_sample(self) -> None:
        """Draw the sample project beside the person's settings (once) and open it."""
        from tlstudio.gui.start.sample_project import make_sample_project, sample_folder

        folder = sample_folder()
        if (folder / "project.db").is_file():
            self.open_folder(folder, room="review")
            return
        start, scheduler = self._window.start, self._window.scheduler
        words = self.tr("Drawing the sample, {} of {} ...")
        start.say_busy(words.format(0, 120))

        def report(done: int, total: int) -> None:
            scheduler.post(lambda: start.say_busy(words.format(done, total)))

        self._opener.make(folder, lambda: make_sample_project(folder, scheduler, report), room="review")

    def project_menu(self) -> QMenu:
        """The menu behind the project's name: other projects, the folder, close."""
        menu = QMenu(self._window)
        here = self._root()
        for project in [p for p in recent_projects() if Path(p.folder) != here and p.exists][:8]:
            entry = menu.addAction(plain_entry(project.name))
            entry.setToolTip(project.folder)
            entry.triggered.connect(lambda _checked=False, folder=project.folder: self._switch(Path(folder)))
        if not menu.isEmpty():
            menu.addSeparator()
        show = menu.addAction(icons.icon("ph.folder-open"), self.tr("Show the project's folder"))
        show.triggered.connect(lambda: _show_folder(here))
        close = menu.addAction(icons.icon("ph.x"), self.tr("Close the project"))
        close.triggered.connect(self._window.close_studio)
        return menu

    def reopen(self) -> None:
        """Close the open project and open it again, for writing where that is possible now."""
        root = self._root()
        self._window.close_studio()
        self.open_folder(root)

    def choose(self) -> None:
        """Ask for a project's folder and open it."""
        chosen = QFileDialog.getExistingDirectory(self._window, self.tr("Open a project folder"))
        if chosen:
            if self._window.studio is not None:
                self._window.close_studio()
            self.open_folder(Path(chosen))

    # -- how it went -----------------------------------------------------------------------------------------------

    def _make(self, page: NewProjectPage, plan: ProjectPlan) -> None:
        from tlstudio.gui.start.project_plan import make_project

        self._after_open = plan
        scheduler = self._window.scheduler
        self._pending_page = page
        self._opener.make(plan.folder, lambda: make_project(plan, scheduler), room="data")

    def _opened(self, project: Project, room: str) -> None:
        window = self._window
        if window.studio is not None:
            window.close_studio()
        if window.engine_overrides:
            project.engine.overrides.update(window.engine_overrides)
        session = Session(project, window.scheduler, window.preferences, window.keymap, window)
        with window.shortcuts.resting():
            studio = Studio(session)
            window.start.say_busy("")
            window.start.notice.hide()
            window.show_studio(studio)
            studio.go(room or "data")
        if self._news:
            studio.notice.tell(self.tr("The project was brought back"), sentence(self._news), kind="acct")
            self._news = ""
        self._remember(session)
        # The engine takes a core for seconds while it starts: only after the window has been painted.
        QTimer.singleShot(ENGINE_AFTER_MS, session, session.follow_suggestions)
        QTimer.singleShot(LOOK_FOR_FILES_AFTER_MS, session, lambda: look_for_lost(studio))
        if session.read_only:
            Following(session)
        page, self._pending_page = self._pending_page, None
        plan, self._after_open = self._after_open, None
        if page is not None:
            window.drop_page(page)
        if plan is not None:
            from tlstudio.gui.adding import add_asking

            add_asking(studio, plan.sources, folder_labels=plan.folder_labels)

    def _remember(self, session: Session) -> None:
        """Put the project onto the start page's list; with shapes the numbers are counted beside the window's thread."""
        project = session.project

        def note(counts: Counts) -> None:
            info = project.info
            remember(project.root, name=info.name, task=info.task, images=counts.total, decided=counts.decided)

        if project.info.task.has_shapes:
            session.in_background(project.read.counts, note)
        else:
            note(project.read.counts())

    def _keep_news(self, news: str) -> None:
        self._news = news

    def _failed(self, error: StudioError, folder: Path) -> None:
        self._news = ""
        start = self._window.start
        start.say_busy("")
        buttons: list[tuple[str, Callable[[], object]]] = []
        if isinstance(error, ProjectLocked):
            buttons.append((self.tr("Open for reading"), lambda: self._again(folder, read_only=True)))
            buttons.append((self.tr("Try again"), lambda: self._again(folder)))
        elif isinstance(error, ProjectDamaged):
            buttons.append((self.tr("Bring it back"), lambda: self._repair(folder)))
            buttons.append((self.tr("Show the folder"), lambda: _show_folder(folder)))
        elif isinstance(error, ReadOnlyProject):
            buttons.append((self.tr("Try again"), lambda: self._again(folder)))
        elif isinstance(error, NotAProject):
            buttons.append((self.tr("Find it"), self._find_moved(folder)))
            buttons.append((self.tr("Take it off the list"), lambda: self._forget(folder)))
        page, self._pending_page = self._pending_page, None
        if page is not None:
            page.show_error(error)
            return
        start.notice.tell_error(error, buttons=buttons)
        self._window.show_page(start)

    def _root(self) -> Path:
        studio = self._window.studio
        assert studio is not None, "asked for only while a project is open"
        return studio.session.project.root

    def _switch(self, folder: Path) -> None:
        self._window.close_studio()
        self.open_folder(folder)

    def _again(self, folder: Path, *, read_only: bool = False) -> None:
        self._window.start.notice.hide()
        self.open_folder(folder, read_only=read_only)

    def _repair(self, folder: Path) -> None:
        self._window.start.notice.hide()
        self._window.start.say_busy(self.tr("Bringing {} back ...").format(folder.name))
        self._opener.repair_and_open(folder)

    def _find_moved(self, folder: Path) -> Callable[[], object]:
        def find() -> None:
            chosen = QFileDialog.getExistingDirectory(self._window, self.tr("Where is {} now?").format(folder.name))
            if chosen:
                self._forget(folder)
                self.open_folder(Path(chosen))

        return find

    def _forget(self, folder: Path) -> None:
        forget(folder)
        self._window.start.notice.hide()
        self._window.start.refresh()


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
