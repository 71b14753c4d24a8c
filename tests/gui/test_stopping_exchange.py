"""Imports and exports in the window: how far they are, and what a cancel leaves behind."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.unit.formats.shape_tests import picture
from tlstudio.core.geometry.shapes import Box
from tlstudio.core.words import Annotation
from tlstudio.formats import files, gather
from tlstudio.gui.adding import add_in_background
from tlstudio.gui.exchange.export_dialog import ExportDialog
from tlstudio.gui.exchange.exporting import Choice, export_in_background
from tlstudio.gui.exchange.import_dialog import ImportDialog
from tlstudio.gui.exchange.importing import Wish, import_in_background
from tlstudio.gui.frame.studio import Studio
from tlstudio.gui.session import Session
from tlstudio.gui.told_progress import ToldProgress
from tlstudio.project import adding
from tlstudio.project.commands.annotations import SetAnnotations


@pytest.fixture
def studio(drawing: Session, qtbot) -> Iterator[Studio]:
    """Three pictures with a box each, finished."""
    studio = Studio(drawing)
    qtbot.addWidget(studio)
    studio.resize(1100, 700)
    project = drawing.project
    (label, *_), ids = project.read.labels(), project.read.image_ids().tolist()
    project.run(SetAnnotations({i: (Annotation(0, i, label.id, Box(5, 6, 40, 30)),) for i in ids}))
    yield studio
    studio.activity.close()


@pytest.fixture
def held(
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[Any, str, int], tuple[threading.Event, threading.Event]]]:
    """Hold a function at its n-th call; return when it is reached, and what lets it go on."""
    let_go: list[threading.Event] = []

    def hold(place: Any, name: str, at: int) -> tuple[threading.Event, threading.Event]:
        before, calls = getattr(place, name), []
        reached, go_on = threading.Event(), threading.Event()
        let_go.append(go_on)

        def holding(*args: Any, **kwargs: Any) -> Any:
            calls.append(name)
            if len(calls) == at:
                reached.set()
                go_on.wait(10)
            return before(*args, **kwargs)

        monkeypatch.setattr(place, name, holding)
        return reached, go_on

    yield hold
    for event in let_go:
        event.set()


def labels_of_new_pictures(folder: Path, count: int) -> Path:
    for number in range(count):
        picture(folder / f"{number}.png", number=number)
    content = {
        "images": [{"id": n + 1, "file_name": f"{n}.png", "width": 64, "height": 48} for n in range(count)],
        "categories": [{"id": 1, "name": "red"}],
        "annotations": [{"id": n, "image_id": n + 1, "category_id": 1, "bbox": [1, 2, 10, 10]} for n in range(count)],
    }
    (folder / "labels.json").write_text(json.dumps(content))
    return folder / "labels.json"


def test_an_export_shows_how_far_it_is_and_leaves_nothing_when_cancelled(
    qtbot, studio: Studio, tmp_path: Path, held
) -> None:
    reached, go_on = held(files, "copy_picture", 3)
    export_in_background(studio, Choice("yolo", tmp_path / "out" / "yolo", with_images=True))
    assert not studio.status._cancel.isHidden()
    qtbot.waitUntil(reached.is_set, timeout=10_000)
    qtbot.waitUntil(lambda: studio.status.sentence.endswith(" of 3 images"), timeout=10_000)
    studio.status._cancel.click()
    with qtbot.waitSignal(studio.session.refused, timeout=10_000) as told:
        go_on.set()
    assert told.args == ["Stopped; nothing was written to yolo"]
    assert list((tmp_path / "out").iterdir()) == []
    assert studio.status._cancel.isHidden()


def test_an_import_cancelled_while_labels_are_read_changes_nothing(qtbot, studio: Studio, tmp_path: Path, held) -> None:
    path = labels_of_new_pictures(tmp_path / "new", 4)
    before = studio.session.project.read.revision()
    reached, go_on = held(gather, "probe", 2)
    import_in_background(studio, Wish(path))
    qtbot.waitUntil(reached.is_set, timeout=10_000)
    studio.status.cancel_wanted.emit()
    with qtbot.waitSignal(studio.session.refused, timeout=10_000) as told:
        go_on.set()
    assert told.args == ["Stopped; nothing was changed"]
    assert studio.session.project.read.revision() == before


def test_an_import_cancelled_later_keeps_what_is_in_and_one_undo_takes_it_back(
    qtbot, studio: Studio, tmp_path: Path, held, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = labels_of_new_pictures(tmp_path / "new", 5)
    project = studio.session.project
    monkeypatch.setattr(adding, "PIECE", 2)
    reached, go_on = held(adding, "_store", 2)
    import_in_background(studio, Wish(path))
    qtbot.waitUntil(reached.is_set, timeout=10_000)
    studio.status.cancel_wanted.emit()
    with qtbot.waitSignal(studio.session.told, timeout=10_000) as told:
        go_on.set()
    assert told.args == ["Stopped: 4 images decided from labels.json", True]
    counts = project.read.counts()
    assert (counts.total, counts.decided) == (7, 7)
    studio.session.undo()
    counts = project.read.counts()
    assert (counts.total, counts.decided) == (3, 3)


def test_work_that_waits_for_other_work_is_counted_and_not_lost(qtbot, studio: Studio, tmp_path: Path, held) -> None:
    reached, go_on = held(files, "copy_picture", 1)
    export_in_background(studio, Choice("yolo", tmp_path / "yolo", with_images=True))
    qtbot.waitUntil(reached.is_set, timeout=10_000)
    import_in_background(studio, Wish(labels_of_new_pictures(tmp_path / "new", 2)))
    assert studio.status.sentence == "Exporting to yolo; 1 more waiting"
    with qtbot.waitSignal(studio.session.told, timeout=10_000) as told:
        go_on.set()
    assert told.args == ["2 images decided from labels.json", True]
    assert (tmp_path / "yolo" / "data.yaml").is_file()


def test_closing_a_project_ends_what_can_be_stopped(qtbot, studio: Studio, tmp_path: Path, held) -> None:
    reached, go_on = held(files, "copy_picture", 1)
    export_in_background(studio, Choice("yolo", tmp_path / "out" / "yolo", with_images=True))
    qtbot.waitUntil(reached.is_set, timeout=10_000)
    studio.close_project()
    go_on.set()
    qtbot.waitUntil(lambda: list((tmp_path / "out").iterdir()) == [], timeout=10_000)


def test_a_trial_of_an_export_ends_when_another_is_wanted(qtbot, studio: Studio, held) -> None:
    reached, go_on = held(gather, "probe", 1)
    dialog = ExportDialog(studio)
    qtbot.addWidget(dialog)
    dialog.formats.choose("yolo")
    qtbot.waitUntil(reached.is_set, timeout=10_000)
    first = dialog._stop
    dialog.formats.choose("voc")
    assert first.is_set()
    assert not dialog._stop.is_set()
    go_on.set()
    qtbot.waitUntil(dialog.go.isEnabled, timeout=10_000)
    assert dialog.notice.isHidden()


def test_the_time_that_is_left_is_told_after_a_second(qtbot, studio: Studio) -> None:
    seconds, said = [0.0], []
    told = ToldProgress(studio.session, "{} of {}", lambda *words: said.append(words), clock=lambda: seconds[0])
    for now, done, total in ((10.0, 0, 200), (10.5, 10, 200), (12.0, 40, 200), (12.01, 41, 200)):
        seconds[0] = now
        told(done, total)
    told.begin("so far {}")
    seconds[0] = 20.0
    told(1000, 0)
    told.begin("{} of {}")
    for now, done in ((30.0, 0), (90.0, 100)):
        seconds[0] = now
        told(done, 500)
    qtbot.waitUntil(lambda: len(said) == 6, timeout=10_000)
    assert said == [
        ("0 of 200", 0.0),
        ("10 of 200", 0.05),
        ("40 of 200, about 8 s left", 0.2),
        ("so far 1,000", None),
        ("0 of 500", 0.0),
        ("100 of 500, about 4 min left", 0.2),
    ]


def test_a_file_that_is_no_picture_is_not_said_to_be_added(qtbot, studio: Studio, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no picture")
    said: list[str] = []
    studio.session.told.connect(lambda text, _undo: said.append(text))
    add_in_background(studio, [tmp_path / "notes.txt"])
    qtbot.waitUntil(lambda: not studio.notice.isHidden(), timeout=10_000)
    assert studio.notice._second.text() == "notes.txt is a text file, not a picture."
    assert said == []


def test_enter_imports_what_is_shown(qtbot, studio: Studio, tmp_path: Path) -> None:
    dialog = ImportDialog(studio)
    qtbot.addWidget(dialog)
    dialog.path.setText(str(labels_of_new_pictures(tmp_path / "new", 2)))
    qtbot.keyClick(dialog.path, Qt.Key.Key_Return)  # at once: it looks
    qtbot.waitUntil(dialog.go.isEnabled, timeout=10_000)
    assert dialog.go.text() == "Import 2 decisions"
    with qtbot.waitSignal(studio.session.told, timeout=10_000) as told:
        qtbot.keyClick(dialog.path, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["2 images decided from labels.json", True]
