"""The two tables, their contrast, and that no other file names a colour."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

import tlstudio.gui
from tlstudio.gui import theme
from tlstudio.gui.widgets.buttons import Button

GUI = Path(tlstudio.gui.__file__).parent
TABLES = pytest.mark.parametrize("table", [theme.LIGHT, theme.DARK], ids=lambda table: table.name)


@TABLES
@pytest.mark.parametrize("text", ["text", "text2", "text3"])
@pytest.mark.parametrize("ground", ["win", "panel", "surf", "field", "hover"])
def test_texts_can_be_read(table: theme.Tokens, text: str, ground: str) -> None:
    assert theme.contrast(table.color(text), table.color(ground)) >= 4.49


@TABLES
@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        ("on_accent", "accent", 4.5),
        ("acct", "soft", 4.5),
        ("err", "err_bg", 5.0),
        ("text", "err_bg", 4.5),
        ("suggested", "suggested_bg", 5.0),
        ("accepted", "accepted_bg", 5.0),
        ("edge", "win", 3.0),
        ("accepted", "win", 4.5),
        ("corrected", "win", 4.5),
        ("rejected", "win", 4.5),
        ("suggested", "win", 4.5),
    ],
)
def test_marks_can_be_told_from_their_ground(table: theme.Tokens, ink: str, ground: str, least: float) -> None:
    assert theme.contrast(table.color(ink), table.color(ground)) >= least


def test_surfaces_are_pure_greys() -> None:
    for table in (theme.LIGHT, theme.DARK):
        for token in ("win", "panel", "surf", "raised", "canvas", "field", "hover", "press", "line"):
            colour = table.color(token)
            assert colour.red() == colour.green() == colour.blue(), token


def test_no_colour_is_named_outside_of_the_theme() -> None:
    literal = re.compile(r"""["']#[0-9A-Fa-f]{3,8}["']|QColor\(\s*\d|GlobalColor\.(?!transparent)""")
    found = [
        f"{path.relative_to(GUI)}:{number}: {line.strip()}"
        for path in sorted(GUI.rglob("*.py"))
        if path.name != "theme.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if literal.search(line)
    ]
    assert found == []


def test_a_table_can_be_applied_without_the_system(light: QApplication) -> None:
    theme.theme().apply(theme.DARK)
    assert light.palette().color(QPalette.ColorRole.Window) == theme.DARK.color("win")
    assert theme.DARK.field in light.styleSheet()
    theme.theme().apply(theme.LIGHT)
    assert light.palette().color(QPalette.ColorRole.Window) == theme.LIGHT.color("win")


def test_the_choice_holds_on_a_platform_that_ignores_requests(light: QApplication) -> None:
    theme.theme().choose(theme.Scheme.DARK)
    assert theme.tokens().is_dark
    theme.theme().choose(theme.Scheme.LIGHT)
    assert not theme.tokens().is_dark


def test_a_painted_button_takes_the_table_in_use(qtbot, light: QApplication) -> None:
    button = Button("Accept 16", "primary")
    qtbot.addWidget(button)
    for table in (theme.LIGHT, theme.DARK):
        theme.theme().apply(table)
        seen = button.grab().toImage().pixelColor(6, button.height() // 2)
        assert seen == table.color("accent")


def test_text_on_a_colour_is_the_one_that_contrasts_more() -> None:
    for value in theme.LABEL_COLOURS:
        colour = theme.LIGHT.color(value)
        assert theme.contrast(theme.text_on(colour), colour) >= 4.5


def test_the_system_is_followed_while_the_program_runs(light: QApplication) -> None:
    own = theme.Theme()
    own.follow_system()
    tell = QGuiApplication.styleHints().colorSchemeChanged.emit
    try:
        own.choose(theme.Scheme.SYSTEM)
        tell(Qt.ColorScheme.Dark)
        assert own.tokens is theme.DARK
        assert light.palette().color(QPalette.ColorRole.Window) == theme.DARK.color("win")
        tell(Qt.ColorScheme.Light)
        assert own.tokens is theme.LIGHT
        own.choose(theme.Scheme.LIGHT)
        tell(Qt.ColorScheme.Dark)
        assert own.tokens is theme.LIGHT, "the person's choice goes before the system's"
    finally:
        own.deleteLater()
        theme.theme().apply(theme.LIGHT)
