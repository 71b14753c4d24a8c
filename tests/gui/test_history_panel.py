"""The history panel: what was done is listed, a point is chosen, the way there is said, and Enter goes it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tlstudio.gui.frame.studio import Studio
from tlstudio.gui.session import Session
from tlstudio.project.commands.decisions import Decide
from tlstudio.project.commands.labels import AddLabels, RecolourLabel


@pytest.fixture
def studio(session: Session, qtbot: QtBot) -> Studio:
    """An open project whose room is Data."""
    made = Studio(session)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.go("data")
    return made


def waiting_for(qtbot: QtBot, test: Callable[[], bool]) -> None:
    qtbot.waitUntil(test, timeout=5000)


def test_going_back_and_forward_again(studio: Studio, session: Session, qtbot: QtBot) -> None:
    project = session.project
    project.run(Decide([1, 2], [1]))
    project.run(AddLabels(["blue"]))
    project.run(RecolourLabel(1, "#123456"))
    studio.show_history()
    panel = studio._history
    assert panel is not None
    texts = [step.text for step in panel.steps]
    assert texts[:3] == ["Recolour red", "Add label blue", "Label 2 images as red"]
    assert texts[-1] == "Start of the project"
    assert not panel.go.isEnabled()
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert "undo 2 steps" in panel.go.text()
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert panel.isHidden()
    waiting_for(qtbot, lambda: len(project.read.labels()) == 2)
    assert project.read.labels()[0].colour != "#123456"
    assert project.read.counts().decided == 2

    studio.show_history()
    assert [step.is_undone for step in panel.steps[:3]] == [True, True, False]
    panel.choose(panel.steps[0].id)
    assert "do 2 steps again" in panel.go.text()
    panel.go.click()
    waiting_for(qtbot, lambda: project.read.labels()[0].colour == "#123456")
    assert len(project.read.labels()) == 3


def test_back_to_the_start(studio: Studio, session: Session, qtbot: QtBot) -> None:
    session.project.run(Decide([1], [1]))
    studio.show_history()
    panel = studio._history
    assert panel is not None
    panel.choose(0)
    assert panel.steps[-1].distance == 3  # labels, images, the decision
    panel.go.click()
    waiting_for(qtbot, lambda: session.project.read.counts().total == 0)
    assert session.project.read.labels() == []


def test_what_was_replaced_is_listed_but_cannot_be_gone_to(studio: Studio, session: Session) -> None:
    session.project.run(AddLabels(["blue"]))
    session.project.undo()
    session.project.run(AddLabels(["white"]))
    studio.show_history()
    panel = studio._history
    assert panel is not None
    gone = next(step for step in panel.steps if step.text == "Add label blue")
    assert gone.is_gone
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    chosen = panel._selected()
    assert chosen is not None
    assert chosen.text != "Add label blue"


def test_earlier_steps_are_read_when_the_end_is_seen(studio: Studio, session: Session) -> None:
    for number in range(40):
        session.project.run(RecolourLabel(1, f"#0000{number:02X}"))
    studio.show_history()
    panel = studio._history
    assert panel is not None
    panel._count = 20
    panel._read()
    assert len(panel.steps) == 20
    panel.list.verticalScrollBar().setValue(panel.list.verticalScrollBar().maximum())
    assert len(panel.steps) > 20
