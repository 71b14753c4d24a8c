"""Write Datumaro's JSON: one file for each subset."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tlstudio.core.geometry import raster
from tlstudio.core.geometry.shapes import Box, Geometry, Mask, Point, Polygon, RotatedBox
from tlstudio.core.words import Skipped
from tlstudio.formats import faults
from tlstudio.formats.files import Names, copied_pictures, lead_to, new_folder, picture_name, write_text
from tlstudio.formats.progress import counted
from tlstudio.formats.records import ExportItem, LabelledShape, Written

FOLDER = "annotations"
FLAGS = ("occluded", "truncated", "difficult")
NOTE = "note"
_NO_SPLIT = "default"


def write(items: Sequence[ExportItem], dest: Path, *, with_images: bool = False, labels: Sequence[str] = ()) -> Written:
    """Write `annotations/<subset>.json` and, if asked, `images/<subset>/` into a new folder.

    Raises:
        FormatError: The destination is in use or cannot be written.
    """
    said = [item for item in items if item.is_finished or item.shapes]
    skipped = [Skipped(item.name, faults.NOT_DECIDED) for item in items if not (item.is_finished or item.shapes)]
    used = [*labels, *(shape.label for item in said for shape in item.shapes), *(tag for i in said for tag in i.labels)]
    ids = {name: number for number, name in enumerate(dict.fromkeys(used))}
    files: list[Path] = []
    images = count = 0
    with new_folder(dest) as stage:
        for split in dict.fromkeys(item.split for item in said):
            subset = split.value if split else _NO_SPLIT
            part = [item for item in said if item.split is split]
            if with_images:
                kept = copied_pictures(part, stage, f"images/{subset}", skipped, own_stems=True)
                files += [dest / place for _, place in kept]
                placed = [(item, place.relative_to(f"images/{subset}")) for item, place in kept]
            else:
                names = Names(own_stems=True)
                placed = [(item, names.claim(picture_name(item))) for item in part]
            entries: list[dict[str, Any]] = []
            for item, place in counted(placed):
                path = str(place) if with_images else lead_to(item, dest.absolute() / "images" / subset)
                entries.append(_item(item, str(place.with_suffix("")), path, ids))
            target = Path(FOLDER, f"{subset}.json")
            write_text(stage / target, _text(entries, list(ids)))
            files.append(dest / target)
            images += len(placed)
            count += sum(len(item.shapes) + len(item.labels) for item, _ in placed)
    return Written(tuple(files), images, count, tuple(skipped))


def _text(items: Sequence[dict[str, Any]], labels: Sequence[str]) -> str:
    categories = {
        "labels": [{"name": label, "parent": "", "attributes": []} for label in labels],
        "label_groups": [],
        "attributes": [],
    }
    head = {"dm_format_version": "1.0", "media_type": 2, "infos": {}, "categories": {"label": categories}}
    return json.dumps(head | {"items": items}, ensure_ascii=False)


def _item(item: ExportItem, item_id: str, path: str, ids: Mapping[str, int]) -> dict[str, Any]:
    annotations: list[dict[str, Any]] = []
    groups = [shape.group for shape in item.shapes if shape.group is not None]
    # Datumaro's group 0 is none.
    first = max(0, 1 - min(groups, default=1))
    for number, shape in enumerate(item.shapes, start=1):
        group = 0 if shape.group is None else shape.group + first
        head = {"id": number, "attributes": _attributes(shape), "group": group, "label_id": ids[shape.label]}
        annotations.append(head | {"z_order": shape.z} | _place(shape.geometry, item))
    annotations += [
        {"id": 0, "type": "label", "attributes": {}, "group": 0, "label_id": ids[label]} for label in item.labels
    ]
    return {"id": item_id, "annotations": annotations, "image": {"path": path, "size": [item.height, item.width]}}


def _attributes(shape: LabelledShape) -> dict[str, Any]:
    attributes: dict[str, Any] = dict(shape.attributes) | {name: True for name in FLAGS if getattr(shape, name)}
    return attributes | ({NOTE: shape.note} if shape.note else {})


def _place(geometry: Geometry, item: ExportItem) -> dict[str, Any]:
    if isinstance(geometry, Polygon) and (len(geometry.rings) > 1 or geometry.holes):
        geometry = raster.mask_of(geometry, item.width, item.height)
    match geometry:
        case Box():
            return {"type": "bbox", "bbox": _rounded(geometry.x, geometry.y, geometry.width, geometry.height)}
        case RotatedBox():
            return {"type": "polygon", "points": _rounded(*(number for xy in geometry.corners for number in xy))}
        case Polygon():
            return {"type": "polygon", "points": _rounded(*(number for xy in geometry.points for number in xy))}
        case Point():
            return {"type": "points", "points": _rounded(geometry.x, geometry.y), "visibility": [2]}
        case Mask():
            return {"type": "mask", "rle": {"counts": geometry.counts, "size": [geometry.height, geometry.width]}}


def _rounded(*numbers: float) -> list[float]:
    return [round(number, 4) for number in numbers]
