"""Where importers go wrong: each trap of the formats with a small file that falls into it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.unit.formats.shape_tests import edges, picture, reviewed_empty, shapes_of
from tlstudio.core.geometry import measure, rle
from tlstudio.core.geometry.shapes import Box, Mask, Point, Polygon
from tlstudio.core.words import Split
from tlstudio.formats import coco, csv_table, cvat, datumaro, kitti, labelme, openimages, registry, via, voc, yolo


def coco_file(folder: Path, *annotations: dict[str, Any], name: str = "labels.json", **more: Any) -> Path:
    picture(folder / "a.png")
    content = {
        "images": [{"id": 0, "file_name": "a.png", "width": 64, "height": 48}],
        "categories": [{"id": 0, "name": "cat"}, {"id": 90, "name": "dog"}],
        "annotations": [{"id": 0, "image_id": 0, "category_id": 90} | one for one in annotations],
    }
    path = folder / name
    path.write_text(json.dumps(content | more))
    return path


def test_coco_ids_begin_at_0_and_have_gaps(tmp_path: Path) -> None:
    (record,) = coco.read(coco_file(tmp_path, {"bbox": [1, 2, 3, 4]})).records
    assert [(one.label, one.geometry) for one in record.shapes] == [("dog", Box(1, 2, 3, 4))]


def test_coco_category_ids_twice_are_listed_and_the_first_counts(tmp_path: Path) -> None:
    categories = [{"id": 90, "name": "dog"}, {"id": 90, "name": "cow"}]
    result = coco.read(coco_file(tmp_path, {"bbox": [1, 2, 3, 4]}, categories=categories))
    assert [one.label for one in result.records[0].shapes] == ["dog"]
    assert [(one.path, one.reason) for one in result.skipped] == [
        ("labels.json: category 90, cow", "has the id of one before")
    ]


def test_coco_runs_go_down_columns_and_a_mask_is_worth_more_than_its_box(tmp_path: Path) -> None:
    # Two columns at the left: 96 pixels on, 2976 off.
    mask = {"size": [48, 64], "counts": [0, 96, 2976]}
    (record,) = coco.read(coco_file(tmp_path, {"bbox": [1, 1, 1, 9], "segmentation": mask, "iscrowd": 1})).records
    (shape,) = record.shapes
    assert isinstance(shape.geometry, Mask)
    assert rle.decode(shape.geometry)[:, :2].all()
    assert edges(shape) == (0, 0, 2, 48)
    assert shape.attributes == {"is_crowd": True}


def test_coco_rings_are_parts_never_holes(tmp_path: Path) -> None:
    inner, outer = [4, 4, 8, 4, 8, 8, 4, 8], [1, 1, 20, 1, 20, 20, 1, 20]
    (record,) = coco.read(coco_file(tmp_path, {"segmentation": [outer, inner]})).records
    (shape,) = record.shapes
    assert isinstance(shape.geometry, Polygon)
    assert (len(shape.geometry.rings), shape.geometry.holes) == (2, ())


def test_a_broken_part_of_a_polygon_is_listed_and_the_others_stay(tmp_path: Path) -> None:
    good = [1, 1, 20, 1, 20, 20]
    result = coco.read(coco_file(tmp_path, {"segmentation": [good, [1, 2, 3, 4], [1, 2, 3, 4, 5, "x"]]}))
    assert [edges(one) for one in result.records[0].shapes] == [(1, 1, 20, 20)]
    assert [(one.path, one.reason) for one in result.skipped] == [
        ("labels.json: annotation 0, part 2", "has fewer than three points"),
        ("labels.json: annotation 0, part 3", "has no points, or what is no number among them"),
    ]


def test_coco_without_annotations_leaves_images_undecided(tmp_path: Path) -> None:
    result = coco.read(coco_file(tmp_path, annotations=None))
    assert [one.is_reviewed for one in result.records] == [False]
    assert [one.path for one in result.skipped] == ["labels.json: annotations"]


def test_coco_subsets_may_have_pictures_of_one_name(tmp_path: Path) -> None:
    for number, side in enumerate(("train", "val")):
        coco_file(tmp_path / "annotations", {"bbox": [1 + number, 2, 3, 4]}, name=f"instances_{side}2017.json")
        picture(tmp_path / f"{side}2017" / "a.png", number=number)
    (tmp_path / "annotations" / "a.png").unlink()
    result = coco.read(tmp_path)
    assert [(one.image_path.parent.name, one.split, one.shapes[0].geometry) for one in result.records] == [
        ("train2017", Split.TRAIN, Box(1, 2, 3, 4)),
        ("val2017", Split.VAL, Box(2, 2, 3, 4)),
    ]


def test_one_broken_file_of_several_is_listed(tmp_path: Path) -> None:
    coco_file(tmp_path / "train", {"bbox": [1, 2, 3, 4]}, name="_annotations.coco.json")
    good = coco_file(tmp_path / "valid", {"bbox": [1, 2, 3, 4]}, name="_annotations.coco.json")
    good.write_text(good.read_text()[:-3])
    result = coco.read(tmp_path)
    assert [len(one.shapes) for one in result.records] == [1]
    assert [one.path for one in result.skipped] == [str(good)]


def test_a_file_of_another_kind_beside_is_listed(tmp_path: Path) -> None:
    coco_file(tmp_path, {"bbox": [1, 2, 3, 4]})
    (tmp_path / "captions.json").write_text('{"sentences": []}')
    assert [(Path(one.path).name, one.reason) for one in coco.read(tmp_path).skipped] == [
        ("captions.json", "is a file of another kind")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_marks_encodings_and_ends_of_lines_make_no_difference(tmp_path: Path, encoding: str, ends: str) -> None:
    picture(tmp_path / "images" / "ä.png")
    row = "Schlüssel 0.00 0 -10 1 2 10 12 -1 -1 -1 -1000 -1000 -1000 -10"
    texts = {
        "coco/l.json": json.dumps(
            {
                "images": [{"id": 1, "file_name": "ä.png"}],
                "categories": [{"id": 1, "name": "Schlüssel"}],
                "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2, 9, 10]}],
            },
            ensure_ascii=False,
            indent=1,
        ),
        "labelme/ä.json": '{"imagePath": "ä.png",\n"shapes": [{"label": "Schlüssel", "points": [[1, 2], [10, 12]],\n'
        '"shape_type": "rectangle"}]}',
        "voc/ä.xml": "<annotation><filename>ä.png</filename>\n<object><name>Schlüssel</name><bndbox><xmin>1</xmin>"
        "<ymin>2</ymin>\n<xmax>10</xmax><ymax>12</ymax></bndbox></object></annotation>",
        "cvat/annotations.xml": '<annotations>\n<image name="ä.png"><box label="Schlüssel" xtl="1" ytl="2" xbr="10" '
        'ybr="12"/></image></annotations>',
        "kitti/label_2/ä.txt": f"{row}\n",
        "yolo/classes.txt": "Schlüssel\n",
        "yolo/labels/ä.txt": "0 0.0859375 0.14583333 0.140625 0.20833333\n",
        "via/v.csv": "#filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes\n"
        'ä.png,1,"{}",1,0,"{""name"":""rect"",""x"":1,""y"":2,""width"":9,""height"":10}","{""label"":""Schlüssel""}"\n',
        "csv/t.csv": "path,label\nä.png,Schlüssel\n",
    }
    for name, text in texts.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.replace("\n", ends).encode(encoding))
    for key in ("coco", "labelme", "voc", "cvat", "kitti", "yolo", "via", "csv"):
        path = tmp_path / key / "t.csv" if key == "csv" else tmp_path / key
        assert registry.identify(path)[0] == key, key
        result = registry.get(key).read(path, images=tmp_path / "images")
        assert result.skipped == (), key
        (record,) = result.records
        if key == "csv":
            assert record.labels == ("Schlüssel",)
        else:
            assert [(one.label, edges(one)) for one in record.shapes] == [
                ("Schlüssel", pytest.approx((1, 2, 10, 12), abs=1e-4))
            ], key


@pytest.mark.parametrize("number", ["9" * 5000, "1e999", "-1e999", "NaN", "Infinity"])
def test_a_number_beyond_all_measure_costs_its_own_entry(tmp_path: Path, number: str) -> None:
    path = coco_file(tmp_path, {"bbox": [1, 2, 3, 4]}, {"bbox": [1, 2, 3, 77777]})
    path.write_text(path.read_text().replace("77777", number))
    result = coco.read(path)
    assert [one.geometry for one in result.records[0].shapes] == [Box(1, 2, 3, 4)]
    assert [one.path for one in result.skipped] == ["labels.json: annotation 0"]


@pytest.mark.parametrize("nested", ["[" * 100_000, '{"a":' * 100_000])
def test_deep_nesting_is_a_sentence(tmp_path: Path, nested: str) -> None:
    path = tmp_path / "labels.json"
    path.write_text('{"images": [], "annotations": [], "categories": ' + nested)
    for key in ("coco", "datumaro", "labelme", "labelstudio", "via"):
        with pytest.raises(registry.FormatError, match="no JSON"):
            registry.get(key).read(path)
        assert registry.get(key).sniff(path).why


def test_deeply_nested_xml_is_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "annotations.xml").write_text(f"<annotations>{'<meta>' * 20_000}{'</meta>' * 20_000}</annotations>")
    assert cvat.read(tmp_path).records == ()


def test_voc_parts_of_objects_are_no_objects_and_children_come_in_any_order(tmp_path: Path) -> None:
    picture(tmp_path / "a.png")
    (tmp_path / "a.xml").write_text(
        """<annotation><filename>a.png</filename><object><name>person</name>
        <bndbox><xmax>20.5</xmax><xmin>3</xmin><ymax>30</ymax><ymin>4</ymin></bndbox>
        <part><name>head</name><bndbox><xmin>5</xmin><ymin>5</ymin><xmax>9</xmax><ymax>9</ymax></bndbox></part>
        </object></annotation>"""
    )
    (record,) = voc.read(tmp_path).records
    assert [(one.label, edges(one)) for one in record.shapes] == [("person", (3, 4, 20.5, 30))]


def test_yolo_refers_to_the_upright_picture_and_takes_minus_zero(tmp_path: Path) -> None:
    picture(tmp_path / "images" / "a.jpg", 64, 48, orientation=6)
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "a.txt").write_text("0 0.5 0.25 1.02 0.5\n0 -0.0 -0.0 0.2 0.2\n")
    (tmp_path / "classes.txt").write_text("x\n")
    result = yolo.read(tmp_path)
    assert [edges(one) for one in result.records[0].shapes] == [
        pytest.approx((0, 0, 48, 32)),
        pytest.approx((0, 0, 4.8, 6.4)),
    ]
    assert result.skipped == ()


def test_open_images_order_is_x_x_y_y_and_confidence_0_is_no_label(tmp_path: Path) -> None:
    picture(tmp_path / "images" / "a.png")
    (tmp_path / "train-annotations-bbox.csv").write_text(
        "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax\na,x,/m/0,1,0.25,0.5,0.5,0.75\n"
    )
    (tmp_path / "train-annotations-human-imagelabels.csv").write_text(
        "ImageID,Source,LabelName,Confidence\na,x,/m/1,0\na,x,/m/2,1\n"
    )
    result = openimages.read(tmp_path)
    assert [edges(one) for one in result.records[0].shapes] == [(16, 24, 32, 36)]
    assert result.records[0].labels == ("/m/2",)
    assert any("a label is not in an image" in note for note in result.notes)


def test_kitti_dont_care_is_difficult_and_unknown_occlusion_is_not_occluded(tmp_path: Path) -> None:
    picture(tmp_path / "image_2" / "0.png")
    tail = "1 2 10 12 -1 -1 -1 -1000 -1000 -1000 -10"
    (tmp_path / "label_2").mkdir()
    (tmp_path / "label_2" / "0.txt").write_text(
        f"DontCare -1 -1 -10 {tail}\nCar 0.5 3 -10 {tail}\nCar 0.00 1 -10 {tail}\n"
    )
    (record,) = kitti.read(tmp_path).records
    assert [(one.label, one.difficult, one.occluded, one.truncated) for one in record.shapes] == [
        ("DontCare", True, False, False),
        ("Car", False, False, True),
        ("Car", False, True, False),
    ]


def test_labelme_shapes_of_every_kind(tmp_path: Path) -> None:
    picture(tmp_path / "a.png")
    shapes = [
        {"label": "circle", "points": [[20, 20], [20, 26]], "shape_type": "circle"},
        {"label": "box", "points": [[30, 40], [10, 5]], "shape_type": "rectangle"},
        {"label": "polygon", "points": [[1, 1], [9, 1], [5, 9]]},
        {"label": "line", "points": [[1, 1], [9, 1]], "shape_type": "linestrip"},
    ]
    (tmp_path / "a.json").write_text(json.dumps({"shapes": shapes, "imagePath": "a.png", "flags": None}))
    result = labelme.read(tmp_path)
    found = {one.label: one for one in result.records[0].shapes}
    # The second point lies on the rim: six is the radius, no corner of a box.
    assert edges(found["circle"]) == pytest.approx((14, 14, 26, 26), abs=0.1)
    assert edges(found["box"]) == (10, 5, 30, 40)
    assert isinstance(found["polygon"].geometry, Polygon)
    assert [one.reason for one in result.skipped] == ["is a line, which cannot be held"]


def test_via_regions_are_an_object_or_a_list_and_old_ellipses_have_no_angle(tmp_path: Path) -> None:
    picture(tmp_path / "a.png")
    shape = {"name": "ellipse", "cx": 20, "cy": 20, "rx": 10, "ry": 5}
    region = {"shape_attributes": shape, "region_attributes": {"name": "x"}}
    for regions in ({"0": region}, [region]):
        (tmp_path / "v.json").write_text(
            json.dumps({"a.png1": {"filename": "a.png", "size": "-1", "regions": regions}})
        )
        (shapes,) = shapes_of(via.read(tmp_path / "v.json")).values()
        assert [measure.area(one.geometry) for one in shapes] == [pytest.approx(np.pi * 50)]


def test_datumaro_size_has_the_height_first_and_visibility_0_is_absent(tmp_path: Path) -> None:
    picture(tmp_path / "images" / "a.png")
    points = {"type": "points", "label_id": 0, "points": [1, 2, 3, 4, 5, 6], "visibility": [2, 1, 0]}
    content = {
        "categories": {"label": {"labels": [{"name": "x"}]}},
        "items": [
            {"id": "a", "image": {"path": "a.png", "size": [48, 64]}, "annotations": [points]},
            {"id": "a", "annotations": []},
        ],
    }
    (tmp_path / "annotations").mkdir()
    (tmp_path / "annotations" / "train.json").write_text(json.dumps(content))
    result = datumaro.read(tmp_path)
    assert not any("another size" in note for note in result.notes)
    assert [(one.geometry, one.occluded) for one in result.records[0].shapes] == [
        (Point(1, 2), False),
        (Point(3, 4), True),
    ]
    assert [one.reason for one in result.skipped] == ["has the id of one before"]


@pytest.mark.parametrize(
    "spelled", ["C:\\cards\\test\\Ä.PNG", "..\\images\\ä.png", "/home/x/images/a\u0308.png", "./ä"]
)
def test_pictures_are_found_by_what_other_computers_call_them(tmp_path: Path, spelled: str) -> None:
    picture(tmp_path / "images" / "ä.png")
    (tmp_path / "a.json").write_text(json.dumps({"shapes": [], "imagePath": spelled}))
    result = labelme.read(tmp_path / "a.json", images=tmp_path / "images")
    assert reviewed_empty(result.records) == ["ä.png"]


def test_a_path_of_windows_in_a_table_is_found(tmp_path: Path) -> None:
    picture(tmp_path / "images" / "a.png")
    (tmp_path / "t.csv").write_text("path,label\nC:\\cards\\images\\a.png,x\n")
    assert [one.image_path.name for one in csv_table.read(tmp_path / "t.csv").records] == ["a.png"]


def test_halves_of_signs_and_control_characters_end_no_import(tmp_path: Path) -> None:
    categories = [{"id": 90, "name": "\ud800dog"}, {"id": 1, "name": "\u0001"}]
    entries = ({"bbox": [1, 2, 3, 4], "attributes": {"a": "\udfff"}}, {"bbox": [1, 2, 3, 4], "category_id": 1})
    result = coco.read(coco_file(tmp_path, *entries, categories=categories))
    (shape,) = result.records[0].shapes
    assert (shape.label.encode(), dict(shape.attributes)) == (b"?dog", {"a": "?"})
    assert result.labels == (shape.label,)
    assert [one.reason for one in result.skipped] == ["has no label"]


def test_groups_and_orders_that_no_database_takes_are_left_out_with_a_note(tmp_path: Path) -> None:
    picture(tmp_path / "a.png")
    (tmp_path / "annotations.xml").write_text(
        '<annotations><image name="a.png"><box label="x" xtl="1" ytl="2" xbr="4" ybr="6" z_order="1e300" '
        'group_id="9999999999999999999999"/></image></annotations>'
    )
    result = cvat.read(tmp_path)
    assert [(one.group, one.z) for one in result.records[0].shapes] == [(None, 0)]
    assert any("far too large" in note for note in result.notes)


def test_masks_are_read_by_index_never_by_colour(tmp_path: Path) -> None:
    picture(tmp_path / "JPEGImages" / "a.png")
    pixels = np.zeros((48, 64), np.uint8)
    pixels[5:9, 5:9], pixels[0] = 2, 255
    mask = Image.fromarray(pixels).convert("P")
    # Every colour of this palette is black.
    mask.putpalette([0] * 768)
    (tmp_path / "SegmentationClass").mkdir()
    mask.save(tmp_path / "SegmentationClass" / "a.png")
    result = registry.get("masks").read(tmp_path)
    assert [(one.label, edges(one)) for one in result.records[0].shapes] == [("class 2", (5, 5, 9, 9))]
