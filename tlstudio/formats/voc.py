"""Pascal VOC: one XML file per picture with boxes; also as labelImg, Roboflow and roLabelImg write it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from tlstudio.core.cards import FormatCard, FormatOption
from tlstudio.core.errors import FormatError
from tlstudio.core.geometry.shapes import Box, Geometry, Polygon, RotatedBox
from tlstudio.core.words import Attribute, Split
from tlstudio.formats import faults
from tlstudio.formats.gather import Gatherer
from tlstudio.formats.records import SPLIT_NAMES, Finder, Guess, LabelledShape, ReadResult
from tlstudio.formats.textfile import head_of, lines_of
from tlstudio.formats.values import as_number
from tlstudio.formats.voc_write import LISTS, write
from tlstudio.formats.xmlfile import Node, read_xml, typed

__all__ = ["CARD", "read", "sniff", "write"]

CARD = FormatCard(
    key="voc",
    title="Pascal VOC (XML)",
    extensions=(".xml",),
    tasks=("detection", "segmentation"),
    holds=("box",),
    loses=(
        "Rotated boxes, polygons and masks become the upright boxes around them; points are left out.",
        "Edges are written from 0 on, as labelImg does, unless base=1 is chosen: the VOC devkit counts pixels from 1.",
        "Labels of whole images, notes, groups and the order of drawing are not kept.",
        "Who decided, when, and from which suggestion is not kept.",
    ),
    read_options=(
        FormatOption("base", ("auto", "0", "1"), "Whether edges count from 0 (labelImg) or pixels from 1 (devkit)."),
    ),
    write_options=(
        FormatOption("base", ("0", "1"), "Write edges from 0 (labelImg), or whole pixels from 1 (devkit)."),
    ),
)

_EDGES = ("xmin", "ymin", "xmax", "ymax")
_FOLDERS = ("Annotations", "annotations")
_SKIPPED_CHILDREN = {"part": "parts of objects", "actions": "actions", "point": "points"}


def sniff(path: Path) -> Guess:
    """Recognise an XML file with `<annotation>` at its top, or a folder that holds such files."""
    files = _files(path)
    if not files:
        return Guess(0.0, "is neither an XML file nor a folder with XML files")
    if not any(_looks_like(file) for file in files[:3]):
        return Guess(0.0, "holds XML of another kind")
    where = f"holds {files[0].relative_to(path)} with" if path.is_dir() else "has"
    return Guess(0.9, f"{where} Pascal VOC's <annotation>")


def _looks_like(file: Path) -> bool:
    head = head_of(file)
    # CVAT's root is <annotations>. LabelMe's web tool writes <annotation> too, but polygons with <pt> and no <bndbox>.
    return re.search(r"<annotation[\s>]", head) is not None and "<pt>" not in head


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path] if path.suffix.lower() == ".xml" else []
    folder = next((path / name for name in _FOLDERS if (path / name).is_dir()), path)
    try:
        return sorted(file for file in folder.rglob("*") if file.suffix.lower() == ".xml" and file.is_file())
    except OSError:
        return []


def read(path: Path, *, images: Path | None = None, find: Finder | None = None, base: str = "auto") -> ReadResult:
    """Read one XML file, or all of a folder (`Annotations/`, or anywhere below it).

    The split is read from `ImageSets/Main/*.txt`, or from folders train, valid, test. Edges count from 0, but from 1
    (as the devkit has it) in files that name the VOC database and hold no edge below 1; a note says which.

    Args:
        base: `0` or `1` where the person knows it; see the card.

    Raises:
        FormatError: No XML file is there, or the only one cannot be read.
    """
    files = _files(path)
    if not files:
        raise FormatError(f"{path} holds no XML file.", hint="Name the XML file, or the folder with Annotations/.")
    root = path if path.is_dir() else path.parent.parent if path.parent.name in _FOLDERS else path.parent
    beside = [folder for name in ("JPEGImages", "images", "") if (folder := root / name).is_dir()]
    gathered = Gatherer([*([images] if images else []), *beside], find)
    splits = _splits(root)
    bases: dict[bool, int] = {}
    for file in files:
        try:
            node = read_xml(file)
        except FormatError as err:
            if len(files) == 1:
                raise
            gathered.skip(str(file), err.sentence)
            continue
        if node.tag != "annotation":
            gathered.skip(str(file), f"is XML of another kind: <{node.tag}>", node.line)
        else:
            _read_file(file, node, root, splits, gathered, bases, base)
    for is_from_one, count in bases.items():
        base = "1, as the VOC devkit does (edges were moved by one pixel)" if is_from_one else "0, as labelImg does"
        gathered.notes.setdefault(f"{count:,} files were read as counting pixels from {base}.")
    shapes = sum(len(one.shapes) for one in gathered.pictures.values())
    return gathered.result(f"Pascal VOC in {len(files):,} XML files: {shapes:,} boxes.")


def _splits(root: Path) -> dict[str, Split]:
    """Return stem -> split of the lists train.txt, val.txt, test.txt; lists of one class are left alone."""
    splits: dict[str, Split] = {}
    folder = root / LISTS
    for file in sorted(folder.glob("*.txt")) if folder.is_dir() else []:
        split = SPLIT_NAMES.get(file.stem.lower())
        if split is None:
            continue
        for line in lines_of(file):
            # A second column (1, -1) belongs to lists of one class.
            stem = line.strip()
            head, _, tail = stem.rpartition(" ")
            splits.setdefault(head.strip() if tail in ("0", "1", "-1") and head else stem, split)
    return splits


def _read_file(
    file: Path,
    node: Node,
    root: Path,
    splits: dict[str, Split],
    gathered: Gatherer,
    bases: dict[bool, int],
    base: str,
) -> None:
    said_path = node.value("path")
    is_relative = (
        bool(said_path) and not PurePosixPath(said_path.replace("\\", "/")).is_absolute() and ":" not in said_path
    )
    beside = [str(file.parent / said_path)] if is_relative else []
    size = (node.value("size", "width"), node.value("size", "height"))
    place = file.relative_to(root).with_suffix("") if file.is_relative_to(root) else Path(file.stem)
    inner = Path(*place.parts[1:]) if place.parts[0] in _FOLDERS and len(place.parts) > 1 else place
    split = splits.get(inner.as_posix()) or splits.get(file.stem) or SPLIT_NAMES.get(file.parent.name.lower())
    names = [*beside, str(file.parent / node.value("filename")), *_same_place(file, node, inner)]
    names += [node.value("filename"), said_path, file.stem]
    picture = gathered.picture([n for n in names if n], file, size=size, split=split)
    if picture is None:
        return
    objects = list(node.all("object"))
    is_from_one = base == "1" if base != "auto" else _counts_from_one(node, objects)
    if objects:
        bases[is_from_one] = bases.get(is_from_one, 0) + 1
    for entry in objects:
        for child in entry.children:
            if child.tag in _SKIPPED_CHILDREN:
                gathered.notes.setdefault(f"Files hold {_SKIPPED_CHILDREN[child.tag]}, which are not read.")
        geometry = _geometry(entry, 1.0 if is_from_one else 0.0)
        if geometry is None:
            gathered.refuse(picture, file.name, faults.no_number(*_EDGES), entry.line)
            continue
        shape = LabelledShape(
            label=entry.value("name"),
            geometry=geometry,
            attributes=_attributes(entry),
            occluded=_flag(entry, "occluded"),
            truncated=_flag(entry, "truncated"),
            difficult=_flag(entry, "difficult"),
            line=entry.line,
        )
        gathered.add(picture, shape, file.name)


def _same_place(file: Path, node: Node, inner: Path) -> list[str]:
    """The picture in the same sub-folder as its XML: two folders may hold pictures of one name."""
    name = PurePosixPath(node.value("filename").replace("\\", "/")).name
    return [(inner.parent / name).as_posix()] if name and len(inner.parts) > 1 else []


def _counts_from_one(node: Node, objects: Sequence[Node]) -> bool:
    source = f"{node.value('source', 'database')} {node.value('source', 'annotation')}".lower()
    if "voc20" not in source.replace(" ", "") and "pascal voc" not in source:
        return False
    edges = [as_number(entry.value("bndbox", side)) for entry in objects for side in ("xmin", "ymin")]
    return all(edge is None or edge >= 1 for edge in edges)


def _geometry(entry: Node, base: float) -> Geometry | None:
    turned = entry.first("robndbox")
    if turned is not None:
        numbers = [as_number(turned.value(tag)) for tag in ("cx", "cy", "w", "h", "angle")]
        if None in numbers:
            return None
        x, y, width, height, angle = (float(value or 0) for value in numbers)
        return RotatedBox(x, y, width, height, angle * 180.0 / math.pi)
    polygon = entry.first("polygon")
    if polygon is not None:
        ring: list[tuple[float, float]] = []
        while (x := as_number(polygon.value(f"x{len(ring) + 1}"))) is not None:
            y = as_number(polygon.value(f"y{len(ring) + 1}"))
            if y is None:
                break
            ring.append((x - base, y - base))
        if len(ring) >= 3:
            return Polygon((tuple(ring),))
    edges = [as_number(entry.value("bndbox", side)) for side in _EDGES]
    if None in edges:
        return None
    left, top, right, bottom = (float(edge or 0) for edge in edges)
    return Box.from_edges(left - base, top - base, right, bottom)


def _flag(entry: Node, tag: str) -> bool:
    return entry.value(tag).lower() in ("1", "true", "yes")


def _attributes(entry: Node) -> dict[str, Attribute]:
    attributes: dict[str, Attribute] = {}
    pose = entry.value("pose")
    if pose and pose.lower() != "unspecified":
        attributes["pose"] = pose
    for several in entry.all("attributes"):
        for one in several.all("attribute"):
            if one.value("name"):
                attributes[one.value("name")] = typed(one.value("value"))
    return attributes
