from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pycocotools.coco import COCO

from tests.unit.formats.shape_tests import (
    assert_same_shapes,
    counted,
    edges,
    picture,
    reviewed_empty,
    shapes_of,
)
from tlstudio.core.errors import FormatError
from tlstudio.core.geometry import raster, rle
from tlstudio.core.geometry.shapes import Box, Mask, Point, Polygon, RotatedBox
from tlstudio.core.words import Split
from tlstudio.formats import coco, registry
from tlstudio.formats.records import ExportItem, LabelledShape

FILES = (
    "coco_tiny/instances.json",
    "compressed_rle/instances.json",
    "crowd_uncompressed_rle/instances.json",
    "datumaro_asset/annotations/instances_val.json",
    "roboflow_layout/valid/_annotations.coco.json",
)
KINDS = {"polygon": "polygon", "multi-polygon": "polygon", "rle": "mask", "box": "box"}


def test_files_of_other_tools_hold_what_an_independent_parser_found(shared: Path) -> None:
    folder = shared / "formats" / "coco_instances"
    expected = json.loads((folder / "expected.json").read_text())
    results = {name: coco.read(folder / name) for name in FILES}
    wanted: dict[str, dict[str, int]] = {}
    for label, kinds in expected["per_label_and_kind"].items():
        for kind, number in kinds.items():
            mine = wanted.setdefault(label, {})
            mine[KINDS[kind.split(" ")[0]]] = mine.get(KINDS[kind.split(" ")[0]], 0) + number
    assert counted(list(results.values())) == wanted
    assert sum(len(result.records) for result in results.values()) == expected["images"]
    assert all(result.skipped == () for result in results.values())
    assert reviewed_empty(results["compressed_rle/instances.json"].records) == ["reviewed_but_empty.jpg"]
    crowds = [s for r in results.values() for one in r.records for s in one.shapes if s.attributes.get(coco.CROWD)]
    assert len(crowds) == sum(
        n for kinds in expected["per_label_and_kind"].values() for k, n in kinds.items() if "crowd" in k
    )

    for sample in expected["samples"]:
        shapes = [s for one in results[sample["file"]].records for s in one.shapes if s.label == sample["label"]]
        if "full" in sample:
            full = sample["full"]
            masks = [
                s.geometry for s in shapes if isinstance(s.geometry, Mask) and rle.area(s.geometry) == full["area"]
            ]
            pixels = rle.decode(masks[0]).astype(np.uint8)
            assert pixels.shape == tuple(full["size_wh"][::-1])
            assert (
                hashlib.sha256(np.ascontiguousarray(pixels).tobytes()).hexdigest() == full["sha256_of_row_major_uint8"]
            )
        elif "first_ring_xy" in sample:
            ring = tuple(tuple(point) for point in sample["first_ring_xy"])
            assert any(isinstance(s.geometry, Polygon) and s.geometry.rings[0] == ring for s in shapes)


@pytest.mark.parametrize(
    ("name", "images", "shapes"), [("chess_coco", 100, None), ("car_parts", 90, None), ("nuts", 18, 165)]
)
def test_real_sets_read_whole_and_come_back(
    shared: Path, tmp_path: Path, name: str, images: int, shapes: int | None
) -> None:
    files = sorted((shared / "datasets" / name).glob("*.json"))
    contents = [json.loads(file.read_text()) for file in files]
    result = coco.read(shared / "datasets" / name)
    total = sum(len(content["annotations"]) for content in contents)
    assert shapes in (None, total)
    assert len(result.records) == images
    assert sum(len(record.shapes) for record in result.records) + len(result.skipped) == total
    assert len(result.skipped) == 0

    items = [item_of(record.image_path, record.shapes, record.split) for record in result.records]
    coco.write(items, tmp_path / "out", labels=result.labels)
    back = coco.read(tmp_path / "out")
    assert {one.image_path for one in back.records} == {one.image_path for one in result.records}
    mine = {one.image_path: one.shapes for one in result.records}
    for record in back.records:
        assert_same_shapes(record.shapes, mine[record.image_path], 1e-3)
    for file in (tmp_path / "out").rglob("*.json"):
        assert len(COCO(file).anns) > 0


def item_of(path: Path, shapes: tuple[LabelledShape, ...], split: Split | None = None) -> ExportItem:
    from tlstudio.imaging.read import probe

    size = probe(path)
    return ExportItem(path, path.name, (), split, width=size.width, height=size.height, shapes=shapes)


