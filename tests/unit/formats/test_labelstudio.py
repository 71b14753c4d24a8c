from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.formats.shape_tests import counted, edges, picture, reviewed_empty
from tlstudio.core.errors import BadRecord, FormatError
from tlstudio.core.geometry import measure, rle
from tlstudio.core.geometry.shapes import Mask, Point, RotatedBox
from tlstudio.formats import labelstudio
from tlstudio.formats.labelstudio_brush import decode_brush, encode_brush
from tlstudio.formats.records import ExportItem, LabelledShape

KINDS = {
    "rectanglelabels": "box",
    "rectanglelabels rotated": "rotated_box",
    "polygonlabels": "polygon",
    "ellipselabels": "polygon",
    "keypointlabels": "point",
    "brushlabels": "mask",
}


def test_exports_hold_what_an_independent_parser_found(shared: Path, tmp_path: Path) -> None:
    source = shared / "formats" / "label_studio"
    expected = json.loads((source / "expected.json").read_text())
    results = {}
    for name in expected["files"]:
        tasks = json.loads((source / name).read_text())
        here = tmp_path / name
        shutil.copytree(source / "images", here / "images")
        shutil.copy(source / name, here / name)
        # The stand-ins have one size, the tasks say another for each file.
        for task in tasks if isinstance(tasks, list) else [tasks]:
            said = [one for each in task["annotations"] for one in each["result"] if one.get("original_width")]
            address = task["data"]["image"].rpartition("/")[2]
            if address.endswith("unsplash.jpg"):
                picture(here / address, 300, 200)
            elif said and address.startswith("image"):
                (here / "images" / f"{address.removesuffix('.jpg')}.jpg").unlink()
                picture(here / "images" / f"{address.removesuffix('.jpg')}.jpg", *size_of(said[0]))
        results[name] = labelstudio.read(here / name)
    assert sum(len(result.records) for result in results.values()) == expected["images"]
    # Five relations, which have no value and cannot be held; everything else goes in.
    assert {name: [one.reason for one in result.skipped] for name, result in results.items() if result.skipped} == {
        "keypoints.json": ["is a relation between two regions, which cannot be held"] * 5
    }
    wanted: dict[str, dict[str, int]] = {}
    tags = 0
    for label, kinds in expected["per_label_and_kind"].items():
        for kind, number in kinds.items():
            if kind == "choices":
                tags += number
            else:
                own = wanted.setdefault(label, {})
                own[KINDS[kind]] = own.get(KINDS[kind], 0) + number
    assert counted(list(results.values())) == wanted
    assert [record.labels for result in results.values() for record in result.records if record.labels] == [
        ("Space",)
    ] * tags
    for sample in expected["samples"]:
        shapes = [one for record in results[sample["file"]].records for one in record.shapes]
        if sample["kind"] == "rotated box":
            corners = [np.array(one.geometry.corners) for one in shapes if isinstance(one.geometry, RotatedBox)]
            wanted_corners = np.array(sample["corners_px_tl_tr_br_bl"])
            assert any(np.allclose(found, wanted_corners, atol=1e-3) for found in corners)
        elif sample["kind"] == "box":
            (box,) = [one for one in shapes if one.label == sample["label"]]
            assert edges(box) == pytest.approx(sample["xyxy_px"], abs=1e-3)
        else:
            (brush,) = [one.geometry for one in shapes if one.label == sample["label"]]
            assert isinstance(brush, Mask)
            digest = hashlib.sha256(rle.decode(brush).astype(np.uint8).tobytes()).hexdigest()
            assert digest == sample["full"]["sha256_of_row_major_uint8"]
    brush = results["brush_empty_skipped.json"].records
    assert reviewed_empty(brush) == ["5e6f7a8b-reviewed_but_empty.png"]
    assert [record.is_reviewed for record in brush] == [True, True, False]
    keypoints = results["keypoints.json"]
    assert {shape.group for shape in keypoints.records[0].shapes} == {1}
    two = results["rectangles.json"].records[0].shapes
    assert [shape.attributes for shape in two] == [{"annotation": 1.0}] * 2 + [{"annotation": 2.0}] * 2


def size_of(result: dict[str, Any]) -> tuple[int, int]:
    return result["original_width"], result["original_height"]


@given(rows=st.lists(st.lists(st.booleans(), min_size=7, max_size=7), min_size=1, max_size=9))
@settings(max_examples=40)
def test_brush_strokes_come_back(rows: list[list[bool]]) -> None:
    mask = rle.encode(np.array(rows))
    assert decode_brush(encode_brush(mask), mask.width, mask.height) == mask


def test_a_run_longer_than_the_longest_comes_back() -> None:
    mask = rle.encode(np.ones((200, 200), dtype=bool))
    assert decode_brush(encode_brush(mask), 200, 200) == mask


@given(data=st.binary(max_size=60))
@settings(max_examples=60)
def test_foreign_bytes_are_no_brush_strokes(data: bytes) -> None:
    with contextlib.suppress(BadRecord):
        mask = decode_brush(list(data), 5, 4)
        assert (mask.width, mask.height) == (5, 4)


