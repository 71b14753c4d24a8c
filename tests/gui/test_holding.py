"""Space over a large picture: a tap keeps its meaning, holding it lets the mouse move the picture."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.label.workspace import LabelWorkspace
from tlstudio.gui.workspaces.review.workspace import SINGLE, ReviewWorkspace

SPACE = Qt.Key.Key_Space


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def label_room(qtbot, make_session: Callable[..., Session]) -> LabelWorkspace:
    room = LabelWorkspace(make_session())
    qtbot.addWidget(room)
    room.resize(1200, 720)
    room.show()
    room.activate()
    room.holding.clock = Clock()
    # A person's eye is not what is tested here: no suggestion is hidden.
    room._set_bias_guard(False)
    return room


def drag(view, by: QPoint) -> None:
    middle = view.rect().center()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(view, middle + by)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle + by)


def test_a_tap_decides(label_room: LabelWorkspace) -> None:
    image_id = label_room._labelling.queue.current
    QTest.keyClick(label_room.stage.view, SPACE)
    assert label_room.session.project.read.image(image_id).state.is_decided


def test_a_long_hold_decides_nothing(label_room: LabelWorkspace) -> None:
    image_id = label_room._labelling.queue.current
    view = label_room.stage.view
    QTest.keyPress(view, SPACE)
    assert view.cursor().shape() == Qt.CursorShape.OpenHandCursor
    label_room.holding.clock.now = 0.4
    QTest.keyRelease(view, SPACE)
    assert not label_room.session.project.read.image(image_id).state.is_decided
    assert view.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_holding_and_dragging_moves_the_picture(label_room: LabelWorkspace) -> None:
    image_id = label_room._labelling.queue.current
    view = label_room.stage.view
    view.zoom_by(4)
    before = view.viewport.rect
    QTest.keyPress(view, SPACE)
    drag(view, QPoint(30, 20))
    QApplication.processEvents()
    assert view.cursor().shape() == Qt.CursorShape.OpenHandCursor
    QTest.keyRelease(view, SPACE)
    assert view.viewport.rect[0] - before[0] == pytest.approx(30)
    assert not label_room.session.project.read.image(image_id).state.is_decided


def test_the_single_view_of_review_pans_too(qtbot, make_session: Callable[..., Session]) -> None:
    room = ReviewWorkspace(make_session())
    qtbot.addWidget(room)
    room.resize(1200, 720)
    room.show()
    room.activate()
    room._show_view(SINGLE)
    view = room._single.page.stage.view
    view.zoom_by(4)
    before = view.viewport.rect
    QTest.keyPress(view, SPACE)
    assert view.cursor().shape() == Qt.CursorShape.OpenHandCursor
    drag(view, QPoint(-25, 10))
    QTest.keyRelease(view, SPACE)
    assert view.viewport.rect[0] - before[0] == pytest.approx(-25)


def test_a_repeat_that_x11_does_not_mark_is_still_one_hold(label_room: LabelWorkspace, qtbot) -> None:
    image_id = label_room._labelling.queue.current
    view, holding = label_room.stage.view, label_room.holding
    holding.repeat_ms = 40
    QTest.keyPress(view, SPACE)
    holding.clock.now = 0.7
    for _ in range(3):
        QTest.keyRelease(view, SPACE)
        QTest.keyPress(view, SPACE)
        holding.clock.now += 0.04
    QTest.keyRelease(view, SPACE)
    qtbot.waitUntil(lambda: holding._since is None, timeout=2000)
    assert not label_room.session.project.read.image(image_id).state.is_decided
    QTest.keyClick(view, SPACE)
    qtbot.waitUntil(lambda: label_room.session.project.read.image(image_id).state.is_decided, timeout=2000)
