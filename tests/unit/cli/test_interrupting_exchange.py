"""Ctrl+C while labels come in or go out: an export leaves nothing, an import what was finished, in one undo step."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.unit.formats.shape_tests import picture
from tlstudio.cli.main import main
from tlstudio.formats import files, gather
from tlstudio.project import adding, exporting
from tlstudio.store.reads import Reads

PICTURES = 6


@pytest.fixture
def coco(tmp_path: Path) -> Path:
    """Six pictures with a box each."""
    for number in range(PICTURES):
        picture(tmp_path / "in" / f"{number}.png", number=number)
    content = {
        "images": [{"id": n + 1, "file_name": f"{n}.png", "width": 64, "height": 48} for n in range(PICTURES)],
        "categories": [{"id": 1, "name": "cell"}],
        "annotations": [
            {"id": n, "image_id": n + 1, "category_id": 1, "bbox": [1, 2, 10, 10]} for n in range(PICTURES)
        ],
    }
    (tmp_path / "in" / "labels.json").write_text(json.dumps(content))
    return tmp_path / "in" / "labels.json"


@pytest.fixture
def shop(coco: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Path:
    assert main(["init", str(tmp_path / "shop"), "--task", "detection"]) == 0
    capfd.readouterr()
    return tmp_path / "shop"


def said(capture: pytest.CaptureFixture[str], shop: Path, *words: object, code: int = 0) -> dict[str, Any]:
    ended = main([*map(str, words), "--json", "-C", str(shop)])
    out = capture.readouterr()
    assert ended == code, out.err
    assert "Interrupted" not in out.err  # the verb itself says what became of it
    return json.loads(out.out)


def press_at(monkeypatch: pytest.MonkeyPatch, place: object, name: str, at: int) -> None:
    """Press Ctrl+C when a function is called for the n-th time."""
    before, calls = getattr(place, name), []

    def pressed(*args: Any, **kwargs: Any) -> Any:
        calls.append(name)
        if len(calls) == at:
            signal.raise_signal(signal.SIGINT)
        return before(*args, **kwargs)

    monkeypatch.setattr(place, name, pressed)


def test_an_export_that_is_interrupted_leaves_nothing(
    capfd: pytest.CaptureFixture[str], shop: Path, coco: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(capfd, shop, "import", "coco", coco)
    press_at(monkeypatch, files, "copy_picture", 3)
    done = said(capfd, shop, "export", "yolo", tmp_path / "out" / "yolo", "--with-images", code=130)
    assert (done["images"], done["files"], done["skipped"]) == (0, [], [])
    assert list((tmp_path / "out").iterdir()) == []
    again = said(capfd, shop, "export", "yolo", tmp_path / "out" / "yolo", "--with-images")
    assert again["images"] == PICTURES


def test_two_presses_end_an_export_at_once_and_leave_nothing(
    capfd: pytest.CaptureFixture[str], shop: Path, coco: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(capfd, shop, "import", "coco", coco)

    def twice(*_args: object) -> str:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        return ""

    monkeypatch.setattr(files, "copy_picture", twice)
    assert main(["export", "yolo", str(tmp_path / "out" / "yolo"), "--with-images", "-C", str(shop)]) == 130
    assert list((tmp_path / "out").iterdir()) == []
    assert "Interrupted" in capfd.readouterr().err


def test_an_import_interrupted_while_labels_are_read_changes_nothing(
    capfd: pytest.CaptureFixture[str], shop: Path, coco: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press_at(monkeypatch, gather, "probe", 2)
    done = said(capfd, shop, "import", "coco", coco, code=130)
    assert (done["created"], done["added"]) == (0, 0)
    status = said(capfd, shop, "status")
    assert (status["images"], status["decided"]) == (0, 0)


def test_an_import_interrupted_while_images_are_read_keeps_what_was_finished(
    capfd: pytest.CaptureFixture[str], shop: Path, coco: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "PIECE", 2)
    press_at(monkeypatch, adding, "_store", 2)
    done = said(capfd, shop, "import", "coco", coco, code=130)
    assert (done["created"], done["added"], done["annotations"]) == (4, 4, 4)
    assert said(capfd, shop, "status")["decided"] == 4
    assert said(capfd, shop, "undo")["undone"] == 1
    status = said(capfd, shop, "status")
    assert (status["images"], status["decided"]) == (0, 0)
    rest = said(capfd, shop, "import", "coco", coco)
    assert (rest["created"], rest["added"]) == (PICTURES, PICTURES)


def test_an_export_is_stopped_while_shapes_are_still_read(
    capfd: pytest.CaptureFixture[str], shop: Path, coco: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(capfd, shop, "import", "coco", coco)
    monkeypatch.setattr(exporting, "_PIECE", 2)
    press_at(monkeypatch, Reads, "annotations", 2)
    written: list[object] = []
    monkeypatch.setattr(files, "copy_picture", lambda *words: written.append(words))
    done = said(capfd, shop, "export", "yolo", tmp_path / "yolo", "--with-images", code=130)
    assert (done["images"], written, (tmp_path / "yolo").exists()) == (0, [], False)
