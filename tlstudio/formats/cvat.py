"""CVAT XML 1.1: images and video tracks in one file; boxes (turned too), polygons, points, ellipses, masks, tags."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tlstudio.core.cards import FormatCard
from tlstudio.core.errors import BadRecord, FormatError
from tlstudio.core.geometry import raster, rle
from tlstudio.core.geometry.shapes import Box, Geometry, Mask, Point, Polygon, RotatedBox, ellipse
from tlstudio.core.tracks import KEYFRAME, TRACK, TRACK_END
from tlstudio.core.words import Attribute, Skipped, Split
from tlstudio.formats.files import copied_pictures, lead, new_folder, write_text
from tlstudio.formats.gather import Gatherer, Picture, as_number, as_points
from tlstudio.formats.jsonfile import head_of
from tlstudio.formats.records import SPLIT_NAMES, ExportItem, Finder, Guess, LabelledShape, ReadResult, Written
from tlstudio.formats.xmlfile import Node, Writer, number, read_xml, spelled, typed

CARD = FormatCard(
    key="cvat",
    title="CVAT (XML 1.1)",
    extensions=(".xml",),
    tasks=("detection", "segmentation"),
    holds=("box", "rotated_box", "polygon", "mask", "point"),
    loses=(
        "Polygons of several parts or with holes become masks.",
        "An image with nothing on it cannot be told from one that nobody has looked at; undecided images are left out.",
        "Notes, and whether an object is truncated or difficult, become attributes.",
        "Who decided, when, and from which suggestion is not kept.",
    ),
)

FILE = "annotations.xml"
_SHAPES = ("box", "polygon", "polyline", "points", "ellipse", "mask", "skeleton", "cuboid")
_CANNOT = {
    "polyline": "is a line, which has no area and cannot be held",
    "skeleton": "is a skeleton, which cannot be held",
    "cuboid": "is a cuboid, which cannot be held",
}
_FLAGS = ("truncated", "difficult")
_NOTE = "note"


def sniff(path: Path) -> Guess:
    """Recognise an XML file with `<annotations>` at its top, or a folder with annotations.xml."""
    file = path / FILE if path.is_dir() else path
    if file.suffix.lower() != ".xml" or not file.is_file():
        return Guess(0.0, f"is neither an XML file nor a folder with {FILE}")
    if "<annotations" not in head_of(file, 4096):
        return Guess(0.0, "holds XML of another kind")
    return Guess(0.95, f"{'holds ' + FILE + ' with' if path.is_dir() else 'has'} CVAT's <annotations>")


def read(path: Path, *, images: Path | None = None, find: Finder | None = None) -> ReadResult:
    """Read `annotations.xml`, or the folder that holds it.

    Several points of one shape become points of one group, ellipses polygons, tags labels of the whole image. A track's
    shapes go to the pictures named after their frames (`frame_000010`); what is outside of the frame does not. They keep
    their track, and whether they are key frames, as `core.tracks` says.

    Raises:
        FormatError: It is no XML, or of another kind.
    """
    file = path / FILE if path.is_dir() else path
    root = read_xml(file)
    if root.tag != "annotations":
        raise FormatError(
            f"{file.name} is XML of another kind: <{root.tag}>.", hint="CVAT's begins with <annotations>."
        )
    gathered = Gatherer([*([images] if images else []), file.parent / "images", file.parent], find)
    for label in _label_nodes(root):
        if label.value("name") and not label.value("parent"):
            gathered.labels.setdefault(label.value("name"))
    groups = _Groups()
    _read_images(file, root, gathered, groups)
    _read_tracks(file, root, gathered, groups)
    shapes = sum(len(one.shapes) for one in gathered.pictures.values())
    return gathered.result(f"CVAT in {file.name}: {shapes:,} shapes on {len(gathered.pictures):,} images.")


def _label_nodes(node: Node) -> list[Node]:
    """The declared labels, in a task, a project or a job."""
    found: list[Node] = []
    for child in node.all("meta", "task", "project", "job", "tasks", "labels"):
        found += list(child.all("label")) if child.tag == "labels" else _label_nodes(child)
    return found


class _Groups:
    """Numbers for points that CVAT keeps as one shape; they stay clear of CVAT's own group numbers."""

    def __init__(self) -> None:
        self._last = 1_000_000

    def next(self) -> int:
        self._last += 1
        return self._last


def _read_images(file: Path, root: Node, gathered: Gatherer, groups: _Groups) -> None:
    said: dict[Path, str] = {}
    for entry in root.all("image"):
        name, subset = entry.attributes.get("name", ""), entry.attributes.get("subset", "")
        size = (entry.attributes.get("width"), entry.attributes.get("height"))
        names = [f"{subset}/{name}"] if subset and name else []
        split: Split | None = SPLIT_NAMES.get(subset.lower())
        picture = gathered.picture([*names, name], file, size=size, line=entry.line, split=split)
        if picture is None:
            continue
        key = f"{subset}/{name}"
        if said.setdefault(picture.path, key) != key:
            gathered.skip(name, f"is the same picture as {said[picture.path]}, named before", entry.line)
            continue
        # CVAT writes every image of a task, looked at or not.
        picture.is_reviewed = False
        for child in entry.children:
            if child.tag == "tag":
                if child.attributes.get("label"):
                    gathered.tag(picture, child.attributes["label"])
            elif child.tag in _SHAPES:
                _add(file, child, child.attributes.get("label", ""), picture, gathered, groups)


