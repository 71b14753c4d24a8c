"""The images of a group in their order, and the shapes of tracks on them, read a stretch at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tlstudio.core.tracks import TRACK, is_key, track_of
from tlstudio.core.words import Annotation
from tlstudio.project.command import Context
from tlstudio.store.annotations import annotation_of
from tlstudio.store.codes import DECIDED_CODES
from tlstudio.store.gateway import Row

# An edit looks for the key frames around it: usually they are a few images away.
_STRETCH = 64

Track = tuple[str, int]
"""A track's id, and which of its shapes in an image (several points are one object in CVAT), from 0."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One image of a group.

    Attributes:
        place: Where it stands in time or space, in frames or slices.
        is_finished: Whether a person has said that all its shapes are right.
    """

    image_id: int
    place: float
    is_finished: bool
    width: int
    height: int


class Timeline:
    """The images of one group, inside a command."""

    def __init__(self, context: Context, group: str) -> None:
        self._context = context
        columns = ("path", "page", "state", "width", "height")
        self.moments = moments_of(context.rows.find("images", "group_name", [group], columns=columns))
        self.numbers = {moment.image_id: number for number, moment in enumerate(self.moments)}
        self._shapes: dict[int, dict[Track, Annotation]] = {}

    def __len__(self) -> int:
        """Number of images."""
        return len(self.moments)

    def shapes(self, number: int) -> dict[Track, Annotation]:
        """The shapes of tracks on one image."""
        if number not in self._shapes:
            start = number // _STRETCH * _STRETCH
            stretch = range(start, min(start + _STRETCH, len(self.moments)))
            for each in stretch:
                self._shapes[each] = {}
            ids = [self.moments[each].image_id for each in stretch]
            for row in self._context.rows.find("annotations", "image_id", ids):
                if f'"{TRACK}"' in row["attributes"] and row["kind"] != "image":
                    self._note(annotation_of(row))
        return self._shapes[number]

    def tracks(self) -> set[Track]:
        """All tracks of the group."""
        return {track for number in range(len(self)) for track in self.shapes(number)}

    def key(self, track: Track, number: int) -> Annotation | None:
        """The key frame of a track on an image."""
        shape = self.shapes(number).get(track)
        return shape if shape is not None and is_key(shape) else None

    def key_before(self, track: Track, number: int) -> int | None:
        """The last image before `number` with a key frame of the track."""
        return next((at for at in range(number - 1, -1, -1) if self.key(track, at)), None)

    def key_after(self, track: Track, number: int) -> int | None:
        """The next image after `number` with a key frame of the track."""
        return next((at for at in range(number + 1, len(self)) if self.key(track, at)), None)

    def share(self, first: int, number: int, last: int) -> float:
        """How far an image is from the first to the last, 0..1."""
        start, end = self.moments[first].place, self.moments[last].place
        return (self.moments[number].place - start) / (end - start)

    def free_id(self) -> int:
        """A number above those of all tracks of the group."""
        taken = [int(name) for name, _ in self.tracks() if name.isdecimal()]
        return max(taken, default=0) + 1

    def _note(self, annotation: Annotation) -> None:
        name = track_of(annotation.attributes)
        there = self._shapes[self.numbers[annotation.image_id]]
        if name:
            there[name, sum(1 for other, _ in there if other == name)] = annotation


def moments_of(rows: Sequence[Row]) -> list[Moment]:
    """Order the rows of a group's images: files as they were added, the pages of each by number.

    Frames of one file stand as far apart as their numbers say, so that a coarse and a fine choice of frames may mix.
    """
    first: dict[str, int] = {}
    for row in rows:
        first[row["path"]] = min(row["id"], first.get(row["path"], row["id"]))
    ordered = sorted(rows, key=lambda row: (first[row["path"]], row["page"], row["id"]))
    places: Iterable[float] = (row["page"] for row in ordered) if len(first) == 1 else range(len(ordered))
    return [
        Moment(row["id"], float(place), row["state"] in DECIDED_CODES, row["width"], row["height"])
        for row, place in zip(ordered, places, strict=True)
    ]
