"""CVAT XML 1.1: images and video tracks in one file; boxes (turned too), polygons, points, ellipses, masks, tags."""

from __future__ import annotations

from pathlib import Path

from tlstudio.core.cards import FormatCard, FormatOption
from tlstudio.core.errors import FormatError
from tlstudio.core.words import Split
from tlstudio.formats.cvat_meta import label_nodes, read_declared
from tlstudio.formats.cvat_shapes import SHAPES, Adder
from tlstudio.formats.cvat_tracks import Frames, read_tracks
from tlstudio.formats.cvat_write import FILE, FRAMES, write
from tlstudio.formats.gather import Gatherer
from tlstudio.formats.records import SPLIT_NAMES, Finder, Guess, ReadResult
from tlstudio.formats.textfile import head_of
from tlstudio.formats.xmlfile import Node, read_xml

__all__ = ["CARD", "read", "sniff", "write"]

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
    write_options=(
        FormatOption("frames", FRAMES, "Write images, or the frames of one video as a video's task with tracks."),
    ),
    takes_attributes=True,
)


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

    Several points of one shape, and of a skeleton, become points of one group, ellipses polygons, tags labels of the whole
    image. A track's shapes go to the pictures named after their frames (`frame_000010`), or to the frames of the video.

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
    for label in label_nodes(root):
        if label.value("name") and not label.value("parent"):
            gathered.labels.setdefault(label.value("name"))
    gathered.attributes |= read_declared(root)
    adder = Adder(file, gathered)
    frames = Frames(file, root, gathered)
    _read_images(file, root, adder, frames)
    read_tracks(root, adder, frames)
    shapes = sum(len(one.shapes) for one in gathered.pictures.values())
    return gathered.result(f"CVAT in {file.name}: {shapes:,} shapes on {len(gathered.pictures):,} images.")


def _read_images(file: Path, root: Node, adder: Adder, frames: Frames) -> None:
    gathered = adder.gathered
    said: dict[tuple[Path, int], str] = {}
    for entry in root.all("image"):
        name, subset = entry.attributes.get("name", ""), entry.attributes.get("subset", "")
        size = (entry.attributes.get("width"), entry.attributes.get("height"))
        names = [f"{subset}/{name}"] if subset and name else []
        split: Split | None = SPLIT_NAMES.get(subset.lower())
        picture = gathered.picture([*names, name, frames.page_of(name)], file, size=size, line=entry.line, split=split)
        if picture is None:
            continue
        key = f"{subset}/{name}"
        place = picture.path, picture.page
        if said.setdefault(place, key) != key:
            gathered.skip(name, f"is the same picture as {said[place]}, named before", entry.line)
            continue
        # CVAT writes every image of a task, looked at or not.
        picture.is_reviewed = False
        for child in entry.children:
            if child.tag == "tag":
                if child.attributes.get("label"):
                    gathered.tag(picture, child.attributes["label"])
            elif child.tag in SHAPES:
                adder.add(child, child.attributes.get("label", ""), picture)
