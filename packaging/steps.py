"""Paint the steps of the journey in the real window: `python packaging/steps.py PROJECT FOLDER`, without a screen.

The rooms themselves are painted by `tlstudio.gui.screenshots`; here are the pages that need a step first.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from tlstudio.gui import theme
from tlstudio.gui.actions import action
from tlstudio.gui.app import make_application, open_window
from tlstudio.gui.frame.shortcut_sheet import ShortcutSheet
from tlstudio.gui.main_window import MainWindow
from tlstudio.gui.workspaces.train.workspace import TrainWorkspace

WIDTH, HEIGHT = 1280, 800
OPENING_SECONDS, RUN_SECONDS, SETTLING_SECONDS = 60.0, 60.0, 2.0
RUNNING_SECONDS = 0.6  # charts redraw twice a second, and the sample's run is short


class Painter:
    """The window, its folder of pictures, and waiting for both."""

    def __init__(self, window: MainWindow, application: QApplication, folder: Path) -> None:
        self.window = window
        self._application = application
        self._folder = folder

    def until(self, is_done: Callable[[], bool], seconds: float) -> bool:
        """Let the window work until something holds or the time is over; say which."""
        end = time.monotonic() + seconds
        while not is_done() and time.monotonic() < end:
            self._application.processEvents()
            time.sleep(0.01)
        return is_done()

    def keep(self, name: str, settling: float = SETTLING_SECONDS) -> None:
        """Write what the window shows when its thumbnails and charts have had `settling` seconds."""
        self.until(lambda: False, settling)
        if not self.window.grab().save(str(self._folder / f"{name}.png")):
            raise RuntimeError(f"{name}.png could not be written")

    def act(self, action_id: str) -> None:
        """Run an action of the table."""
        self.window.run_action(action(action_id))


def paint_steps(project: Path, folder: Path) -> None:
    """Walk from the review to the results and back to the start page and write a picture of each step."""
    application = make_application()
    theme.theme().choose(theme.Scheme("light"))
    window = open_window()
    window.resize(WIDTH, HEIGHT)
    painter = Painter(window, application, folder)
    window.commands.open_folder(project, room="review")
    if not painter.until(lambda: window.studio is not None, OPENING_SECONDS):
        raise RuntimeError(f"{project} could not be opened")
    paint_review(painter)
    paint_help(painter)
    paint_train(painter)
    window.close_studio()
    paint_start(painter, project)
    window.close()


def paint_start(painter: Painter, project: Path) -> None:
    """The start page with the project on it, and the second step of a new project."""
    painter.keep("start")
    painter.window.door.new_project(photographs(project))
    painter.keep("new-project")


def photographs(project: Path) -> Path:
    """The folder of the sample's photographs, which lies in its project."""
    found = project / "photos"
    if not found.is_dir():
        raise RuntimeError(f"{project} has no photographs of the sample")
    return found


def paint_review(painter: Painter) -> None:
    """One large picture with its suggestion."""
    window = painter.window
    painter.until(lambda: bool(len(window.studio.session.project.suggestions.undecided())), OPENING_SECONDS)
    painter.act("review.grid_or_single")
    painter.keep("review-single")
    painter.act("review.grid_or_single")


def paint_help(painter: Painter) -> None:
    """The search over all actions and the sheet of shortcuts."""
    painter.act("app.search")
    painter.keep("search")
    painter.window.palette_overlay.close_palette()
    painter.act("help.keys")
    painter.keep("shortcuts")
    painter.window.findChild(ShortcutSheet).close_sheet()


def paint_train(painter: Painter) -> None:
    """Before a run, while one runs, and the results of the newest finished one."""
    studio = painter.window.studio
    runs = studio.session.project.runs
    painter.act("go.train")
    room = studio.rooms["train"]
    assert isinstance(room, TrainWorkspace)
    painter.keep("train-ready")
    done = next(run.id for run in runs.list() if run.state.value == "done")
    painter.act("train.start")
    if not painter.until(lambda: (run := runs.live()) is not None and run.epoch >= 2, RUN_SECONDS):
        raise RuntimeError("the run did not come to its second epoch")
    painter.keep("train-running", RUNNING_SECONDS)
    painter.act("train.discard")
    painter.until(lambda: runs.live() is None, RUN_SECONDS)
    room.open_results(done)
    painter.keep("results")


if __name__ == "__main__":
    paint_steps(Path(sys.argv[1]), Path(sys.argv[2]))
