"""Outlines and rotated boxes written for YOLO open in supervision (0.31.2) as they were drawn.

It is an oracle for this test alone and not installed with the others: it brings an OpenCV of its own, which would lie
where ours lies.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.unit.formats.shape_tests import picture
from tlstudio.core.geometry import measure, raster
from tlstudio.core.geometry.shapes import Polygon, RotatedBox
from tlstudio.formats import registry
from tlstudio.formats.records import ExportItem, LabelledShape

supervision = pytest.importorskip("supervision")

WIDTH, HEIGHT = 320, 240
OUTLINES = (
    LabelledShape("leaf", Polygon((((20.0, 30.0), (90.0, 42.0), (70.0, 110.0)),))),
    LabelledShape("stem", Polygon((((150.0, 20.0), (300.0, 35.0), (280.0, 200.0), (160.0, 180.0)),))),
)
TURNED = (
    LabelledShape("stem", RotatedBox(100.0, 90.0, 80.0, 30.0, 25.0)),
    LabelledShape("leaf", RotatedBox(220.0, 150.0, 40.0, 90.0, 70.0)),
)


def opened(shapes: tuple[LabelledShape, ...], kind: str, folder: Path, **options: bool) -> Any:
    item = ExportItem(
        picture(folder / "in" / "a.png", WIDTH, HEIGHT), "a.png", (), width=WIDTH, height=HEIGHT, shapes=shapes
    )
    out = folder / "out"
    registry.get("yolo").write([item], out, with_images=True, labels=("leaf", "stem"), kind=kind)
    dataset = supervision.DetectionDataset.from_yolo(
        str(out / "images"), str(out / "labels"), str(out / "data.yaml"), **options
    )
    assert dataset.classes == ["leaf", "stem"]
    (found,) = dataset.annotations.values()
    assert [dataset.classes[number] for number in found.class_id] == [shape.label for shape in shapes]
    return found


def test_outlines(tmp_path: Path) -> None:
    found = opened(OUTLINES, "segment", tmp_path, force_masks=True)
    for box, mask, shape in zip(found.xyxy, found.mask, OUTLINES, strict=True):
        assert box == pytest.approx(measure.bounds(shape.geometry).edges, abs=1.0)
        ours = raster.pixels_of(shape.geometry, WIDTH, HEIGHT)
        # It paints the pixels on the outline as well.
        assert np.logical_and(mask, ours).sum() / np.logical_or(mask, ours).sum() > 0.95


def test_rotated_boxes(tmp_path: Path) -> None:
    found = opened(TURNED, "obb", tmp_path, is_obb=True)
    corners = found.data[supervision.config.ORIENTED_BOX_COORDINATES]
    for theirs, shape in zip(corners, TURNED, strict=True):
        assert isinstance(shape.geometry, RotatedBox)
        assert theirs == pytest.approx(np.array(shape.geometry.corners), abs=1.0)
