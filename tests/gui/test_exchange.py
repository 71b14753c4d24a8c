"""Import and export through the window: what would happen is shown first; options, stops, and nothing written over."""

from __future__ import annotations

import csv
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tlstudio.core.geometry.shapes import Box, Point, Polygon
from tlstudio.core.words import Annotation, Skipped
from tlstudio.gui.exchange.dropping import add_or_import, labels_in
from tlstudio.gui.exchange.export_dialog import ExportDialog
from tlstudio.gui.exchange.exporting import free_place
from tlstudio.gui.exchange.import_dialog import ImportDialog
from tlstudio.gui.exchange.import_report import LabelCounts, save_list
from tlstudio.gui.frame.studio import Studio
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.notice import Notice
from tlstudio.project.commands.annotations import SetAnnotations
from tlstudio.project.exporting import export_decisions


@pytest.fixture
def shapes(drawing: Session, qtbot) -> Iterator[Studio]:
    """A shapes project in its frame: three pictures, two of them with shapes and finished."""
    studio = Studio(drawing)
    qtbot.addWidget(studio)
    studio.resize(1100, 700)
    project = drawing.project
    ids = project.read.image_ids(order="path").tolist()
    red, white = (label.id for label in project.read.labels()[:2])
    polygon = Polygon((((10, 10), (60, 12), (30, 50)),))
    project.run(
        SetAnnotations(
            {
                ids[0]: (Annotation(0, ids[0], red, Box(5, 6, 40, 30)), Annotation(0, ids[0], white, polygon)),
                ids[1]: (Annotation(0, ids[1], red, Point(50, 60)),),
            }
        )
    )
    yield studio
    studio.activity.close()


@pytest.fixture
def whole(session: Session, qtbot) -> Iterator[Studio]:
    """A project about whole images in its frame."""
    studio = Studio(session)
    qtbot.addWidget(studio)
    studio.resize(1100, 700)
    yield studio
    studio.activity.close()


def importing(qtbot, studio: Studio, path: Path) -> ImportDialog:
    dialog = ImportDialog(studio)
    qtbot.addWidget(dialog)
    dialog.path.setText(str(path))
    dialog.look()
    return dialog


def predictions(tmp_path: Path, studio: Studio) -> Path:
    names = [image.name for image in studio.session.project.read.images([1, 2, 3])]
    content = {
        "images": [{"id": n, "file_name": name, "width": 400, "height": 300} for n, name in enumerate(names)],
        "categories": [{"id": 1, "name": "red"}],
        "annotations": [
            {"id": n, "image_id": n, "category_id": 1, "bbox": [1, 2, 30, 20], "score": 0.5 + n / 10} for n in range(3)
        ],
    }
    path = tmp_path / "predicted.json"
    path.write_text(json.dumps(content))
    return path


def test_import_shows_what_would_happen_first(qtbot, whole: Studio, pictures: Path, tmp_path: Path) -> None:
    table = tmp_path / "labels.csv"
    table.write_text(f"path,label\n{pictures}/green/green_03.png,green\n{pictures}/none.png,red\n", encoding="utf-8")
    project = whole.session.project
    dialog = importing(qtbot, whole, table)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=10_000)
    assert project.read.counts().decided == 0
    assert "1 decision" in dialog.go.text()
    assert any("none.png" in notice._second.text() for notice in dialog.findChildren(Notice))
    with qtbot.waitSignal(whole.session.told, timeout=10_000) as told:
        dialog.start()
    assert told.args[1]
    assert project.read.counts().decided == 1
    project.undo()
    assert project.read.counts().decided == 0


def test_scores_are_offered_as_suggestions_and_taken_as_such(qtbot, shapes: Studio, tmp_path: Path) -> None:
    project = shapes.session.project
    before = project.read.counts().decided
    dialog = importing(qtbot, shapes, predictions(tmp_path, shapes))
    qtbot.waitUntil(lambda: dialog.findChild(LabelCounts) is not None, timeout=10_000)
    table = dialog.findChild(LabelCounts)
    assert table.row_name(0).startswith("red: ")
    dialog.report.suggestions_wanted.emit()
    qtbot.waitUntil(lambda: dialog.go.isEnabled() and dialog.go.text().startswith("Suggest"), timeout=10_000)
    with qtbot.waitSignal(shapes.session.told, timeout=10_000):
        dialog.start()
    assert project.read.counts().decided == before
    assert sum(len(found) for found in project.read.shape_suggestions([1, 2, 3]).values()) == 1  # the unfinished one


