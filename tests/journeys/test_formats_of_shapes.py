"""The command line's journey through the formats of shapes: out, told before by --dry-run, and into a new project again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import tlstudio
from tests.unit.formats.shape_tests import picture
from tlstudio.cli.main import main
from tlstudio.core.geometry.shapes import Box
from tlstudio.core.words import State
from tlstudio.project.api import StudioProject

# Format -> kinds of shapes that come back of a box, a polygon and a point.
KINDS = {
    "datumaro": ["box", "point", "polygon"],
    "kitti": ["box", "box"],
    "labelstudio": ["box", "point", "polygon"],
    "openimages": ["box", "mask"],
    "via": ["box", "point", "polygon"],
}


@pytest.mark.parametrize("key", ["cvat", "datumaro", "labelme", "labelstudio", "openimages"])
def test_labels_of_the_whole_image_go_out_and_in_again(tmp_path: Path, key: str) -> None:
    for number in range(2):
        picture(tmp_path / "images" / f"{number}.png", number=number)

    def said(project: StudioProject) -> dict[str, list[tuple[str, str]]]:
        names = {label.id: label.name for label in project.project.read.labels()}
        return {
            image.name: sorted((one.kind, names[one.label_id]) for one in project.annotations(image))
            for image in project.images()
        }

    with tlstudio.create(tmp_path / "first", task="detection", labels=["cell"]) as first:
        first.add(tmp_path / "images")
        first.draw("0.png", "cell", Box(1, 2, 30, 20))
        first.label_images(["0.png", "1.png"], ["night", "cell"])
        first.finish(["0.png", "1.png"])
        first.export(key, tmp_path / "out", with_images=True)
        before = said(first)
    whole = [("image", "cell"), ("image", "night")]
    assert before == {"0.png": [("box", "cell"), *whole], "1.png": whole}
    with tlstudio.create(tmp_path / "second", task="detection") as second:
        second.import_labels(tmp_path / "out")
        assert said(second) == before
        assert {image.state for image in second.images()} == {State.LABELLED}
        assert {second.label_of(image) for image in second.images()} <= {("cell", "night"), ("night", "cell")}
        again = second.import_labels(tmp_path / "out")
        assert (again.created, again.updated, again.unchanged) == (0, 0, 2)


def test_every_format_goes_out_and_in_again(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def call(*arguments: object, code: int = 0) -> dict[str, Any]:
        found = main([*map(str, arguments), "--json"])
        said = capfd.readouterr()
        assert found == code, said.err
        return json.loads(said.out)

    for number in range(2):
        picture(tmp_path / "images" / f"{number}.png", number=number)
    shapes = [
        {"type": "bbox", "label_id": 0, "bbox": [1, 2, 3, 4]},
        {"type": "polygon", "label_id": 0, "points": [5, 5, 20, 5, 20, 30]},
        {"type": "points", "label_id": 1, "points": [7, 9]},
        {"type": "bbox", "label_id": 1, "bbox": [1, 2, -3, 4]},
    ]
    content = {
        "categories": {"label": {"labels": [{"name": "cell"}, {"name": "dot"}]}},
        "items": [
            {"id": "0", "annotations": shapes, "image": {"path": "0.png"}},
            {"id": "1", "annotations": [], "image": {"path": "1.png"}},
        ],
    }
    (tmp_path / "train.json").write_text(json.dumps(content))
    call("init", tmp_path / "first", "--task", "detection")
    monkeypatch.chdir(tmp_path / "first")
    imported = call("import", "datumaro", tmp_path / "train.json", code=3)
    assert (imported["images"], imported["annotations"]) == (2, 3)
    assert [one["path"] for one in imported["skipped"]] == ["train.json: item 0, annotation 4"]

    for key, kinds in KINDS.items():
        out = tmp_path / f"out_{key}"
        has_lost = len(kinds) < 3
        monkeypatch.chdir(tmp_path / "first")
        told = call("export", key, out, "--with-images", "--dry-run", code=3 if has_lost else 0)
        assert not out.exists()
        assert told["loses"], key
        done = call("export", key, out, "--with-images", code=3 if has_lost else 0)
        assert (done["annotations"], len(done.get("skipped", []))) == (len(kinds), 3 - len(kinds))
        call("init", tmp_path / key, "--task", "detection")
        monkeypatch.chdir(tmp_path / key)
        again = call("import", "auto", out)
        assert (again["format"], again["annotations"]) == (key, len(kinds))
        repeated = call("import", "auto", out)
        assert [repeated[what] for what in ("created", "updated", "added")] == [0, 0, 0], key
        assert repeated["unchanged"] == again["created"], key
        with tlstudio.open(tmp_path / key, read_only=True) as project:
            assert sorted(one.kind for one in project.annotations(next((out).rglob("0.png")))) == kinds
