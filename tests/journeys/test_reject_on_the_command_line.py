"""`tlstudio reject` and `p.reject`: what a script says of suggestions, in both kinds of project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as PillowImage

import tlstudio
from tlstudio.cli.main import main
from tlstudio.core.errors import UsageError
from tlstudio.core.words import Outcome, State


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(3):
        PillowImage.new("RGB", (40, 30), (number * 60, 10, 10)).save(folder / f"{number}.png")
    return folder


def predictions(folder: Path) -> Path:
    boxes = [(0, [2, 2, 8, 8], 0.9), (0, [20, 4, 6, 9], 0.1), (1, [1, 1, 20, 20], 0.2), (2, [5, 5, 9, 9], None)]
    rows = [
        {"id": place, "image_id": image, "category_id": 1, "bbox": box, "iscrowd": 0, "area": box[2] * box[3]}
        | ({} if score is None else {"score": score})
        for place, (image, box, score) in enumerate(boxes, 1)
    ]
    images = [{"id": n, "file_name": f"{n}.png", "width": 40, "height": 30} for n in range(3)]
    file = folder / "model.json"
    file.write_text(json.dumps({"images": images, "categories": [{"id": 1, "name": "cell"}], "annotations": rows}))
    return file


def test_a_script_rejects_or_forgets_shapes(tmp_path: Path, photos: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def call(*arguments: object, code: int = 0) -> dict[str, Any]:
        found = main([*map(str, arguments), "--json"])
        said = capfd.readouterr()
        assert found == code, said.err
        return json.loads(said.out) if said.out else {}

    project = tmp_path / "p"
    call("init", project, "--task", "detection")
    call("-C", project, "import", "coco", predictions(photos), "--as", "suggestions")
    call("-C", project, "reject", code=2)
    call("-C", project, "reject", "--source", "other.json", code=2)
    assert call("-C", project, "reject", "--below", "0.15")["rejected"] == 1
    assert call("-C", project, "reject", "1.png", "nowhere.png", "--forget", code=3)["forgotten"] == 1
    assert call("-C", project, "status")["suggested_shapes"] == {
        "open": 2,
        "accepted": 0,
        "corrected": 0,
        "rejected": 1,
    }
    call("-C", project, "undo")
    with tlstudio.open(project) as p:
        assert len(p.suggested_shapes()) == 3
        assert p.reject("2.png") == 1
        assert p.reject(source="model.json", forget=True) == 2
        assert p.suggested_shapes() == []
        assert p.project.read.review.outcomes()[0].by_outcome == {Outcome.REJECTED: 2}
        with pytest.raises(UsageError, match="however certain"):
            p.reject()


def test_whole_images_are_rejected_by_name(tmp_path: Path, photos: Path, capfd: pytest.CaptureFixture[str]) -> None:
    project = tmp_path / "p"
    assert main(["init", str(project), "--labels", "a,b"]) == 0
    assert main(["-C", str(project), "add", str(photos)]) == 0
    assert main(["-C", str(project), "reject", "--below", "0.5"]) == 2
    assert main(["-C", str(project), "reject", "1.png"]) == 0
    assert "1 image with none of the labels" in capfd.readouterr().out
    with tlstudio.open(project) as p:
        assert [image.name for image in p.images(state=State.REJECTED)] == ["1.png"]
        with pytest.raises(UsageError, match="Which images"):
            p.reject()
