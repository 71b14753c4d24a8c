"""Ctrl+K chooses the action whose name begins with what was typed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tlstudio.gui.frame import search_palette
from tlstudio.gui.main_window import MainWindow
from tlstudio.gui.preferences import Preferences


def test_the_beginning_of_a_name_comes_first(qtbot, light: QApplication, tmp_path: Path) -> None:
    window = MainWindow(Preferences(tmp_path / "w.json"))
    qtbot.addWidget(window)
    palette = window.palette_overlay
    palette.open()
    palette.field.setText("dark")
    chosen = palette._list.currentIndex().data(search_palette._ROW)
    assert chosen.id == "view.theme_dark"
