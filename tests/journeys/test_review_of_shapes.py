"""A model's results for a real detection set come in as suggestions, are reviewed, and only what was accepted goes out."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

import tlstudio
from tlstudio.cli.main import main
from tlstudio.core.words import Origin, Outcome
from tlstudio.gui import fonts, theme
from tlstudio.gui.bridge import QtScheduler
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.preferences import Preferences
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.rooms import make_room
from tlstudio.gui.workspaces.shape_review.workspace import ShapeReviewWorkspace
from tlstudio.project.commands.shapes import FinishImages
from tlstudio.project.project import Project


def results_of(truth: dict[str, Any]) -> list[dict[str, Any]]:
    """A results file as COCO's evaluation takes it: the true boxes a little off, every fifth with a wrong label."""
    chance = random.Random(5)
    classes = sorted({row["category_id"] for row in truth["annotations"]})
    return [
        {
            "image_id": row["image_id"],
            "category_id": chance.choice(classes) if place % 5 == 0 else row["category_id"],
            "bbox": [round(value + chance.uniform(-1, 1), 1) for value in row["bbox"]],
            "score": round(chance.uniform(0.3, 0.7) if place % 5 == 0 else chance.uniform(0.6, 0.99), 3),
        }
        for place, row in enumerate(truth["annotations"])
    ]


def test_results_are_reviewed_and_only_what_was_accepted_is_exported(
    qapp: QApplication,
    qtbot,
    shared: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def call(*arguments: object, code: int = 0) -> dict[str, Any]:
        found = main([*map(str, arguments), "--json"])
        said = capfd.readouterr()
        assert found == code, said.err
        return json.loads(said.out)

    source = shared / "datasets" / "chess_coco"
    truth = json.loads((source / "annotations.json").read_text())
    rows = results_of(truth)
    # One file: the pictures and names of the set, the boxes and scores of the model.
    with_scores = {**truth, "annotations": [{**row, "id": place + 1} for place, row in enumerate(rows)]}
    (tmp_path / "results.json").write_text(json.dumps(with_scores))
    call("init", tmp_path / "chess", "--task", "detection")
    monkeypatch.chdir(tmp_path / "chess")
    imported = call("import", "coco", tmp_path / "results.json", "--images", source / "images", "--as", "suggestions")
    assert imported["images"] >= 99
    before = call("status")
    suggested = before["suggested_shapes"]["open"]
    assert suggested >= len(rows) - 5, "a box that is there twice is said once"
    assert (before["annotations"], before["finished"]) == (0, 0)
    queue = call("queue", "--count", "5")["images"]
    assert [row["score"] for row in queue] == sorted(row["score"] for row in queue)
    finish_all(tmp_path / "chess")
    assert call("export", "coco", tmp_path / "nothing")["annotations"] == 0, "what waits is not exported"
    call("undo")

    sure = sum(row["score"] >= 0.9 for row in rows)
    assert call("accept", "--above", "0.9")["accepted"] == pytest.approx(sure, abs=3)
    call("undo")
    assert call("status")["annotations"] == 0
    accepted = call("accept", "--above", "0.9")["accepted"]

    answered = review_a_page(qtbot, tmp_path / "chess")
    after = call("status")
    assert after["suggested_shapes"]["rejected"] == 1
    assert after["annotations"] == accepted + answered
    finish_all(tmp_path / "chess")
    out = call("export", "coco", tmp_path / "out")
    assert out["annotations"] == accepted + answered
    written = json.loads(next((tmp_path / "out").rglob("*.json")).read_text())
    assert len(written["annotations"]) == accepted + answered
    with tlstudio.open(tmp_path / "chess", read_only=True) as project:
        kept = [one for image in project.images() for one in project.annotations(image)]
        assert {one.origin for one in kept} == {Origin.SUGGESTION}
        assert all(one.score is not None for one in kept)
        assert len(project.suggested_shapes()) == suggested - accepted - answered - 1


def finish_all(folder: Path) -> None:
    """Say about every image that all of it is there."""
    with tlstudio.open(folder) as project:
        project.project.run(FinishImages([image.id for image in project.images()]))


def review_a_page(qtbot, folder: Path) -> int:
    """Mark the first suggestion of the largest label as wrong and accept the others of the page; return how many."""
    fonts.init_fonts()
    theme.theme().apply(theme.LIGHT)
    scheduler = QtScheduler()
    with Project.open(folder, scheduler=scheduler) as project:
        preferences = Preferences(folder / "window.json")
        session = Session(project, scheduler, preferences, Keymap(preferences))
        room = make_room("review", session)
        assert isinstance(room, ShapeReviewWorkspace)
        qtbot.addWidget(room)
        room.resize(1216, 700)
        room.show()
        room.activate()
        cells = room.grid.page.grid._cells
        first = cells[0].image_id
        qtbot.waitUntil(lambda: room.grid._picture(first) is not None)
        assert room.run_action("review.reject")
        assert room.run_action("review.accept_page")
        assert project.read.review.shapes([first])[0].outcome is Outcome.REJECTED
        number = sum(one.outcome is Outcome.ACCEPTED for one in project.read.review.shapes([c.image_id for c in cells]))
        room.release()
        session.close()
    return number
