from __future__ import annotations

import base64
import hashlib
import json
import math
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from tests.unit.formats.shape_tests import counted, edges, picture, reviewed_empty, shapes_of
from tlstudio.core.errors import FormatError
from tlstudio.core.geometry import measure, raster, rle
from tlstudio.core.geometry.shapes import Box, Mask, Point, Polygon, RotatedBox
from tlstudio.formats import labelme, registry
from tlstudio.formats.records import ExportItem, LabelledShape

KINDS = {
    "polygon": "polygon",
    "rectangle": "box",
    "circle": "polygon",
    "point": "point",
    "mask": "mask",
    "oriented_rectangle": "rotated_box",
}
EMBEDDED = ("v2_embedded", "v4_embedded")


def test_files_of_every_version_hold_what_an_independent_parser_found(shared: Path) -> None:
    folder = shared / "formats" / "labelme"
    expected = json.loads((folder / "expected.json").read_text())
    result = labelme.read(folder)
    # Two files carry their picture only inside of themselves; they are listed, with four polygons each.
    reasons = [one.reason for one in result.skipped if "only inside the file" in one.reason]
    assert len(reasons) == len(EMBEDDED)
    lines = sum(kinds.get("line", 0) + kinds.get("linestrip", 0) for kinds in expected["per_label_and_kind"].values())
    assert len([one for one in result.skipped if "is a line" in one.reason]) == lines
    others = {Path(one.path).name for one in result.skipped} - {"expected.json"}
    assert len([one for one in result.skipped if Path(one.path).name in others]) == lines + len(EMBEDDED)
    inside = {"shelf", "highland_6539_self_stick_notes", "kong_air_dog_squeakair_tennis_ball", "mead_index_cards"}
    wanted: dict[str, dict[str, int]] = {}
    for label, kinds in expected["per_label_and_kind"].items():
        for kind, number in kinds.items():
            if kind in KINDS and label not in inside:
                wanted.setdefault(label, {})[KINDS[kind]] = number
    assert counted([result]) == wanted
    assert {one.labels for one in result.records if one.labels} == {("cat",), ("dog",)}

    by_file = {one.source.relative_to(folder).as_posix(): one for one in result.records}
    assert set(by_file) == {name for name in expected["files"] if not name.startswith(EMBEDDED)}
    groups = {shape.group for shape in by_file["v4_group_id/2011_000006.json"].shapes}
    assert groups == {None, 0}
    for sample in expected["samples"]:
        shape = next(one for one in by_file[sample["file"]].shapes if one.label == sample["label"])
        if sample["kind"] == "circle":
            assert measure.area(shape.geometry) == pytest.approx(math.pi * sample["radius"] ** 2)
        elif sample["kind"] == "mask":
            assert isinstance(shape.geometry, Mask)
            pixels = rle.decode(shape.geometry).astype(np.uint8)
            assert hashlib.sha256(pixels.tobytes()).hexdigest() == sample["full"]["sha256_of_row_major_uint8"]
        elif sample["kind"] == "polygon":
            assert shape.geometry == Polygon((tuple(tuple(point) for point in sample["points"]),))
        else:
            assert edges(shape) == pytest.approx(sample["xyxy"])


def item_of(path: Path, *geometries: Any, **more: Any) -> ExportItem:
    shapes = tuple(LabelledShape("x", geometry, note="n", group=3, occluded=True) for geometry in geometries)
    return ExportItem(path, path.name, more.pop("labels", ()), width=64, height=48, shapes=shapes, **more)


RING = ((2.5, 2.0), (42.0, 2.0), (42.0, 40.0))
HOLED = Polygon((RING,), (((22.0, 4.0), (30.0, 4.0), (30.0, 9.0)),))
MASK = rle.encode(np.pad(np.eye(9, 12), ((3, 36), (4, 48))))


