"""VGG Image Annotator: projects of versions 2 and 3, annotations of versions 1 and 2 as JSON and as CSV."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tlstudio.core.cards import FormatCard
from tlstudio.core.errors import BadRecord, FormatError
from tlstudio.core.geometry.shapes import Box, Geometry, Point, Polygon, ellipse
from tlstudio.core.words import Attribute
from tlstudio.formats import faults
from tlstudio.formats.gather import Gatherer
from tlstudio.formats.jsonfile import as_dict, as_text, simple
from tlstudio.formats.records import SPLIT_NAMES, Finder, Guess, LabelledShape, ReadResult
from tlstudio.formats.textfile import head_of
from tlstudio.formats.values import as_number, as_numbers, opened
from tlstudio.formats.via_files import EXTENSIONS, FLAGS, NOTE, Region, ViaFile, looks_like_csv, read_via
from tlstudio.formats.via_write import write

__all__ = ["CARD", "read", "sniff", "write"]

CARD = FormatCard(
    key="via",
    title="VGG Image Annotator (JSON, CSV)",
    extensions=EXTENSIONS,
    tasks=("detection", "segmentation"),
    holds=("box", "polygon", "point"),
    loses=(
        "Rotated boxes become polygons of four corners; masks and polygons of several parts or with holes become one "
        "polygon, parts and holes joined by a bridge without width.",
        "An image with nothing on it cannot be told from one that nobody has looked at; undecided images are left out.",
        "Labels of whole images, the split, groups and the order of drawing are not kept.",
        "Notes, and whether an object is occluded, truncated or difficult, become attributes.",
        "Who decided, when, and from which suggestion is not kept.",
    ),
)

# What people call the attribute that says what a region is, most usual first.
_LABEL_NAMES = ("label", "name", "class", "class_name", "category", "object", "object_name", "type", "tag")
_NAMELESS = "object"
_LINES = ("polyline", "line")


def sniff(path: Path) -> Guess:
    """Recognise a JSON file or table of VIA's, or a folder that holds one."""
    files = _files(path)
    if not files:
        return Guess(0.0, "is neither VIA's JSON or CSV nor a folder with such files")
    where = f"holds {files[0].relative_to(path)} with" if path.is_dir() else "has"
    return Guess(0.94, f"{where} VIA's regions of pictures")


def _looks_like(file: Path) -> bool:
    head = head_of(file)
    if file.suffix.lower() == ".csv":
        return looks_like_csv(head)
    if not head.lstrip().startswith("{"):
        return False
    is_third = '"project"' in head and '"vid_list"' in head
    return '"_via_' in head or is_third or ('"regions"' in head and '"filename"' in head)


def _files(path: Path) -> list[Path]:
    """The files of a folder, and of folders train, val, test in it; tables only where no JSON says the same."""
    try:
        inner = [path, *(one for one in path.iterdir() if one.name.lower() in SPLIT_NAMES)] if path.is_dir() else []
        found = [path] if path.is_file() else [file for folder in inner if folder.is_dir() for file in folder.iterdir()]
    except OSError:
        return []
    files = [file for file in sorted(found) if file.suffix.lower() in EXTENSIONS and file.is_file()]
    for suffix in EXTENSIONS:
        own = [file for file in files if file.suffix.lower() == suffix and _looks_like(file)]
        if own:
            return own
    return []


def read(path: Path, *, images: Path | None = None, find: Finder | None = None) -> ReadResult:
    """Read a project or an export, or those of a folder; a region that two files have goes in once.

    What a region is comes from the attribute that the project shows, else from the usual name (`label`, `name`, ...), else
    from the one that most regions have. Circles and ellipses become polygons; lines are listed as skipped. VIA lists
    every image, looked at or not: those without regions stay undecided.

    Raises:
        FormatError: There is no such file, or the only one cannot be read.
    """
    files = _files(path) if path.is_dir() else [path]
    if not files:
        raise FormatError(f"{path.name} holds no file of VIA's.", hint="Name the JSON or CSV file itself.")
    root = path if path.is_dir() else path.parent
    gathered = Gatherer([*([images] if images else []), root, root / "images"], find)
    seen: dict[tuple[Path, str, Geometry], Path] = {}
    if path.is_dir():
        gathered.skip_others(files)
    for file in files:
        try:
            content = read_via(file)
        except FormatError as err:
            if len(files) == 1:
                raise
            gathered.skip(str(file), err.sentence)
            continue
        _add_all(file, content, gathered, seen)
    shapes = sum(len(one.shapes) for one in gathered.pictures.values())
    count = f"{len(files)} files" if len(files) > 1 else files[0].name
    return gathered.result(f"VIA in {count}: {shapes:,} shapes on {len(gathered.pictures):,} images.")


