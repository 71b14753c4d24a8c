"""What models write beside shapes, and what label files leave open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.formats.shape_tests import edges, picture
from tlstudio.core.errors import UsageError
from tlstudio.core.geometry.shapes import Box
from tlstudio.formats import labelme, registry, voc, yolo
from tlstudio.formats.records import ExportItem, LabelledShape


def yolo_set(root: Path, *rows: str) -> Path:
    picture(root / "images" / "a.png")
    (root / "labels").mkdir()
    (root / "labels" / "a.txt").write_text("\n".join(rows))
    (root / "classes.txt").write_text("cell\n")
    return root


def test_yolo_has_scores_behind_boxes_and_polygons(tmp_path: Path) -> None:
    rows = ("0 0.5 0.5 0.25 0.25 0.75", "0 0.1 0.1 0.2 0.1 0.2 0.2 0.625")
    shapes = yolo.read(yolo_set(tmp_path, *rows)).records[0].shapes
    assert [(shape.geometry.kind, shape.score) for shape in shapes] == [("box", 0.75), ("polygon", 0.625)]


def test_a_number_too_many_in_a_single_row_is_a_mistake(tmp_path: Path) -> None:
    rows = ("0 0.5 0.5 0.25 0.25", "0 0.1 0.1 0.2 0.1 0.2 0.2 0.625")
    result = yolo.read(yolo_set(tmp_path, *rows))
    assert [shape.score for shape in result.records[0].shapes] == [None]
    assert [(one.line, one.reason.split(",")[0]) for one in result.skipped] == [(2, "has 7 numbers")]


@pytest.mark.parametrize(("kind", "found"), [("auto", "rotated_box"), ("segment", "polygon"), ("detect", "box")])
def test_yolos_four_corners_are_what_the_person_says(tmp_path: Path, kind: str, found: str) -> None:
    root = yolo_set(tmp_path, "0 0.25 0.25 0.75 0.25 0.75 0.75 0.25 0.75")
    (shape,) = yolo.read(root, kind=kind).records[0].shapes
    assert shape.geometry.kind == found
    assert edges(shape) == pytest.approx((16, 12, 48, 36))


def test_rotated_boxes_have_four_corners(tmp_path: Path) -> None:
    root = yolo_set(tmp_path, "0 0.2 0.2 0.7 0.3 0.75 0.75 0.25 0.7", "0 0.1 0.1 0.2 0.1 0.2 0.2")
    result = yolo.read(root, kind="obb")
    assert [shape.geometry.kind for shape in result.records[0].shapes] == ["rotated_box"]
    assert [(one.line, one.reason) for one in result.skipped] == [(2, "has 3 points instead of 4")]


def test_labelme_has_scores(tmp_path: Path) -> None:
    picture(tmp_path / "a.png")
    shapes = [
        {"label": "cell", "points": [[1, 2], [9, 9]], "shape_type": "rectangle", "score": score}
        for score in (0.5, None, 7, "high")
    ]
    (tmp_path / "a.json").write_text(json.dumps({"shapes": shapes, "imagePath": "a.png"}))
    assert [shape.score for shape in labelme.read(tmp_path).records[0].shapes] == [0.5, None, None, None]


@pytest.mark.parametrize("base", ["0", "1"])
def test_voc_counts_from_what_is_chosen_and_says_so(tmp_path: Path, base: str) -> None:
    path = picture(tmp_path / "a.png")
    shapes = (LabelledShape("cell", Box(0, 0, 10, 20)),)
    item = ExportItem(path, "a.png", (), width=64, height=48, shapes=shapes)
    voc.write([item], tmp_path / "out", with_images=True, base=base)
    text = (tmp_path / "out" / "Annotations" / "a.xml").read_text()
    assert f"<xmin>{base}</xmin>" in text
    assert "<xmax>10</xmax>" in text
    for said in ("auto", base):
        assert voc.read(tmp_path / "out", base=said).records[0].shapes == shapes


def test_an_option_that_a_format_does_not_have_is_named(tmp_path: Path) -> None:
    root = yolo_set(tmp_path, "0 0.5 0.5 0.25 0.25")
    with pytest.raises(UsageError, match="The format yolo has no option 'kinds'") as caught:
        registry.read("yolo", root, options={"kinds": "obb"})
    assert caught.value.hint == "Did you mean kind?"
    with pytest.raises(UsageError, match="is not 'pose'"):
        registry.read("yolo", root, options={"kind": "pose"})
