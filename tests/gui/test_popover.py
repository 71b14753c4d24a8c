"""What opens beside a control: a child of the window, closed by Esc, a click elsewhere or another size of the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QVBoxLayout, QWidget

from tlstudio.gui.widgets.line_prompt import LinePrompt
from tlstudio.gui.widgets.popover import Popover


class Place:
    """A window with two buttons and a popover with two boxes to tick."""

    def __init__(self, qtbot) -> None:
        self.window = QWidget()
        self.low, self.other = QPushButton("low"), QPushButton("other")
        column = QVBoxLayout(self.window)
        column.addWidget(self.other)
        column.addStretch(1)
        column.addWidget(self.low)
        self.popover = Popover(self.other)
        self.boxes = [QCheckBox("one"), QCheckBox("two")]
        for box in self.boxes:
            self.popover.column.addWidget(box)
        self.closed: list[bool] = []
        self.popover.closed.connect(lambda: self.closed.append(True))
        qtbot.addWidget(self.window)
        self.window.resize(500, 400)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.other.setFocus()

    def open_below(self, control: QWidget) -> None:
        self.popover.open_below(control)
        QApplication.processEvents()


@pytest.fixture
def place(qtbot, light: QApplication) -> Place:
    return Place(qtbot)


def test_it_is_no_window_of_its_own(place: Place) -> None:
    place.open_below(place.other)
    assert place.popover.isVisible()
    assert not place.popover.isWindow()
    assert place.popover.parentWidget() is place.window


def test_it_stays_inside_the_window(place: Place) -> None:
    place.open_below(place.low)
    body = place.popover.body().translated(place.popover.pos())
    assert place.window.rect().contains(body)
    assert body.bottom() < place.low.y()


def test_a_press_elsewhere_closes_it_and_does_nothing_else(place: Place) -> None:
    pressed: list[bool] = []
    place.low.clicked.connect(lambda: pressed.append(True))
    place.open_below(place.other)
    inside = place.popover.mapTo(place.window, place.popover.body().center())
    QTest.mouseClick(place.window.windowHandle(), Qt.MouseButton.LeftButton, pos=inside)
    assert place.popover.isVisible()
    QTest.mouseClick(
        place.window.windowHandle(), Qt.MouseButton.LeftButton, pos=place.low.geometry().center() + QPoint(0, 0)
    )
    assert not place.popover.isVisible()
    assert (place.closed, pressed) == ([True], [])


def test_escape_gives_the_focus_back(place: Place) -> None:
    place.open_below(place.other)
    QTest.keyClick(place.popover, Qt.Key.Key_Escape)
    assert not place.popover.isVisible()
    assert place.window.focusWidget() is place.other


def test_tab_stays_inside(place: Place) -> None:
    place.open_below(place.other)
    seen = []
    for _ in range(3):
        place.popover.focusNextPrevChild(True)
        seen.append(place.window.focusWidget())
    assert seen == [*place.boxes, place.boxes[0]]


def test_another_size_of_the_window_closes_it(place: Place) -> None:
    place.open_below(place.other)
    place.window.resize(600, 420)
    QApplication.processEvents()
    assert not place.popover.isVisible()


def test_wrapped_words_take_no_height_from_what_stands_above_them(place: Place) -> None:
    prompt = LinePrompt("Rename the label", "All images that have it keep it under its new name, " * 3, place.window)
    prompt.ask(place.other, "cell")
    QApplication.processEvents()
    assert prompt.field.height() >= prompt.field.sizeHint().height()
    prompt.refuse("There is a label of this name already. " * 9)
    QApplication.processEvents()
    assert prompt.field.height() >= prompt.field.sizeHint().height()
    assert prompt.field.text() == "cell"
