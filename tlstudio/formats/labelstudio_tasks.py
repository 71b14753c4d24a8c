"""Images as tasks of Label Studio, and the labelling interface that the tasks refer to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from tlstudio.formats.labelstudio_regions import KINDS, type_and_value
from tlstudio.formats.progress import counted
from tlstudio.formats.records import ExportItem, LabelledShape
from tlstudio.formats.xmlfile import Writer

FLAGS = ("occluded", "truncated", "difficult")
_LOCAL = "/data/local-files/?d="


def tasks_text(placed: Sequence[tuple[ExportItem, str]]) -> str:
    """Return images, each with the way to its picture, as tasks."""
    tasks: list[dict[str, Any]] = []
    for task_id, (item, name) in enumerate(counted(placed), start=1):
        data = {"image": _LOCAL + quote(name)} | ({"split": item.split.value} if item.split else {})
        annotations: list[dict[str, Any]] = []
        if item.is_finished or item.shapes or item.labels:
            results = [_result(shape, f"r{number}", item) for number, shape in enumerate(item.shapes, start=1)]
            results += [_choice(tag, f"c{number}") for number, tag in enumerate(item.labels, start=1)]
            annotations.append({"id": task_id, "result": results, "was_cancelled": False, "ground_truth": False})
        tasks.append({"id": task_id, "data": data, "annotations": annotations, "predictions": []})
    return json.dumps(tasks, ensure_ascii=False)


def _choice(tag: str, result_id: str) -> dict[str, Any]:
    value = {"choices": [tag]}
    return {"id": result_id, "from_name": "image_label", "to_name": "image", "type": "choices", "value": value}


def _result(shape: LabelledShape, result_id: str, item: ExportItem) -> dict[str, Any]:
    kind, value = type_and_value(shape.geometry, item.width, item.height)
    meta: dict[str, Any] = {flag: True for flag in FLAGS if getattr(shape, flag)}
    meta |= {"text": [shape.note]} if shape.note else {}
    meta |= {"attributes": dict(shape.attributes)} if shape.attributes else {}
    meta |= {} if shape.group is None else {"group": shape.group}
    result = {
        "id": result_id,
        "from_name": kind.removesuffix("labels"),
        "to_name": "image",
        "type": kind,
        "original_width": item.width,
        "original_height": item.height,
        "image_rotation": 0,
        "value": value | {kind: [shape.label]},
        "origin": "manual",
    }
    return result | ({"meta": meta} if meta else {})


def config_text(labels: Sequence[str], tags: Sequence[str]) -> str:
    """Return the labelling interface that the tasks refer to."""
    xml = Writer()
    xml.open("View")
    xml.leaf("Image", name="image", value="$image")
    for kind in KINDS:
        tag = {"keypoint": "KeyPoint"}.get(kind, kind.capitalize()) + "Labels"
        xml.open(tag, name=kind, toName="image")
        for label in labels:
            xml.leaf("Label", value=label)
        xml.close(tag)
    if tags:
        xml.open("Choices", name="image_label", toName="image", choice="multiple")
        for label in tags:
            xml.leaf("Choice", value=label)
        xml.close("Choices")
    xml.close("View")
    return xml.text()
