"""Texts go through Qt's translation, and a language that is 35 % longer still fits: no label is cut."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.frame.search_palette import SearchPalette
from tlstudio.gui.frame.shortcut_sheet import ShortcutSheet
from tlstudio.gui.frame.studio import Studio
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.language import install_language, translations_folder
from tlstudio.gui.models.result import Result, read_result
from tlstudio.gui.models.run_facts import settings_of
from tlstudio.gui.models.training_views import running_view
from tlstudio.gui.preferences import Preferences
from tlstudio.gui.session import Session
from tlstudio.gui.settings_page import SettingsPage
from tlstudio.gui.start.new_project import NewProjectPage
from tlstudio.gui.start.start_page import StartPage
from tlstudio.gui.widgets.text import Elided
from tlstudio.gui.workspaces.results.page import ResultsPage
from tlstudio.jobs.spec import RunSpec
from tlstudio.learn.classification.metrics import evaluate
from tlstudio.project.run_log import Run, RunState


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


def assert_not_cut(qtbot, page: QWidget) -> None:
    """Hold the page against its texts once it has settled: figures come from threads, and nested layouts follow in turns."""
    with contextlib.suppress(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: not clipped(page), timeout=3000)
    assert clipped(page) == []


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
    assert_not_cut(qtbot, page)


@pytest.mark.parametrize("step", [0, 1, 2])
def test_new_project_steps_are_not_cut(qtbot, family: str, longer: None, pictures: Path, step: int) -> None:
    page = NewProjectPage(pictures)
    qtbot.waitUntil(lambda: page.facts is not None and page.facts.is_done, timeout=20_000)
    page._show_step(step)
    show(qtbot, page, 1280, 800)
    assert_not_cut(qtbot, page)


def test_settings_are_not_cut(qtbot, family: str, longer: None, tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "w.json")
    page = SettingsPage(preferences, Keymap(preferences), theme.theme().choose)
    show(qtbot, page, 1024, 700)
    assert_not_cut(qtbot, page)


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800)])
def test_data_room_is_not_cut(qtbot, family: str, longer: None, session: Session, size: tuple[int, int]) -> None:
    studio = Studio(session)
    show(qtbot, studio, *size)
    studio.go("data")
    room = studio.rooms["data"]
    room.gallery.select(room.gallery.ids[:2].tolist())
    qtbot.waitUntil(room.selection_bar.isVisible, timeout=2000)
    QApplication.processEvents()
    assert_not_cut(qtbot, studio)
    studio.activity.close()


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("room", ["label", "review", "train"])
def test_rooms_are_not_cut(qtbot, family: str, longer: None, make_session, room: str, percent: int) -> None:
    fonts.set_text_size(percent)
    studio = Studio(make_session())
    show(qtbot, studio, 1280, 800)
    studio.go(room)
    QApplication.processEvents()
    QApplication.processEvents()
    assert_not_cut(qtbot, studio.rooms[room])
    studio.activity.close()


RUN = Run("8", Path(), RunSpec(labels=("cat", "dog"), label_ids=(1, 2)), RunState.DONE, epochs=5, epoch=5)


def measured() -> Result:
    """A run's figures on forty images of which some are called wrong."""
    names = ["cercospora", "healthy", "leaf miner", "rust"]
    targets = np.repeat(np.arange(4), 10)
    probs = np.random.default_rng(2).dirichlet(np.ones(4), 40) * 0.5
    probs[np.arange(40), targets] += 0.5
    probs[:4] = (0.1, 0.8, 0.05, 0.05)
    rows = [{"image_id": i, "path": "", "targets": [int(targets[i])], "probs": list(probs[i])} for i in range(40)]
    verdict = {
        "headline": "Finds 6 of 10 cercospora images (3 to 8), 1 false alarm per 30 images",
        "detail": "Good for sorting, not yet for counting cercospora. 10 more cercospora would help most.",
    }
    metrics = {"held_out": "test", "test": evaluate(probs, targets, names), "verdict": verdict}
    comparison = {"difference": 0.04, "interval": [0.01, 0.08], "is_better": True}
    metrics |= {"comparisons": {"rival": comparison}, "predictions": {"test": rows}}
    result = read_result(metrics, "run 6")
    assert result is not None
    return result


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("size", [(1024, 700), (1280, 800)])
def test_results_are_not_cut(qtbot, family: str, longer: None, percent: int, size: tuple[int, int]) -> None:
    fonts.set_text_size(percent)
    page = ResultsPage()
    page.pin.setText("Choose by evidence again, which is longer")
    page.show_result(measured(), {}, lambda _: None, "Trained today 13:50 on 80 images in 1:52 on CPU, 1 thread.")
    page.course.show_course(running_view(RUN, (), None), settings_of(RUN, "EfficientNet-Lite0"))
    show(qtbot, page, size[0] - 64, size[1] - 76)
    assert_not_cut(qtbot, page)
    assert page.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("size", [(1024, 700), (1280, 800)])
def test_the_shortcut_sheet_and_the_search_are_not_cut(
    qtbot, family: str, longer: None, tmp_path: Path, percent: int, size: tuple[int, int]
) -> None:
    fonts.set_text_size(percent)
    window = QWidget()
    show(qtbot, window, *size)
    keymap = Keymap(Preferences(tmp_path / "w.json"))
    sheet = ShortcutSheet(window, keymap, "review_grid")
    sheet.open()
    search = SearchPalette(window, keymap, lambda: "train", lambda _: "No run yet")
    search.open()
    QApplication.processEvents()
    assert_not_cut(qtbot, sheet)
    assert_not_cut(qtbot, search)


def test_an_unknown_language_falls_back_to_english(light: QApplication) -> None:
    assert install_language(light, "tlh") is False
    assert translations_folder().name == "translations"
