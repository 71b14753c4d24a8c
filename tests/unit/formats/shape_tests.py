"""What tests of the shape formats share."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tlstudio.core.geometry import measure
from tlstudio.formats.records import LabelledShape, LabelRecord, ReadResult


def picture(path: Path, width: int = 64, height: int = 48, number: int = 1, orientation: int = 1) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.fromarray(np.full((height, width, 3), number % 256, np.uint8)).save(path, exif=exif)
    return path


def counted(results: list[ReadResult]) -> dict[str, dict[str, int]]:
    """Label -> kind -> how many shapes."""
    found: dict[str, Counter[str]] = {}
    for result in results:
        for record in result.records:
            for shape in record.shapes:
                found.setdefault(shape.label, Counter())[shape.geometry.kind] += 1
    return {label: dict(kinds) for label, kinds in found.items()}


def shapes_of(result: ReadResult) -> dict[str, tuple[LabelledShape, ...]]:
    return {record.image_path.name: record.shapes for record in result.records}


def edges(shape: LabelledShape) -> tuple[float, float, float, float]:
    return measure.bounds(shape.geometry).edges


def assert_same_shapes(found: tuple[LabelledShape, ...], wanted: tuple[LabelledShape, ...], within: float) -> None:
    """Compare all that is said, numbers within so many pixels."""
    assert len(found) == len(wanted)
    for one, other in zip(found, wanted, strict=True):
        assert (one.label, one.geometry.kind) == (other.label, other.geometry.kind)
        assert (one.occluded, one.truncated, one.difficult) == (other.occluded, other.truncated, other.difficult)
        assert edges(one) == pytest.approx(edges(other), abs=within)
        assert measure.area(one.geometry) == pytest.approx(measure.area(other.geometry), abs=60 * within)


def reviewed_empty(records: tuple[LabelRecord, ...]) -> list[str]:
    return [one.image_path.name for one in records if not one.shapes and not one.labels and one.is_reviewed]
