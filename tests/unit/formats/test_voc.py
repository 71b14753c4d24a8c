from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tests.unit.formats.shape_tests import assert_same_shapes, counted, edges, picture, reviewed_empty, shapes_of
from tlstudio.core.errors import FormatError
from tlstudio.core.geometry import rle
from tlstudio.core.geometry.shapes import Box, Point, Polygon, RotatedBox
from tlstudio.core.words import Split
from tlstudio.formats import registry, voc
from tlstudio.formats.records import ExportItem, LabelledShape

SETS = (
    "bccd_labelimg",
    "labelme_export_float",
    "raccoon_mac_path",
    "roboflow_order",
    "voc2012_layout",
    "windows_path",
)


def test_files_of_other_tools_hold_what_an_independent_parser_found(shared: Path) -> None:
    folder = shared / "formats" / "voc"
    expected = json.loads((folder / "expected.json").read_text())
    results = [voc.read(folder / name) for name in SETS]
    wanted = {label: {"box": kinds["box"]} for label, kinds in expected["per_label_and_kind"].items() if "box" in kinds}
    assert counted(results) == wanted
    assert all(result.skipped == () for result in results)
    by_file = {shape_file(one.source, folder): one.shapes for result in results for one in result.records}
    for sample in expected["samples"]:
        first = next(shape for shape in by_file[sample["file"]] if shape.label == sample["label"])
        assert edges(first) == pytest.approx(sample["edges_if_0_based_xyxy"], abs=1e-6)
    for name, facts in expected["files"].items():
        if name in by_file:
            assert len(by_file[name]) == facts["objects"]
            assert sum(shape.truncated for shape in by_file[name]) == facts["truncated"]
    assert {one.split for one in results[4].records} == {Split.TRAIN}
    assert any("parts of objects" in note for note in results[4].notes)


def shape_file(source: Path, folder: Path) -> str:
    return source.relative_to(folder).as_posix()


def test_an_xml_without_objects_is_reviewed_and_empty(shared: Path, tmp_path: Path) -> None:
    picture(tmp_path / "@.jpg")
    result = voc.read(shared / "formats" / "voc" / "no_objects", images=tmp_path)
    assert reviewed_empty(result.records) == ["@.jpg"]
    assert [one.reason for one in voc.read(shared / "formats" / "voc" / "no_objects").skipped] == [
        "the picture is not there (@.xml names it)"
    ]


@pytest.mark.parametrize(
    ("name", "images", "boxes", "train"), [("bccd_voc", 364, 4886, 205), ("neu_det_voc", 103, 259, 67)]
)
def test_real_sets_read_whole(shared: Path, name: str, images: int, boxes: int, train: int) -> None:
    result = voc.read(shared / "datasets" / name)
    assert len(result.records) == images
    assert sum(len(record.shapes) for record in result.records) == boxes
    assert sum(record.split is Split.TRAIN for record in result.records) == train
    # Two boxes of the blood cells have no size at all; the README of the set names them.
    assert [one.reason for one in result.skipped] == (["has no area"] * 2 if name == "bccd_voc" else [])
    assert all(one.line for one in result.skipped)


SHAPES = (
    LabelledShape("rust & <dust>", Box(1.5, 2, 10, 20.25), {"colour": "red", "age": 2.5, "new": True}, truncated=True),
    LabelledShape("é", Box(3, 4, 5, 6), {"pose": "Left"}, occluded=True, difficult=True),
)


