"""CVAT's video tracks: which frame each shape lies on, and when the object leaves the picture."""

from __future__ import annotations

import re
from pathlib import Path

from tlstudio.core.tracks import KEYFRAME, TRACK, TRACK_END
from tlstudio.core.words import Attribute
from tlstudio.formats.cvat_meta import size_of, source_of
from tlstudio.formats.cvat_shapes import SHAPES, Adder
from tlstudio.formats.gather import Gatherer, Picture
from tlstudio.formats.pictures import page_name
from tlstudio.formats.xmlfile import Node
from tlstudio.imaging.signature import VIDEO_EXTENSIONS

_FRAME = re.compile(r"\d{1,9}", re.ASCII)
_NAME = re.compile(r"frame_(\d{6,9})(?:\.\w+)?", re.ASCII | re.IGNORECASE)


class Frames:
    """The picture of each frame number: a file named after it, else a frame of the video."""

    def __init__(self, file: Path, root: Node, gathered: Gatherer) -> None:
        self._file = file
        self._gathered = gathered
        self._size = size_of(root)
        self._source = source_of(root)
        self._known: dict[str, Picture | None] = {}
        video = gathered.find(self._source) if self._source else None
        self._video = video or _only_video(file.parent)

    def page_of(self, name: str) -> str:
        """Return the name of the video's frame that CVAT calls `frame_000010`; empty = there is no video, or no frame."""
        said = _NAME.fullmatch(name)
        return page_name(str(self._video), int(said[1])) if said and self._video is not None else ""

    def of(self, shape: Node) -> Picture | None:
        """Return the picture that a shape of a track lies on; None = it is not there, and listed."""
        frame = shape.attributes.get("frame", "")
        if frame not in self._known:
            name = f"frame_{int(frame):06d}" if _FRAME.fullmatch(frame) else ""
            names = [name, self.page_of(name)]
            picture = self._gathered.picture(names, self._file, size=self._size, line=shape.line)
            if picture is not None:
                # Objects are followed within a group of images only.
                picture.group = picture.group or self._source or self._file.stem
            self._known[frame] = picture
        return self._known[frame]


def read_tracks(root: Node, adder: Adder, frames: Frames) -> None:
    """Add the shapes of tracks to the frames that the file lists; what is outside of the frame is none.

    They keep their track, and whether they are key frames, as `core.tracks` says.
    """
    tracks = list(root.all("track"))
    for number, track in enumerate(tracks):
        label, track_id = track.attributes.get("label", ""), track.attributes.get("id", str(number))
        last = _last_before_leaving(track)
        for child in track.children:
            if child.tag not in SHAPES or child.attributes.get("outside") == "1":
                continue
            picture = frames.of(child)
            if picture is not None:
                extra: dict[str, Attribute] = {TRACK: track_id}
                if child.attributes.get("keyframe") == "0":
                    extra[KEYFRAME] = False
                if id(child) in last:
                    extra[TRACK_END] = True
                adder.add(child, label, picture, extra)
    if tracks:
        adder.gathered.notes.setdefault(
            "The shapes of tracks go to the frames that the file lists; frames between are filled by Fill between key "
            "frames."
        )


def _only_video(folder: Path) -> Path | None:
    """The video that lies alone beside the file: exports often do not name theirs."""
    try:
        found = [one for one in folder.iterdir() if one.suffix.lower() in VIDEO_EXTENSIONS and one.is_file()]
    except OSError:
        return None
    return found[0] if len(found) == 1 else None


def _last_before_leaving(track: Node) -> set[int]:
    """The shapes (by `id`) after which the object leaves the picture: the next one is outside."""
    shapes = [
        child for child in track.children if child.tag in SHAPES and _FRAME.fullmatch(child.attributes.get("frame", ""))
    ]
    shapes.sort(key=lambda child: int(child.attributes["frame"]))
    outside = [child.attributes.get("outside") == "1" for child in shapes]
    return {
        id(shape) for shape, is_out, leaves in zip(shapes, outside, outside[1:], strict=False) if leaves and not is_out
    }
