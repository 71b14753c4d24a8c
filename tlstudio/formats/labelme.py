"""labelme: one JSON file per picture, of every version since 2; polygons, rectangles, circles, points, masks, flags."""

from __future__ import annotations

import base64
import binascii
import json
import math
import re
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import cv2
import numpy as np

from tlstudio.core.cards import FormatCard
from tlstudio.core.errors import BadRecord, FormatError
from tlstudio.core.geometry import raster, rle
from tlstudio.core.geometry.shapes import XY, Box, Geometry, Mask, Point, Polygon, RotatedBox, ellipse
from tlstudio.core.words import Skipped
from tlstudio.formats import faults
from tlstudio.formats.files import lead_to, new_folder, placed_pictures, write_text
from tlstudio.formats.gather import Gatherer, Picture
from tlstudio.formats.jsonfile import as_dict, as_text, read_json
from tlstudio.formats.progress import counted
from tlstudio.formats.records import ExportItem, Finder, Guess, LabelledShape, ReadResult, Written
from tlstudio.formats.textfile import head_of
from tlstudio.formats.values import as_number, as_points

CARD = FormatCard(
    key="labelme",
    title="labelme (one JSON per picture)",
    extensions=(".json",),
    tasks=("detection", "segmentation"),
    holds=("box", "rotated_box", "polygon", "mask", "point"),
    loses=(
        "Polygons of several parts or with holes become masks.",
        "Attributes that are not yes or no, the split and the order of drawing are not kept.",
        "Rotated boxes are written as oriented rectangles, which labelme knows from version 6.3 on.",
        "Who decided, when, and from which suggestion is not kept.",
    ),
)

_VERSION = "5.5.0"
_LINES = ("line", "linestrip")
_FLAGS = ("occluded", "truncated", "difficult")
# As a key: other formats may have an image of that name.
_SHAPES = re.compile(r'"shapes"\s*:')
_PNG = b"\x89PNG\r\n\x1a\n"


def sniff(path: Path) -> Guess:
    """Recognise a JSON file with shapes and the path of a picture, or a folder that holds such files."""
    files = _files(path)
    if not files:
        return Guess(0.0, "is neither labelme's JSON nor a folder with such files")
    where = f"holds {files[0].relative_to(path)} with" if path.is_dir() else "has"
    return Guess(0.9, f"{where} labelme's shapes and imagePath")


def _looks_like(file: Path) -> bool:
    head = head_of(file)
    if _SHAPES.search(head) and ('"imagePath"' in head or '"points"' in head or '"imageData"' in head):
        return True
    # The picture itself may stand before everything else.
    return '"imageData"' in head and '"images"' not in head


def _files(path: Path) -> list[Path]:
    try:
        found = [path] if path.is_file() else sorted(path.rglob("*.json"))
    except OSError:
        return []
    return [file for file in found if file.suffix.lower() == ".json" and file.is_file() and _looks_like(file)]


def read(path: Path, *, images: Path | None = None, find: Finder | None = None) -> ReadResult:
    """Read one JSON file, or every one in a folder and below it.

    Circles become polygons; lines are listed as skipped. Flags of the picture that are set are labels of the whole image.
    A file without shapes is reviewed and empty.

    Raises:
        FormatError: There is no such file, or the only one cannot be read.
    """
    files = _files(path) if path.is_dir() else [path]
    if not files:
        raise FormatError(f"{path.name} holds no labelme file.", hint="Name the folder with the JSON files.")
    gathered = Gatherer([*([images] if images else []), path if path.is_dir() else path.parent], find)
    if path.is_dir():
        gathered.skip_others(files)
    for file in files:
        try:
            content = as_dict(read_json(file))
            if not isinstance(content.get("shapes"), list):
                raise FormatError(f"{file.name} has no list of shapes.", hint="Is it labelme's format?")
        except FormatError as err:
            if len(files) == 1:
                raise
            gathered.skip(str(file), err.sentence)
            continue
        _read_file(file, content, gathered)
    shapes = sum(len(one.shapes) for one in gathered.pictures.values())
    return gathered.result(f"labelme in {len(files):,} files: {shapes:,} shapes.")


