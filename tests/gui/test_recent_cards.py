"""The cards of recent projects: what a thread finds comes to the window, and nobody minds when the window has gone."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from tlstudio.core.words import Task
from tlstudio.gui.start import recent_cards
from tlstudio.gui.start.project_card import CardFacts
from tlstudio.gui.start.recent_cards import RecentCards
from tlstudio.project.recent import RecentProject


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[threading.Event, threading.Event]:
    """One project in the list; looking into it sets the first event and waits for the second."""
    begun, go_on = threading.Event(), threading.Event()
    (tmp_path / "project.db").touch()
    moment = "2026-01-01T10:00:00+00:00"
    listed = RecentProject(str(tmp_path), "Leaves", Task.CLASSIFICATION, 3, 1, moment)

    def facts(_folder: Path) -> tuple[int, int, int, bool, list[object]]:
        begun.set()
        go_on.wait(20)
        return 2, 5, 9, False, []

    monkeypatch.setattr(recent_cards, "recent_projects", lambda: [listed])
    monkeypatch.setattr(recent_cards, "_facts_of", facts)
    return begun, go_on


def thread_of_cards() -> threading.Thread:
    return next(thread for thread in threading.enumerate() if thread.name == "recent")


def test_what_is_found_comes_to_the_cards(
    qtbot, light: QApplication, reading: tuple[threading.Event, threading.Event]
) -> None:
    cards = RecentCards()
    shown: list[list[CardFacts]] = []
    cards.changed.connect(shown.append)
    cards.refresh()
    reading[1].set()
    qtbot.waitUntil(lambda: len(shown) == 2, timeout=20_000)
    assert [(card.decided, card.total) for (card,) in shown] == [(1, 3), (5, 9)]


def test_a_reader_may_finish_after_the_window_has_gone(
    light: QApplication, reading: tuple[threading.Event, threading.Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    failed: list[object] = []
    monkeypatch.setattr(threading, "excepthook", failed.append)
    cards = RecentCards()
    cards.refresh()
    begun, go_on = reading
    assert begun.wait(20)
    thread = thread_of_cards()
    shiboken6.delete(cards)
    go_on.set()
    thread.join(20)
    QApplication.processEvents()
    assert not thread.is_alive()
    assert failed == []
