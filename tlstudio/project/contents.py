"""What is said about an image, in a form that tells whether a label file has anything new to say."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tlstudio.core.geometry.shapes import Box, Mask, Point, Polygon, RotatedBox
from tlstudio.core.words import Annotation, Image
from tlstudio.formats.records import LabelledShape, LabelRecord
from tlstudio.project.commands.labels import clean_name
from tlstudio.project.project import Project

# Pixels. Label files keep four decimals or shares of the size: what went out and comes back is the same shape.
_ROUNDING = 0.02

# What must be equal (label, kind, flags, number of points, ...) -> the numbers of each such shape.
Content = Mapping[tuple[Any, ...], Sequence[tuple[float, ...]]]


class Contents:
    """Compares label files with the decisions and annotations of images, as they are when it is made."""

    def __init__(self, project: Project, image_ids: Iterable[int]) -> None:
        self._has_shapes = project.info.task.has_shapes
        self._names: Mapping[int, str] = {label.id: label.name for label in project.read.labels()}
        self._annotations = project.read.annotations(image_ids) if self._has_shapes else {}

    def of_record(self, record: LabelRecord) -> Content:
        """What a label file says about an image."""
        tags = {clean_name(name) for name in record.labels}
        shapes = [(clean_name(shape.label), shape) for shape in record.shapes] if self._has_shapes else []
        return _content(tags, shapes)

    def of_image(self, image: Image) -> Content:
        """What is decided about an image."""
        if not self._has_shapes:
            return _content({self._names[label_id] for label_id in image.label_ids}, [])
        named = [(self._names[one.label_id], one) for one in self._annotations.get(image.id, ())]
        tags = {name for name, one in named if one.geometry is None}
        return _content(tags, [(name, one) for name, one in named if one.geometry is not None])

    def words(self, image: Image) -> str:
        """What is decided about an image, for a person."""
        if self._has_shapes:
            number = len(self._annotations.get(image.id, ()))
            return f"{number:,} annotation{'' if number == 1 else 's'}" if number else "empty"
        return ", ".join(sorted(self._names[label_id] for label_id in image.label_ids)) or "none of the labels"


def is_same(one: Content, other: Content) -> bool:
    """Whether both say the same, but for rounding and order."""
    if one.keys() != other.keys():
        return False
    return all(_match(numbers, other[key]) for key, numbers in one.items())


def _match(some: Sequence[tuple[float, ...]], others: Sequence[tuple[float, ...]]) -> bool:
    """Whether each of some has a partner of its own among the others."""
    if len(some) != len(others):
        return False
    left = sorted(others)
    for numbers in some:
        at = bisect_left(left, (numbers[0] - _ROUNDING,)) if numbers else 0
        while at < len(left) and not _is_near(numbers, left[at]):
            if numbers and left[at][0] > numbers[0] + _ROUNDING:
                return False
            at += 1
        if at == len(left):
            return False
        del left[at]
    return True


def _is_near(numbers: tuple[float, ...], others: tuple[float, ...]) -> bool:
    return all(abs(a - b) <= _ROUNDING for a, b in zip(numbers, others, strict=True))


def _content(tags: Iterable[str], shapes: Iterable[tuple[str, Annotation | LabelledShape]]) -> Content:
    content: dict[tuple[Any, ...], list[tuple[float, ...]]] = {(tag,): [()] for tag in tags}
    for label, one in shapes:
        exact, numbers = _parts(one)
        attributes = json.dumps(dict(one.attributes), sort_keys=True) if one.attributes else ""
        said = (one.occluded, one.truncated, one.difficult, one.note, one.group, one.z)
        content.setdefault((label, *exact, attributes, *said), []).append(numbers)
    return content


def _parts(one: Annotation | LabelledShape) -> tuple[tuple[Any, ...], tuple[float, ...]]:
    """Split a shape into what must be equal and the numbers that may be rounded."""
    match one.geometry:
        case Box() as box:
            return (box.kind,), (box.x, box.y, box.width, box.height)
        case RotatedBox() as box:
            return (box.kind,), tuple(number for corner in box.corners for number in corner)
        case Polygon() as polygon:
            sizes = tuple(len(ring) for ring in polygon.rings), tuple(len(ring) for ring in polygon.holes)
            rings = (*polygon.rings, *polygon.holes)
            return (polygon.kind, *sizes), tuple(number for ring in rings for point in ring for number in point)
        case Point() as point:
            return (point.kind,), (point.x, point.y)
        case Mask() as mask:
            return (mask.kind, mask.width, mask.height, mask.counts), ()
        case None:
            return ("image",), ()
