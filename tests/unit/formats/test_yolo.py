from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tests.unit.formats.shape_tests import counted, edges, picture, reviewed_empty, shapes_of
from tlstudio.core.errors import FormatError
from tlstudio.core.geometry import raster, rle
from tlstudio.core.geometry.shapes import Box, Point, Polygon, RotatedBox
from tlstudio.core.words import Split
from tlstudio.formats import registry, yolo
from tlstudio.formats.records import ExportItem, LabelledShape

KINDS = {"box": "box", "pose": "box", "polygon": "polygon", "obb": "rotated_box"}


def test_folders_of_other_tools_hold_what_an_independent_parser_found(shared: Path) -> None:
    folder = shared / "formats" / "yolo"
    expected = json.loads((folder / "expected.json").read_text())
    results = {name: yolo.read(folder / name) for name in expected["files"]}
    wanted: dict[str, dict[str, int]] = {}
    for label, kinds in expected["per_label_and_kind"].items():
        for kind, number in kinds.items():
            if kind != "class folder":
                mine = wanted.setdefault(label, {})
                key = KINDS[kind.split(" ")[0]]
                mine[key] = mine.get(key, 0) + number
    found = counted(list(results.values()))
    # The three points of each pose; the parser counted poses as one.
    poses = [found[label].pop("point") for label in found if "point" in found[label]]
    assert poses == [3 * len([name for name in results if "pose" in name])]
    assert found == wanted
    assert all(result.skipped == () for result in results.values())
    whole = [record.labels for record in results["ultralytics_classify"].records]
    assert sorted(whole) == [("label_0",), ("label_0",), ("label_1",)]
    assert reviewed_empty(results["detect_classes_txt"].records) == ["reviewed_but_empty.jpg"]
    assert any("1 pictures have no text file" in note for note in results["detect_classes_txt"].notes)

    for sample in expected["samples"]:
        name, _, inner = sample["file"].partition("/")
        record = next(one for one in results[name].records if one.source == folder / name / inner)
        shape = next(one for one in record.shapes if one.label == sample["label"])
        if "xyxy_px" in sample:
            assert edges(shape) == pytest.approx(sample["xyxy_px"], abs=1e-3)
        elif isinstance(shape.geometry, RotatedBox):
            corners = np.array(shape.geometry.corners)
            for corner in sample.get("points_px") or sample["corners_px"]:
                assert np.abs(corners - corner).max(axis=1).min() < 0.01
        else:
            assert isinstance(shape.geometry, Polygon)
            points = sample["points_px"]
            assert np.array(shape.geometry.rings[0])[: len(points)] == pytest.approx(np.array(points), abs=0.01)
    assert {one.split for one in results["roboflow_detect"].records} == {Split.TRAIN, Split.VAL}


def test_the_real_set_reads_whole(shared: Path) -> None:
    root = shared / "datasets" / "aquarium_yolo"
    result = yolo.read(root)
    lines = [
        line for file in (root / "labels").rglob("*.txt") for line in file.read_text().splitlines() if line.strip()
    ]
    assert sum(len(record.shapes) for record in result.records) + len(result.skipped) == len(lines)
    assert len(result.skipped) <= 2
    assert len(result.records) == len(list((root / "labels").rglob("*.txt")))
    train = len((root / "train.txt").read_text().split())
    assert sum(record.split is Split.TRAIN for record in result.records) == train


def item_of(path: Path, *geometries: object, **more: object) -> ExportItem:
    shapes = tuple(LabelledShape("ab"[at % 2], geometry) for at, geometry in enumerate(geometries))  # type: ignore[arg-type]
    return ExportItem(path, path.name, (), width=64, height=48, shapes=shapes, **more)  # type: ignore[arg-type]


MASK = np.zeros((48, 64), bool)
MASK[3:20, 4:30] = True
MASK[8:12, 10:14] = False
MASK[30:40, 40:60] = True
RING = ((2.0, 2.0), (42.0, 2.0), (42.0, 40.0), (2.0, 40.0), (1.0, 20.0))
HOLED = Polygon((RING, ((50.0, 5.0), (60.0, 5.0), (60.0, 15.0))), (((10.2, 10.0), (20.2, 10.0), (20.2, 20.0)),))


