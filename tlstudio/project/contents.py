"""What is said about an image, in a form that tells whether a label file has anything new to say."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from tlstudio.core.geometry import encoding
from tlstudio.core.words import Annotation, Image
from tlstudio.formats.records import LabelledShape, LabelRecord
from tlstudio.project.commands.labels import clean_name
from tlstudio.project.project import Project

Content = frozenset[Any]


class Contents:
    """Compares label files with the decisions and annotations of images, as they are when it is made."""

    def __init__(self, project: Project, image_ids: Iterable[int]) -> None:
        self._has_shapes = project.info.task.has_shapes
        self._names: Mapping[int, str] = {label.id: label.name for label in project.read.labels()}
        self._annotations = project.read.annotations(image_ids) if self._has_shapes else {}

    def of_record(self, record: LabelRecord) -> Content:
        """What a label file says about an image."""
        tags = [clean_name(name) for name in record.labels]
        if not self._has_shapes:
            return frozenset(tags)
        return _counted([*tags, *(_key(shape, clean_name(shape.label)) for shape in record.shapes)])

    def of_image(self, image: Image) -> Content:
        """What is decided about an image."""
        if not self._has_shapes:
            return frozenset(self._names[label_id] for label_id in image.label_ids)
        return _counted(
            self._names[one.label_id] if one.geometry is None else _key(one, self._names[one.label_id])
            for one in self._annotations.get(image.id, ())
        )

    def words(self, image: Image) -> str:
        """What is decided about an image, for a person."""
        if self._has_shapes:
            number = len(self._annotations.get(image.id, ()))
            return f"{number:,} annotation{'' if number == 1 else 's'}" if number else "empty"
        return ", ".join(sorted(self._names[label_id] for label_id in image.label_ids)) or "none of the labels"


def _counted(values: Iterable[Any]) -> Content:
    return frozenset(Counter(values).items())


def _key(one: Annotation | LabelledShape, label: str) -> tuple[Any, ...]:
    geometry = "" if one.geometry is None else f"{one.geometry.kind}{encoding.to_text(one.geometry)}"
    attributes = json.dumps(dict(one.attributes), sort_keys=True)
    return (label, geometry, attributes, one.occluded, one.truncated, one.difficult, one.note, one.group, one.z)