def _read_tracks(file: Path, root: Node, gathered: Gatherer, groups: _Groups) -> None:
    frames: dict[str, Picture | None] = {}
    meta = root.first("meta")
    sizes = [task.first("original_size") for task in meta.all("task", "job")] if meta is not None else []
    size = next(((one.value("width"), one.value("height")) for one in sizes if one is not None), (0, 0))
    for track in root.all("track"):
        last = _last_before_leaving(track)
        for child in track.children:
            if child.tag not in _SHAPES or child.attributes.get("outside") == "1":
                continue
            frame = child.attributes.get("frame", "")
            if frame not in frames:
                name = f"frame_{int(frame):06d}" if frame.isdecimal() else ""
                frames[frame] = gathered.picture(name, file, size=size, line=child.line)
            picture = frames[frame]
            if picture is not None:
                extra: dict[str, Attribute] = {TRACK: track.attributes.get("id", "")}
                if child.attributes.get("keyframe") == "0":
                    extra[KEYFRAME] = False
                if id(child) in last:
                    extra[TRACK_END] = True
                _add(file, child, track.attributes.get("label", ""), picture, gathered, groups, extra)
    if frames:
        gathered.notes.setdefault(
            "The shapes of tracks go to the frames that the file lists; frames between are filled by Fill between key frames."
        )


def _last_before_leaving(track: Node) -> set[int]:
    """The shapes (by `id`) after which the object leaves the picture: the next one is outside."""
    shapes = [
        child for child in track.children if child.tag in _SHAPES and child.attributes.get("frame", "").isdecimal()
    ]
    shapes.sort(key=lambda child: int(child.attributes["frame"]))
    outside = [child.attributes.get("outside") == "1" for child in shapes]
    return {
        id(shape) for shape, is_out, leaves in zip(shapes, outside, outside[1:], strict=False) if leaves and not is_out
    }


def _add(
    file: Path,
    node: Node,
    label: str,
    picture: Picture,
    gathered: Gatherer,
    groups: _Groups,
    extra: dict[str, Attribute] | None = None,
) -> None:
    if node.tag in _CANNOT:
        gathered.refuse(picture, file.name, f"{label or 'a shape'} {_CANNOT[node.tag]}", node.line)
        return
    try:
        geometries = _geometries(node, picture)
    except BadRecord as err:
        gathered.refuse(picture, file.name, err.sentence.rstrip("."), node.line)
        return
    attributes = {one.attributes.get("name", ""): typed(one.text) for one in node.all("attribute")}
    attributes = {name: value for name, value in attributes.items() if name} | (extra or {})
    truncated, difficult = (attributes.pop(name, False) is True for name in _FLAGS)
    note = attributes.pop(_NOTE, "")
    said_group = as_number(node.attributes.get("group_id"))
    group = int(said_group) if said_group else groups.next() if len(geometries) > 1 else None
    for geometry in geometries:
        shape = LabelledShape(
            label=label,
            geometry=geometry,
            attributes=attributes,
            occluded=node.attributes.get("occluded") == "1",
            truncated=truncated,
            difficult=difficult,
            note=str(note),
            group=group,
            z=int(as_number(node.attributes.get("z_order")) or 0),
            line=node.line,
        )
        gathered.add(picture, shape, file.name)


def _geometries(node: Node, picture: Picture) -> list[Geometry]:
    if node.tag == "box":
        left, top, right, bottom = _numbers(node, "xtl", "ytl", "xbr", "ybr")
        angle = as_number(node.attributes.get("rotation", "0"))
        if angle is None:
            raise BadRecord("A box is turned by what is no number.")
        if not angle:
            return [Box.from_edges(left, top, right, bottom)]
        return [RotatedBox((left + right) / 2, (top + bottom) / 2, right - left, bottom - top, angle)]
    if node.tag == "ellipse":
        x, y, rx, ry = _numbers(node, "cx", "cy", "rx", "ry")
        return [ellipse(x, y, rx, ry, as_number(node.attributes.get("rotation", "0")) or 0.0)]
    if node.tag == "mask":
        return [_mask(node, picture)]
    points = as_points([pair.split(",") for pair in node.attributes.get("points", "").split(";")])
    if points is None:
        raise BadRecord(f"A {node.tag} has points that are no two numbers.")
    return [Point(*point) for point in points] if node.tag == "points" else [Polygon((points,))]


def _numbers(node: Node, *names: str) -> list[float]:
    numbers = [as_number(node.attributes.get(name)) for name in names]
    good = [one for one in numbers if one is not None]
    if len(good) < len(numbers):
        raise BadRecord(f"Of the numbers {', '.join(names)} of a {node.tag} one is missing or no number.")
    return good