@pytest.mark.parametrize("with_images", [True, False])
@pytest.mark.parametrize(
    ("geometries", "kind"),
    [
        ((Box(1.5, 2, 10, 20.25), Box(0, 0, 64, 48)), "box"),
        ((RotatedBox(30, 20, 10, 6, 30), Box(4, 4, 8, 8)), "rotated_box"),
        ((HOLED, rle.encode(MASK), Box(4, 4, 8, 8)), "polygon"),
    ],
)
def test_what_is_written_reads_back(
    tmp_path: Path, geometries: tuple[object, ...], kind: str, with_images: bool
) -> None:
    items = [
        item_of(picture(tmp_path / "in" / "a.png"), *geometries, split=Split.TRAIN),
        item_of(picture(tmp_path / "in" / "empty.png", number=2), split=Split.VAL),
        item_of(picture(tmp_path / "in" / "undecided.png", number=3), is_finished=False),
    ]
    written = yolo.write(items, tmp_path / "out", with_images=with_images, labels=("unused", "b", "a"))
    assert (written.images, written.annotations, written.skipped) == (3, len(geometries), ())
    result = yolo.read(tmp_path / "out")
    assert registry.identify(tmp_path / "out")[0] == "yolo"
    assert result.labels == ("unused", "b", "a")
    assert {one.image_path.name: one.split for one in result.records} == {"a.png": Split.TRAIN, "empty.png": Split.VAL}
    assert reviewed_empty(result.records) == ["empty.png"]
    found = shapes_of(result)["a.png"]
    assert {shape.geometry.kind for shape in found} == {kind}
    for shape, wanted in zip(found, items[0].shapes, strict=True):
        assert shape.label == wanted.label
        assert edges(shape) == pytest.approx(edges(wanted), abs=1e-4)
        mine, theirs = (raster.pixels_of(one.geometry, 64, 48) for one in (shape, wanted))
        assert (mine != theirs).sum() <= 1


def test_without_splits_nothing_is_put_on_a_side(tmp_path: Path) -> None:
    items = [item_of(picture(tmp_path / "in" / f"{n}.png", number=n), Box(1, 1, 5, 5)) for n in range(3)]
    for name, with_images in (("copies", True), ("lists", False)):
        yolo.write(items, tmp_path / name, with_images=with_images)
        assert {one.split for one in yolo.read(tmp_path / name).records} == {None}


def test_points_are_listed_and_names_need_no_escape(tmp_path: Path) -> None:
    item = ExportItem(
        picture(tmp_path / "a.png"),
        "a.png",
        (),
        width=64,
        height=48,
        shapes=(LabelledShape("x", Point(1, 1)), LabelledShape('é "q" \\ : # 😀', Box(1, 1, 2, 2))),
    )
    written = yolo.write([item], tmp_path / "out", with_images=True)
    assert [one.reason for one in written.skipped] == ["its x is a point, which cannot be held"]
    assert yolo.read(tmp_path / "out").labels == ("x", 'é "q" \\ : # 😀')


def dataset(tmp_path: Path, *rows: str, names: str = "thing\nother\n") -> Path:
    picture(tmp_path / "images" / "a.png")
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "a.txt").write_text("\n".join(rows))
    (tmp_path / "classes.txt").write_text(names)
    return tmp_path


GOOD = "0 0.5 0.5 0.25 0.25"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("0 0.5 0.5 -0.25 0.25", "negative size"),
        ("0 0.5 0.5 0 0.25", "no area"),
        ("0 0.5 nan 0.25 0.25", "not a number"),
        ("0 0.5 x 0.25 0.25", "not a number"),
        ("0 0.5 0.5", "has 2 numbers"),
        ("0 0.1 0.1 0.2 0.2 0.3 0.3 0.4", "has 7 numbers"),
        ("9 0.5 0.5 0.25 0.25", "has the class 9, which classes.txt does not name"),
        ("-1 0.5 0.5 0.25 0.25", "has the class -1"),
        ("0.5 0.5 0.5 0.25 0.25", "has the class 0.5"),
        ("0 5 5 0.25 0.25", "outside of its picture"),
    ],
)
def test_a_broken_row_is_listed_with_its_line(tmp_path: Path, row: str, reason: str) -> None:
    result = yolo.read(dataset(tmp_path, GOOD, row, ""))
    assert [shape.geometry for shape in result.records[0].shapes] == [Box(24, 18, 16, 12)]
    assert [(Path(one.path).name, one.line) for one in result.skipped] == [("a.txt", 2)]
    assert reason in result.skipped[0].reason


