"""Datumaro: a folder with one JSON file for each subset; labels, boxes, polygons, masks and points with attributes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tlstudio.core.cards import FormatCard
from tlstudio.core.errors import BadRecord, FormatError
from tlstudio.core.geometry import rle
from tlstudio.core.geometry.shapes import Box, Geometry, Mask, Point, Polygon, ellipse
from tlstudio.formats import faults
from tlstudio.formats.datumaro_write import FLAGS, FOLDER, NOTE, write
from tlstudio.formats.gather import Gatherer, Picture
from tlstudio.formats.jsonfile import as_dict, as_list, as_text, read_json, simple
from tlstudio.formats.records import SPLIT_NAMES, Finder, Guess, LabelledShape, ReadResult
from tlstudio.formats.textfile import head_of
from tlstudio.formats.values import as_number, as_numbers, opened, pairs

__all__ = ["CARD", "read", "sniff", "write"]

CARD = FormatCard(
    key="datumaro",
    title="Datumaro (JSON)",
    extensions=(".json",),
    tasks=("detection", "segmentation"),
    holds=("box", "polygon", "mask", "point"),
    loses=(
        "A rotated box becomes a polygon of its four corners: Datumaro's JSON has no rotated boxes.",
        "Polygons of several parts or with holes become masks.",
        "Images that nobody has decided are left out: Datumaro cannot tell them from images with nothing on them.",
        "Notes, and whether an object is occluded, truncated or difficult, become attributes.",
        "Who decided, when, and from which suggestion is not kept.",
    ),
)

_CANNOT = {
    "polyline": "line",
    "skeleton": "skeleton",
    "caption": "caption",
    "cuboid_3d": "cuboid",
    "cuboid_2d": "cuboid",
}
_ABSENT, _HIDDEN = 0, 1
# Points of one annotation stay together; their numbers stay clear of the file's own groups.
_OWN_GROUPS = 1_000_000


def sniff(path: Path) -> Guess:
    """Recognise a JSON file with categories and items, or a folder that holds such files."""
    files = _files(path)
    if not files:
        return Guess(0.0, "is neither Datumaro's JSON nor a folder with such files")
    where = f"holds {files[0].relative_to(path)} with" if path.is_dir() else "has"
    return Guess(0.95, f"{where} Datumaro's categories and items")


def _looks_like(file: Path) -> bool:
    head = head_of(file)
    if not head.lstrip().startswith("{") or '"categories"' not in head or '"images"' in head:
        return False
    if '"items"' in head:
        return True
    try:
        return isinstance(as_dict(read_json(file)).get("items"), list)
    except FormatError:
        return False


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path] if path.suffix.lower() == ".json" and _looks_like(path) else []
    try:
        found = [*path.glob("*.json"), *path.glob(f"{FOLDER}/*.json")]
    except OSError:
        return []
    return [file for file in sorted(found) if file.is_file() and _looks_like(file)]


def read(path: Path, *, images: Path | None = None, find: Finder | None = None) -> ReadResult:
    """Read a folder with `annotations/<subset>.json`, or one such file; the file's name is the split.

    Labels of whole images stay such, ellipses become polygons, several points of one object points of one group. Lines,
    skeletons and captions are listed as skipped. An item without annotations is reviewed and empty.

    Raises:
        FormatError: There is no such file, or the only one has no list of items.
    """
    files = _files(path) if path.is_dir() else [path]
    if not files:
        raise FormatError(f"{path.name} holds no file of Datumaro's.", hint="Name the folder with annotations/.")
    folder = files[0].parent
    root = folder.parent if folder.name == FOLDER else folder
    gathered = Gatherer([*([images] if images else []), root / "images", root], find)
    if path.is_dir():
        gathered.skip_others(files)
    for file in files:
        try:
            _read_file(file, root, gathered)
        except FormatError as err:
            if len(files) == 1:
                raise
            gathered.skip(str(file), err.sentence)
    shapes = sum(len(one.shapes) for one in gathered.pictures.values())
    count = f"{len(files)} files" if len(files) > 1 else files[0].name
    return gathered.result(f"Datumaro in {count}: {shapes:,} shapes on {len(gathered.pictures):,} images.")


def _read_file(file: Path, root: Path, gathered: Gatherer) -> None:
    content = as_dict(read_json(file))
    if not isinstance(content.get("items"), list):
        raise FormatError(f"{file.name} has no list of items.", hint="Is it Datumaro's format?")
    categories = as_dict(as_dict(content.get("categories")).get("label"))
    labels = [as_text(as_dict(entry).get("name")) for entry in as_list(categories.get("labels"))]
    for entry, label in zip(as_list(categories.get("labels")), labels, strict=True):
        # Parts of skeletons name the skeleton as their parent; they label no object of their own.
        if label.strip() and not as_dict(entry).get("parent"):
            gathered.labels.setdefault(label)
    subset = file.stem
    seen: set[str] = set()
    for at, raw in enumerate(content["items"], start=1):
        item = as_dict(raw)
        item_id = as_text(item.get("id"))
        what = f"{file.name}: item {item_id or f'number {at}'}"
        if item_id and item_id in seen:
            gathered.skip(what, faults.ID_TWICE)
            continue
        seen.add(item_id)
        picture = _picture(item, item_id, subset, file, root, gathered)
        if picture is None:
            continue
        for number, annotation in enumerate(gathered.entries(item.get("annotations"), picture, what), start=1):
            _read_annotation(as_dict(annotation), number, labels, picture, f"{what}, annotation {number}", gathered)


def _picture(
    item: Mapping[str, Any], item_id: str, subset: str, file: Path, root: Path, gathered: Gatherer
) -> Picture | None:
    # Old files say "image", newer ones "media", some both.
    image = as_dict(item.get("image")) or as_dict(item.get("media"))
    name = as_text(image.get("path"))
    size = as_list(image.get("size"))
    said = (size[1], size[0]) if len(size) == 2 else (0, 0)
    # Two subsets may hold pictures of one name.
    own = [str(root / "images" / subset / name), str(root / "images" / name)] if name else []
    spelled = [*own, *([f"{subset}/{name}", name] if name else []), f"{subset}/{item_id}" if item_id else "", item_id]
    return gathered.picture(spelled, file, size=said, split=SPLIT_NAMES.get(subset.lower()))


def _read_annotation(
    entry: Mapping[str, Any], number: int, labels: Sequence[str], picture: Picture, what: str, gathered: Gatherer
) -> None:
    kind, label_id = as_text(entry.get("type")), as_number(entry.get("label_id"))
    label = labels[int(label_id)] if label_id is not None and label_id in range(len(labels)) else ""
    reason = (
        faults.cannot_hold(_CANNOT[kind]) if kind in _CANNOT else ("" if label.strip() else faults.LABEL_NOT_LISTED)
    )
    if reason:
        gathered.refuse(picture, what, reason)
        return
    if kind == "label":
        gathered.tag(picture, label)
        return
    try:
        geometries = _geometries(kind, entry)
    except BadRecord as err:
        gathered.refuse(picture, what, faults.reason_of(err))
        return
    attributes = simple(entry.get("attributes"))
    occluded, truncated, difficult = (attributes.pop(name, False) is True for name in FLAGS)
    note = attributes.pop(NOTE, "")
    group = int(as_number(entry.get("group")) or 0) or (_OWN_GROUPS + number if len(geometries) > 1 else None)
    for geometry, is_hidden in geometries:
        shape = LabelledShape(
            label=label,
            geometry=geometry,
            attributes=attributes,
            occluded=occluded or is_hidden,
            truncated=truncated,
            difficult=difficult,
            note=str(note),
            group=group,
            z=int(as_number(entry.get("z_order")) or 0),
        )
        gathered.add(picture, shape, what)


def _geometries(kind: str, entry: Mapping[str, Any]) -> list[tuple[Geometry, bool]]:
    """Return the shapes of one annotation, each with whether it is hidden."""
    if kind == "mask":
        return [(_mask(as_dict(entry.get("rle"))), False)]
    numbers = as_numbers(entry.get("bbox" if kind == "bbox" else "points"))
    if numbers is None:
        raise faults.bad(faults.NO_POINTS)
    if kind == "polygon":
        return [(Polygon((opened(pairs(numbers)),)), False)]
    if kind == "points":
        seen = as_numbers(entry.get("visibility")) or []
        marks = [*seen, *[2.0] * (len(numbers) // 2 - len(seen))]
        placed = zip(pairs(numbers), marks, strict=False)
        return [(Point(*point), mark == _HIDDEN) for point, mark in placed if mark != _ABSENT]
    if kind not in ("bbox", "ellipse"):
        raise faults.bad(faults.unknown_kind(kind))
    if len(numbers) != 4:
        raise faults.bad(faults.too_few(len(numbers), 4))
    if kind == "bbox":
        return [(Box(*numbers), False)]
    left, top, right, bottom = numbers
    if right <= left or bottom <= top:
        raise faults.bad(faults.NO_AREA)
    return [(ellipse((left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2), False)]


def _mask(entry: Mapping[str, Any]) -> Mask:
    size = as_numbers(entry.get("size"))
    if size is None or len(size) != 2:
        raise faults.bad(faults.MASK_SIZE)
    mask = Mask(int(size[1]), int(size[0]), as_text(entry.get("counts")))
    # Compressed anew: other programs' spellings of the same pixels become one.
    return replace(mask, counts=rle.compress(rle.checked_counts(mask)))
