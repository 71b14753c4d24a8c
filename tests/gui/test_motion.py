"""Movement on the screen, and how to have less of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tlstudio.gui import motion, theme
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.preferences import Preferences
from tlstudio.gui.settings_page import SettingsPage


def test_less_movement_holds_at_once_and_is_remembered(qtbot, light: QApplication, tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "w.json")
    page = SettingsPage(preferences, Keymap(preferences), theme.theme().choose)
    qtbot.addWidget(page)
    motion.set_reduced(False)
    page.less_movement.click()
    assert motion.milliseconds(motion.PAGE_MS) == 0
    assert Preferences(tmp_path / "w.json").get("reduced_motion") is True
    page.less_movement.click()
    assert motion.milliseconds(motion.PAGE_MS) == motion.PAGE_MS
