"""COCO instances: one JSON file with images, annotations and categories; polygons, run lengths (crowd too) and boxes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tlstudio.core.cards import FormatCard, FormatOption
from tlstudio.core.errors import BadRecord, FormatError
from tlstudio.core.words import Skipped
from tlstudio.formats import coco_keypoints, faults
from tlstudio.formats.coco_index import Index, id_of, read_index
from tlstudio.formats.coco_results import looks_like_results, read_results
from tlstudio.formats.coco_shapes import CROWD, broken_rings, entry_of, shape_from
from tlstudio.formats.files import copied_pictures, lead_to, new_folder, write_text
from tlstudio.formats.gather import Gatherer, Picture
from tlstudio.formats.jsonfile import as_dict, as_list, as_text, read_json
from tlstudio.formats.progress import counted
from tlstudio.formats.records import ExportItem, Finder, Guess, LabelledShape, ReadResult, Written
from tlstudio.formats.textfile import head_of

__all__ = ["CARD", "CROWD", "read", "sniff", "write"]

CARD = FormatCard(
    key="coco",
    title="COCO instances (JSON)",
    extensions=(".json",),
    tasks=("detection", "segmentation"),
    holds=("box", "polygon", "mask"),
    loses=(
        "A rotated box becomes a polygon of its four corners; a polygon with holes becomes a mask.",
        "Points are kept as key points where they have a group and a name (attribute `keypoint`); others, labels of whole "
        "images and notes are left out.",
        "Images that nobody has decided are left out: COCO cannot tell them from images with nothing on them.",
        "One file (DEST.json) does not say the split; a folder gets one file for each.",
        "Who decided, when, and from which suggestion is not kept.",
    ),
    read_options=(
        FormatOption("instances", (), "For a list of results: the file with the images and categories it refers to."),
    ),
)

_KEYS = ('"images"', '"annotations"', '"categories"')


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
    if looks_like_results(head):
        return True
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
    # Results beside the file with their images are not labels.
    return [f for f in sorted(found) if f.is_file() and not looks_like_results(head_of(f)) and _looks_like(f)]


def read(path: Path, *, images: Path | None = None, find: Finder | None = None, instances: str = "") -> ReadResult:
    """Read a JSON file, or each one in a folder and the folders below it (`annotations/`, `train/`, ...).

    A mask is trusted more than the box beside it. The split is read from the name of the file or its folder. A list of
    results has shapes with scores.

    Args:
        instances: For a list of results: the file with the images and categories that it refers to.

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
    if path.is_dir():
        gathered.skip_others(files)
    for file in files:
        try:
            content = read_json(file)
            if isinstance(content, list):
                return read_results(file, content, instances, gathered)
            _read_file(file, as_dict(content), gathered)
        except FormatError as err:
            if len(files) == 1:
                raise
            gathered.skip(str(file), err.sentence)
    shapes = sum(len(one.shapes) for one in gathered.pictures.values())
    count = f"{len(files)} files" if len(files) > 1 else files[0].name
    return gathered.result(f"COCO in {count}: {shapes:,} shapes on {len(gathered.pictures):,} images.")


def _read_file(file: Path, content: Mapping[str, Any], gathered: Gatherer) -> None:
    if not isinstance(content.get("images"), list):
        raise FormatError(f"{file.name} has no list of images.", hint="Is it COCO's format?")
    index = read_index(file, content, gathered)
    objects = 0
    if not isinstance(content.get("annotations"), list):
        # As in the lists of test images: nobody says that there is nothing on them.
        gathered.skip(f"{file.name}: annotations", faults.NO_LIST)
        for picture in filter(None, index.pictures.values()):
            picture.is_reviewed = False
    for at, raw in enumerate(as_list(content.get("annotations"))):
        entry = as_dict(raw)
        what = f"{file.name}: annotation {as_text(entry.get('id')) or f'number {at + 1}'}"
        image_id, category = id_of(entry.get("image_id")), id_of(entry.get("category_id"))
        if image_id not in index.pictures:
            gathered.skip(what, faults.IMAGE_NOT_LISTED)
        elif (picture := index.pictures[image_id]) is None:
            continue
        elif category not in index.categories:
            gathered.refuse(picture, what, faults.LABEL_NOT_LISTED)
        else:
            objects += 1
            _read_annotation(entry, index, category, objects, picture, what, gathered)