def _read_file(file: Path, content: Mapping[str, Any], gathered: Gatherer) -> None:
    name = as_text(content.get("imagePath")).replace("\\", "/")
    if not name or name.lower().endswith(".json"):
        name = file.stem
    beside = str(file.parent / name)
    size = (content.get("imageWidth"), content.get("imageHeight"))
    before = len(gathered.skipped)
    picture = gathered.picture([beside, name, file.stem], file, size=size)
    if picture is None:
        if content.get("imageData") and len(gathered.skipped) > before:
            gathered.skipped[-1] = Skipped(str(file), "its picture is only inside the file (imageData); save it beside")
        return
    if not isinstance(content.get("flags") or {}, dict):
        gathered.skip(f"{file.name}: flags", faults.NO_LIST)
    for flag, is_set in as_dict(content.get("flags")).items():
        if is_set is True:
            gathered.tag(picture, flag)
        elif is_set is not False:
            gathered.skip(f"{file.name}: flag {flag}", faults.NO_FLAG)
    for number, raw in enumerate(content["shapes"], start=1):
        entry = as_dict(raw)
        what = f"{file.name}: shape {number}"
        try:
            geometries = _geometries(entry, picture)
        except BadRecord as err:
            gathered.refuse(picture, what, faults.reason_of(err))
            continue
        group = as_number(entry.get("group_id"))
        score = as_number(entry.get("score"))
        flags = {key: value for key, value in as_dict(entry.get("flags")).items() if value is True}
        for geometry in geometries:
            shape = LabelledShape(
                label=as_text(entry.get("label")),
                geometry=geometry,
                attributes={key: True for key in flags if key not in _FLAGS},
                occluded="occluded" in flags,
                truncated="truncated" in flags,
                difficult="difficult" in flags,
                note=as_text(entry.get("description")),
                group=None if group is None else int(group),
                score=score if score is not None and 0 <= score <= 1 else None,
            )
            gathered.add(picture, shape, what)


def _geometries(entry: Mapping[str, Any], picture: Picture) -> list[Geometry]:
    kind = as_text(entry.get("shape_type")) or "polygon"
    points = as_points(entry.get("points"))
    if points is None or not points:
        raise faults.bad(faults.NO_POINTS)
    if kind in _LINES:
        raise faults.bad(faults.cannot_hold("line"))
    if kind in ("point", "points"):
        return [Point(*point) for point in points]
    if kind == "polygon":
        return [Polygon((points,))]
    needed = 4 if kind == "oriented_rectangle" else 2
    if kind not in ("rectangle", "circle", "mask", "oriented_rectangle"):
        raise faults.bad(faults.unknown_kind(kind))
    if len(points) != needed and not (kind == "rectangle" and len(points) == 4):
        raise faults.bad(faults.too_few(len(points), needed, "points"))
    if kind == "oriented_rectangle":
        return [RotatedBox.from_corners(points)]
    if kind == "circle":
        radius = math.dist(points[0], points[1])
        return [ellipse(*points[0], radius, radius)]
    if kind == "mask":
        return [_mask(as_text(entry.get("mask")), points, picture)]
    return [Box.around(points)]


