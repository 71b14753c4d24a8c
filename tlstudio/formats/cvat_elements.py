"""Shapes as CVAT's elements, and the frames of a video as its tracks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tlstudio.core.errors import FormatError
from tlstudio.core.geometry import raster, rle
from tlstudio.core.geometry.shapes import Box, Geometry, Mask, Point, Polygon, RotatedBox
from tlstudio.core.tracks import KEYFRAME, TRACK, TRACK_END, track_of
from tlstudio.core.words import Attribute, Skipped
from tlstudio.formats.cvat_meta import FLAGS, NOTE
from tlstudio.formats.records import ExportItem, LabelledShape
from tlstudio.formats.xmlfile import Writer, number, spelled

_OF_TRACKS = (TRACK, KEYFRAME, TRACK_END)


def said_of(shape: LabelledShape, *, own: bool) -> dict[str, Attribute]:
    """Return the attributes that a shape is written with: also what CVAT has no other place for.

    Args:
        own: Also those that say which track it is on.
    """
    said = {name: value for name, value in shape.attributes.items() if own or name not in _OF_TRACKS}
    said |= {name: True for name in FLAGS if getattr(shape, name)}
    return said | ({NOTE: shape.note} if shape.note else {})


def write_shape(
    xml: Writer,
    shape: LabelledShape,
    item: ExportItem,
    head: Mapping[str, object],
    tail: Mapping[str, object],
    *,
    own: bool,
) -> None:
    """Write a shape with its attributes.

    Args:
        head: Attributes of the element before its place.
        tail: Those after it.
        own: See `said_of`.
    """
    geometry = shape.geometry
    if isinstance(geometry, Polygon) and (len(geometry.rings) > 1 or geometry.holes):
        geometry = raster.mask_of(geometry, item.width, item.height)
    tag, place = _place(geometry)
    xml.open(tag, **head, occluded=int(shape.occluded), **place, z_order=shape.z, **tail)
    for name, value in said_of(shape, own=own).items():
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


def in_order(items: Sequence[ExportItem]) -> list[ExportItem]:
    """Return images of one video or group in the order of their frames.

    Raises:
        FormatError: They are not of one.
    """
    if len({item.image_path if item.pages > 1 else item.group or item.name for item in items}) > 1:
        raise FormatError(
            "A task of a video holds one video, and these images are of several.",
            hint="Export one video at a time, or frames=images.",
        )
    return sorted(items, key=lambda item: (item.page, item.name))


def _number(items: Sequence[ExportItem], at: int) -> int:
    """The number of a frame: its place in the video, or among the images."""
    return items[at].page if items[at].pages > 1 else at


def write_video(xml: Writer, items: Sequence[ExportItem]) -> None:
    """Write what is said about the task of a video."""
    size = max(max((item.pages for item in items), default=0), len(items))
    xml.leaf("size", size)
    xml.leaf("mode", "interpolation")
    xml.leaf("start_frame", 0)
    xml.leaf("stop_frame", max(0, size - 1))
    if items:
        xml.open("original_size")
        xml.leaf("width", items[0].width)
        xml.leaf("height", items[0].height)
        xml.close("original_size")
        xml.leaf("source", items[0].image_path.name if items[0].pages > 1 else items[0].group)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A shape on a frame."""

    frame: int
    shape: LabelledShape
    item: ExportItem


def write_tracks(xml: Writer, items: Sequence[ExportItem], skipped: list[Skipped]) -> None:
    """Write each track; a shape on none is a track of one frame.

    Args:
        skipped: Gets labels of whole images, which a video's task has no place for.
    """
    tracks: dict[tuple[str, str], list[_Seen]] = {}
    for at, item in enumerate(items):
        for number_on_image, shape in enumerate(item.shapes):
            key = track_of(shape.attributes) or f"{at}/{number_on_image}"
            tracks.setdefault((key, shape.label), []).append(_Seen(_number(items, at), shape, item))
        skipped += [
            Skipped(item.name, f"its label {label} is about a whole frame, which cannot be held")
            for label in item.labels
        ]
    last = _number(items, len(items) - 1) if items else 0
    for track_id, ((_, label), several) in enumerate(tracks.items()):
        xml.open("track", id=track_id, label=label, source="manual")
        for seen, is_outside in _with_ends(several, max(last, items[0].pages - 1)):
            is_key = is_outside or seen.shape.attributes.get(KEYFRAME) is not False
            head = {"frame": seen.frame, "outside": int(is_outside), "keyframe": int(is_key)}
            write_shape(xml, seen.shape, seen.item, head, {}, own=False)
        xml.close("track")


def _with_ends(several: Sequence[_Seen], stop: int) -> Iterator[tuple[_Seen, bool]]:
    """Yield each shape of a track, and after it, where the object leaves, the frame on which it is outside.

    CVAT carries an object on to the end of the video unless it is outside.
    """
    for seen, after in pairwise([*several, None]):
        if seen is None:
            continue
        yield seen, False
        leaves = after is None or (seen.shape.attributes.get(TRACK_END) is True and after.frame > seen.frame + 1)
        if leaves and seen.frame < stop:
            yield _Seen(seen.frame + 1, seen.shape, seen.item), True
