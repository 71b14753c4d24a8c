"""The table of actions, what is made from it, and the keys in force."""

from __future__ import annotations

from pathlib import Path

import pytest
import qtawesome
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from tlstudio.gui import icons
from tlstudio.gui.actions import ACTIONS, CONTEXTS, EVERYWHERE, ROOMS, action
from tlstudio.gui.frame.menus import MENUS, rows_of, whole_menu
from tlstudio.gui.frame.search_palette import SearchPalette, matches
from tlstudio.gui.keymap import PRESETS, Keymap, expand, is_bare, shown
from tlstudio.gui.keys_page import keys_markdown
from tlstudio.gui.preferences import Preferences
from tlstudio.gui.shortcuts import Shortcuts, key_name

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def keymap(tmp_path: Path) -> Keymap:
    return Keymap(Preferences(tmp_path / "window.json"))


def test_every_row_is_complete() -> None:
    assert len({row.id for row in ACTIONS}) == len(ACTIONS)
    for row in ACTIONS:
        assert row.room in ROOMS, row.id
        assert set(row.contexts) <= set(CONTEXTS), row.id
        assert row.menu in ("", *MENUS), row.id
        assert not row.text[0].islower(), row.id
        assert not row.text.endswith("."), row.id


@pytest.mark.parametrize("row", [row for row in ACTIONS if row.icon], ids=lambda row: row.id)
def test_every_icon_exists_in_qtawesome(light: QApplication, row) -> None:
    assert not qtawesome.icon(row.icon).isNull()
    assert not icons.glyph(row.icon).isEmpty()


def test_an_unknown_icon_is_refused_before_it_is_painted(light: QApplication) -> None:
    with pytest.raises(KeyError):
        icons.icon("ph.no-such-icon")


def clashing(keymap: Keymap) -> list[tuple[str, str, str]]:
    """Every key that two actions hold in one place."""
    return sorted(
        (key, row.id, other.id)
        for row in ACTIONS
        for key in keymap.keys(row.id)
        for other in keymap.clashes(row.id, key)
    )


@pytest.mark.parametrize("preset", PRESETS)
def test_no_key_does_two_things_in_one_place(keymap: Keymap, preset: str) -> None:
    keymap.choose_preset(preset)
    assert clashing(keymap) == []


def test_a_clash_is_noticed_if_there_is_one(keymap: Keymap) -> None:
    keymap.assign("data.similar", ["Ctrl+K"])
    assert clashing(keymap) == [("Ctrl+K", "app.search", "data.similar"), ("Ctrl+K", "data.similar", "app.search")]


def test_no_bare_letter_destroys_anything() -> None:
    for row in ACTIONS:
        if row.is_destructive:
            assert not any(is_bare(key) for key in row.keys), row.id


def test_left_handed_keys_trade_places(keymap: Keymap) -> None:
    keymap.choose_preset("left-handed")
    assert keymap.keys("label.next")[0] == "L"
    assert keymap.keys("label.list") == ("D",)
    assert keymap.keys("label.next_undecided") == ("Shift+L",)
    assert keymap.keys("app.search") == ("Ctrl+K",)


def test_a_key_of_ones_own_survives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "window.json"
    first = Keymap(Preferences(path))
    assert [row.id for row in first.clashes("data.similar", "X")] == ["data.reject"]
    first.assign("data.similar", ["U"])
    again = Keymap(Preferences(path))
    assert again.keys("data.similar") == ("U",)
    found = again.find("U", "data")
    assert found is not None
    assert found[0].id == "data.similar"
    again.assign("data.similar", None)
    assert Keymap(Preferences(path)).keys("data.similar") == ("R",)


def test_digits_say_which_label(keymap: Keymap) -> None:
    assert [keymap.find(key, "label")[1] for key in expand("1-0")] == list(range(10))
    assert [keymap.find(key, "label")[1] for key in expand("Shift+1-0")] == list(range(10, 20))