def rectangle(**value: Any) -> dict[str, Any]:
    usual = {"x": 10, "y": 20, "width": 30, "height": 40, "rotation": 0, "rectanglelabels": ["x"]}
    return {"type": "rectanglelabels", "value": usual | value}


def file(tmp_path: Path, *results: Any, **more: Any) -> Path:
    picture(tmp_path / "a.png", 200, 100)
    good = rectangle() | {"id": "good"}
    annotations = [{"result": [good, *results]}]
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps([{"id": 1, "data": {"image": "a.png"}, "annotations": annotations} | more]))
    return path


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (rectangle(width=-3), "negative size"),
        (rectangle(width="wide"), "no number as width, height, rotation"),
        (rectangle(x=float("nan")), "no number as x, y"),
        (rectangle(x=400), "outside of its picture"),
        (rectangle(rectanglelabels=[]), "has no label"),
        (rectangle(rectanglelabels="x"), "has no label"),
        (rectangle() | {"image_rotation": 90}, "turned in Label Studio"),
        ({"type": "rectanglelabels", "value": 3}, "no number as x, y"),
        ({"type": "polygonlabels", "value": {"points": [[1, 2], [3]], "polygonlabels": ["x"]}}, "no number among them"),
        ({"type": "polygonlabels", "value": {"points": [[1, 2]], "polygonlabels": ["x"]}}, "fewer than three points"),
        ({"type": "ellipselabels", "value": {"x": 1, "y": 2, "radiusX": 0, "radiusY": 3}}, "no area"),
        (
            {"type": "brushlabels", "value": {"format": "rle", "rle": [0, 0, 1], "brushlabels": ["x"]}},
            "a mask that is damaged",
        ),
        (
            {"type": "brushlabels", "value": {"format": "rle", "rle": [0] * 9, "brushlabels": ["x"]}},
            "has brush strokes of 0 bytes",
        ),
        (
            {"type": "brushlabels", "value": {"format": "rle", "rle": ["a"], "brushlabels": ["x"]}},
            "a mask that is damaged",
        ),
        ({"type": "brushlabels", "value": {"format": "png", "brushlabels": ["x"]}}, "a mask that is damaged"),
        ({"type": "videorectangle", "value": {"sequence": []}}, "no shape that can be read"),
        ({"type": "timelinelabels", "value": {"ranges": []}}, "kind 'timelinelabels'"),
        ({"type": "relation", "from_id": "a", "to_id": "b"}, "is a relation between two regions, which cannot be held"),
        ("nothing", "kind ''"),
    ],
)
def test_a_broken_result_is_listed_and_the_good_one_goes_in(tmp_path: Path, broken: Any, reason: str) -> None:
    result = labelstudio.read(file(tmp_path, broken))
    assert [edges(shape) for record in result.records for shape in record.shapes] == [(20, 20, 80, 60)]
    (skipped,) = result.skipped
    assert reason in skipped.reason
    assert skipped.path.startswith("tasks.json: task 1, re")


def test_a_brush_of_another_size_is_listed(tmp_path: Path) -> None:
    small = rle.encode(np.ones((5, 4), dtype=bool))
    value = {"format": "rle", "rle": encode_brush(small), "brushlabels": ["x"]}
    result = labelstudio.read(
        file(tmp_path, {"type": "brushlabels", "original_width": 4, "original_height": 5, "value": value})
    )
    assert [one.reason for one in result.skipped] == ["has a mask of 4 x 5 pixels, the picture has 200 x 100"]


def test_regions_of_separate_controls_and_ids_twice_are_read(tmp_path: Path) -> None:
    place = {"x": 50, "y": 50, "width": 10, "height": 10, "rotation": 0}
    results = [
        {"id": "r", "type": "rectangle", "value": place},
        {"id": "r", "type": "labels", "value": place | {"labels": ["cat"]}},
        {"id": "r", "type": "textarea", "from_name": "why", "value": place | {"text": ["big", "grey"]}},
        rectangle(x=1, rectanglelabels=["a", "b"]) | {"id": "good", "meta": {"text": ["look"]}},
        {"id": "w", "type": "choices", "value": {"choices": ["sharp"]}},
    ]
    result = labelstudio.read(file(tmp_path, *results))
    (record,) = result.records
    assert record.labels == ("sharp",)
    assert [(one.label, edges(one)) for one in record.shapes] == [
        ("x", (20, 20, 80, 60)),
        ("a", (2, 20, 62, 60)),
        ("b", (2, 20, 62, 60)),
        ("cat", (100, 50, 120, 60)),
    ]
    assert record.shapes[3].attributes == {"why": "big, grey"}
    assert record.shapes[1].note == "look"


def test_only_the_ground_truth_counts_where_there_is_one(tmp_path: Path) -> None:
    annotations = [{"result": [rectangle()]}, {"result": [rectangle(x=0)], "ground_truth": True}]
    result = labelstudio.read(file(tmp_path, annotations=annotations))
    assert [edges(shape)[0] for shape in result.records[0].shapes] == [0]
    assert "ground truth" in result.skipped[0].reason


