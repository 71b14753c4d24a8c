"""Write Pascal VOC: an XML file per picture, and lists of the sides."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from tlstudio.core.geometry import measure
from tlstudio.core.geometry.shapes import Point
from tlstudio.core.words import Skipped
from tlstudio.formats import faults
from tlstudio.formats.files import inside, lead, lead_to, new_folder, placed_pictures, write_text
from tlstudio.formats.mask_tables import LABELMAP, labelmap
from tlstudio.formats.progress import counted
from tlstudio.formats.records import ExportItem, LabelledShape, Written
from tlstudio.formats.xmlfile import Writer, number, spelled

LISTS = Path("ImageSets", "Main")
NO_SPLIT = "default"


def write(
    items: Sequence[ExportItem],
    dest: Path,
    *,
    with_images: bool = False,
    labels: Sequence[str] = (),
    base: str = "0",
) -> Written:
    """Write `Annotations/*.xml`, `ImageSets/Main/*.txt` where there are splits and, if asked, `JPEGImages/`.

    An image that nobody has decided gets no XML; a finished one without shapes gets an XML without objects.

    Args:
        base: `1` writes the first and the last pixel of each box, counted from 1, as the devkit's programs expect.

    Raises:
        FormatError: The destination is in use or cannot be written.
    """
    used = dict.fromkeys([*labels, *(shape.label for item in items for shape in item.shapes)])
    skipped: list[Skipped] = []
    files: list[Path] = []
    count = 0
    with new_folder(dest) as stage:
        kept = placed_pictures(items, stage, "JPEGImages", skipped, with_images=with_images)
        files += [dest / place for _, place in kept] if with_images else []
        lists: dict[str, list[str]] = {}
        for item, place in counted(kept):
            inner = inside(str(PurePosixPath(*place.parts[1:])))
            # Programs find the files by these lists only.
            lists.setdefault(item.split or NO_SPLIT, []).append(str(inner.with_suffix("")))
            if not item.is_finished and not item.shapes:
                continue
            target = Path("Annotations", inner.with_suffix(".xml"))
            folder = (dest.absolute() / target).parent
            path = lead(dest.absolute() / place, folder) if with_images else lead_to(item, folder)
            text, number_written = _text(item, place.name, path, skipped, base == "1")
            write_text(stage / target, text)
            files.append(dest / target)
            count += number_written
        for split, stems in lists.items():
            target = LISTS / f"{split}.txt"
            write_text(stage / target, "".join(f"{stem}\n" for stem in stems))
            files.append(dest / target)
        # Programs that know the labels of Pascal's own set only find others here.
        write_text(stage / LABELMAP, labelmap(list(used)))
        files.append(dest / LABELMAP)
    return Written(tuple(files), len(kept), count, tuple(skipped))


def _text(item: ExportItem, name: str, path: str, skipped: list[Skipped], is_from_one: bool) -> tuple[str, int]:
    xml = Writer()
    xml.open("annotation")
    xml.leaf("folder", "JPEGImages")
    xml.leaf("filename", name)
    xml.leaf("path", path)
    xml.open("source")
    # With this name the reader (ours, and others) knows that pixels count from 1.
    xml.leaf("database", "PASCAL VOC" if is_from_one else "Unknown")
    xml.close("source")
    xml.open("size")
    for tag, value in (("width", item.width), ("height", item.height), ("depth", 3)):
        xml.leaf(tag, value)
    xml.close("size")
    xml.leaf("segmented", 0)
    count = 0
    for shape in item.shapes:
        if isinstance(shape.geometry, Point):
            skipped.append(Skipped(item.name, faults.point_out(shape.label)))
            continue
        _write_object(xml, shape, is_from_one)
        count += 1
    xml.close("annotation")
    return xml.text(), count


def _write_object(xml: Writer, shape: LabelledShape, is_from_one: bool) -> None:
    xml.open("object")
    xml.leaf("name", shape.label)
    xml.leaf("pose", shape.attributes.get("pose", "Unspecified"))
    for tag in ("truncated", "occluded", "difficult"):
        xml.leaf(tag, int(getattr(shape, tag)))
    xml.open("bndbox")
    left, top, right, bottom = measure.bounds(shape.geometry).edges
    if is_from_one:
        left, top = left + 1, top + 1
    for tag, edge in (("xmin", left), ("ymin", top), ("xmax", right), ("ymax", bottom)):
        xml.leaf(tag, number(edge))
    xml.close("bndbox")
    others = {name: value for name, value in shape.attributes.items() if name != "pose"}
    if others:
        xml.open("attributes")
        for name, value in others.items():
            xml.open("attribute")
            xml.leaf("name", name)
            xml.leaf("value", spelled(value))
            xml.close("attribute")
        xml.close("attributes")
    xml.close("object")