def test_a_picture_that_lost_all_its_rows_is_not_empty(tmp_path: Path) -> None:
    assert reviewed_empty(yolo.read(dataset(tmp_path, "9 0.5 0.5 0.1 0.1")).records) == []


def test_rounding_at_the_border_is_cut_without_a_word(tmp_path: Path) -> None:
    result = yolo.read(dataset(tmp_path, "0 0.5 0.5 1.0001 1.0001"))
    assert result.records[0].shapes[0].geometry == Box(0, 0, 64, 48)
    assert (result.skipped, result.notes) == ((), ())


def test_missing_and_ambiguous_pictures_are_listed(tmp_path: Path) -> None:
    root = dataset(tmp_path, GOOD)
    (root / "labels" / "gone.txt").write_text(GOOD)
    (root / "labels" / "two.txt").write_text(GOOD)
    picture(root / "images" / "two.png")
    picture(root / "images" / "two.jpg")
    result = yolo.read(root)
    assert len(result.records) == 1
    assert {one.path: one.reason for one in result.skipped} == {
        "gone": "the picture is not there (gone.txt names it)",
        "labels/two.txt": "fits several pictures: two.jpg, two.png",
    }


def test_numbers_without_names_are_never_guessed(tmp_path: Path) -> None:
    root = dataset(tmp_path, GOOD)
    (root / "classes.txt").unlink()
    with pytest.raises(FormatError, match="names the classes"):
        yolo.read(root)
    (root / "data.yaml").write_text("names: [a, b\n  - {")
    with pytest.raises(FormatError, match="no YAML"):
        yolo.read(root)
    (root / "data.yaml").write_text("nc: 3\nnames: {'1': b, 0: a, x: c}\ntrain: [nowhere, 7]\npath: /home/me\n")
    result = yolo.read(root)
    assert result.labels == ("a", "b")
    assert any("nc: 3" in note for note in result.notes)


def test_code_in_a_data_yaml_is_never_run(tmp_path: Path) -> None:
    root = dataset(tmp_path, GOOD)
    (root / "data.yaml").write_text(f"names: !!python/object/apply:pathlib.Path.touch [{tmp_path / 'ran'}]")
    with pytest.raises(FormatError, match="no YAML"):
        yolo.read(root)
    assert not (tmp_path / "ran").exists()


def test_labels_refer_to_the_picture_as_it_is_shown(tmp_path: Path) -> None:
    root = dataset(tmp_path, GOOD)
    picture(root / "images" / "a.png", orientation=6)
    assert yolo.read(root).records[0].shapes[0].geometry == Box(18, 24, 12, 16)


@pytest.mark.parametrize(("size", "points"), [(3, "0.1 0.2 2 0 0 0 0.5 0.5 1"), (2, "0.1 0.2 0 0 0.5 0.5")])
def test_poses_are_a_box_and_named_points_of_one_group(tmp_path: Path, size: int, points: str) -> None:
    picture(tmp_path / "images" / "a.png", 100, 50)
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "a.txt").write_text(f"0 0.5 0.5 0.4 0.4 {points}\n")
    (tmp_path / "data.yaml").write_text(f"kpt_shape: [3, {size}]\nkpt_names: {{0: [nose, left ear]}}\nnames: [body]\n")
    result = yolo.read(tmp_path)
    assert result.skipped == ()
    box, *others = result.records[0].shapes
    assert edges(box) == pytest.approx((30, 15, 70, 35))
    # The absent one is none, and the third has no name.
    assert [(one.geometry, one.attributes, one.occluded) for one in others] == [
        (Point(10, 10), {"keypoint": "nose"}, False),
        (Point(50, 25), {"keypoint": "3"}, size == 3),
    ]
    assert len({one.group for one in result.records[0].shapes}) == 1