def item_of(path: Path, shapes: tuple[LabelledShape, ...] = (), **more: object) -> ExportItem:
    return ExportItem(path, path.name, (), width=64, height=48, shapes=shapes, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("with_images", [True, False])
def test_what_is_written_reads_back(tmp_path: Path, with_images: bool) -> None:
    items = [
        item_of(picture(tmp_path / "in" / "a b.png"), SHAPES, split=Split.TRAIN),
        item_of(picture(tmp_path / "in" / "a b.jpg", number=9), SHAPES[:1], split=Split.TEST),
        item_of(picture(tmp_path / "in" / "empty.png", number=2), split=Split.VAL),
        item_of(picture(tmp_path / "in" / "undecided.png", number=3), is_finished=False),
    ]
    written = voc.write(items, tmp_path / "out", with_images=with_images)
    assert (written.images, written.annotations, written.skipped) == (4, 3, ())
    assert registry.identify(tmp_path / "out")[0] == "voc"
    result = voc.read(tmp_path / "out")
    assert len(result.records) == 3
    found = {record.image_path.read_bytes(): record for record in result.records}
    for item in items[:3]:
        record = found[item.image_path.read_bytes()]
        assert (record.shapes, record.split) == (item.shapes, item.split)
    assert len(reviewed_empty(result.records)) == 1


def test_other_shapes_become_boxes_and_points_are_listed(tmp_path: Path) -> None:
    ring = ((2.0, 2.0), (42.0, 2.0), (42.0, 40.0))
    mask = np.zeros((48, 64), bool)
    mask[3:9, 4:20] = True
    shapes = tuple(
        LabelledShape("x", geometry)
        for geometry in (RotatedBox(30, 20, 10, 6, 90), Polygon((ring,)), rle.encode(mask), Point(1, 1))
    )
    written = voc.write([item_of(picture(tmp_path / "a.png"), shapes)], tmp_path / "out", with_images=True)
    assert [one.reason for one in written.skipped] == ["its x is a point, which cannot be held"]
    found = shapes_of(voc.read(tmp_path / "out"))["a.png"]
    boxes = [LabelledShape("x", Box.from_edges(*edges(shape))) for shape in shapes[:3]]
    assert_same_shapes(found, tuple(boxes), 1e-3)


def xml(tmp_path: Path, *objects: str, head: str = "") -> Path:
    picture(tmp_path / "a.png")
    good = "<object><name>ok</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>4</xmax><ymax>6</ymax></bndbox></object>"
    path = tmp_path / "a.xml"
    path.write_text("<annotation>\n<filename>a.png</filename>\n" + head + "\n".join([good, *objects]) + "</annotation>")
    return path


def box(left: object, top: object, right: object, bottom: object, name: str = "x") -> str:
    sides = f"<xmin>{left}</xmin><ymin>{top}</ymin><xmax>{right}</xmax><ymax>{bottom}</ymax>"
    return f"<object><name>{name}</name><bndbox>{sides}</bndbox></object>"


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (box(9, 2, 4, 6), "has a negative size"),
        (box(4, 2, 4, 6), "has no area"),
        (box("nan", 2, 4, 6), "no number as xmin, ymin, xmax, ymax"),
        (box("", 2, 4, 6), "no number as xmin, ymin, xmax, ymax"),
        (box(900, 2, 990, 6), "outside of its picture"),
        (box(1, 2, 4, 6, name=" "), "has no label"),
        ("<object><name>x</name></object>", "no number as xmin, ymin, xmax, ymax"),
    ],
)
def test_a_broken_object_is_listed_with_its_line(tmp_path: Path, broken: str, reason: str) -> None:
    result = voc.read(xml(tmp_path, broken))
    assert [shape.geometry for shape in result.records[0].shapes] == [Box(1, 2, 3, 4)]
    assert [(one.path, one.line) for one in result.skipped] == [("a.xml", 4)]
    assert reason in result.skipped[0].reason


def test_files_of_the_devkit_count_from_one(tmp_path: Path) -> None:
    head = "<source><database>The VOC2007 Database</database></source>"
    assert voc.read(xml(tmp_path, head=head)).records[0].shapes[0].geometry == Box(0, 1, 4, 5)
    result = voc.read(xml(tmp_path, box(0, 0, 4, 4), head=head))
    assert result.records[0].shapes[0].geometry == Box(1, 2, 3, 4)


def test_rotated_boxes_and_polygons_of_its_children_are_read(tmp_path: Path) -> None:
    turned = "<robndbox><cx>20</cx><cy>20</cy><w>8</w><h>4</h><angle>1.5707963267948966</angle></robndbox>"
    ring = "<polygon><x1>1</x1><y1>1</y1><x2>9</x2><y2>1</y2><x3>9</x3><y3>9</y3></polygon>"
    found = voc.read(
        xml(tmp_path, f"<object><name>r</name>{turned}</object>", f"<object><name>p</name>{ring}</object>")
    )
    _, one, other = found.records[0].shapes
    assert one.geometry == RotatedBox(20, 20, 8, 4, 90)
    assert other.geometry == Polygon((((1, 1), (9, 1), (9, 9)),))


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><annotation>&b;</annotation>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><annotation><filename>&a;</filename></annotation>'


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, "<annotation>", "no xml", "", "<a/>" * 2])
def test_bombs_and_what_is_no_xml_are_refused_and_the_others_go_in(tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.xml").write_text(text)
    with pytest.raises(FormatError):
        voc.read(tmp_path / "bad.xml")
    xml(tmp_path)
    result = voc.read(tmp_path)
    assert len(result.records) == 1
    assert [Path(one.path).name for one in result.skipped] == ["bad.xml"]
