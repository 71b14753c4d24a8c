from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from tests.unit.formats.shape_tests import counted, edges, picture
from tlstudio.core.errors import FormatError
from tlstudio.core.geometry import measure
from tlstudio.core.geometry.shapes import Box, Polygon
from tlstudio.formats import via
from tlstudio.formats.records import ExportItem, LabelledShape
from tlstudio.formats.via_files import CSV_HEADER

KINDS = {"rect": "box", "circle": "polygon", "ellipse": "polygon", "polygon": "polygon", "point": "point"}
JSON_FILES = (
    "v1/annotation2.json",
    "v2/via_export_json.json",
    "v2/via_project.json",
    "v2_size_is_string/tracks.json",
    "v3/via3_project.json",
)


def test_json_of_every_version_holds_what_an_independent_parser_found(shared: Path) -> None:
    folder = shared / "formats" / "via"
    expected = json.loads((folder / "expected.json").read_text())
    results = [via.read(folder / name) for name in JSON_FILES]
    images = [expected["files"][name]["images"] for name in JSON_FILES]
    assert [len(result.records) for result in results] == images
    kinds = dict(expected["per_label_and_kind"])
    # Three regions of version 1 say of no label; they are listed.
    nameless = sum(kinds.pop("").values())
    assert [one.reason for result in results for one in result.skipped] == ["has no label"] * nameless
    wanted: dict[str, dict[str, int]] = {}
    for label, numbers in kinds.items():
        for kind, number in numbers.items():
            # "v3 shape 2" is a rectangle.
            own = wanted.setdefault(label, {})
            own[KINDS.get(kind, "box")] = own.get(KINDS.get(kind, "box"), 0) + number
    assert counted(results) == wanted
    by_file = dict(zip(JSON_FILES, results, strict=True))
    for sample in expected["samples"]:
        records = {record.image_path.name: record for record in by_file[sample["file"]].records}
        shape = next(one for one in records[sample["image"]].shapes if one.label == sample["label"])
        if sample["kind"] == "ellipse":
            x, y, rx, ry = sample["cx_cy_rx_ry"]
            assert measure.area(shape.geometry) == pytest.approx(math.pi * rx * ry)
            box = measure.bounds(shape.geometry)
            assert (box.x + box.width / 2, box.y + box.height / 2) == pytest.approx((x, y))
        elif sample["kind"] == "polygon":
            assert shape.geometry == Polygon((tuple(tuple(point) for point in sample["points"]),))
        else:
            assert edges(shape) == pytest.approx(sample["xyxy"])


def test_tables_hold_the_same_as_their_json(shared: Path) -> None:
    folder = shared / "formats" / "via"
    table, first = via.read(folder / "v1" / "annotation1.csv"), via.read(folder / "v1" / "annotation2.json")
    assert [record.shapes for record in table.records] == [record.shapes for record in first.records]
    assert [one.line for one in table.skipped] == [7, 8, 9]
    table, second = via.read(folder / "v2" / "via_export_csv.csv"), via.read(folder / "v2" / "via_export_json.json")
    assert [[one.geometry for one in record.shapes] for record in table.records] == [
        [one.geometry for one in record.shapes] for record in second.records
    ]
    # No row of this one says what it is.
    assert table.labels == ("object",)
    assert "says of no region what it is" in table.notes[0]
    # Project, export and table of one folder say the same; it goes in once.
    assert counted([via.read(folder / "v2")]) == counted([second])


def file(tmp_path: Path, *shapes: Any, **more: Any) -> Path:
    picture(tmp_path / "a.png")
    good = {"shape_attributes": {"name": "rect", "x": 1, "y": 2, "width": 3, "height": 4}}
    regions = [good, *({"shape_attributes": shape} for shape in shapes)]
    for region in regions:
        region["region_attributes"] = {"name": "x"}
    path = tmp_path / "via.json"
    path.write_text(json.dumps({"a.png9": {"filename": "a.png", "size": 9, "regions": regions}} | more))
    return path


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"name": "rect", "x": 1, "y": 2, "width": -3, "height": 4}, "negative size"),
        ({"name": "rect", "x": 1, "y": 2, "width": float("nan"), "height": 4}, "has no number as"),
        ({"name": "rect", "x": 1, "y": 2}, "has no number as"),
        ({"name": "rect", "x": 900, "y": 2, "width": 3, "height": 4}, "outside of its picture"),
        ({"name": "polygon", "all_points_x": [1, 2, 3], "all_points_y": [1, 2]}, "no points, or what is no number"),
        ({"name": "polygon", "all_points_x": [1, 2], "all_points_y": [1, 2]}, "fewer than three points"),
        ({"name": "circle", "cx": 9, "cy": 9, "r": 0}, "no area"),
        ({"name": "ellipse", "cx": 9, "cy": 9, "rx": 1, "ry": "far"}, "has no number as"),
        ({"name": "polyline", "all_points_x": [1], "all_points_y": [1]}, "is a line"),
        ({"name": "star"}, "kind 'star'"),
        ({}, "no shape"),
        ("rect", "no shape"),
    ],
)
def test_a_broken_region_is_listed_and_the_good_one_goes_in(tmp_path: Path, broken: Any, reason: str) -> None:
    result = via.read(file(tmp_path, broken))
    assert [len(record.shapes) for record in result.records] == [1]
    (skipped,) = result.skipped
    assert reason in skipped.reason
    assert skipped.path == "via.json: a.png, region 2"


