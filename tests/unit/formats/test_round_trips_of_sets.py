"""Real sets and files of other tools: read, written in the same and in other formats, read again: the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tlstudio.core.geometry import measure, raster
from tlstudio.core.geometry.shapes import Box, Geometry, Mask, Point, Polygon, RotatedBox
from tlstudio.formats import coco_keypoints, registry
from tlstudio.formats.records import ExportItem, LabelledShape, LabelRecord
from tlstudio.imaging.read import probe

FEW = 5
SETS = (
    ("coco", "datasets/chess_coco"),
    ("coco", "datasets/nuts"),
    ("coco", "datasets/car_parts"),
    ("voc", "datasets/bccd_voc"),
    ("voc", "datasets/neu_det_voc"),
    ("yolo", "datasets/aquarium_yolo"),
)
FILES = (
    *(("coco", f"coco_instances/{name}") for name in ("coco_tiny", "compressed_rle", "crowd_uncompressed_rle")),
    *(("coco", f"coco_instances/{name}") for name in ("datumaro_asset", "roboflow_layout")),
    *(("coco", f"coco_keypoints/{name}") for name in ("person_keypoints.json", "animalpose")),
    *(("voc", f"voc/{name}") for name in ("bccd_labelimg", "labelme_export_float", "raccoon_mac_path")),
    *(("voc", f"voc/{name}") for name in ("roboflow_order", "voc2012_layout", "windows_path")),
    *(("yolo", f"yolo/{name}") for name in ("ultralytics_obb", "ultralytics_segment", "roboflow_detect")),
    ("yolo", "yolo/segment_real_isat"),
    ("labelme", "labelme"),
    ("cvat", "cvat_images/rotated_mask_ellipse"),
    ("cvat", "cvat_images/project_export_subsets"),
)
# What each format holds without changing its kind.
KEEPS = {
    "coco": (Box, Polygon, Mask),
    "labelme": (Box, RotatedBox, Polygon, Point, Mask),
    "cvat": (Box, RotatedBox, Polygon, Point, Mask),
    "voc": (Box,),
    "yolo": (Box,),
    "masks": (Mask,),
}


def few(key: str, path: Path) -> tuple[list[LabelRecord], tuple[str, ...]]:
    """Some records with shapes, and the labels."""
    _, result = registry.read(key, next((path / "masks").glob("*.png")) if key == "masks" else path)
    records = [record for record in result.records if record.shapes]
    return records[:: max(1, len(records) // FEW)][:FEW], result.labels


def items_of(records: Sequence[LabelRecord], kinds: tuple[type, ...]) -> list[ExportItem]:
    items: list[ExportItem] = []
    for number, record in enumerate(records):
        size = probe(record.image_path)
        shapes = tuple(one for one in record.shapes if isinstance(one.geometry, kinds))
        if shapes:
            # Names of files that stand in several folders would meet.
            name = f"{number}/{record.image_path.name}"
            items.append(
                ExportItem(record.image_path, name, (), None, width=size.width, height=size.height, shapes=shapes)
            )
    return items


def back(key: str, items: Sequence[ExportItem], dest: Path, labels: Sequence[str]) -> dict[Path, LabelRecord]:
    registry.get(key).write(items, dest, labels=labels)
    known = {Path(item.name).stem: item.image_path for item in items}
    _, result = registry.read(key, dest, find=lambda name: known.get(Path(name).stem))
    assert result.skipped == ()
    return {record.image_path: record for record in result.records}


def assert_same(found: Sequence[LabelledShape], wanted: Sequence[LabelledShape]) -> None:
    assert len(found) == len(wanted)
    for one, other in zip(found, wanted, strict=True):
        assert (one.label, one.geometry.kind) == (other.label, other.geometry.kind)
        edges = measure.bounds(one.geometry).edges
        assert edges == pytest.approx(measure.bounds(other.geometry).edges, abs=0.01)
        if isinstance(other.geometry, Mask):
            assert one.geometry == other.geometry
        else:
            assert _points(one.geometry) == pytest.approx(_points(other.geometry), abs=0.02)


def _points(geometry: Geometry) -> np.ndarray:
    match geometry:
        case Polygon():
            return np.array([point for ring in (*geometry.rings, *geometry.holes) for point in ring])
        case RotatedBox():
            # Which corner comes first is not kept everywhere.
            return np.array(sorted((round(x, 1), round(y, 1)) for x, y in geometry.corners))
        case _:
            return np.array(measure.bounds(geometry).edges)


@pytest.mark.parametrize(("key", "place"), [*SETS, *((key, f"formats/{place}") for key, place in FILES)])
def test_a_set_comes_back_in_its_own_format(shared: Path, tmp_path: Path, key: str, place: str) -> None:
    records, labels = few(key, shared / place)
    items = items_of(records, (Box, RotatedBox, Polygon, Point, Mask))
    assert items
    if key == "yolo":
        # A set of YOLO has rows of one kind.
        kinds = {type(shape.geometry) for item in items for shape in item.shapes}
        items = [replace(item, shapes=tuple(s for s in item.shapes if len(kinds) == 1)) for item in items]
    found = back(key, items, tmp_path / "out", labels)
    for item in items:
        assert_same(_sorted(found[item.image_path].shapes), _sorted(_in_format(item, key)))


def _in_format(item: ExportItem, key: str) -> Sequence[LabelledShape]:
    """What the card says that becomes of a shape."""
    if key == "voc":
        return [
            replace(one, geometry=measure.bounds(one.geometry))
            for one in item.shapes
            if type(one.geometry) is not Point
        ]
    shapes = [one for one in item.shapes if key != "coco" or _is_instance(one, item.shapes)]
    if key in ("labelme", "cvat"):
        several = [isinstance(one.geometry, Polygon) and len(one.geometry.rings) > 1 for one in shapes]
        return [
            replace(one, geometry=raster.mask_of(one.geometry, item.width, item.height)) if parts else one
            for one, parts in zip(shapes, several, strict=True)
        ]
    return shapes


def _is_instance(shape: LabelledShape, shapes: Sequence[LabelledShape]) -> bool:
    if not isinstance(shape.geometry, Point):
        return True
    return shape.attributes.get(coco_keypoints.KEYPOINT, "") in next(
        (p for g, p in coco_keypoints.by_object(shapes).items() if g == shape.group), {}
    )


def _sorted(shapes: Sequence[LabelledShape]) -> list[LabelledShape]:
    return sorted(
        shapes,
        key=lambda s: (s.label, s.geometry.kind, *(round(edge) for edge in measure.bounds(s.geometry).edges)),
    )


BOXES = [("coco", "chess_coco"), ("voc", "bccd_voc"), ("voc", "neu_det_voc"), ("yolo", "aquarium_yolo")]
POLYGONS = [("coco", "nuts"), ("coco", "car_parts")]
MASKS = [("masks", "nuclei_dsb"), ("masks", "nuts"), ("masks", "em_membrane")]
THROUGH = [
    *((*one, other) for one in BOXES for other in ("coco", "labelme", "cvat", "voc", "yolo")),
    *((*one, other) for one in POLYGONS for other in ("coco", "labelme", "cvat")),
    *((*one, other) for one in MASKS for other in ("coco", "labelme", "cvat", "masks")),
]


@pytest.mark.parametrize(("key", "place", "other"), THROUGH)
def test_a_set_comes_through_another_format(shared: Path, tmp_path: Path, key: str, place: str, other: str) -> None:
    records, labels = few(key, shared / "datasets" / place)
    items = items_of(records[:2], KEEPS[other])
    assert items
    first = back(other, items, tmp_path / "other", labels)
    through = [replace(item, shapes=first[item.image_path].shapes) for item in items]
    home = back(key, through, tmp_path / "home", labels)
    for item in items:
        assert_same(_sorted(home[item.image_path].shapes), _sorted(item.shapes))


@pytest.mark.parametrize(("key", "place"), SETS)
def test_other_programs_read_what_is_written(shared: Path, tmp_path: Path, key: str, place: str) -> None:
    supervision = pytest.importorskip("supervision")
    records, labels = few(key, shared / place)
    items = items_of(records, (Box,) if key == "yolo" else (Box, Polygon))
    registry.get(key).write(items, tmp_path / "out", with_images=True, labels=labels)
    pictures = {"coco": "images", "voc": "JPEGImages", "yolo": "images"}[key]
    for item in items:
        folder = str(Path(item.name).parent)
        out = tmp_path / "out"
        if key == "coco":
            found = supervision.DetectionDataset.from_coco(
                str(out / pictures), str(out / "annotations" / "instances_default.json")
            )
        elif key == "voc":
            found = supervision.DetectionDataset.from_pascal_voc(
                str(out / pictures / folder), str(out / "Annotations" / folder)
            )
        else:
            found = supervision.DetectionDataset.from_yolo(
                str(out / pictures / folder), str(out / "labels" / folder), str(out / "data.yaml")
            )
        boxes = next(a.xyxy for path, a in found.annotations.items() if Path(path).name == item.image_path.name)
        # It takes one from the smaller edges of VOC, whoever wrote them.
        shift = np.array([1, 1, 0, 0]) if key == "voc" else 0
        wanted = np.array([measure.bounds(shape.geometry).edges for shape in item.shapes])
        assert np.sort(boxes + shift, axis=0) == pytest.approx(np.sort(wanted, axis=0), abs=1.0)
