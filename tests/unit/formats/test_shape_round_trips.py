"""What the formats with files for a whole set write is what they read, whatever shapes and names come along."""

from __future__ import annotations

import importlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.formats.shape_tests import edges, picture
from tlstudio.core.geometry import measure, raster, rle
from tlstudio.core.geometry.shapes import Box, Geometry, Mask, Point, Polygon, RotatedBox
from tlstudio.core.words import Split
from tlstudio.formats import registry
from tlstudio.formats.records import ExportItem, LabelledShape, ReadResult

WIDTH, HEIGHT = 64, 48
# What each format makes of what it cannot hold; "" = it is listed as skipped.
BECOMES = {
    "datumaro": {"rotated_box": "polygon", "parts": "mask"},
    "kitti": {"rotated_box": "box", "polygon": "box", "parts": "box", "mask": "box", "point": ""},
    "labelstudio": {"parts": "mask"},
    "openimages": {"rotated_box": "box", "polygon": "mask", "parts": "mask", "point": ""},
    "via": {"rotated_box": "polygon", "parts": "polygon", "mask": "polygon"},
}
KEEPS_SPLITS = ("datumaro", "kitti", "labelstudio", "openimages")
WORDS = "aZ9 é日😀,;|'\"#%&<>=+-_.()[]{}*?:$~@!\t"

xs, ys = st.integers(0, WIDTH * 4 - 20).map(lambda n: n / 4), st.integers(0, HEIGHT * 4 - 20).map(lambda n: n / 4)
boxes = st.builds(lambda x, y: Box(x, y, min(4.25, WIDTH - x), min(4.5, HEIGHT - y)), xs, ys)
turned = st.builds(
    RotatedBox, *[st.integers(12, 30).map(float)] * 2, *[st.integers(1, 9).map(float)] * 2, st.floats(1, 179)
)
rings = st.builds(lambda x, y, d: ((x, y), (x + d, y), (x + d / 2, y + d)), xs, ys, st.integers(2, 5).map(float))
polygons = rings.map(lambda ring: Polygon((ring,)))
parts = st.just(
    Polygon(
        (((2.0, 2.0), (20.0, 2.0), (20.0, 30.0), (2.0, 30.0)),), (((5.0, 5.0), (9.0, 5.0), (9.0, 9.0), (5.0, 9.0)),)
    )
)
points = st.builds(Point, xs, ys)
masks = st.lists(st.booleans(), min_size=12, max_size=12).map(
    lambda on: rle.encode(np.pad(np.array([[True, *on[:5]], on[6:]]), ((7, HEIGHT - 9), (3, WIDTH - 9))))
)
geometries: st.SearchStrategy[Geometry] = st.one_of(boxes, turned, polygons, parts, points, masks)
labels = st.text(st.sampled_from(WORDS), min_size=1, max_size=9).map(str.strip).filter(bool)
names = st.sampled_from(["a/b.png", "b.png", "ö ü/日本 #1 %20.png", "x,y;z.png", "dots.v2.png", "'quote'.png"])


def read_back(key: str, dest: Path) -> ReadResult:
    assert registry.identify(dest)[0] == key
    return importlib.import_module(f"tlstudio.formats.{key}").read(dest)


def kind_of(geometry: Geometry) -> str:
    return "parts" if isinstance(geometry, Polygon) and geometry.holes else geometry.kind