def _add_all(file: Path, content: ViaFile, gathered: Gatherer, seen: dict[tuple[Path, str, Geometry], Path]) -> None:
    for what, reason, line in content.faults:
        gathered.skip(what, reason, line)
    key = _label_key(content)
    for label in content.options.get(key, ()):
        gathered.labels.setdefault(label)
    if not key and any(image.regions for image in content.images):
        gathered.notes.setdefault(f"{file.name} says of no region what it is; all got the label {_NAMELESS!r}.")
    for image in content.images:
        beside = [str(file.parent / name) for name in image.names]
        split = SPLIT_NAMES.get(file.parent.name.lower())
        picture = gathered.picture([*beside, *image.names], file, line=image.line, split=split)
        if picture is None:
            continue
        picture.is_reviewed = False
        for region in image.regions:
            what = f"{file.name}: {region.what}"
            try:
                geometry = _geometry(region.shape)
            except BadRecord as err:
                gathered.refuse(picture, what, faults.reason_of(err), region.line)
                continue
            label = _said(region.attributes.get(key)) if key else _NAMELESS
            if seen.setdefault((picture.path, label, geometry), file) == file:
                gathered.add(picture, _labelled(label, geometry, key, region), what)


def _label_key(content: ViaFile) -> str:
    """Return the attribute that says what a region is; empty = no region has any."""
    used: dict[str, int] = {}
    for image in content.images:
        for region in image.regions:
            for key, value in region.attributes.items():
                if _said(value):
                    used[key] = used.get(key, 0) + 1
    if content.shown in used:
        return content.shown
    usual = {name: key for key in used if (name := key.strip().lower()) in _LABEL_NAMES}
    named = next((usual[name] for name in _LABEL_NAMES if name in usual), "")
    return named or max(used, key=lambda key: used[key], default="")


def _said(value: object) -> str:
    """Return an attribute as text; of check boxes those that are set."""
    if isinstance(value, dict):
        return ", ".join(key for key, is_set in as_dict(value).items() if is_set)
    return as_text(value).strip()


def _labelled(label: str, geometry: Geometry, key: str, region: Region) -> LabelledShape:
    others = {name: value for name, value in region.attributes.items() if name != key}
    attributes: dict[str, Attribute] = {
        name: value if isinstance(value, bool | float | int) else _said(value) for name, value in others.items()
    }
    attributes = simple({name: value for name, value in attributes.items() if value != ""})
    occluded, truncated, difficult = (attributes.pop(name, False) is True for name in FLAGS)
    return LabelledShape(
        label=label,
        geometry=geometry,
        occluded=occluded,
        truncated=truncated,
        difficult=difficult,
        note=str(attributes.pop(NOTE, "")),
        attributes=attributes,
        line=region.line,
    )


def _geometry(shape: Mapping[str, Any]) -> Geometry:
    kind = as_text(shape.get("name"))
    if kind in _LINES:
        raise faults.bad(faults.cannot_hold("line"))
    if kind == "polygon":
        xs, ys = as_numbers(shape.get("all_points_x")), as_numbers(shape.get("all_points_y"))
        if xs is None or ys is None or len(xs) != len(ys):
            raise faults.bad(faults.NO_POINTS)
        return Polygon((opened(tuple(zip(xs, ys, strict=True))),))
    if kind == "rect":
        return Box(*_numbers(shape, "x", "y", "width", "height"))
    if kind == "point":
        return Point(*_numbers(shape, "cx", "cy"))
    if kind == "circle":
        x, y, radius = _numbers(shape, "cx", "cy", "r")
        rx = ry = radius
    elif kind == "ellipse":
        x, y, rx, ry = _numbers(shape, "cx", "cy", "rx", "ry")
    else:
        raise faults.bad(faults.unknown_kind(kind) if kind else faults.NO_SHAPE)
    if rx <= 0 or ry <= 0:
        raise faults.bad(faults.NO_AREA)
    # Old files do not say the angle.
    return ellipse(x, y, rx, ry, math.degrees(as_number(shape.get("theta", 0)) or 0.0))


def _numbers(shape: Mapping[str, Any], *names: str) -> list[float]:
    numbers = as_numbers([shape.get(name) for name in names])
    if numbers is None:
        raise faults.bad(faults.no_number(*names))
    return numbers