def _mask(node: Node, picture: Picture) -> Mask:
    """Put runs of a crop (row by row, zeros first) in their place on the picture."""
    left, top, crop_width, crop_height = (int(one) for one in _numbers(node, "left", "top", "width", "height"))
    counts = [as_number(word) for word in node.attributes.get("rle", "").split(",")]
    if None in counts:
        raise BadRecord("A mask's runs hold what is no number.")
    width, height = picture.raw_size
    if left < 0 or top < 0 or left + crop_width > width or top + crop_height > height:
        raise BadRecord("A mask reaches beyond its picture.")
    runs = [int(count or 0) for count in counts]
    rle.check(runs, crop_width, crop_height)
    pixels = np.zeros((height, width), dtype=bool)
    # Runs along rows are those along columns of the mirrored crop.
    crop = rle.decode(Mask(crop_height, crop_width, rle.compress(runs))).T
    pixels[top : top + crop_height, left : left + crop_width] = crop
    return rle.encode(pixels)


def write(items: Sequence[ExportItem], dest: Path, *, with_images: bool = False, labels: Sequence[str] = ()) -> Written:
    """Write `annotations.xml` and, if asked, `images/`; the split is the subset of each image.

    Raises:
        FormatError: The destination is in use or cannot be written.
    """
    skipped = [Skipped(item.name, "nobody has decided it") for item in items if not (item.is_finished or item.shapes)]
    said = [item for item in items if item.is_finished or item.shapes]
    files: list[Path] = []
    used = [*labels, *(shape.label for item in said for shape in item.shapes), *(tag for i in said for tag in i.labels)]
    with new_folder(dest) as stage:
        if with_images:
            kept = copied_pictures(said, stage, "images", skipped)
            files += [dest / place for _, place in kept]
            placed = [(item, "/".join(place.parts[1:])) for item, place in kept]
        else:
            placed = [(item, lead(item.image_path, dest.absolute())) for item in said]
        write_text(stage / FILE, _text(placed, list(dict.fromkeys(used))))
        files.append(dest / FILE)
    count = sum(len(item.shapes) + len(item.labels) for item, _ in placed)
    return Written(tuple(files), len(placed), count, tuple(skipped))


def _text(placed: Sequence[tuple[ExportItem, str]], labels: Sequence[str]) -> str:
    xml = Writer()
    xml.open("annotations")
    xml.leaf("version", "1.1")
    xml.open("meta")
    xml.open("task")
    xml.leaf("size", len(placed))
    xml.leaf("mode", "annotation")
    xml.open("labels")
    for label in labels:
        xml.open("label")
        xml.leaf("name", label)
        xml.open("attributes")
        xml.close("attributes")
        xml.close("label")
    for tag in ("labels", "task", "meta"):
        xml.close(tag)
    for image_id, (item, name) in enumerate(placed):
        subset = {"subset": item.split.value.capitalize()} if item.split else {}
        xml.open("image", id=image_id, name=name, **subset, width=item.width, height=item.height)
        for tag in item.labels:
            xml.leaf("tag", label=tag, source="manual")
        for shape in item.shapes:
            _write_shape(xml, shape, item)
        xml.close("image")
    xml.close("annotations")
    return xml.text()


def _write_shape(xml: Writer, shape: LabelledShape, item: ExportItem) -> None:
    geometry = shape.geometry
    if isinstance(geometry, Polygon) and (len(geometry.rings) > 1 or geometry.holes):
        geometry = raster.mask_of(geometry, item.width, item.height)
    tag, place = _place(geometry)
    group = {"group_id": shape.group} if shape.group else {}
    head = {"label": shape.label, "source": "manual", "occluded": int(shape.occluded)}
    xml.open(tag, **head, **place, z_order=shape.z, **group)
    attributes = dict(shape.attributes) | {name: True for name in _FLAGS if getattr(shape, name)}
    attributes |= {_NOTE: shape.note} if shape.note else {}
    for name, value in attributes.items():
        xml.leaf("attribute", spelled(value), name=name)
    xml.close(tag)


def _place(geometry: Geometry) -> tuple[str, dict[str, object]]:
    match geometry:
        case Box():
            return "box", _edges(geometry)
        case RotatedBox():
            flat = Box(
                geometry.x - geometry.width / 2, geometry.y - geometry.height / 2, geometry.width, geometry.height
            )
            return "box", {**_edges(flat), "rotation": number(geometry.angle % 360)}
        case Polygon():
            return "polygon", {"points": ";".join(f"{number(x)},{number(y)}" for x, y in geometry.points)}
        case Point():
            return "points", {"points": f"{number(geometry.x)},{number(geometry.y)}"}
        case Mask():
            box = rle.bounds(geometry) or Box(0, 0, 1, 1)
            left, top, right, bottom = (int(edge) for edge in box.edges)
            crop = rle.encode(rle.decode(geometry)[top:bottom, left:right].T)
            runs = ", ".join(str(count) for count in rle.checked_counts(crop))
            return "mask", {"rle": runs, "left": left, "top": top, "width": right - left, "height": bottom - top}


def _edges(box: Box) -> dict[str, object]:
    left, top, right, bottom = box.edges
    return {"xtl": number(left), "ytl": number(top), "xbr": number(right), "ybr": number(bottom)}
