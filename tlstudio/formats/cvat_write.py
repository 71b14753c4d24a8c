"""Write CVAT XML 1.1: images with their shapes and labels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tlstudio.core.geometry import raster, rle
from tlstudio.core.geometry.shapes import Box, Geometry, Mask, Point, Polygon, RotatedBox
from tlstudio.core.words import Skipped
from tlstudio.formats import faults
from tlstudio.formats.cvat_shapes import FLAGS, NOTE
from tlstudio.formats.files import copied_pictures, lead, new_folder, write_text
from tlstudio.formats.progress import counted
from tlstudio.formats.records import ExportItem, LabelledShape, Written
from tlstudio.formats.xmlfile import Writer, number, spelled

FILE = "annotations.xml"


def write(items: Sequence[ExportItem], dest: Path, *, with_images: bool = False, labels: Sequence[str] = ()) -> Written:
    """Write `annotations.xml` and, if asked, `images/`; the split is the subset of each image.

    Raises:
        FormatError: The destination is in use or cannot be written.
    """
    skipped = [Skipped(item.name, faults.NOT_DECIDED) for item in items if not (item.is_finished or item.shapes)]
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
    for image_id, (item, name) in enumerate(counted(placed)):
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
    attributes = dict(shape.attributes) | {name: True for name in FLAGS if getattr(shape, name)}
    attributes |= {NOTE: shape.note} if shape.note else {}
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
