from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.unit.formats.shape_tests import edges, picture
from tlstudio.core.errors import FormatError
from tlstudio.core.geometry import measure, rle
from tlstudio.core.geometry.shapes import Box, Mask
from tlstudio.core.words import Split
from tlstudio.formats import openimages
from tlstudio.formats.records import ExportItem, LabelledShape

HEADER = "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside"


def test_the_real_set_holds_what_an_independent_parser_found(shared: Path) -> None:
    folder = shared / "formats" / "open_images"
    expected = json.loads((folder / "expected.json").read_text())
    result = openimages.read(folder / "v6")
    assert result.skipped == ()
    assert len(result.records) == expected["images"]
    found: dict[str, dict[str, int]] = {}
    for record in result.records:
        words = [(tag, "image label present") for tag in record.labels]
        for shape in record.shapes:
            is_crowd = shape.attributes.get("is_crowd") is True
            kind = "mask file" if isinstance(shape.geometry, Mask) else "box group-of" if is_crowd else "box"
            words.append((shape.label, kind))
        for label, kind in words:
            own = found.setdefault(label, {})
            own[kind] = own.get(kind, 0) + 1
    # That a label is not there cannot be held; a note counts the rows.
    assert expected["per_label_and_kind"]["Generic label #0"].pop("image label verified absent") == 1
    assert result.notes == ("1 rows say that a label is not in an image; those were not kept.",)
    assert found == expected["per_label_and_kind"]
    shapes = {record.image_path.stem: record.shapes for record in result.records}
    for sample in expected["samples"][:2]:
        shape = next(one for one in shapes[sample["image"]] if one.label == sample["label"])
        assert edges(shape) == pytest.approx(sample["xyxy_px"])
    box, mask = shapes["b"]
    assert measure.area(mask.geometry) == expected["samples"][2]["area_px"]
    # The mask was drawn in the box: one object.
    assert box.group == mask.group == 1
    assert (box.occluded, shapes["c"][0].occluded, shapes["c"][0].truncated) == (False, True, False)
    assert {record.image_path.stem: (record.split, record.is_reviewed) for record in result.records} == {
        "a": (Split.TRAIN, True),
        "b": (Split.TRAIN, True),
        "c": (Split.TEST, True),
        "d": (Split.VAL, False),
    }


def folder(tmp_path: Path, *rows: str, name: str = "train-annotations-bbox.csv", header: str = HEADER) -> Path:
    picture(tmp_path / "images" / "train" / "a.png", 100, 50)
    (tmp_path / "annotations").mkdir(exist_ok=True)
    (tmp_path / "annotations" / "class-descriptions-boxable.csv").write_text("/m/0,Cat\n/m/1,Dog\n")
    (tmp_path / "annotations" / name).write_text("\n".join([header, *rows]))
    return tmp_path


GOOD = "a,xclick,/m/0,1,0.1,0.2,0.2,0.4,0,0,0,0,0"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("a,xclick,/m/0,1,0.1,nan,0.2,0.4,0,0,0,0,0", "no number as XMin, XMax, YMin, YMax"),
        ("a,xclick,/m/0,1,0.1", "no number as XMin, XMax, YMin, YMax"),
        ("a,xclick,/m/0,1,0.5,0.2,0.2,0.4,0,0,0,0,0", "negative size"),
        ("a,xclick,/m/0,1,0.2,0.2,0.2,0.4,0,0,0,0,0", "no area"),
        ("a,xclick,/m/0,1,1.2,1.4,0.2,0.4,0,0,0,0,0", "outside of its picture"),
        ("a,xclick,,1,0.1,0.2,0.2,0.4,0,0,0,0,0", "has no label"),
        ("gone,xclick,/m/0,1,0.1,0.2,0.2,0.4,0,0,0,0,0", "the picture is not there"),
        (",xclick,/m/0,1,0.1,0.2,0.2,0.4,0,0,0,0,0", "names no picture"),
    ],
)
def test_a_broken_row_is_listed_with_its_line_and_the_good_one_goes_in(tmp_path: Path, row: str, reason: str) -> None:
    result = openimages.read(folder(tmp_path, GOOD, row))
    assert [edges(shape) for record in result.records for shape in record.shapes] == [pytest.approx((10, 10, 20, 20))]
    (skipped,) = result.skipped
    assert reason in skipped.reason
    assert skipped.line == 3


def test_a_picture_that_is_not_there_is_listed_once(tmp_path: Path) -> None:
    row = "gone,xclick,/m/0,1,0.1,0.2,0.2,0.4,0,0,0,0,0"
    result = openimages.read(folder(tmp_path, GOOD, row, row, row))
    assert [one.line for one in result.skipped] == [3]


def test_a_class_without_a_name_keeps_its_id_and_a_note_says_so(tmp_path: Path) -> None:
    result = openimages.read(folder(tmp_path, GOOD, GOOD.replace("/m/0", "/m/0zz")))
    assert [shape.label for shape in result.records[0].shapes] == ["Cat", "/m/0zz"]
    assert "keep their machine id, like /m/0zz" in result.notes[0]


def test_masks_that_are_missing_or_damaged_are_listed(tmp_path: Path) -> None:
    header = "MaskPath,ImageID,LabelName,BoxID,BoxXMin,BoxXMax,BoxYMin,BoxYMax,PredictedIoU,Clicks"
    names = ("m.png", "gone.png", "bad.png", "../../../etc/passwd", "", "black.png")
    rows = [f"{name},a,/m/1,1,0,1,0,1,1," for name in names]
    name = "train-annotations-object-segmentation.csv"
    root = folder(tmp_path, *rows, name=name, header=header)
    (tmp_path / "masks" / "train").mkdir(parents=True)
    half = np.zeros((25, 50), dtype=bool)
    half[:, :10] = True
    Image.fromarray(half).save(tmp_path / "masks" / "train" / "m.png")
    Image.fromarray(half & False).save(tmp_path / "masks" / "train" / "black.png")
    (tmp_path / "masks" / "train" / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\nno")
    result = openimages.read(root)
    (shape,) = result.records[0].shapes
    # Half as large as its picture: twice as large on it.
    assert edges(shape) == (0, 0, 20, 50)
    assert [(one.line, one.path) for one in result.skipped] == [(line, name) for line in (3, 4, 5, 6, 7)]


def test_labels_flags_and_masks_come_back(tmp_path: Path) -> None:
    mask = rle.encode(np.pad(np.eye(9, 12), ((3, 36), (4, 48))))
    shapes = (
        LabelledShape(
            "a, b", Box(1, 2, 3, 4), {"is_crowd": True, "is_inside": True, "confidence": 0.5}, truncated=True
        ),
        LabelledShape("c", mask),
    )
    path = picture(tmp_path / "in.png")
    items = [ExportItem(path, "in.png", ("tag",), Split.VAL, width=64, height=48, shapes=shapes)]
    openimages.write(items, tmp_path / "out", with_images=True)
    (record,) = openimages.read(tmp_path / "out").records
    assert (record.labels, record.split) == (("tag",), Split.VAL)
    assert [(one.label, one.geometry, one.attributes, one.truncated) for one in record.shapes] == [
        (one.label, one.geometry, one.attributes, one.truncated) for one in shapes
    ]


def test_other_tables_are_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("path,label\na.png,x\n")
    assert openimages.sniff(tmp_path / "a.csv").confidence == 0
    with pytest.raises(FormatError):
        openimages.read(tmp_path / "a.csv")
