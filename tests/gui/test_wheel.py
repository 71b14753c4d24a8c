"""What the wheel does: it zooms at the pointer, or, where a person wants that, scrolls and zooms with Ctrl only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from tlstudio.gui import theme, wheel
from tlstudio.gui.canvas.image_view import ImageView
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.preferences import Preferences
from tlstudio.gui.settings_page import SettingsPage

NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def view(qtbot, light: QApplication) -> Iterator[ImageView]:
    made = ImageView()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    made.show_image((4000, 3000), QImage(40, 30, QImage.Format.Format_RGB32), "")
    made.zoom_to_pixels()
    yield made
    wheel.set_needs_ctrl(False)


def turn(view: ImageView, modifiers: Qt.KeyboardModifier, *, pixels: QPoint | None = None) -> None:
    at = QPointF(200, 150)
    is_pad = pixels is not None
    phase = Qt.ScrollPhase.ScrollUpdate if is_pad else Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(
        at, at, pixels or QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, modifiers, phase, False
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def test_by_itself_it_zooms_and_with_ctrl_too(view: ImageView) -> None:
    before = view.viewport.zoom
    turn(view, NONE)
    once = view.viewport.zoom
    turn(view, CTRL)
    assert view.viewport.zoom < once < before


def test_two_fingers_pan_and_with_ctrl_they_zoom(view: ImageView) -> None:
    before = view.viewport
    turn(view, NONE, pixels=QPoint(-10, -20))
    assert view.viewport.zoom == before.zoom
    assert view.viewport.offset != before.offset
    turn(view, CTRL, pixels=QPoint(0, -20))
    assert view.viewport.zoom < before.zoom


def test_with_ctrl_only_it_scrolls_down_and_shift_goes_sideways(view: ImageView) -> None:
    wheel.set_needs_ctrl(True)
    before = view.viewport
    turn(view, NONE)
    assert view.viewport.zoom == before.zoom
    assert view.viewport.offset[1] < before.offset[1]
    assert view.viewport.offset[0] == before.offset[0]
    down = view.viewport
    turn(view, SHIFT)
    assert view.viewport.offset[0] < down.offset[0]
    assert view.viewport.offset[1] == down.offset[1]
    turn(view, CTRL)
    assert view.viewport.zoom < before.zoom


def test_the_choice_holds_at_once_and_is_remembered(qtbot, view: ImageView, tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "w.json")
    page = SettingsPage(preferences, Keymap(preferences), theme.theme().choose)
    qtbot.addWidget(page)
    page.wheel_with_ctrl.click()
    assert wheel.needs_ctrl()
    assert Preferences(tmp_path / "w.json").get(wheel.PREFERENCE) is True