SHAPES = (
    LabelledShape("box", Box(1.5, 2, 10, 20.25), {"colour": "red"}, occluded=True),
    LabelledShape("mask", rle.encode(np.eye(48, 64)), {coco.CROWD: True}),
    LabelledShape("mask", rle.encode(np.eye(48, 64))),
    LabelledShape("two parts", Polygon((((1, 1), (9, 1), (9, 9)), ((20, 20), (30, 20), (30, 31)))), difficult=True),
)


def test_what_is_written_reads_back_and_opens_in_pycocotools(tmp_path: Path) -> None:
    path = picture(tmp_path / "in" / "ä b.png")
    empty = picture(tmp_path / "in" / "empty.png", number=2)
    undecided = ExportItem(picture(tmp_path / "in" / "u.png", number=3), "u.png", (), is_finished=False)
    items = [item_of(path, SHAPES, Split.TRAIN), item_of(empty, (), Split.VAL), undecided]
    written = coco.write(items, tmp_path / "out", with_images=True, labels=("unused", "box"))
    assert (written.images, written.annotations) == (2, 4)
    assert [(one.path, one.reason) for one in written.skipped] == [("u.png", "nobody has decided it")]
    assert registry.identify(tmp_path / "out")[0] == "coco"
    result = coco.read(tmp_path / "out")
    assert {one.image_path.name: one.split for one in result.records} == {"ä b.png": "train", "empty.png": "val"}
    assert set(result.labels) == {"unused", "box", "mask", "two parts"}
    assert shapes_of(result)["ä b.png"] == SHAPES
    opened = COCO(tmp_path / "out" / "annotations" / "instances_train.json")
    by_id = [opened.annToMask(opened.anns[i]).astype(bool) for i in sorted(opened.anns)[1:]]
    assert np.array_equal(by_id[0], np.eye(48, 64) > 0)
    assert np.array_equal(by_id[1], np.eye(48, 64) > 0)
    assert (tmp_path / "in" / "u.png") not in [one.image_path for one in result.records]


def test_what_coco_cannot_hold_is_changed_as_the_card_says_or_listed(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.png")
    ring, hole = ((2.0, 2.0), (42.0, 2.0), (42.0, 40.0), (2.0, 40.0)), ((10.0, 10.0), (20.0, 10.0), (20.0, 20.0))
    holed = Polygon((ring,), (hole,))
    shapes = (
        LabelledShape("x", RotatedBox(30, 20, 10, 6, 30)),
        LabelledShape("x", holed),
        LabelledShape("x", Point(3, 4)),
    )
    written = coco.write([item_of(path, shapes)], tmp_path / "out.json")
    assert [one.reason for one in written.skipped] == [
        "its x is a point without an object (group) and a name (attribute keypoint)"
    ]
    found = coco.read(tmp_path / "out.json").records[0].shapes
    assert [one.geometry.kind for one in found] == ["polygon", "mask"]
    assert edges(found[0]) == pytest.approx(edges(shapes[0]), abs=1e-3)
    assert np.array_equal(raster.pixels_of(found[1].geometry, 64, 48), raster.pixels_of(holed, 64, 48))


def good(tmp_path: Path, *annotations: dict[str, Any], **more: Any) -> Path:
    picture(tmp_path / "a.png")
    content = {
        "images": [{"id": 0, "file_name": "a.png", "width": 64, "height": 48}],
        "categories": [{"id": 0, "name": "thing"}],
        "annotations": [{"id": 0, "image_id": 0, "category_id": 0, "bbox": [1, 2, 3, 4]}, *annotations],
    }
    path = tmp_path / "labels.json"
    path.write_text(json.dumps(content | more))
    return path


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"bbox": [1, 2, -3, 4]}, "negative size"),
        ({"bbox": [1, 2, 0, 4]}, "no area"),
        ({"bbox": [1, 2, float("nan"), 4]}, "no shape that can be read"),
        ({"bbox": [1, 2, float("inf"), 4]}, "no shape that can be read"),
        ({"bbox": "1,2,3,4"}, "no shape that can be read"),
        ({"bbox": [[1], 2, 3, 4]}, "no shape that can be read"),
        ({"bbox": [1, 2, 3]}, "no shape that can be read"),
        ({}, "no shape that can be read"),
        ({"bbox": [500, 2, 3, 4]}, "outside of its picture"),
        ({"bbox": [1e300, 2, 3, 4]}, "far outside"),
        ({"segmentation": [[1, 2, 3, 4]]}, "fewer than three points"),
        ({"segmentation": [[1, 1, 2, 2, 3, 3]]}, None),
        ({"segmentation": [[1, 1, 2, 1, 3, 1]]}, "no area"),
        ({"segmentation": {"size": [48, 64], "counts": [5, 5]}}, "add up to 10"),
        ({"segmentation": {"size": [48, 64], "counts": [-5, 3077]}}, "add up to"),
        ({"segmentation": {"size": [48, 64], "counts": "\x01\x02"}}, "cannot be there"),
        ({"segmentation": {"size": [48, 64], "counts": [3072]}}, "no pixel"),
        ({"segmentation": {"size": [64, 48], "counts": [0, 3072]}}, "a mask of 48 x 64 pixels"),
        ({"segmentation": {"size": [1 << 40, 1 << 40], "counts": [0, 1 << 80]}}, "makes no sense"),
        ({"segmentation": {"counts": [3072]}}, "without a size"),
        ({"category_id": 9, "bbox": [1, 2, 3, 4]}, "label that the file does not list"),
        ({"image_id": 9, "bbox": [1, 2, 3, 4]}, "image that the file does not list"),
    ],
)
def test_a_broken_annotation_is_listed_and_the_good_one_goes_in(
    tmp_path: Path, broken: dict[str, Any], reason: str | None
) -> None:
    result = coco.read(good(tmp_path, {"id": 7, "image_id": 0, "category_id": 0} | broken))
    assert result.records[0].shapes[0] == LabelledShape("thing", Box(1, 2, 3, 4))
    if reason is None:
        assert len(result.records[0].shapes) == 2
    else:
        assert [one.path for one in result.skipped] == ["labels.json: annotation 7"]
        assert reason in result.skipped[0].reason


