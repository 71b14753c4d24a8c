from __future__ import annotations

import hashlib
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.unit.formats.shape_tests import counted, edges, picture, shapes_of
from tlstudio.core.errors import FormatError
from tlstudio.core.geometry import measure, raster, rle
from tlstudio.core.geometry.shapes import Box, Mask, Point, Polygon, RotatedBox
from tlstudio.core.words import Split
from tlstudio.formats import cvat, registry
from tlstudio.formats.records import ExportItem, LabelledShape

SETS = ("datumaro_asset", "docs_example", "project_export_subsets", "rotated_mask_ellipse")


def test_image_files_hold_what_an_independent_parser_found(shared: Path) -> None:
    folder = shared / "formats" / "cvat_images"
    expected = json.loads((folder / "expected.json").read_text())
    results = {name: cvat.read(folder / name) for name in SETS}
    assert sum(len(result.records) for result in results.values()) == expected["images"]
    wanted: dict[str, dict[str, int]] = {}
    refused = 0
    for label, kinds in expected["per_label_and_kind"].items():
        for kind, number in kinds.items():
            if kind == "polyline" or not label:
                refused += number
            elif kind in ("polygon", "ellipse", "mask"):
                mine = wanted.setdefault(label, {})
                key = "mask" if kind == "mask" else "polygon"
                mine[key] = mine.get(key, 0) + number
    found = counted(list(results.values()))
    areas = {k: {kind: n for kind, n in kinds.items() if kind in ("polygon", "mask")} for k, kinds in found.items()}
    assert {label: kinds for label, kinds in areas.items() if kinds} == wanted
    boxes = sum(n for kinds in found.values() for kind, n in kinds.items() if kind in ("box", "rotated_box"))
    assert boxes == sum(kinds.get("box", 0) for kinds in expected["per_label_and_kind"].values())
    assert sum(len(result.skipped) for result in results.values()) == refused
    assert all(one.line for result in results.values() for one in result.skipped)
    # One element with several points is one group of points.
    points = [
        (name, record.image_path, shape.group)
        for name, result in results.items()
        for record in result.records
        for shape in record.shapes
        if isinstance(shape.geometry, Point)
    ]
    # So are the points of a skeleton.
    several = expected["per_label_and_kind"].values()
    elements = sum(kinds.get("points", 0) + kinds.get("skeleton", 0) for kinds in several)
    single = sum(group is None for _, _, group in points)
    assert single + len({one for one in points if one[2] is not None}) == elements
    assert [one.labels for one in results["docs_example"].records] == [("good_frame",)]
    assert {one.split for one in results["project_export_subsets"].records} == set(Split)

    for sample in expected["samples"]:
        result = results[sample["file"].split("/")[0]]
        shapes = [s for record in result.records for s in record.shapes if s.label == sample["label"]]
        if sample["kind"] == "mask":
            mask = next(s.geometry for s in shapes if isinstance(s.geometry, Mask))
            digest = hashlib.sha256(rle.decode(mask).astype(np.uint8).tobytes()).hexdigest()
            assert digest == sample["full"]["sha256_of_row_major_uint8"]
        elif sample["kind"] == "rotated box":
            corners = np.array(sample["corners_tl_tr_br_bl_after_rotation"])
            mine = [s.geometry.corners for s in shapes if isinstance(s.geometry, RotatedBox)]
            assert any(np.abs(np.array(one) - corners).max() < 1e-3 for one in mine)
        elif sample["kind"] == "ellipse":
            x, y, rx, ry = sample["cx_cy_rx_ry"]
            around = [measure.bounds(s.geometry) for s in shapes if isinstance(s.geometry, Polygon)]
            areas_found = [measure.area(s.geometry) for s in shapes if isinstance(s.geometry, Polygon)]
            assert any(abs(b.x + b.width / 2 - x) < 0.1 and abs(b.y + b.height / 2 - y) < 0.1 for b in around)
            assert any(a == pytest.approx(math.pi * rx * ry) for a in areas_found)
        else:
            assert any(edges(s) == pytest.approx(sample["xyxy"]) for s in shapes)


def test_what_has_left_the_frame_is_no_annotation(shared: Path) -> None:
    result = cvat.read(shared / "formats" / "cvat_video" / "datumaro_asset")
    found = shapes_of(result)
    assert {name: [s.geometry.kind for s in shapes] for name, shapes in found.items()} == {
        "frame_000010.png": ["box", "point", "point", "point"],
        "frame_000013.png": [],
        "frame_000016.png": [],
    }
    box = found["frame_000010.png"][0]
    assert (edges(box), box.occluded) == ((3.0, 4.0, 10.0, 5.0), True)
    assert box.attributes == {"track_id": "0", "track_end": True}
    assert all("cannot be held" in one.reason for one in result.skipped)
    video = cvat.read(shared / "formats" / "cvat_video" / "docs_example" / "annotations.xml")
    assert video.records == ()
    assert all("not there" in one.reason for one in video.skipped)


def test_tracks_keep_which_frames_were_placed_and_where_the_object_leaves(tmp_path: Path) -> None:
    boxes = "".join(
        f'<box frame="{frame}" outside="{outside}" keyframe="{key}" xtl="1" ytl="2" xbr="9" ybr="8"/>'
        for frame, outside, key in ((0, 0, 1), (2, 0, 1), (1, 0, 0), (3, 1, 1), (4, 0, 1))
    )
    (tmp_path / "annotations.xml").write_text(f'<annotations><track id="5" label="car">{boxes}</track></annotations>')
    for frame in range(5):
        Image.new("RGB", (20, 10)).save(tmp_path / f"frame_{frame:06}.png")
    found = shapes_of(cvat.read(tmp_path))
    assert {name: [shape.attributes for shape in shapes] for name, shapes in found.items()} == {
        "frame_000000.png": [{"track_id": "5"}],
        "frame_000001.png": [{"track_id": "5", "keyframe": False}],
        "frame_000002.png": [{"track_id": "5", "track_end": True}],
        "frame_000004.png": [{"track_id": "5"}],
    }


