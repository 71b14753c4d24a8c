from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.unit.formats.shape_tests import counted, edges, picture, reviewed_empty
from tlstudio.core.errors import FormatError
from tlstudio.core.geometry import measure, rle
from tlstudio.core.geometry.shapes import Mask, Point
from tlstudio.core.words import Split
from tlstudio.formats import datumaro

KINDS = {"bbox": "box", "polygon": "polygon", "mask": "mask", "ellipse": "polygon", "points": "point"}


def test_files_of_other_tools_hold_what_an_independent_parser_found(shared: Path) -> None:
    folder = shared / "formats" / "datumaro"
    expected = json.loads((folder / "expected.json").read_text())
    results = [datumaro.read(folder / name) for name in ("legacy_classification", "skeleton_cvat_fork", "written_1_13")]
    assert sum(len(result.records) for result in results) == expected["images"]
    wanted: dict[str, dict[str, int]] = {}
    tags: dict[str, int] = {}
    refused: list[str] = []
    for label, kinds in expected["per_label_and_kind"].items():
        for kind, number in kinds.items():
            if kind == "label":
                tags[label] = number
            elif kind in KINDS:
                wanted.setdefault(label, {}).setdefault(KINDS[kind], 0)
                wanted[label][KINDS[kind]] += number
            else:
                refused.append(kind)
    # Its one object of three points has one absent; the two others are a group.
    wanted["car"]["point"] = 2
    assert counted(results) == wanted
    found = [tag for result in results for record in result.records for tag in record.labels]
    assert {tag: found.count(tag) for tag in tags} == tags
    assert refused == ["polyline", "skeleton"]
    assert sorted(one.reason for result in results for one in result.skipped) == [
        "is a line, which cannot be held",
        "is a skeleton, which cannot be held",
    ]
    assert reviewed_empty(tuple(record for result in results for record in result.records)) == [
        "d.jpg",
        "reviewed_but_empty.jpg",
    ]
    shapes = results[2].records[0].shapes
    box, polygon, mask, first, second, disc = shapes
    samples = expected["samples"]
    assert (edges(box), box.occluded, box.group) == (tuple(samples[0]["xyxy"]), True, 1)
    assert [list(point) for point in polygon.geometry.points] == samples[1]["points"]  # type: ignore[union-attr]
    assert isinstance(mask.geometry, Mask)
    digest = hashlib.sha256(rle.decode(mask.geometry).astype(np.uint8).tobytes()).hexdigest()
    assert digest == samples[2]["full"]["sha256_of_row_major_uint8"]
    assert (first.geometry, second.geometry) == (Point(10, 10), Point(12, 14))
    assert first.group == second.group is not None
    assert (first.occluded, second.occluded) == (False, True)
    left, top, right, bottom = samples[3]["numbers"]
    assert measure.area(disc.geometry) == pytest.approx(np.pi * (right - left) * (bottom - top) / 4)
    assert [record.split for record in results[0].records] == [Split.TEST, Split.TRAIN, Split.TRAIN, Split.VAL]