def test_missing_pictures_ids_twice_and_wrong_types_are_listed(tmp_path: Path) -> None:
    images = [
        {"id": 0, "file_name": "a.png"},
        {"id": 0, "file_name": "b.png"},
        {"id": 2, "file_name": "../../gone.png"},
        {"id": "x"},
        7,
    ]
    result = coco.read(good(tmp_path, "no object", None, images=images))  # type: ignore[arg-type]
    assert len(result.records) == 1
    reasons = [one.reason for one in result.skipped]
    assert "has the id of one before" in reasons
    assert any("is not there" in reason for reason in reasons)
    assert reasons.count("has no number as its id") == 2


@pytest.mark.parametrize("text", ["[]", "{}", '{"images": 3}', "nothing", "[" * 100_000, '{"images": [], '])
def test_what_is_not_coco_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "labels.json"
    path.write_text(text)
    with pytest.raises(FormatError):
        coco.read(path)
    assert coco.sniff(path).confidence == 0


def test_labels_made_before_turning_are_turned_with_the_picture(tmp_path: Path) -> None:
    path = good(tmp_path)
    picture(tmp_path / "a.png", 64, 48, orientation=6)
    result = coco.read(path)
    assert result.records[0].shapes[0].geometry == Box(48 - 2 - 4, 1, 4, 3)
    assert any("before turning" in note for note in result.notes)
    mask = np.zeros((48, 64), bool)
    mask[2:6, 1:4] = True
    runs = {"size": [48, 64], "counts": rle.encode(mask).counts}
    path.write_text(path.read_text().replace('"bbox": [1, 2, 3, 4]', f'"segmentation": {json.dumps(runs)}'))
    found = coco.read(path).records[0].shapes[0].geometry
    assert isinstance(found, Mask)
    assert rle.bounds(found) == Box(42, 1, 4, 3)


def test_shapes_over_the_border_are_cut_and_other_sizes_are_said(tmp_path: Path) -> None:
    path = good(tmp_path, {"id": 1, "image_id": 0, "category_id": 0, "bbox": [60, 40, 100, 100]})
    path.write_text(path.read_text().replace('"width": 64', '"width": 640'))
    result = coco.read(path)
    assert result.records[0].shapes[1].geometry == Box(60, 40, 4, 8)
    assert any("cut at its border" in note for note in result.notes)
    assert any("640 x 48, the picture 64 x 48" in note for note in result.notes)