@pytest.mark.parametrize("with_images", [True, False])
def test_what_is_written_reads_back(tmp_path: Path, with_images: bool) -> None:
    geometries = (Box(1.5, 2, 10, 20.25), RotatedBox(30, 20, 10, 6, 30), Polygon((RING,)), Point(3, 4), MASK)
    items = [
        item_of(picture(tmp_path / "in" / "a.png"), *geometries, HOLED, labels=("sharp",)),
        item_of(picture(tmp_path / "in" / "empty.png", number=2)),
        item_of(picture(tmp_path / "in" / "undecided.png", number=3), is_finished=False),
    ]
    written = labelme.write(items, tmp_path / "out", with_images=with_images)
    assert (written.images, written.annotations, written.skipped) == (3, 7, ())
    assert registry.identify(tmp_path / "out")[0] == "labelme"
    result = labelme.read(tmp_path / "out")
    assert result.skipped == ()
    assert reviewed_empty(result.records) == ["empty.png"]
    assert {one.labels for one in result.records} == {("sharp",), ()}
    found = shapes_of(result)["a.png"]
    assert [shape.geometry for shape in found][::2][:2] == [geometries[0], geometries[2]]
    assert [shape.geometry for shape in found][3:5] == [geometries[3], geometries[4]]
    assert np.array(found[1].geometry.corners) == pytest.approx(np.array(geometries[1].corners), abs=1e-3)  # type: ignore[union-attr]
    assert np.array_equal(raster.pixels_of(found[5].geometry, 64, 48), raster.pixels_of(HOLED, 64, 48))
    assert {(shape.note, shape.group, shape.occluded) for shape in found} == {("n", 3, True)}


def file(tmp_path: Path, *shapes: Any, **more: Any) -> Path:
    picture(tmp_path / "a.png")
    good = {"label": "ok", "points": [[40, 30], [10, 5]], "shape_type": "rectangle"}
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"shapes": [good, *shapes], "imagePath": "a.png", "flags": None} | more))
    return path


def png(width: int, height: int) -> str:
    return base64.b64encode(cv2.imencode(".png", np.ones((height, width), np.uint8))[1].tobytes()).decode()


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"label": "x", "points": [[1, 2], [3, "y"], [4, 4]]}, "no number among them"),
        ({"label": "x", "points": [[1, 2], [3, float("nan")], [4, 4]]}, "no number among them"),
        ({"label": "x", "points": "everywhere"}, "no number among them"),
        ({"label": "x", "points": [[1, 2, 3]]}, "no number among them"),
        ({"label": "x", "points": []}, "has no points"),
        ({"label": "x", "points": [[1, 2], [3, 4]]}, "fewer than three points"),
        ({"label": "x", "points": [[1, 1], [1, 9]], "shape_type": "rectangle"}, "has no area"),
        ({"label": "x", "points": [[1, 1]], "shape_type": "circle"}, "has 1 points instead of 2"),
        ({"label": "x", "points": [[1, 1]], "shape_type": "cube"}, "is not known"),
        ({"label": "", "points": [[1, 1], [5, 9]], "shape_type": "rectangle"}, "has no label"),
        ({"label": "x", "points": [[90, 90], [99, 99]], "shape_type": "rectangle"}, "outside of its picture"),
        ({"label": "x", "points": [[1, 1], [5, 9]], "shape_type": "mask", "mask": "***"}, "a mask that is damaged"),
        ({"label": "x", "points": [[1, 1], [5, 9]], "shape_type": "mask", "mask": "QUJD"}, "a mask that is damaged"),
        (
            {"label": "x", "points": [[1, 1], [5, 9]], "shape_type": "mask", "mask": png(900, 9)},
            "a mask of 900 x 9 pixels, the picture has 64 x 48",
        ),
        (
            {"label": "x", "points": [[-9, 1], [5, 9]], "shape_type": "mask", "mask": png(9, 9)},
            "a mask that reaches beyond the picture",
        ),
        (7, "has no points"),
    ],
)
def test_a_broken_shape_is_listed_and_the_good_one_goes_in(tmp_path: Path, broken: Any, reason: str) -> None:
    result = labelme.read(file(tmp_path, broken))
    assert [shape.geometry for shape in result.records[0].shapes] == [Box(10, 5, 30, 25)]
    assert [one.path for one in result.skipped] == ["a.json: shape 2"]
    assert reason in result.skipped[0].reason


def test_a_broken_file_does_not_take_the_others_down(tmp_path: Path) -> None:
    file(tmp_path)
    (tmp_path / "b.json").write_text('{"shapes": [{"points": [[1')
    result = labelme.read(tmp_path)
    assert len(result.records) == 1
    assert [Path(one.path).name for one in result.skipped] == ["b.json"]
    with pytest.raises(FormatError):
        labelme.read(tmp_path / "b.json")


def test_paths_of_windows_are_understood(tmp_path: Path) -> None:
    picture(tmp_path / "images" / "p.png")
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "q.json").write_text('{"shapes": [], "imagePath": "..\\\\images\\\\p.png"}')
    assert reviewed_empty(labelme.read(tmp_path / "labels").records) == ["p.png"]