@pytest.mark.parametrize(
    "address",
    [
        "https://host/some/where/b%20c.png?X-Amz-Signature=1",
        "/data/upload/3/1a2b3c4d-b%20c.png",
        "/data/local-files/?d=pictures%5Cb%20c.png",
        "s3://bucket/b c.png",
    ],
)
def test_pictures_are_found_by_what_is_left_of_their_address(tmp_path: Path, address: str) -> None:
    picture(tmp_path / "b c.png", 200, 100)
    (record,) = labelstudio.read(file(tmp_path, data={"image": address})).records
    assert record.image_path.name == "b c.png"


def test_tasks_nobody_did_and_missing_pictures(tmp_path: Path) -> None:
    result = labelstudio.read(file(tmp_path, annotations=[], data={"image": "a.png"}))
    assert [record.is_reviewed for record in result.records] == [False]
    result = labelstudio.read(file(tmp_path, data={"image": "gone.png"}))
    assert [one.reason for one in result.skipped] == ["the picture is not there (tasks.json names it)"]


def test_what_a_shape_says_comes_back_and_the_interface_names_every_label(tmp_path: Path) -> None:
    shape = LabelledShape("a <b>", Point(3, 4), {"k": "v", "n": 1.5}, difficult=True, note="n", group=7)
    items = [
        ExportItem(picture(tmp_path / "1.png"), "1.png", ("tag",), width=64, height=48, shapes=(shape,)),
        ExportItem(picture(tmp_path / "2.png"), "2.png", (), width=64, height=48),
        ExportItem(picture(tmp_path / "3.png"), "3.png", (), width=64, height=48, is_finished=False),
    ]
    written = labelstudio.write(items, tmp_path / "out", with_images=True, labels=("unused",))
    assert (written.images, written.annotations, written.skipped) == (3, 2, ())
    result = labelstudio.read(tmp_path / "out")
    assert [record.is_reviewed for record in result.records] == [True, True, False]
    assert result.records[0].labels == ("tag",)
    assert result.records[0].shapes[0] == shape
    config = (tmp_path / "out" / "label_config.xml").read_text()
    assert 'value="unused"' in config
    assert "a &lt;b&gt;" in config
    labelstudio.write(items, tmp_path / "one.json")
    assert [len(record.shapes) for record in labelstudio.read(tmp_path / "one.json").records] == [1, 0, 0]
    with pytest.raises(FormatError, match="names a file"):
        labelstudio.write(items, tmp_path / "two.json", with_images=True)


@pytest.mark.parametrize("text", ["[]", "{}", '[{"data": {}}]', "[" * 100_000, "3"])
def test_what_is_no_export_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(FormatError):
        labelstudio.read(tmp_path / "a.json")


def test_a_turned_box_keeps_its_corners(tmp_path: Path) -> None:
    box = RotatedBox(30, 20, 10, 6, 30)
    item = ExportItem(picture(tmp_path / "1.png"), "1.png", (), width=64, height=48, shapes=(LabelledShape("x", box),))
    labelstudio.write([item], tmp_path / "out.json")
    value = json.loads((tmp_path / "out.json").read_text())[0]["annotations"][0]["result"][0]["value"]
    assert (value["x"] * 0.64, value["y"] * 0.48) == pytest.approx(box.corners[0])
    found = labelstudio.read(tmp_path / "out.json").records[0].shapes[0].geometry
    assert isinstance(found, RotatedBox)
    assert np.allclose(found.corners, box.corners)
    assert measure.area(found) == pytest.approx(60)


def test_results_of_models_are_read_when_asked_for(tmp_path: Path) -> None:
    predictions = [
        {"result": [rectangle()]},
        {"score": 0.75, "result": [rectangle(x=0), rectangle(x=5) | {"score": 7}]},
    ]
    path = file(tmp_path, rectangle(x=50) | {"score": 0.5}, predictions=predictions)
    people = labelstudio.read(path)
    assert [shape.score for shape in people.records[0].shapes] == [None, None]
    assert people.notes == (
        "Predictions of models were not read, only what people annotated; the option results=predictions reads them.",
    )
    models = labelstudio.read(path, results="predictions")
    assert [(edges(shape)[0], shape.score) for shape in models.records[0].shapes] == [(0, 0.75), (10, None)]
    assert models.notes == ()


def test_percents_of_a_picture_that_is_stored_turned_are_turned_with_it(tmp_path: Path) -> None:
    path = file(tmp_path)
    picture(tmp_path / "a.png", 200, 100, orientation=6)
    task = json.loads(path.read_text())
    task[0]["annotations"][0]["result"][0] |= {"original_width": 200, "original_height": 100}
    path.write_text(json.dumps(task))
    result = labelstudio.read(path)
    assert edges(result.records[0].shapes[0]) == (40, 20, 80, 80)
    assert "stored turned" in result.notes[0]
    task[0]["annotations"][0]["result"][0] |= {"original_width": 100, "original_height": 200}
    path.write_text(json.dumps(task))
    result = labelstudio.read(path)
    assert edges(result.records[0].shapes[0]) == (10, 40, 40, 120)
    assert result.notes == ()
