"""COCO's key points: named points of one object, each with whether it can be seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tlstudio.core.geometry import measure
from tlstudio.core.geometry.shapes import Box, Point
from tlstudio.formats import faults
from tlstudio.formats.coco_shapes import short
from tlstudio.formats.jsonfile import as_list, as_text
from tlstudio.formats.records import LabelledShape
from tlstudio.formats.values import as_numbers

KEYPOINT = "keypoint"
"""The attribute with a point's name."""


def points_from(entry: Mapping[str, Any], names: Sequence[str], label: str, group: int) -> Iterator[LabelledShape]:
    """Yield the labelled points of an annotation; those that are not labelled (visibility 0) are no points.

    Args:
        names: Of the category; points beyond them get numbers from 1.
        group: Of the object, in its picture.

    Raises:
        BadRecord: They are no triples of numbers.
    """
    numbers = as_numbers(entry.get("keypoints"))
    if numbers is None or len(numbers) % 3:
        raise faults.bad("has key points that are no triples of numbers")
    for at in range(len(numbers) // 3):
        x, y, visibility = numbers[3 * at : 3 * at + 3]
        if visibility > 0:
            name = names[at] if at < len(names) else str(at + 1)
            yield LabelledShape(label, Point(x, y), {KEYPOINT: name}, occluded=visibility == 1, group=group)


def names_of(category: Mapping[str, Any]) -> list[str]:
    """The names of a category's key points."""
    return [as_text(name) for name in as_list(category.get("keypoints"))]


def by_object(shapes: Sequence[LabelledShape]) -> dict[int, dict[str, LabelledShape]]:
    """Return group -> name -> key point, for groups whose points have names, each once, and one label."""
    found: dict[int, dict[str, LabelledShape]] = {}
    broken: set[int] = set()
    for shape in shapes:
        name = shape.attributes.get(KEYPOINT)
        if shape.group is None or not isinstance(shape.geometry, Point) or not isinstance(name, str):
            continue
        points = found.setdefault(shape.group, {})
        if name in points or any(other.label != shape.label for other in points.values()):
            broken.add(shape.group)
        points[name] = shape
    return {group: points for group, points in found.items() if group not in broken}


def entry_of(points: Mapping[str, LabelledShape], names: Sequence[str]) -> dict[str, Any]:
    """Return the entries of an annotation that its key points make, in the order of the category's names."""
    numbers: list[float] = []
    for name in names:
        shape = points.get(name)
        if shape is None or not isinstance(shape.geometry, Point):
            numbers += [0, 0, 0]
        else:
            numbers += [short(shape.geometry.x), short(shape.geometry.y), 1 if shape.occluded else 2]
    return {"keypoints": numbers, "num_keypoints": len(points)}


def box_around(points: Mapping[str, LabelledShape]) -> Box:
    """The box of an object that has nothing but key points."""
    places = [(one.geometry.x, one.geometry.y) for one in points.values() if isinstance(one.geometry, Point)]
    return Box.around(places)


def is_body(shape: LabelledShape, points: Mapping[str, LabelledShape]) -> bool:
    """Whether a shape is the box or mask of the object that key points belong to."""
    label = next(iter(points.values())).label
    return shape.label == label and not isinstance(shape.geometry, Point) and measure.area(shape.geometry) > 0