def test_a_broken_cell_of_a_table_is_listed_with_its_line(tmp_path: Path) -> None:
    picture(tmp_path / "a.png")
    good = '"{""name"":""point"",""cx"":5,""cy"":6}","{""class"":""x""}"'
    lines = [",".join(CSV_HEADER), f"a.png,9,{{}},2,0,{good}", 'a.png,9,{},2,1,"{not","{}"']
    lines += ['gone.png,9,{},0,0,"{}","{}"', ",9,{},1,0," + good]
    (tmp_path / "via.csv").write_text("\n".join(lines))
    result = via.read(tmp_path / "via.csv")
    assert counted([result]) == {"x": {"point": 1}}
    assert sorted((one.line, one.reason.partition(" (")[0]) for one in result.skipped) == [
        (3, "has no shape that can be read"),
        (4, "the picture is not there"),
        (5, "names no picture"),
    ]


def test_pictures_without_regions_stay_undecided(tmp_path: Path) -> None:
    picture(tmp_path / "b.png")
    result = via.read(file(tmp_path, **{"b.png1": {"filename": "b.png", "regions": []}, "c": 3}))
    assert [(record.image_path.name, record.is_reviewed) for record in result.records] == [
        ("a.png", True),
        ("b.png", False),
    ]
    assert [one.reason for one in result.skipped] == ["names no picture"]


def test_a_turned_ellipse_and_check_boxes_are_read(tmp_path: Path) -> None:
    shape = {"name": "ellipse", "cx": 30, "cy": 20, "rx": 15, "ry": 5, "theta": math.pi / 2}
    path = file(tmp_path, shape)
    content = json.loads(path.read_text())
    content["a.png9"]["regions"][1]["region_attributes"]["look"] = {"sharp": True, "dark": False, "near": True}
    path.write_text(json.dumps(content))
    turned = via.read(path).records[0].shapes[1]
    assert edges(turned) == pytest.approx((25, 5, 35, 35), abs=0.1)
    assert turned.attributes == {"look": "sharp, near"}


def test_choices_of_version_3_are_read_by_their_text(tmp_path: Path) -> None:
    picture(tmp_path / "a.png")
    content = {
        "project": {"vid_list": ["1"]},
        "attribute": {
            "1": {"aname": "kind", "anchor_id": "FILE1_Z0_XY1", "type": 4, "options": {"0": "cat", "1": "dog"}}
        },
        "file": {"7": {"fid": 7, "fname": "a.png", "loc": 1, "src": "a.png"}},
        "view": {"1": {"fid_list": [7]}},
        "metadata": {
            "r": {"vid": "1", "z": [], "xy": [7, 1, 1, 9, 1, 9, 9], "av": {"1": "1"}},
            "t": {"vid": "1", "z": [1.5, 2.5], "xy": [], "av": {"1": "0"}},
            "o": {"vid": "5", "z": [], "xy": [1, 2, 3], "av": {}},
            "w": {"vid": "1", "z": [], "xy": "here", "av": {"1": "0"}},
        },
    }
    (tmp_path / "via.json").write_text(json.dumps(content))
    result = via.read(tmp_path / "via.json")
    assert result.labels == ("cat", "dog")
    assert counted([result]) == {"dog": {"polygon": 1}}
    assert [one.path for one in result.skipped] == ["region t", "region o", "via.json: region w"]


def test_what_is_written_as_a_table_reads_back(tmp_path: Path) -> None:
    shape = LabelledShape('a, "b"', Box(1.5, 2, 3, 4), {"n": 2.5, "label": "hidden"}, occluded=True, note="n")
    items = [
        ExportItem(picture(tmp_path / f"{n}.png"), f"{n}.png", (), width=64, height=48, shapes=(shape,) * (1 - n))
        for n in range(2)
    ]
    written = via.write(items, tmp_path / "out.csv")
    assert (written.images, written.annotations) == (2, 1)
    result = via.read(tmp_path / "out.csv")
    assert [len(record.shapes) for record in result.records] == [1, 0]
    (found,) = result.records[0].shapes
    assert (found.label, found.geometry, found.attributes) == (shape.label, shape.geometry, {"n": 2.5})
    assert (found.occluded, found.note) == (True, "n")


@pytest.mark.parametrize("text", ["[]", "{}", '{"a": {"regions": 3}', "[" * 100_000])
def test_what_is_no_via_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(FormatError):
        via.read(tmp_path / "a.json")