@pytest.mark.parametrize("key", BECOMES)
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_shapes_names_and_splits_come_back(
    key: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp(key)
    items: list[ExportItem] = []
    for number, name in enumerate(data.draw(st.lists(names, min_size=1, max_size=3, unique=True))):
        path = picture(folder / "in" / f"{number}.png", WIDTH, HEIGHT, number)
        shapes = [
            LabelledShape(data.draw(labels), geometry, occluded=data.draw(st.booleans()))
            for geometry in data.draw(st.lists(geometries, min_size=1, max_size=4))
        ]
        split = data.draw(st.sampled_from([None, *Split]))
        items.append(ExportItem(path, name, (), split, width=WIDTH, height=HEIGHT, shapes=tuple(shapes)))
    written = importlib.import_module(f"tlstudio.formats.{key}").write(items, folder / "out", with_images=True)
    result = read_back(key, folder / "out")
    assert result.skipped == ()
    found = {record.image_path.read_bytes(): record for record in result.records}
    listed = 0
    for item in items:
        record = found[item.image_path.read_bytes()]
        wanted = [(shape, BECOMES[key].get(kind_of(shape.geometry), shape.geometry.kind)) for shape in item.shapes]
        listed += sum(not kind for _, kind in wanted)
        wanted = [(shape, kind) for shape, kind in wanted if kind]
        # Tables keep boxes and masks apart, and so another order.
        kinds = sorted((shape.label, kind) for shape, kind in wanted)
        assert sorted((shape.label, shape.geometry.kind) for shape in record.shapes) == kinds
        assert record.split == (item.split if key in KEEPS_SPLITS else None)
        for shape, kind in wanted:
            others = [one for one in record.shapes if (one.label, one.geometry.kind) == (shape.label, kind)]
            assert any(is_the_same(shape, one, kind) for one in others), (shape, others)
    assert len(written.skipped) == listed


def is_the_same(shape: LabelledShape, other: LabelledShape, kind: str) -> bool:
    geometry = shape.geometry
    if kind == "mask":
        assert isinstance(other.geometry, Mask)
        wanted = raster.pixels_of(geometry, WIDTH, HEIGHT)
        return bool(np.array_equal(rle.decode(other.geometry), wanted))
    if kind == "polygon" and kind_of(geometry) in ("parts", "mask"):
        wanted = raster.pixels_of(geometry, WIDTH, HEIGHT)
        return bool(np.array_equal(raster.pixels_of(other.geometry, WIDTH, HEIGHT), wanted))
    is_near = edges(other) == pytest.approx(edges(shape), abs=1e-3)
    if kind != geometry.kind or kind == "box":
        return is_near
    return is_near and measure.area(other.geometry) == pytest.approx(measure.area(geometry), abs=0.05)


@pytest.mark.parametrize("key", BECOMES)
def test_without_pictures_the_files_lead_to_them(key: str, tmp_path: Path) -> None:
    item = ExportItem(
        picture(tmp_path / "in" / "a b.png", WIDTH, HEIGHT),
        "in/a b.png",
        (),
        width=WIDTH,
        height=HEIGHT,
        shapes=(LabelledShape("x", Box(1, 2, 3, 4)),),
    )
    module = importlib.import_module(f"tlstudio.formats.{key}")
    written = module.write([item], tmp_path / "out")
    assert not any(file.suffix == ".png" for file in written.files)
    result = module.read(tmp_path / "out", images=tmp_path if key == "kitti" else None)
    assert [record.image_path.resolve() for record in result.records] == [item.image_path.resolve()]
    assert [edges(shape) for record in result.records for shape in record.shapes] == [pytest.approx((1, 2, 4, 6))]


IMPORTERS = {
    "coco": "coco_instances",
    "cvat": "cvat",
    "datumaro": "datumaro",
    "kitti": "kitti_detection",
    "masks": "voc_segmentation",
    "openimages": "open_images",
    "voc": "voc_detection",
    "yolo": "yolo",
}


@pytest.mark.parametrize("key", IMPORTERS)
@pytest.mark.parametrize("split", [Split.TRAIN, None])
def test_datumaro_opens_what_is_written(key: str, split: Split | None, tmp_path: Path) -> None:
    datumaro = pytest.importorskip("datumaro")
    shapes = (LabelledShape("x y", Box(1.5, 2, 10, 20.25), occluded=True), LabelledShape("z", Box(30, 4, 5, 6)))
    path = picture(tmp_path / "in" / "a.png", WIDTH, HEIGHT)
    item = ExportItem(path, "a.png", (), split, width=WIDTH, height=HEIGHT, shapes=shapes)
    importlib.import_module(f"tlstudio.formats.{key}").write([item], tmp_path / "out", with_images=True)
    (read,) = datumaro.Dataset.import_from(str(tmp_path / "out"), IMPORTERS[key])
    found = [one for one in read.annotations if hasattr(one, "get_bbox")]
    if key == "masks":
        # Pixels whose middle lies inside.
        wanted = {(1.0, 2.0, 10.0, 20.0), (30.0, 4.0, 5.0, 6.0)}
    else:
        wanted = {(1.5, 2.0, 10.0, 20.25), (30.0, 4.0, 5.0, 6.0)}
    assert {tuple(round(float(number), 4) for number in one.get_bbox()) for one in found} == wanted
    if key in ("cvat", "datumaro", "kitti", "openimages"):
        assert [bool(one.attributes.get("occluded")) for one in found] == [True, False]
