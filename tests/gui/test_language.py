"""Texts go through Qt's translation, and a language that is 35 % longer still fits: no label is cut."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.frame.studio import Studio
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.language import install_language, translations_folder
from tlstudio.gui.preferences import Preferences
from tlstudio.gui.session import Session
from tlstudio.gui.settings_page import SettingsPage
from tlstudio.gui.start.new_project import NewProjectPage
from tlstudio.gui.start.start_page import StartPage
from tlstudio.gui.widgets.text import Elided


class Longer(QTranslator):
    """Every text 35 % longer, accents included; placeholders stay."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        if not text or context.startswith("Q"):
            return ""
        return text + "é" * max(1, round(len(text) * 0.35))

    def isEmpty(self) -> bool:
        return False


@pytest.fixture(params=["Inter", "DejaVu Sans"])
def family(request: pytest.FixtureRequest, light: QApplication) -> Iterator[str]:
    before = light.font()
    changed = QFont(request.param)
    changed.setPixelSize(13)
    light.setProperty("system_font", changed)
    fonts.set_text_size(100)
    yield request.param
    light.setProperty("system_font", before)
    fonts.set_text_size(100)


@pytest.fixture
def longer(light: QApplication) -> Iterator[None]:
    translator = Longer(light)
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def clipped(page: QWidget) -> list[str]:
    """Texts that have less room than they need; names and paths may be elided, and say so by their class."""
    found: list[str] = []
    for label in page.findChildren(QLabel):
        if isinstance(label, Elided) or not label.isVisibleTo(page) or not label.text():
            continue
        needs = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        wide = label.wordWrap() or label.width() >= label.sizeHint().width()
        if label.height() < needs - 1 or not wide:
            found.append(f"label {label.text()!r}: {label.size()} needs {label.sizeHint()}")
    for button in page.findChildren(QAbstractButton):
        if not button.isVisibleTo(page) or not button.text():
            continue
        if button.width() < button.sizeHint().width() or button.height() < button.sizeHint().height():
            found.append(f"button {button.text()!r}: {button.size()} needs {button.sizeHint()}")
    return found


def show(qtbot, page: QWidget, width: int, height: int) -> None:
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    QApplication.processEvents()
    page.resize(width + 1, height)
    QApplication.processEvents()


def test_texts_are_looked_up(qtbot, longer: None, tmp_path: Path) -> None:
    page = StartPage(Keymap(Preferences(tmp_path / "w.json")))
    qtbot.addWidget(page)
    assert any("Recent projects" in label.text() and label.text().endswith("é") for label in page.findChildren(QLabel))


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1920, 1080)])
def test_start_page_is_not_cut(qtbot, family: str, longer: None, tmp_path: Path, size: tuple[int, int]) -> None:
    page = StartPage(Keymap(Preferences(tmp_path / "w.json")))
    show(qtbot, page, *size)
    assert clipped(page) == []


@pytest.mark.parametrize("step", [0, 1, 2])
def test_new_project_steps_are_not_cut(qtbot, family: str, longer: None, pictures: Path, step: int) -> None:
    page = NewProjectPage(pictures)
    qtbot.waitUntil(lambda: page.facts is not None and page.facts.is_done, timeout=20_000)
    page._show_step(step)
    show(qtbot, page, 1280, 800)
    assert clipped(page) == []


def test_settings_are_not_cut(qtbot, family: str, longer: None, tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "w.json")
    page = SettingsPage(preferences, Keymap(preferences), theme.theme().choose)
    show(qtbot, page, 1024, 700)
    assert clipped(page) == []


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800)])
def test_data_room_is_not_cut(qtbot, family: str, longer: None, session: Session, size: tuple[int, int]) -> None:
    studio = Studio(session)
    show(qtbot, studio, *size)
    studio.go("data")
    room = studio.rooms["data"]
    room.gallery.select(room.gallery.ids[:2].tolist())
    qtbot.waitUntil(room.selection_bar.isVisible, timeout=2000)
    QApplication.processEvents()
    assert clipped(studio) == []
    studio.activity.close()


@pytest.mark.parametrize(("room", "percent"), [("label", 100), ("review", 100), ("train", 100), ("train", 150)])
def test_rooms_are_not_cut(qtbot, family: str, longer: None, make_session, room: str, percent: int) -> None:
    fonts.set_text_size(percent)
    studio = Studio(make_session())
    show(qtbot, studio, 1280, 800)
    studio.go(room)
    QApplication.processEvents()
    QApplication.processEvents()
    assert clipped(studio.rooms[room]) == []
    studio.activity.close()


def test_an_unknown_language_falls_back_to_english(light: QApplication) -> None:
    assert install_language(light, "tlh") is False
    assert translations_folder().name == "translations"
