"""Write CVAT XML 1.1: images with their shapes and labels, or the frames of a video with tracks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from tlstudio.core.words import Attribute, Skipped
from tlstudio.formats import faults
from tlstudio.formats.cvat_elements import in_order, said_of, write_shape, write_tracks, write_video
from tlstudio.formats.cvat_meta import Declared, write_labels
from tlstudio.formats.files import copied_pictures, lead_to, new_folder, write_text
from tlstudio.formats.progress import counted
from tlstudio.formats.records import ExportItem, Written
from tlstudio.formats.xmlfile import Writer

FILE = "annotations.xml"
_NO_SPLIT = "default"
IMAGES, TRACKS = FRAMES = ("images", "tracks")


def write(
    items: Sequence[ExportItem],
    dest: Path,
    *,
    with_images: bool = False,
    labels: Sequence[str] = (),
    attributes: Declared | None = None,
    frames: str = IMAGES,
) -> Written:
    """Write `annotations.xml` and, if asked, `images/`; the split is the subset of each image.

    Args:
        attributes: Label -> what is declared about its objects.
        frames: `tracks` writes the frames of one video, or the images of one group, as a task of a video.

    Raises:
        FormatError: The destination is in use or cannot be written, or the images are not of one group.
    """
    skipped = [Skipped(item.name, faults.NOT_DECIDED) for item in items if not (item.is_finished or item.shapes)]
    said = [item for item in items if item.is_finished or item.shapes]
    if frames == TRACKS:
        said = in_order(said)
    files: list[Path] = []
    used = [*labels, *(shape.label for item in said for shape in item.shapes), *(tag for i in said for tag in i.labels)]
    with new_folder(dest) as stage:
        if with_images:
            kept = copied_pictures(said, stage, "images", skipped)
            files += [dest / place for _, place in kept]
            placed = [(item, "/".join(place.parts[1:])) for item, place in kept]
        else:
            placed = [(item, lead_to(item, dest.absolute())) for item in said]
        write_text(stage / FILE, _text(placed, list(dict.fromkeys(used)), attributes or {}, frames == TRACKS, skipped))
        files.append(dest / FILE)
    count = sum(len(item.shapes) + len(item.labels) * (frames != TRACKS) for item, _ in placed)
    return Written(tuple(files), len(placed), count, tuple(skipped))


def _text(
    placed: Sequence[tuple[ExportItem, str]],
    labels: Sequence[str],
    declared: Declared,
    are_tracks: bool,
    skipped: list[Skipped],
) -> str:
    xml = Writer()
    xml.open("annotations")
    xml.leaf("version", "1.1")
    used: dict[str, dict[str, list[Attribute]]] = {}
    for shape in (shape for item, _ in placed for shape in item.shapes):
        for name, value in said_of(shape, own=not are_tracks).items():
            used.setdefault(shape.label, {}).setdefault(name, []).append(value)
    subsets = Counter(_subset(item) for item, _ in placed)
    is_project = not are_tracks and any(item.split for item, _ in placed)
    around = ("meta", "project" if is_project else "task")
    for tag in around:
        xml.open(tag)
    if is_project:
        _write_tasks(xml, subsets)
    elif are_tracks:
        write_video(xml, [item for item, _ in placed])
    else:
        xml.leaf("size", len(placed))
        xml.leaf("mode", "annotation")
    write_labels(xml, labels, declared, used)
    for tag in reversed(around):
        xml.close(tag)
    if are_tracks:
        write_tracks(xml, [item for item, _ in placed], skipped)
    else:
        for image_id, (item, name) in enumerate(counted(placed)):
            subset = {"subset": _subset(item), "task_id": list(subsets).index(_subset(item)) + 1} if is_project else {}
            xml.open("image", id=image_id, name=name, **subset, width=item.width, height=item.height)
            _write_image(xml, item)
            xml.close("image")
    xml.close("annotations")
    return xml.text()


def _subset(item: ExportItem) -> str:
    return item.split.value.capitalize() if item.split else _NO_SPLIT


def _write_tasks(xml: Writer, subsets: Mapping[str, int]) -> None:
    """Write a task for each subset: CVAT knows subsets in projects only."""
    xml.open("tasks")
    for task_id, (subset, size) in enumerate(subsets.items(), start=1):
        xml.open("task")
        for tag, value in (
            ("id", task_id),
            ("name", subset),
            ("size", size),
            ("mode", "annotation"),
            ("subset", subset),
        ):
            xml.leaf(tag, value)
        xml.close("task")
    xml.close("tasks")
    xml.leaf("subsets", "\n".join(subsets))


def _write_image(xml: Writer, item: ExportItem) -> None:
    for tag in item.labels:
        xml.leaf("tag", label=tag, source="manual")
    for shape in item.shapes:
        group = {"group_id": shape.group} if shape.group else {}
        head = {"label": shape.label, "source": "manual"}
        write_shape(xml, shape, item, head, group, own=True)
