"""The command line's journey with shapes: a COCO file in, counted, undone, exported, read again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import tlstudio
from tests.unit.formats.shape_tests import picture
from tlstudio.cli.main import main


def test_shapes_go_in_and_out_on_the_command_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def call(*arguments: object, code: int = 0) -> dict[str, Any]:
        found = main([*map(str, arguments), "--json"])
        said = capfd.readouterr()
        assert found == code, said.err
        return json.loads(said.out) if said.out else {"error": said.err}

    monkeypatch.chdir(tmp_path)
    for number in range(3):
        picture(tmp_path / "images" / f"{number}.png", number=number)
    content = {
        "images": [{"id": n, "file_name": f"{n}.png", "width": 64, "height": 48} for n in range(3)],
        "categories": [{"id": 1, "name": "cell"}],
        "annotations": [
            {"id": 1, "image_id": 0, "category_id": 1, "bbox": [1, 2, 3, 4]},
            {"id": 2, "image_id": 0, "category_id": 1, "bbox": [1, 2, -3, 4]},
            {"id": 3, "image_id": 1, "category_id": 1, "segmentation": [[5, 5, 20, 5, 20, 30]]},
        ],
    }
    (tmp_path / "annotations.json").write_text(json.dumps(content))

    assert call("init", "boxes", "--task", "detection")["task"] == "detection"
    monkeypatch.chdir(tmp_path / "boxes")
    imported = call("import", "coco", "../annotations.json", "--images", "../images", code=3)
    assert (imported["images"], imported["annotations"], imported["created"], imported["added"]) == (3, 2, 3, 3)
    assert imported["skipped"][0]["path"] == "annotations.json: annotation 2"
    status = call("status")
    assert (status["finished"], status["annotations"], status["annotations_per_label"]) == (3, 2, {"cell": 2})
    assert call("export", "coco", "../out", "--with-images")["annotations"] == 2
    assert call("export", "yolo", "../rows", "--with-images")["images"] == 3

    for verb in (("train",), ("suggest",), ("evaluate",), ("simulate",)):
        assert "not part of this version" in json.dumps(call(*verb, code=2)), verb
    assert call("label", "0.png", "2.png", "night,blurred") == {"labelled": 2, "label": "night,blurred", "skipped": []}
    assert call("status")["annotations_per_label"] == {"cell": 2, "night": 2, "blurred": 2}

    call("undo")
    assert list(call("status")["annotations_per_label"]) == ["cell"]
    call("undo")
    assert call("status")["annotations"] == 0
    assert call("redo")["what"]
    with tlstudio.open(tmp_path / "boxes", read_only=True) as project:
        (shape,) = project.annotations("0.png")
        assert shape.kind == "box"
    assert call("import", "auto", "../out", "--dry-run")["unchanged"] == 3