def _read_annotation(
    entry: Mapping[str, Any], index: Index, category: int, number: int, picture: Picture, what: str, gathered: Gatherer
) -> None:
    label = index.categories[category]
    points: list[LabelledShape] = []
    try:
        if "keypoints" in entry:
            points = list(coco_keypoints.points_from(entry, index.keypoints[category], label, number))
        shape = shape_from(entry, label)
    except BadRecord as err:
        gathered.refuse(picture, what, faults.reason_of(err))
        return
    for at, fault in broken_rings(entry):
        gathered.skip(f"{what}, part {at}", fault)
    gathered.add(picture, replace(shape, group=number) if points else shape, what)
    for point in points:
        gathered.add(picture, point, what)
    if points:
        gathered.notes.setdefault(
            "Key points are points of one group with the object's box or mask; the lines between them are not kept."
        )


def write(items: Sequence[ExportItem], dest: Path, *, with_images: bool = False, labels: Sequence[str] = ()) -> Written:
    """Write `annotations/instances_<split>.json` and, if asked, `images/` into a new folder; or one file DEST.json.

    Raises:
        FormatError: The destination is in use or cannot be written.
    """
    if with_images and dest.suffix.lower() == ".json":
        raise FormatError(
            f"{dest.name} names a file; with pictures the destination is a folder.", hint="Leave .json away."
        )
    skipped = [Skipped(item.name, faults.NOT_DECIDED) for item in items if not _is_said(item)]
    said = [item for item in items if _is_said(item)]
    used = dict.fromkeys([*labels, *(shape.label for item in said for shape in item.shapes)])
    categories = {name: number for number, name in enumerate(used, start=1)}
    if dest.suffix.lower() == ".json":
        names = [lead_to(item, dest.absolute().parent) for item in said]
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
            named = [(item, lead_to(item, dest.absolute() / "annotations")) for item in said]
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
    objects = [coco_keypoints.by_object(item.shapes) for item in items]
    keypoints: dict[str, dict[str, None]] = {}
    for shape in (shape for groups in objects for points in groups.values() for shape in points.values()):
        keypoints.setdefault(shape.label, {}).setdefault(str(shape.attributes[coco_keypoints.KEYPOINT]))
    named = {label: list(points) for label, points in keypoints.items()}
    for number, (item, name) in enumerate(counted(zip(items, names, strict=True)), start=1):
        images.append({"id": number, "file_name": name, "width": item.width, "height": item.height})
        for label, entry in _entries(item, objects[number - 1], named, skipped):
            head = {"id": len(annotations) + 1, "image_id": number, "category_id": categories[label]}
            annotations.append(head | entry)
    content = {
        "info": {"description": "Exported by TL Studio"},
        "licenses": [],
        "categories": [
            {"id": i, "name": name, "supercategory": ""}
            | ({"keypoints": named[name], "skeleton": []} if name in named else {})
            for name, i in categories.items()
        ],
        "images": images,
        "annotations": annotations,
    }
    return json.dumps(content, ensure_ascii=False), len(annotations)


def _entries(
    item: ExportItem,
    objects: Mapping[int, Mapping[str, LabelledShape]],
    named: Mapping[str, Sequence[str]],
    skipped: list[Skipped],
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield label and entry of each object: a shape with the key points of its group, or key points alone."""
    left = dict(objects)
    for shape in item.shapes:
        points = left.get(shape.group) if shape.group is not None else None
        has_points = points is not None and coco_keypoints.is_body(shape, points)
        entry = entry_of(shape, item)
        if entry is None:
            if not any(shape is one for several in objects.values() for one in several.values()):
                reason = f"its {shape.label} is a point without an object (group) and a name (attribute keypoint)"
                skipped.append(Skipped(item.name, reason))
        elif points is not None and has_points and shape.group is not None:
            del left[shape.group]
            yield shape.label, entry | coco_keypoints.entry_of(points, named[shape.label])
        else:
            yield shape.label, entry
    for points in left.values():
        label = next(iter(points.values())).label
        body = LabelledShape(label, coco_keypoints.box_around(points))
        yield label, (entry_of(body, item) or {}) | coco_keypoints.entry_of(points, named[label])
