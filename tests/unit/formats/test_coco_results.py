"""COCO's results and key points, of models and of other tools."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pycocotools.coco import COCO

from tests.unit.formats.shape_tests import picture
from tlstudio.core.errors import FormatError
from tlstudio.core.geometry import rle
from tlstudio.core.geometry.shapes import Box, Point
from tlstudio.formats import coco, registry
from tlstudio.formats.coco_keypoints import KEYPOINT
from tlstudio.formats.records import ExportItem, LabelledShape, ReadResult

MASK = rle.encode(np.eye(48, 64))


def results(tmp_path: Path, *rows: dict[str, Any], instances: str = "instances.json") -> Path:
    for number in range(3):
        picture(tmp_path / f"{number}.png", number=number)
    content = {
        "images": [{"id": 10 + n, "file_name": f"{n}.png", "width": 64, "height": 48} for n in range(3)],
        "categories": [{"id": 7, "name": "crack"}, {"id": 9, "name": "rust"}],
        "annotations": [],
    }
    if instances:
        (tmp_path / instances).write_text(json.dumps(content))
    path = tmp_path / "predictions.json"
    path.write_text(json.dumps(rows))
    return path


ROWS = (
    {"image_id": 10, "category_id": 7, "bbox": [1, 2, 3, 4], "score": 0.75},
    {
        "image_id": 10,
        "category_id": 9,
        "segmentation": {"size": [48, 64], "counts": MASK.counts},
        "score": 0.5,
    },
    {"image_id": 11, "category_id": 9, "bbox": [1, 2, 3, 4], "score": 1},
)


def test_results_are_shapes_with_scores_on_the_images_beside(tmp_path: Path) -> None:
    path = results(tmp_path, *ROWS)
    assert registry.identify(path)[0] == "coco"
    result = coco.read(path)
    assert {one.image_path.name: one.shapes for one in result.records} == {
        "0.png": (
            LabelledShape("crack", Box(1, 2, 3, 4), score=0.75),
            LabelledShape("rust", MASK, score=0.5),
        ),
        "1.png": (LabelledShape("rust", Box(1, 2, 3, 4), score=1.0),),
    }
    assert result.labels == ("crack", "rust")
    # The folder itself means the labels, not what a model says about them.
    assert all(not record.shapes for record in coco.read(tmp_path).records)


def test_the_images_of_results_may_be_named(tmp_path: Path) -> None:
    path = results(tmp_path, *ROWS, instances="")
    with pytest.raises(FormatError, match="nothing beside it says") as caught:
        coco.read(path)
    assert "--option instances=" in caught.value.hint
    elsewhere = tmp_path / "other"
    elsewhere.mkdir()
    results(elsewhere, *ROWS)
    with pytest.raises(FormatError, match="not there"):
        coco.read(path, instances=str(tmp_path / "gone.json"))
    assert len(coco.read(path, instances=str(elsewhere / "instances.json")).records) == 2
    named = tmp_path / "named"
    named.mkdir()
    by_name = results(named, {"image_id": "0", "category_id": "dent", "bbox": [1, 2, 3, 4]}, instances="")
    assert coco.read(by_name).records[0].shapes == (LabelledShape("dent", Box(1, 2, 3, 4)),)


def test_broken_results_are_listed(tmp_path: Path) -> None:
    path = results(
        tmp_path,
        ROWS[0],
        {"image_id": 99, "category_id": 7, "bbox": [1, 2, 3, 4]},
        {"image_id": 10, "category_id": 1, "bbox": [1, 2, 3, 4]},
        {"image_id": 10, "category_id": 7, "bbox": [1, 2]},
        {"image_id": 10, "category_id": 7, "bbox": [1, 2, 3, 4], "score": 7},
    )
    result = coco.read(path)
    assert [one.reason.split(",")[0] for one in result.skipped] == [
        "belongs to an image that the file does not list",
        "has a label that the file does not list",
        "has no shape that can be read",
    ]
    assert [shape.score for shape in result.records[0].shapes] == [0.75, None]


def test_key_points_of_other_tools_are_named_points_of_one_object(shared: Path) -> None:
    folder = shared / "formats" / "coco_keypoints"
    expected = json.loads((folder / "expected.json").read_text())
    files = ("person_keypoints.json", "animalpose/animalpose.json")
    everything: dict[str, ReadResult] = {name: coco.read(folder / name) for name in files}
    counts = {"cat": 0, "person": 0}
    for result in everything.values():
        assert result.skipped == ()
        for record in result.records:
            for label in counts:
                counts[label] += len({s.group for s in record.shapes if s.label == label and KEYPOINT in s.attributes})
    assert counts == {name: expected["per_label_and_kind"][name]["keypoints"] for name in counts}
    for sample in expected["samples"]:
        if "points_x_y_v" not in sample:
            continue
        wanted = [(x, y, v) for x, y, v in sample["points_x_y_v"] if v]
        groups: dict[tuple[Path, int | None], list[tuple[float, float, int]]] = {}
        for record in everything[sample["file"]].records:
            for shape in record.shapes:
                if isinstance(shape.geometry, Point):
                    place = (shape.geometry.x, shape.geometry.y, 1 if shape.occluded else 2)
                    groups.setdefault((record.image_path, shape.group), []).append(place)
        assert wanted in groups.values()


def test_key_points_come_back(shared: Path, tmp_path: Path) -> None:
    from tlstudio.imaging.read import probe

    result = coco.read(shared / "formats" / "coco_keypoints" / "person_keypoints.json")
    items: list[ExportItem] = []
    for record in result.records:
        size = probe(record.image_path)
        path = record.image_path
        items.append(ExportItem(path, path.name, (), width=size.width, height=size.height, shapes=record.shapes))
    written = coco.write(items, tmp_path / "out.json")
    assert written.skipped == ()
    opened = COCO(tmp_path / "out.json")
    assert sum(one.get("num_keypoints", 0) for one in opened.anns.values()) == sum(
        isinstance(shape.geometry, Point) for record in result.records for shape in record.shapes
    )
    back = coco.read(tmp_path / "out.json")
    for one, other in zip(back.records, result.records, strict=True):
        assert points_of(one.shapes) == points_of(other.shapes)


def points_of(shapes: tuple[LabelledShape, ...]) -> set[tuple[object, ...]]:
    return {
        (s.geometry.x, s.geometry.y, s.occluded, s.attributes[KEYPOINT])
        for s in shapes
        if isinstance(s.geometry, Point)
    }


def test_key_points_without_a_box_get_one_and_loose_points_are_listed(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.png")
    shapes = (
        LabelledShape("hand", Point(3, 4), {KEYPOINT: "thumb"}, group=1),
        LabelledShape("hand", Point(9, 14), {KEYPOINT: "palm"}, group=1),
        LabelledShape("hand", Point(30, 30)),
    )
    written = coco.write([ExportItem(path, "a.png", (), width=64, height=48, shapes=shapes)], tmp_path / "out.json")
    assert len(written.skipped) == 1
    (entry,) = COCO(tmp_path / "out.json").anns.values()
    assert (entry["bbox"], entry["keypoints"], entry["num_keypoints"]) == ([3, 4, 6, 10], [3, 4, 2, 9, 14, 2], 2)