@pytest.mark.parametrize(("key", "cap"), [("Ctrl+K", "Ctrl K"), ("Left", "←"), ("Ctrl++", "Ctrl +"), ("1-0", "1–9")])
def test_keys_as_keycaps_write_them(key: str, cap: str) -> None:
    assert shown(key) == cap


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, text: str = "") -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (press(Qt.Key.Key_D), "D"),
        (press(Qt.Key.Key_D, Qt.KeyboardModifier.ShiftModifier), "Shift+D"),
        (press(Qt.Key.Key_Return), "Enter"),
        (press(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier), "Enter"),
        (press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier), "Ctrl+Enter"),
        (press(Qt.Key.Key_3, Qt.KeyboardModifier.KeypadModifier), "3"),
        (press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier), "Ctrl+K"),
        (press(Qt.Key.Key_Shift), ""),
        (press(Qt.Key.Key_Delete), "Del"),
        (press(Qt.Key.Key_PageDown), "PgDown"),
    ],
)
def test_key_presses_are_named_as_in_the_table(light: QApplication, event: QKeyEvent, name: str) -> None:
    assert key_name(event) == name


def test_bare_keys_stay_away_while_somebody_types(qtbot, light: QApplication, keymap: Keymap) -> None:
    window = QWidget()
    field, other = QLineEdit(), QWidget()
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addWidget(other)
    qtbot.addWidget(window)
    done: list[str] = []
    Shortcuts(window, keymap, lambda: "data", lambda row, index: bool(done.append(f"{row.id}:{index}")) or True)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_X)
    qtbot.keyClick(field, Qt.Key.Key_1)
    assert field.text() == "x1"
    assert done == []
    qtbot.keyClick(field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    other.setFocus()
    qtbot.keyClick(other, Qt.Key.Key_X)
    qtbot.keyClick(other, Qt.Key.Key_2)
    assert done == ["app.search:0", "data.reject:0", "data.assign:1"]


def test_menus_hold_every_row_that_names_one(light: QApplication, keymap: Keymap) -> None:
    parent = QWidget()
    menu = whole_menu(parent, "data", keymap, lambda row, index: None, lambda row: "")
    texts = {entry.text().split("\t")[0] for sub in menu.actions() for entry in sub.menu().actions()}
    for name in MENUS:
        for row in rows_of(name, "data"):
            assert row.text in texts
    menu.deleteLater()


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("Accept this page", "acc", [(0, 3)]),
        ("Show accepted images", "acc im", [(5, 3), (14, 2)]),
        ("Undo", "redo", None),
        ("Undo", "", []),
    ],
)
def test_search_finds_beginnings_of_words(text: str, wanted: str, found: list[tuple[int, int]] | None) -> None:
    assert matches(text, wanted) == found


def test_search_runs_what_is_on_and_says_why_something_is_off(qtbot, light: QApplication, keymap: Keymap) -> None:
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    palette = SearchPalette(window, keymap, lambda: "data", lambda row: "Not now" if row.id == "app.undo" else "")
    chosen: list[str] = []
    palette.chosen.connect(lambda row: chosen.append(row.id))
    window.show()
    palette.open()
    qtbot.keyClicks(palette.field, "undo")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert chosen == []
    assert palette.isVisible()
    palette.field.clear()
    qtbot.keyClicks(palette.field, "near dup")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert chosen == ["data.show_duplicates"]
    assert not palette.isVisible()


def test_the_guide_shows_the_keys_of_the_table() -> None:
    page = ROOT / "docs" / "guide" / "keys.md"
    assert page.read_text(encoding="utf-8") == keys_markdown(), (
        "run: python -m tlstudio.gui.keys_page > docs/guide/keys.md"
    )


def test_an_action_is_found_by_its_id() -> None:
    assert action("app.undo").text == "Undo"
    with pytest.raises(KeyError):
        action("app.nothing")
    assert EVERYWHERE in action("app.undo").contexts
