"""The window's journey on real photographs: new project, labels, suggestions, an accepted page, undo, a run, its results."""

from __future__ import annotations

import csv
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tlstudio.core.words import Origin, State
from tlstudio.gui import fonts, theme
from tlstudio.gui.main_window import MainWindow
from tlstudio.gui.preferences import Preferences
from tlstudio.gui.start.new_project import NewProjectPage
from tlstudio.gui.workspaces.review.workspace import ReviewWorkspace
from tlstudio.gui.workspaces.train.workspace import TrainWorkspace
from tlstudio.project.run_log import RunState

LABELS = ("cardboard", "metal")
PER_LABEL = 20
DECIDED_BY_HAND = 6
# A run decodes, computes features and trains on whatever processor the tests get.
ENGINE_MS, RUN_MS = 60_000, 120_000
Key = Qt.Key


@pytest.fixture
def photographs(shared: Path, tmp_path: Path) -> Path:
    """Forty real photographs of two kinds in one flat folder, so that no folder names their label."""
    source = shared / "datasets" / "waste"
    folder = tmp_path / "photographs"
    folder.mkdir()
    taken: dict[str, int] = defaultdict(int)
    with (source / "split.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            path = source / row["path"]
            label = path.parent.name
            if label in LABELS and taken[label] < PER_LABEL:
                taken[label] += 1
                shutil.copy(path, folder / f"{label}-{path.name}")
    return folder


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    qapp.setStyle("Fusion")
    fonts.init_fonts()
    theme.theme().apply(theme.LIGHT)
    opened = MainWindow(Preferences(tmp_path / "config" / "window.json"))
    qtbot.addWidget(opened)
    opened.resize(1280, 800)
    opened.show()
    opened.activateWindow()
    yield opened
    if opened.studio is not None:
        opened.close_studio()


def press(window: MainWindow, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(window.focusWidget() or window, key, modifier)


def test_from_a_folder_to_a_fine_tuned_network(qtbot: QtBot, window: MainWindow, photographs: Path) -> None:
    make_project(qtbot, window, photographs)
    project = window.studio.session.project
    assert [label.name for label in project.read.labels()] == list(LABELS)
    assert project.read.counts().decided == 0

    label_by_digits(qtbot, window)
    qtbot.waitUntil(
        lambda: len(project.suggestions.undecided()) == len(photographs_of(photographs)) - 12, timeout=ENGINE_MS
    )

    accept_a_page_and_take_it_back(qtbot, window)
    accept_everything(qtbot, window)
    fine_tune(qtbot, window)


def photographs_of(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.jpg"))


def make_project(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    """Ctrl+N, the folder, two labels typed, Enter."""
    press(window, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page = window.pages.currentWidget()
    assert isinstance(page, NewProjectPage)
    page.take_folder(folder)  # the system's dialog for folders is not ours to drive
    qtbot.waitUntil(lambda: page.facts is not None and page.facts.is_done, timeout=20_000)
    QTest.mouseClick(page.forward, Qt.MouseButton.LeftButton)
    for name in LABELS:
        qtbot.keyClicks(page.labels.list.field, name)
        qtbot.keyClick(page.labels.list.field, Key.Key_Return)
    qtbot.keyClick(page.labels.list.field, Key.Key_Return)
    qtbot.waitUntil(lambda: window.studio is not None, timeout=20_000)
    read = window.studio.session.project.read
    qtbot.waitUntil(lambda: read.counts().total == len(photographs_of(folder)), timeout=20_000)


def label_by_digits(qtbot: QtBot, window: MainWindow) -> None:
    """Six of each label, chosen in Data by name and labelled with their digit."""
    project = window.studio.session.project
    press(window, Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    gallery = window.studio.rooms["data"].gallery
    for position, name in enumerate(LABELS):
        of_label = [i.id for i in project.read.images(gallery.ids.tolist()) if Path(i.path).name.startswith(name)]
        gallery.setFocus()
        gallery.select(of_label[:DECIDED_BY_HAND])
        qtbot.keyClick(gallery, Key(Key.Key_1 + position))
        wanted = DECIDED_BY_HAND * (position + 1)
        qtbot.waitUntil(lambda wanted=wanted: project.read.counts().decided == wanted, timeout=5000)
    assert {decision.origin for decision in project.read.last_decisions(12)} == {Origin.PERSON}


def accept_a_page_and_take_it_back(qtbot: QtBot, window: MainWindow) -> None:
    """Space leaves one out, Enter accepts the rest, Ctrl+Z brings the page back."""
    project = window.studio.session.project
    press(window, Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    room = window.studio.room
    assert isinstance(room, ReviewWorkspace)
    qtbot.waitUntil(lambda: bool(room._grid._pages.page_ids), timeout=ENGINE_MS)
    page = list(room._grid._pages.page_ids)
    press(window, Key.Key_Space)
    press(window, Key.Key_Return)
    states = [project.read.image(image_id).state for image_id in page]
    assert states.count(State.ACCEPTED) == len(page) - 1
    assert not project.read.image(page[0]).label_ids
    press(window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert project.read.counts().decided == 2 * DECIDED_BY_HAND


def accept_everything(qtbot: QtBot, window: MainWindow) -> None:
    """Page after page with Enter until nothing is open."""
    project = window.studio.session.project
    room = window.studio.room
    total = project.read.counts().total
    while (decided := project.read.counts().decided) < total:
        qtbot.waitUntil(lambda: bool(room._grid._pages.page_ids), timeout=ENGINE_MS)
        press(window, Key.Key_Return)
        qtbot.waitUntil(lambda decided=decided: project.read.counts().decided > decided, timeout=5000)
    right = 0
    names = {label.id: label.name for label in project.read.labels()}
    for image in project.read.images(project.read.image_ids().tolist()):
        right += Path(image.path).name.startswith(names[image.label_ids[0]])
    assert right >= 0.8 * total


def fine_tune(qtbot: QtBot, window: MainWindow) -> None:
    """Two epochs from the Train room, watched to their end, and the results opened from the table's row."""
    project = window.studio.session.project
    press(window, Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    room = window.studio.room
    assert isinstance(room, TrainWorkspace)
    room.ready.form._epochs.setValue(2)
    qtbot.waitUntil(room.ready.start.isEnabled, timeout=20_000)
    QTest.mouseClick(room.ready.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(project.runs.list()), timeout=20_000)
    run_id = project.runs.list()[0].id
    qtbot.waitUntil(lambda: project.runs.get(run_id).state is RunState.DONE, timeout=RUN_MS)
    qtbot.waitUntil(room.ready.isVisible, timeout=10_000)
    room.open_results(run_id)
    assert window.context() == "results"
    assert project.runs.metrics(run_id)["verdict"]
    assert project.runs.get(run_id).epochs <= 2