def test_the_options_of_the_recognised_format_are_fields(qtbot, shapes: Studio, tmp_path: Path) -> None:
    project = shapes.session.project
    export_decisions(project, "voc", tmp_path / "voc", options={"base": "1"})
    project.settings.set("formats.voc.base", None)
    dialog = importing(qtbot, shapes, tmp_path / "voc")
    qtbot.waitUntil(lambda: "base" in dialog.options.values(), timeout=10_000)
    choice = dialog.options._choices["base"]
    choice.setCurrentIndex(choice.findData("1"))
    assert dialog.wish().options == {"base": "1"}
    assert dialog.wish().format == "voc"


def test_a_stopped_look_changes_nothing_and_can_be_repeated(qtbot, whole: Studio, pictures: Path, monkeypatch) -> None:
    hold = threading.Event()
    whole.session.in_background(lambda: hold.wait(10), lambda _done: None)
    dialog = importing(qtbot, whole, pictures)
    assert not dialog._again.isHidden()
    dialog._again.click()
    hold.set()
    assert dialog.working.text() == "Stopped; nothing was changed"
    assert not dialog.go.isEnabled()
    dialog._again.click()
    qtbot.waitUntil(dialog.go.isEnabled, timeout=10_000)


def test_the_list_of_what_is_left_out_is_a_table(tmp_path: Path, whole: Studio) -> None:
    save_list([Skipped("a, b.png", "is not there", 7), Skipped("c.png", "broken")], whole, str(tmp_path / "out.csv"))
    rows = list(csv.reader((tmp_path / "out.csv").open(encoding="utf-8")))
    assert rows == [["path", "line", "reason"], ["a, b.png", "7", "is not there"], ["c.png", "", "broken"]]


def test_an_export_says_in_numbers_what_is_lost_and_never_writes_over(qtbot, shapes: Studio, tmp_path: Path) -> None:
    dialog = ExportDialog(shapes)
    qtbot.addWidget(dialog)
    dialog.formats.choose("voc")
    qtbot.waitUntil(lambda: dialog.preview.text() == "2 images with 2 annotations", timeout=10_000)
    said = [notice._second.text() for notice in dialog.findChildren(Notice) if not notice.isHidden()]
    assert any("1 polygons" in text and "1 points" in text for text in said)
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "mine.txt").write_text("keep")
    dialog.path.setText(str(taken))
    assert not dialog.go.isEnabled()
    dialog.path.setText(str(tmp_path / "out"))
    assert dialog.go.isEnabled()
    dialog.start()
    qtbot.waitUntil(lambda: shapes.toast._text.text() == "2 images exported to out", timeout=10_000)
    assert shapes.toast._more.text() == "Show the folder"
    assert len(list((tmp_path / "out").rglob("*.xml"))) == 2


def test_an_export_of_whole_images_takes_only_what_was_chosen(qtbot, whole: Studio, tmp_path: Path) -> None:
    from tlstudio.project.commands.decisions import Decide

    project = whole.session.project
    ids = project.read.image_ids().tolist()
    project.run(Decide(ids[:4], [project.read.labels()[0].id]))
    whole.go("data")
    whole.room.gallery.selection.ids = {ids[1]}
    dialog = ExportDialog(whole)
    qtbot.addWidget(dialog)
    dialog.formats.choose("csv")
    qtbot.waitUntil(lambda: dialog.preview.text() == "4 images with 4 annotations", timeout=10_000)
    assert dialog.path.text().endswith(".csv")
    dialog.copies.setChecked(True)
    assert dialog.path.text().endswith("-csv")
    dialog.formats.choose("imagefolder")
    assert not dialog.copies.isEnabled()


def test_a_place_for_an_export_is_free(tmp_path: Path, qapp: QApplication) -> None:
    from tlstudio.formats import registry

    card = registry.get("coco").CARD
    first = free_place(tmp_path, "shop", card, with_images=True)
    assert first.name == "shop-coco"
    first.mkdir()
    (first / "file").write_text("")
    assert free_place(tmp_path, "shop", card, with_images=True).name == "shop-coco 2"


def test_a_dropped_label_file_opens_the_import_and_a_folder_with_labels_asks(
    qtbot, shapes: Studio, tmp_path: Path
) -> None:
    opened: list[Path] = []
    path = predictions(tmp_path, shapes)
    add_or_import(shapes, [path], opened.append)
    assert opened == [path]
    export_decisions(shapes.session.project, "coco", tmp_path / "set", with_images=True)
    assert labels_in(tmp_path / "set", "detection")[0] == "coco"
    assert labels_in(tmp_path / "pictures", "detection") == ("", "")
    add_or_import(shapes, [tmp_path / "set"], opened.append)
    qtbot.waitUntil(lambda: not shapes.notice.isHidden(), timeout=10_000)
    assert shapes.notice._title.text() == "set holds labels, too"
