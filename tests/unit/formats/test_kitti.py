from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.unit.formats.shape_tests import edges, picture, reviewed_empty
from tlstudio.core.errors import FormatError
from tlstudio.core.words import Split
from tlstudio.formats import kitti
from tlstudio.formats.records import ExportItem

REST = "-1 -1 -1 -1000 -1000 -1000 -10"


def test_files_of_other_tools_hold_what_an_independent_parser_found(shared: Path, tmp_path: Path) -> None:
    folder = shared / "formats" / "kitti"
    expected = json.loads((folder / "expected.json").read_text())
    shutil.copytree(folder / "detection", tmp_path / "detection")
    shutil.copytree(folder / "object3d" / "label_2", tmp_path / "object3d" / "label_2")
    # The picture that came with it is smaller than the boxes on it.
    picture(tmp_path / "object3d" / "image_2" / "000001.png", 1242, 375)
    results = [kitti.read(tmp_path / name) for name in ("detection", "object3d")]
    records = [record for result in results for record in result.records]
    assert len(records) == expected["images"]
    found: dict[str, int] = {}
    for record in records:
        for shape in record.shapes:
            found[shape.label] = found.get(shape.label, 0) + 1
    assert found == {label: sum(kinds.values()) for label, kinds in expected["per_label_and_kind"].items()}
    assert [result.skipped for result in results] == [(), ()]
    by_file = {record.source.relative_to(tmp_path).as_posix(): record.shapes for record in records}
    assert {name: len(shapes) for name, shapes in by_file.items()} == expected["rows_per_file"]
    for sample in expected["samples"]:
        shape = next(one for one in by_file[sample["file"]] if one.label == sample["label"])
        assert edges(shape) == tuple(sample["xyxy"])
        assert (shape.truncated, shape.occluded) == (sample["truncated"] > 0, sample["occluded"] in (1, 2))
    truck, car, ignored = by_file["object3d/label_2/000001.txt"]
    # Level 3 is "unknown", which is no yes.
    assert (car.occluded, car.attributes["occlusion"]) == (False, 3)
    assert truck.attributes["dimensions"] == "2.85 2.63 12.34"
    assert (ignored.label, ignored.difficult) == ("DontCare", True)
    assert [record.split for record in records] == [None, None, None]


def folder(tmp_path: Path, *rows: str) -> Path:
    picture(tmp_path / "image_2" / "a.png")
    (tmp_path / "label_2").mkdir(exist_ok=True)
    (tmp_path / "label_2" / "a.txt").write_text("\n".join([f"Car 0 0 -10 1 2 3 4 {REST}", *rows]))
    return tmp_path


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Car 0 0 -10 1 2 3", "no row of a label and 14 numbers"),
        (f"Car 0 0 -10 1 2 nan 4 {REST}", "no row of a label and 14 numbers"),
        (f"Car 0 0 -10 1 2 3 four {REST}", "no row of a label and 14 numbers"),
        (f"Car 0 0 -10 9 2 3 4 {REST}", "negative size"),
        (f"Car 0 0 -10 3 2 3 4 {REST}", "no area"),
        (f"Car 0 0 -10 900 2 903 4 {REST}", "outside of its picture"),
        (f"0 0 -10 1 2 3 4 {REST}", "no row of a label and 14 numbers"),
    ],
)
def test_a_broken_row_is_listed_with_its_line_and_the_good_one_goes_in(tmp_path: Path, row: str, reason: str) -> None:
    result = kitti.read(folder(tmp_path, row))
    assert [edges(shape) for record in result.records for shape in record.shapes] == [(1, 2, 3, 4)]
    (skipped,) = result.skipped
    assert reason in skipped.reason
    assert (skipped.path, skipped.line) == ("a.txt", 2)


def test_what_a_row_says_comes_back(tmp_path: Path) -> None:
    rows = [
        f"Person%20sitting%20down 0.35 2 -10 1 2 3 4 {REST}",
        "Van 1 3 -1.57 5 6 7 8 2.85 2.63 12.34 0.47 1.49 69.44 -1.56 0.9",
        f"DontCare -1 -1 -10 9 9 12 12 {REST}",
    ]
    read = kitti.read(folder(tmp_path, *rows))
    assert [shape.label for shape in read.records[0].shapes] == ["Car", "Person sitting down", "Van", "DontCare"]
    assert [shape.score for shape in read.records[0].shapes] == [None, None, 0.9, None]
    shapes = tuple(read.records[0].shapes)
    item = ExportItem(read.records[0].image_path, "a.png", (), Split.VAL, width=64, height=48, shapes=shapes)
    kitti.write([item], tmp_path / "out", with_images=True)
    again = kitti.read(tmp_path / "out")
    assert again.records[0].shapes == shapes
    assert again.records[0].split is Split.VAL
    written = (tmp_path / "out" / "label_2" / "a.txt").read_text().splitlines()
    assert written[2:] == ["Van 1 3 -1.57 5 6 7 8 2.85 2.63 12.34 0.47 1.49 69.44 -1.56 0.9", rows[2]]
    assert written[1].split()[0] == "Person%20sitting%20down"


def test_an_empty_text_file_is_reviewed_and_a_missing_picture_is_listed(tmp_path: Path) -> None:
    for name in ("a", "b"):
        picture(tmp_path / "image_2" / f"{name}.png")
        (tmp_path / "label_2").mkdir(exist_ok=True)
        (tmp_path / "label_2" / f"{name}.txt").touch()
    (tmp_path / "label_2" / "gone.txt").write_text(f"Car 0 0 -10 1 2 3 4 {REST}\n")
    result = kitti.read(tmp_path)
    assert reviewed_empty(result.records) == ["a.png", "b.png"]
    assert [one.path for one in result.skipped] == ["gone"]
    assert "not there" in result.skipped[0].reason


def test_two_folders_of_labels_are_splits(tmp_path: Path) -> None:
    for name in ("training", "testing"):
        folder(tmp_path / name)
    result = kitti.read(tmp_path)
    assert {record.image_path.parts[-3]: record.split for record in result.records} == {
        "training": Split.TRAIN,
        "testing": Split.TEST,
    }


def test_an_undecided_image_gets_no_text_file(tmp_path: Path) -> None:
    items = [
        ExportItem(picture(tmp_path / f"{n}.png"), f"{n}.png", (), width=64, height=48, is_finished=n == 0)
        for n in range(2)
    ]
    kitti.write(items, tmp_path / "out", with_images=True)
    assert [file.name for file in (tmp_path / "out" / "label_2").iterdir()] == ["0.txt"]


def test_text_of_another_kind_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("0 0.5 0.5 0.1 0.1\n")
    assert kitti.sniff(tmp_path / "a.txt").confidence == 0
    with pytest.raises(FormatError):
        kitti.read(tmp_path / "a.txt")