RING = ((2.5, 2.0), (42.0, 2.0), (42.0, 40.0))
HOLED = Polygon((RING,), (((22.0, 4.0), (30.0, 4.0), (30.0, 9.0)),))
MASK = rle.encode(np.pad(np.eye(9, 12), ((3, 36), (4, 48))))


def item_of(path: Path, *geometries: Any, **more: Any) -> ExportItem:
    facts: dict[str, Any] = {"note": "n", "group": 3, "occluded": True, "difficult": True, "z": 2}
    shapes = tuple(
        LabelledShape("a & b", one, {"colour": "red", "age": 2.5, "new": False}, **facts) for one in geometries
    )
    return ExportItem(path, path.name, more.pop("labels", ()), width=64, height=48, shapes=shapes, **more)


@pytest.mark.parametrize("with_images", [True, False])
def test_what_is_written_reads_back(tmp_path: Path, with_images: bool) -> None:
    geometries = (Box(1.5, 2, 10, 20.25), RotatedBox(30, 20, 10, 6, 30), Polygon((RING,)), Point(3, 4), MASK, HOLED)
    items = [
        item_of(picture(tmp_path / "in" / "a.png"), *geometries, labels=("sharp",), split=Split.VAL),
        item_of(picture(tmp_path / "in" / "empty.png", number=2)),
        item_of(picture(tmp_path / "in" / "undecided.png", number=3), is_finished=False),
    ]
    written = cvat.write(items, tmp_path / "out", with_images=with_images, labels=("unused",))
    assert (written.images, written.annotations) == (2, 7)
    assert [one.reason for one in written.skipped] == ["nobody has decided it"]
    assert registry.identify(tmp_path / "out")[0] == "cvat"
    result = cvat.read(tmp_path / "out")
    assert (result.skipped, result.labels) == ((), ("unused", "a & b", "sharp"))
    first, second = result.records
    assert (first.labels, first.split, first.is_reviewed) == (("sharp",), Split.VAL, True)
    assert (second.shapes, second.is_reviewed) == ((), False)
    for found, wanted in zip(first.shapes[:5], items[0].shapes[:5], strict=True):
        assert found == wanted
    assert np.array_equal(raster.pixels_of(first.shapes[5].geometry, 64, 48), raster.pixels_of(HOLED, 64, 48))


def xml(tmp_path: Path, *children: str, name: str = "a.png") -> Path:
    picture(tmp_path / "a.png")
    good = '<box label="ok" xtl="1" ytl="2" xbr="4" ybr="6"/>'
    path = tmp_path / "annotations.xml"
    inner = "\n".join([good, *children])
    path.write_text(f'<annotations>\n<image id="0" name="{name}">{inner}</image></annotations>')
    return path


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ('<box label="x" xtl="9" ytl="2" xbr="4" ybr="6"/>', "negative size"),
        ('<box label="x" xtl="nan" ytl="2" xbr="4" ybr="6"/>', "no number as xtl, ytl, xbr, ybr"),
        ('<box label="x" xtl="1" ytl="2" xbr="4"/>', "no number as xtl, ytl, xbr, ybr"),
        ('<box label="x" xtl="1" ytl="2" xbr="4" ybr="6" rotation="much"/>', "no number"),
        ('<box label="x" xtl="900" ytl="2" xbr="990" ybr="6"/>', "outside of its picture"),
        ('<box label="" xtl="1" ytl="2" xbr="4" ybr="6"/>', "has no label"),
        ('<polygon label="x" points="1,2;3;4,5"/>', "no points, or what is no number"),
        ('<polygon label="x" points=""/>', "no points, or what is no number"),
        ('<polygon label="x" points="1,2;3,4"/>', "fewer than three points"),
        ('<polyline label="x" points="1,2;3,4"/>', "is a line"),
        ('<mask label="x" rle="3, 3" left="1" top="1" width="2" height="2"/>', "add up to 6"),
        ('<mask label="x" rle="0, 4" left="63" top="1" width="2" height="2"/>', "beyond the picture"),
        ('<mask label="x" rle="a" left="1" top="1" width="2" height="2"/>', "no number"),
        ('<mask label="x" rle="0, 1" left="1" top="1" width="-1" height="-1"/>', "makes no sense"),
    ],
)
def test_a_broken_shape_is_listed_with_its_line(tmp_path: Path, broken: str, reason: str) -> None:
    result = cvat.read(xml(tmp_path, broken))
    assert [shape.geometry for shape in result.records[0].shapes] == [Box(1, 2, 3, 4)]
    assert [(one.path, one.line) for one in result.skipped] == [("annotations.xml", 3)]
    assert reason in result.skipped[0].reason


@pytest.mark.parametrize(
    "text", ['<!DOCTYPE x [<!ENTITY a "ha">]><annotations>&a;</annotations>', "<annotation/>", "<annotations>", ""]
)
def test_bombs_and_other_files_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "annotations.xml").write_text(text)
    with pytest.raises(FormatError):
        cvat.read(tmp_path)


def test_a_missing_picture_is_listed(tmp_path: Path) -> None:
    result = cvat.read(xml(tmp_path, name="../../gone.png"))
    assert (result.records, [one.line for one in result.skipped]) == ((), [2])