def folder(tmp_path: Path, *annotations: Any, **more: Any) -> Path:
    picture(tmp_path / "images" / "train" / "a.png")
    good = {"type": "bbox", "label_id": 0, "bbox": [1, 2, 3, 4]}
    item = {"id": "a", "annotations": [good, *annotations], "image": {"path": "a.png", "size": [48, 64]}}
    content = {"categories": {"label": {"labels": [{"name": "x"}]}}, "items": [item, *more.pop("items", ())]} | more
    (tmp_path / "annotations").mkdir(exist_ok=True)
    (tmp_path / "annotations" / "train.json").write_text(json.dumps(content))
    return tmp_path


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"type": "bbox", "label_id": 0, "bbox": [1, 2, -3, 4]}, "negative size"),
        ({"type": "bbox", "label_id": 0, "bbox": [1, 2, float("nan"), 4]}, "no number among them"),
        ({"type": "bbox", "label_id": 0, "bbox": [1, 2, 3]}, "3 numbers instead of 4"),
        ({"type": "bbox", "label_id": 0, "bbox": [900, 2, 3, 4]}, "outside of its picture"),
        ({"type": "bbox", "label_id": 7, "bbox": [1, 2, 3, 4]}, "label that the file does not list"),
        ({"type": "bbox", "label_id": -1, "bbox": [1, 2, 3, 4]}, "label that the file does not list"),
        ({"type": "bbox", "label_id": "x", "bbox": [1, 2, 3, 4]}, "label that the file does not list"),
        ({"type": "polygon", "label_id": 0, "points": [1, 2, 3, 4]}, "fewer than three points"),
        ({"type": "polygon", "label_id": 0, "points": "all"}, "no number among them"),
        ({"type": "ellipse", "label_id": 0, "points": [9, 9, 3, 3]}, "no area"),
        ({"type": "mask", "label_id": 0, "rle": {"counts": "04<", "size": [48, 64]}}, "add up to"),
        ({"type": "mask", "label_id": 0, "rle": {"counts": 9}}, "without a size"),
        ({"type": "mask", "label_id": 0}, "without a size"),
        ({"type": "cuboid_3d", "label_id": 0}, "cuboid"),
        ({"type": ["bbox"], "label_id": 0}, "has no points, or what is no number"),
        ("nothing", "label that the file does not list"),
    ],
)
def test_a_broken_annotation_is_listed_and_the_good_one_goes_in(tmp_path: Path, broken: Any, reason: str) -> None:
    result = datumaro.read(folder(tmp_path, broken))
    assert [len(record.shapes) for record in result.records] == [1]
    (skipped,) = result.skipped
    assert reason in skipped.reason
    assert skipped.path == "train.json: item a, annotation 2"


def test_a_self_crossing_polygon_and_one_over_the_border_go_in(tmp_path: Path) -> None:
    bow = {"type": "polygon", "label_id": 0, "points": [10, 10, 30, 30, 30, 10, 10, 30]}
    wide = {"type": "bbox", "label_id": 0, "bbox": [-10, -10, 200, 200]}
    result = datumaro.read(folder(tmp_path, bow, wide))
    assert [edges(shape) for shape in result.records[0].shapes] == [(1, 2, 4, 6), (10, 10, 30, 30), (0, 0, 64, 48)]
    assert "were cut" in result.notes[0]


def test_ids_twice_missing_pictures_and_wrong_types_are_listed(tmp_path: Path) -> None:
    items = [{"id": "a", "annotations": [], "image": {"path": "a.png"}}, {"id": "gone", "image": {"path": 7}}, 3]
    result = datumaro.read(folder(tmp_path, items=items))
    assert [len(record.shapes) for record in result.records] == [1]
    assert [one.reason.partition(" (")[0] for one in result.skipped] == [
        "has the id of one before",
        "the picture is not there",
        "names no picture",
    ]


def test_attributes_notes_and_groups_come_back(tmp_path: Path) -> None:
    given = {"k": "v", "n": 1.5, "truncated": True, "note": "seen"}
    shape = (
        datumaro.read(
            folder(tmp_path, {"type": "bbox", "label_id": 0, "bbox": [5, 5, 5, 5], "attributes": given, "group": 4})
        )
        .records[0]
        .shapes[1]
    )
    assert (shape.attributes, shape.truncated, shape.note, shape.group) == ({"k": "v", "n": 1.5}, True, "seen", 4)


@pytest.mark.parametrize("text", ["[]", "{}", "[" * 100_000, '{"items": 3, "categories": {}}'])
def test_what_is_no_datumaro_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text)
    assert datumaro.sniff(tmp_path / "a.json").confidence == 0 or text.startswith('{"items"')
    with pytest.raises(FormatError):
        datumaro.read(tmp_path / "a.json")
