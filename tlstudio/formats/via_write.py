"""Write VGG Image Annotator's project of version 2, or its table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tlstudio.core.errors import FormatError
from tlstudio.core.geometry import raster
from tlstudio.core.geometry.shapes import Box, Geometry, Point
from tlstudio.core.words import Skipped
from tlstudio.formats import faults
from tlstudio.formats.files import copied_pictures, lead_to, new_folder, write_text
from tlstudio.formats.progress import counted
from tlstudio.formats.records import ExportItem, Written
from tlstudio.formats.via_files import EXTENSIONS, FLAGS, NOTE, csv_text

FILE = "via_project.json"
_LABEL = "label"


def write(items: Sequence[ExportItem], dest: Path, *, with_images: bool = False, labels: Sequence[str] = ()) -> Written:
    """Write a project of version 2 and, if asked, `images/` into a new folder; or one file, DEST.json or DEST.csv.

    Raises:
        FormatError: The destination is in use or cannot be written.
    """
    if with_images and dest.suffix.lower() in EXTENSIONS:
        raise FormatError(
            f"{dest.name} names a file; with pictures the destination is a folder.", hint="Leave the extension away."
        )
    said = [item for item in items if item.is_finished or item.shapes]
    skipped = [Skipped(item.name, faults.NOT_DECIDED) for item in items if not (item.is_finished or item.shapes)]
    used = list(dict.fromkeys([*labels, *(shape.label for item in said for shape in item.shapes)]))
    if dest.suffix.lower() in EXTENSIONS:
        entries = [_entry(item, lead_to(item, dest.absolute().parent), skipped) for item in counted(said)]
        write_text(dest, csv_text(entries) if dest.suffix.lower() == ".csv" else _project_text(entries, used))
        return Written((dest,), len(said), _count(entries), tuple(skipped))
    files: list[Path] = []
    with new_folder(dest) as stage:
        if with_images:
            kept = copied_pictures(said, stage, "images", skipped)
            files += [dest / place for _, place in kept]
            entries = [_entry(item, str(place), skipped) for item, place in counted(kept)]
        else:
            entries = [_entry(item, lead_to(item, dest.absolute()), skipped) for item in counted(said)]
        write_text(stage / FILE, _project_text(entries, used))
        files.append(dest / FILE)
    return Written(tuple(files), len(entries), _count(entries), tuple(skipped))


def _count(entries: Sequence[dict[str, Any]]) -> int:
    return sum(len(entry["regions"]) for entry in entries)


def _entry(item: ExportItem, name: str, skipped: list[Skipped]) -> dict[str, Any]:
    try:
        size = item.image_path.stat().st_size
    except OSError:
        size = -1
    regions: list[dict[str, Any]] = []
    for shape in item.shapes:
        place = _place(shape.geometry)
        if place is None:
            skipped.append(Skipped(item.name, faults.no_pixel(shape.label)))
            continue
        attributes: dict[str, Any] = {_LABEL: shape.label} | dict(shape.attributes)
        attributes |= {flag: True for flag in FLAGS if getattr(shape, flag)} | (
            {NOTE: shape.note} if shape.note else {}
        )
        # An attribute of that name would hide what the region is.
        attributes[_LABEL] = shape.label
        regions.append({"shape_attributes": place, "region_attributes": attributes})
    return {"filename": name, "size": size, "regions": regions, "file_attributes": {}}


def _place(geometry: Geometry) -> dict[str, Any] | None:
    if isinstance(geometry, Box):
        x, y, width, height = (round(one, 4) for one in (geometry.x, geometry.y, geometry.width, geometry.height))
        return {"name": "rect", "x": x, "y": y, "width": width, "height": height}
    if isinstance(geometry, Point):
        return {"name": "point", "cx": round(geometry.x, 4), "cy": round(geometry.y, 4)}
    ring = raster.ring_of(geometry)
    if not ring:
        return None
    xs, ys = ([round(point[axis], 4) for point in ring] for axis in (0, 1))
    return {"name": "polygon", "all_points_x": xs, "all_points_y": ys}


def _project_text(entries: Sequence[dict[str, Any]], labels: Sequence[str]) -> str:
    images = {f"{entry['filename']}{entry['size']}": entry for entry in entries}
    options = dict.fromkeys(labels, "")
    names = dict.fromkeys(name for entry in entries for one in entry["regions"] for name in one["region_attributes"])
    about: dict[str, Any] = {
        name: {"type": "text", "description": "", "default_value": ""} for name in names if name != _LABEL
    }
    about[_LABEL] = {"type": "dropdown", "description": "", "options": options, "default_options": {}}
    content = {
        "_via_settings": {
            "ui": {"image": {"region_label": _LABEL}},
            "core": {"buffer_size": 18, "filepath": {}, "default_filepath": ""},
            "project": {"name": "TL Studio"},
        },
        "_via_img_metadata": images,
        "_via_attributes": {"region": about, "file": {}},
        "_via_data_format_version": "2.0.10",
        "_via_image_id_list": list(images),
    }
    return json.dumps(content, ensure_ascii=False)
