"""Work on a thread: whoever waits hears of every failure."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tlstudio.core.errors import StudioError
from tlstudio.gui.session import Session


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
