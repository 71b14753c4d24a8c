"""Work on a thread: whoever waits hears of every failure."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.rooms import session_of
from tlstudio.core.errors import StudioError
from tlstudio.gui.bridge import QtScheduler
from tlstudio.gui.session import Session
from tlstudio.project.project import Project


def test_a_full_disk_or_a_forbidden_folder_is_told_like_a_known_error(qtbot: QtBot, session: Session) -> None:
    heard: list[StudioError] = []

    def work() -> None:
        raise PermissionError(13, "Permission denied", "/out")

    session.in_background(work, lambda _: None, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0].sentence == "/out: Permission denied."


def test_a_bug_is_told_and_keeps_its_traceback(qtbot: QtBot, session: Session) -> None:
    heard: list[StudioError] = []

    def work() -> None:
        raise ZeroDivisionError("by nothing")

    with qtbot.captureExceptions() as raised:
        session.in_background(work, lambda _: None, heard.append)
        qtbot.waitUntil(lambda: bool(heard) and bool(raised))
    assert "by nothing" in heard[0].detail
    assert raised[0][0] is ZeroDivisionError


def test_no_answer_comes_to_who_asked_once_the_project_is_left(
    project: Project, scheduler: QtScheduler, tmp_path: Path
) -> None:
    left = session_of(project, scheduler, tmp_path)
    heard: list[object] = []
    may_end, has_answered = threading.Event(), threading.Event()
    left.in_background(may_end.wait, heard.append).add_done_callback(lambda _: has_answered.set())
    left.close()
    may_end.set()
    assert has_answered.wait(timeout=10)
    QApplication.processEvents()
    assert heard == []