def _mask(text: str, points: Sequence[XY], picture: Picture) -> Mask:
    """Put the crop that is stored as PNG in its place; its corner may be a fraction."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as err:
        raise faults.bad(faults.MASK_DAMAGED) from err
    width, height = picture.raw_size
    if not data.startswith(_PNG) or len(data) < 33:
        raise faults.bad(faults.MASK_DAMAGED)
    crop_width, crop_height = struct.unpack(">II", data[16:24])
    if crop_width > width + 2 or crop_height > height + 2:
        raise faults.bad(faults.other_size(crop_width, crop_height, width, height))
    crop = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if crop is None:
        raise faults.bad(faults.MASK_DAMAGED)
    on = (crop[..., 3] if crop.ndim == 3 and crop.shape[2] == 4 else crop if crop.ndim == 2 else crop.max(axis=2)) > 0
    left, top = int(min(x for x, _ in points)), int(min(y for _, y in points))
    if left < 0 or top < 0 or left >= width or top >= height:
        raise faults.bad(faults.MASK_BEYOND)
    pixels = np.zeros((height, width), dtype=bool)
    rows, columns = min(on.shape[0], height - top), min(on.shape[1], width - left)
    pixels[top : top + rows, left : left + columns] = on[:rows, :columns]
    return rle.encode(pixels)


def write(items: Sequence[ExportItem], dest: Path, *, with_images: bool = False, labels: Sequence[str] = ()) -> Written:
    """Write a JSON file beside where each picture is copied to, or lead to where it is.

    An image that nobody has decided gets no file; a finished one without shapes gets an empty list.

    Raises:
        FormatError: The destination is in use or cannot be written.
    """
    del labels
    skipped: list[Skipped] = []
    files: list[Path] = []
    count = 0
    with new_folder(dest) as stage:
        placed = placed_pictures(items, stage, "", skipped, with_images=with_images)
        files += [dest / place for _, place in placed] if with_images else []
        for item, place in counted(placed):
            if not item.is_finished and not item.shapes:
                continue
            target = PurePosixPath(place).with_suffix(".json")
            path = place.name if with_images else lead_to(item, (dest.absolute() / target).parent)
            write_text(stage / target, _text(item, path))
            files.append(dest / target)
            count += len(item.shapes) + len(item.labels)
    return Written(tuple(files), len(placed), count, tuple(skipped))


def _text(item: ExportItem, path: str) -> str:
    content = {
        "version": _VERSION,
        "flags": dict.fromkeys(item.labels, True),
        "shapes": [_entry(shape, item) for shape in item.shapes],
        "imagePath": path,
        "imageData": None,
        "imageHeight": item.height,
        "imageWidth": item.width,
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _entry(shape: LabelledShape, item: ExportItem) -> dict[str, Any]:
    geometry = shape.geometry
    if isinstance(geometry, Polygon) and (len(geometry.rings) > 1 or geometry.holes):
        geometry = raster.mask_of(geometry, item.width, item.height)
    mask: str | None = None
    match geometry:
        case Box():
            left, top, right, bottom = geometry.edges
            kind, points = "rectangle", [(left, top), (right, bottom)]
        case RotatedBox():
            kind, points = "oriented_rectangle", list(geometry.corners)
        case Polygon():
            kind, points = "polygon", list(geometry.points)
        case Point():
            kind, points = "point", [(geometry.x, geometry.y)]
        case Mask():
            kind = "mask"
            mask, points = _crop(geometry)
    flags = {name: value for name, value in shape.attributes.items() if isinstance(value, bool)}
    flags |= {name: True for name in _FLAGS if getattr(shape, name)}
    return {
        "label": shape.label,
        "points": [[round(x, 4), round(y, 4)] for x, y in points],
        "group_id": shape.group,
        "description": shape.note,
        "shape_type": kind,
        "flags": flags,
        "mask": mask,
    }


def _crop(geometry: Mask) -> tuple[str, list[XY]]:
    """Return the PNG of a mask's box, and its first and last pixel."""
    box = rle.bounds(geometry) or Box(0, 0, 1, 1)
    left, top, right, bottom = (int(edge) for edge in box.edges)
    pixels = rle.decode(geometry)[top:bottom, left:right].astype(np.uint8)
    _, png = cv2.imencode(".png", pixels)
    corners: list[XY] = [(left, top), (right - 1, bottom - 1)]
    return base64.b64encode(png.tobytes()).decode(), corners
