"""COCO instances: one JSON file with images, annotations and categories; polygons, run lengths (crowd too) and boxes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tlstudio.core.cards import FormatCard
from tlstudio.core.errors import BadRecord, FormatError
from tlstudio.core.geometry import measure, raster, rle
from tlstudio.core.geometry.shapes import Box, Geometry, Mask, Point, Polygon, RotatedBox
from tlstudio.core.words import Skipped, Split
from tlstudio.formats.files import copied_pictures, lead, new_folder, write_text
from tlstudio.formats.gather import Gatherer, Picture, as_number, as_numbers, pairs
from tlstudio.formats.jsonfile import as_dict, as_list, as_text, head_of, read_json, simple
from tlstudio.formats.records import SPLIT_NAMES, ExportItem, Finder, Guess, LabelledShape, ReadResult, Written

CARD = FormatCard(
    key="coco",
    title="COCO instances (JSON)",
    extensions=(".json",),
    tasks=("detection", "segmentation"),
    loses=(
        "A rotated box becomes a polygon of its four corners; a polygon with holes becomes a mask.",
        "Points, labels of whole images and notes are left out.",
        "Images that nobody has decided are left out: COCO cannot tell them from images with nothing on them.",
        "One file (DEST.json) does not say the split; a folder gets one file for each.",
        "Who decided, when, and from which suggestion is not kept.",
    ),
)

CROWD = "is_crowd"
_KEYS = ('"images"', '"annotations"', '"categories"')
_FLAGS = ("occluded", "truncated", "difficult")


def sniff(path: Path) -> Guess:
    """Recognise a file with the three lists, or a folder that holds such files."""
    if not path.exists():
        return Guess(0.0, "is not there")
    files = _files(path)
    if not files:
        return Guess(0.0, "is neither COCO's JSON nor a folder with such files")
    where = f"holds {files[0].relative_to(path)} with" if path.is_dir() else "has"
    return Guess(0.95, f"{where} COCO's lists of images and categories")


def _looks_like(file: Path) -> bool:
    head = head_of(file)
    if all(key in head for key in _KEYS):
        return True
    # A long list comes first in most files; the others stand at the end.
    if not head.lstrip().startswith("{") or not any(key in head for key in _KEYS):
        return False
    try:
        content = read_json(file)
    except FormatError:
        return False
    return isinstance(as_dict(content).get("images"), list) and "categories" in content


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path] if path.suffix.lower() == ".json" and _looks_like(path) else []
    try:
        found = [*path.glob("*.json"), *path.glob("*/*.json")]
    except OSError:
        return []
    return [file for file in sorted(found) if file.is_file() and _looks_like(file)]


def read(path: Path, *, images: Path | None = None, find: Finder | None = None) -> ReadResult:
    """Read a JSON file, or each one in a folder and the folders below it (`annotations/`, `train/`, ...).

    A mask is trusted more than the box beside it. The split is read from the name of the file or its folder.

    Raises:
        FormatError: It is no JSON, or has no list of images.
    """
    files = _files(path) if path.is_dir() else [path]
    if not files:
        raise FormatError(f"{path.name} holds no COCO file.", hint="Name the JSON file itself.")
    root = path if path.is_dir() else path.parent
    root = root.parent if root.name == "annotations" else root
    places = [images] if images else []
    places += [
        folder for file in files for folder in (file.parent, file.parent / "images", file.parent.parent / "images")
    ]
    gathered = Gatherer([*places, root], find)
    for file in files:
        _read_file(file, gathered)
    shapes = sum(len(one.shapes) for one in gathered.pictures.values())
    count = f"{len(files)} files" if len(files) > 1 else files[0].name
    return gathered.result(f"COCO in {count}: {shapes:,} shapes on {len(gathered.pictures):,} images.")


def _read_file(file: Path, gathered: Gatherer) -> None:
    content = as_dict(read_json(file))
    if not isinstance(content.get("images"), list):
        raise FormatError(f"{file.name} has no list of images.", hint="Is it COCO's format?")
    categories = _categories(file, content, gathered)
    pictures: dict[int, Picture | None] = {}
    split = _split_of(file)
    for at, raw in enumerate(as_list(content["images"])):
        entry = as_dict(raw)
        image_id = _id(entry.get("id"))
        what = f"{file.name}: image {as_text(entry.get('id')) or f'number {at + 1}'}"
        if image_id is None or image_id in pictures:
            gathered.skip(what, "has no number as its id" if image_id is None else "has the id of an image before")
            continue
        name = as_text(entry.get("file_name")) or as_text(entry.get("coco_url"))
        size = (entry.get("width"), entry.get("height"))
        pictures[image_id] = gathered.picture(name, file, size=size, split=split)
    has_keypoints = False
    for at, raw in enumerate(as_list(content.get("annotations"))):
        entry = as_dict(raw)
        what = f"{file.name}: annotation {as_text(entry.get('id')) or f'number {at + 1}'}"
        image_id, category = _id(entry.get("image_id")), _id(entry.get("category_id"))
        if image_id not in pictures:
            gathered.skip(what, "belongs to an image that the file does not list")
        elif (picture := pictures[image_id]) is None:
            continue
        elif category not in categories:
            gathered.refuse(picture, what, "has a category that the file does not list")
        else:
            has_keypoints = has_keypoints or "keypoints" in entry
            _read_annotation(entry, categories[category], picture, what, gathered)
    if has_keypoints:
        gathered.notes.setdefault(
            f"{file.name} holds keypoints; they are not read, the boxes and masks beside them are."
        )


def _categories(file: Path, content: Mapping[str, Any], gathered: Gatherer) -> dict[int | None, str]:
    categories: dict[int | None, str] = {}
    for raw in as_list(content.get("categories")):
        entry = as_dict(raw)
        number, name = _id(entry.get("id")), as_text(entry.get("name")).strip()
        if number is None or not name:
            gathered.skip(f"{file.name}: category {as_text(entry.get('id'))}", "has no id or no name")
            continue
        categories[number] = name
    used = {_id(as_dict(entry).get("category_id")) for entry in as_list(content.get("annotations"))}
    above = {as_text(as_dict(entry).get("supercategory")) for entry in as_list(content.get("categories"))}
    for number, name in categories.items():
        # Roboflow lists the name of the whole set as a category above the others.
        if number in used or name not in above:
            gathered.labels.setdefault(name)
    return categories


def _read_annotation(entry: Mapping[str, Any], label: str, picture: Picture, what: str, gathered: Gatherer) -> None:
    try:
        geometry = _geometry(entry, picture)
    except BadRecord as err:
        gathered.refuse(picture, what, err.sentence.rstrip("."))
        return
    attributes = simple(entry.get("attributes"))
    occluded, truncated, difficult = (bool(attributes.pop(name, False)) for name in _FLAGS)
    if entry.get("iscrowd") in (1, True):
        attributes[CROWD] = True
    shape = LabelledShape(label, geometry, attributes, occluded=occluded, truncated=truncated, difficult=difficult)
    gathered.add(picture, shape, what)


def _geometry(entry: Mapping[str, Any], picture: Picture) -> Geometry:
    segmentation = entry.get("segmentation")
    if isinstance(segmentation, dict):
        return _mask(as_dict(segmentation))
    if isinstance(segmentation, list) and segmentation:
        rings = [as_numbers(ring) for ring in segmentation]
        good = [pairs(ring) for ring in rings if ring and len(ring) >= 6 and len(ring) % 2 == 0]
        if not good:
            raise BadRecord("Its polygon has fewer than three points, or what is no number.")
        return Polygon(tuple(good))
    numbers = as_numbers(entry.get("bbox"))
    if numbers is None or len(numbers) != 4:
        raise BadRecord("It has neither a polygon, a mask, nor a box of four numbers.")
    return Box(*numbers)


def _mask(segmentation: Mapping[str, Any]) -> Mask:
    size, counts = as_numbers(segmentation.get("size")), segmentation.get("counts")
    if size is None or len(size) != 2:
        raise BadRecord("Its mask has no size.")
    height, width = int(size[0]), int(size[1])
    if isinstance(counts, list):
        numbers = as_numbers(counts)
        if numbers is None:
            raise BadRecord("Its mask's runs hold what is no number.")
        runs = [int(number) for number in numbers]
        rle.check(runs, width, height)
        return Mask(width, height, rle.compress(runs))
    mask = Mask(width, height, as_text(counts))
    # Compressed anew: other programs' spellings of the same pixels become one.
    return replace(mask, counts=rle.compress(rle.checked_counts(mask)))


def _id(value: object) -> int | None:
    number = as_number(value)
    return int(number) if number is not None and number == int(number) else None


def _split_of(file: Path) -> Split | None:
    for word in (*re.split(r"[^a-z]+", file.stem.lower()), file.parent.name.lower()):
        if word in SPLIT_NAMES:
            return SPLIT_NAMES[word]
    return None


def write(items: Sequence[ExportItem], dest: Path, *, with_images: bool = False, labels: Sequence[str] = ()) -> Written:
    """Write `annotations/instances_<split>.json` and, if asked, `images/` into a new folder; or one file DEST.json.

    Raises:
        FormatError: The destination is in use or cannot be written.
    """
    if with_images and dest.suffix.lower() == ".json":
        raise FormatError(
            f"{dest.name} names a file; with pictures the destination is a folder.", hint="Leave .json away."
        )
    skipped = [Skipped(item.name, "nobody has decided it") for item in items if not _is_said(item)]
    said = [item for item in items if _is_said(item)]
    used = dict.fromkeys([*labels, *(shape.label for item in said for shape in item.shapes)])
    categories = {name: number for number, name in enumerate(used, start=1)}
    if dest.suffix.lower() == ".json":
        names = [lead(item.image_path, dest.absolute().parent) for item in said]
        text, count = _text(said, names, categories, skipped)
        write_text(dest, text)
        return Written((dest,), len(said), count, tuple(skipped))
    files: list[Path] = []
    count = 0
    with new_folder(dest) as stage:
        if with_images:
            kept = copied_pictures(said, stage, "images", skipped)
            files += [dest / place for _, place in kept]
            named = [(item, place.name if len(place.parts) == 2 else "/".join(place.parts[1:])) for item, place in kept]
        else:
            named = [(item, lead(item.image_path, dest.absolute() / "annotations")) for item in said]
        for split in dict.fromkeys(item.split for item, _ in named):
            part = [(item, name) for item, name in named if item.split is split]
            file = Path("annotations", f"instances_{split or 'default'}.json")
            text, number = _text([item for item, _ in part], [name for _, name in part], categories, skipped)
            write_text(stage / file, text)
            files.append(dest / file)
            count += number
    return Written(tuple(files), len(named), count, tuple(skipped))


def _is_said(item: ExportItem) -> bool:
    return item.is_finished or bool(item.shapes)


def _text(
    items: Sequence[ExportItem], names: Sequence[str], categories: Mapping[str, int], skipped: list[Skipped]
) -> tuple[str, int]:
    images: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    for number, (item, name) in enumerate(zip(items, names, strict=True), start=1):
        images.append({"id": number, "file_name": name, "width": item.width, "height": item.height})
        for shape in item.shapes:
            entry = _entry(shape, item)
            if entry is None:
                skipped.append(Skipped(item.name, f"its {shape.label} is a point, which COCO's instances cannot hold"))
                continue
            head = {"id": len(annotations) + 1, "image_id": number, "category_id": categories[shape.label]}
            annotations.append(head | entry)
    content = {
        "info": {"description": "Exported by TL Studio"},
        "licenses": [],
        "categories": [{"id": i, "name": name, "supercategory": ""} for name, i in categories.items()],
        "images": images,
        "annotations": annotations,
    }
    return json.dumps(content, ensure_ascii=False), len(annotations)


def _entry(shape: LabelledShape, item: ExportItem) -> dict[str, Any] | None:
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
            segmentation = [[_short(number) for point in ring for number in point] for ring in geometry.rings]
        case RotatedBox():
            segmentation = [[_short(number) for point in geometry.corners for number in point]]
        case Box():
            segmentation = []
    attributes = {name: value for name, value in shape.attributes.items() if name != CROWD}
    attributes |= {name: True for name in _FLAGS if getattr(shape, name)}
    entry: dict[str, Any] = {
        "segmentation": segmentation,
        "area": _short(measure.area(geometry)),
        "bbox": [_short(value) for value in (box.x, box.y, box.width, box.height)],
        "iscrowd": int(is_crowd),
    }
    return entry | {"attributes": attributes} if attributes else entry


def _short(value: float) -> float:
    return round(value, 4)
