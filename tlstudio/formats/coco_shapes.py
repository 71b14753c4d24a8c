"""One annotation of COCO's to and from a shape: polygons, run lengths, boxes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from tlstudio.core.geometry import measure, raster, rle
from tlstudio.core.geometry.shapes import Box, Geometry, Mask, Point, Polygon, RotatedBox
from tlstudio.formats import faults
from tlstudio.formats.jsonfile import as_dict, as_list, as_text, simple
from tlstudio.formats.records import ExportItem, LabelledShape
from tlstudio.formats.values import as_number, as_numbers, pairs

CROWD = "is_crowd"
_FLAGS = ("occluded", "truncated", "difficult")


def shape_from(entry: Mapping[str, Any], label: str) -> LabelledShape:
    """Return the shape of an annotation or of a row of results.

    Raises:
        BadRecord: It has none that makes sense.
    """
    attributes = simple(entry.get("attributes"))
    occluded, truncated, difficult = (bool(attributes.pop(name, False)) for name in _FLAGS)
    if entry.get("iscrowd") in (1, True):
        attributes[CROWD] = True
    score = as_number(entry.get("score"))
    return LabelledShape(
        label,
        geometry_from(entry),
        attributes,
        occluded=occluded,
        truncated=truncated,
        difficult=difficult,
        score=score if score is not None and 0 <= score <= 1 else None,
    )


def geometry_from(entry: Mapping[str, Any]) -> Geometry:
    """Return the mask, else the polygon, else the box of an annotation.

    Raises:
        BadRecord: It has none of them, or one that makes no sense.
    """
    segmentation = entry.get("segmentation")
    if isinstance(segmentation, dict):
        return _mask(as_dict(segmentation))
    if isinstance(segmentation, list) and segmentation:
        rings = [(as_numbers(ring), _fault_of_ring(ring)) for ring in cast("list[Any]", segmentation)]
        good = [pairs(numbers) for numbers, fault in rings if numbers and not fault]
        if not good:
            raise faults.bad(rings[0][1])
        return Polygon(tuple(good))
    numbers = as_numbers(entry.get("bbox"))
    if numbers is None or len(numbers) != 4:
        raise faults.bad(faults.NO_SHAPE)
    return Box(*numbers)


def broken_rings(entry: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Yield the number (from 1) of each part of a polygon that is left out of it, and why."""
    segmentation = entry.get("segmentation")
    for number, ring in enumerate(as_list(segmentation), start=1):
        if fault := _fault_of_ring(ring):
            yield number, fault


def _fault_of_ring(ring: object) -> str:
    numbers = as_numbers(ring)
    if numbers is None or len(numbers) % 2:
        return faults.NO_POINTS
    return faults.FEW_POINTS if len(numbers) < 6 else ""


def _mask(segmentation: Mapping[str, Any]) -> Mask:
    size, counts = as_numbers(segmentation.get("size")), segmentation.get("counts")
    if size is None or len(size) != 2:
        raise faults.bad(faults.MASK_SIZE)
    height, width = int(size[0]), int(size[1])
    if isinstance(counts, list):
        numbers = as_numbers(counts)
        if numbers is None:
            raise faults.bad(faults.MASK_RUNS)
        runs = [int(number) for number in numbers]
        rle.check(runs, width, height)
        return Mask(width, height, rle.compress(runs))
    mask = Mask(width, height, as_text(counts))
    # Compressed anew: other programs' spellings of the same pixels become one.
    return replace(mask, counts=rle.compress(rle.checked_counts(mask)))


def entry_of(shape: LabelledShape, item: ExportItem) -> dict[str, Any] | None:
    """Return what is said about a shape, without ids; None = a point, which is no instance."""
    geometry = shape.geometry
    if isinstance(geometry, Point):
        return None
    if isinstance(geometry, Polygon) and geometry.holes:
        geometry = raster.mask_of(geometry, item.width, item.height)
    box = measure.bounds(geometry)
    is_crowd = shape.attributes.get(CROWD) is True
    match geometry:
        case Mask():
            # Programs that read crowds expect the runs as a list.
            counts = rle.checked_counts(geometry) if is_crowd else geometry.counts
            segmentation: Any = {"size": [geometry.height, geometry.width], "counts": counts}
        case Polygon():
            segmentation = [[short(number) for point in ring for number in point] for ring in geometry.rings]
        case RotatedBox():
            segmentation = [[short(number) for point in geometry.corners for number in point]]
        case Box():
            segmentation = []
    attributes = {name: value for name, value in shape.attributes.items() if name != CROWD}
    attributes |= {name: True for name in _FLAGS if getattr(shape, name)}
    entry: dict[str, Any] = {
        "segmentation": segmentation,
        "area": short(measure.area(geometry)),
        "bbox": [short(value) for value in (box.x, box.y, box.width, box.height)],
        "iscrowd": int(is_crowd),
    }
    return entry | {"attributes": attributes} if attributes else entry


def short(value: float) -> float:
    """Return a coordinate as it is written."""
    return round(value, 4)
