"""Neighbouring images of a group, and where the key frames of an object are: what the window shows and its actions ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tlstudio.core.errors import UsageError
from tlstudio.core.tracks import ends, is_key, track_of
from tlstudio.core.words import Image
from tlstudio.project.commands.filling import Filled
from tlstudio.project.commands.tracks import CarryShapes, InterpolateShapes
from tlstudio.project.project import Project
from tlstudio.store.reads import Reads


@dataclass(frozen=True, slots=True)
class TrackPlaces:
    """Where one object is in a group of images.

    Attributes:
        track: Its id.
        label_id: Of its first shape.
        keys: Positions, from 0, of images with a shape that somebody placed; ascending.
        filled: Positions of those with a shape that was worked out; ascending.
        length: Number of images in the group.
        ends: Positions of key frames after which it leaves the picture; ascending.
    """

    track: str
    label_id: int
    keys: tuple[int, ...]
    filled: tuple[int, ...]
    length: int
    ends: tuple[int, ...] = ()


def neighbours(read: Reads, image: Image) -> list[Image]:
    """The images of an image's group in their order, itself among them; of an image in no group: none.

    Files stand as they were added, the pages of each by number.
    """
    images = read.group(image.group)
    first: dict[str, int] = {}
    for one in images:
        first.setdefault(one.path, one.id)
    return sorted(images, key=lambda one: (first[one.path], one.page, one.id))


def next_images(read: Reads, image: Image, count: int = 1) -> list[Image]:
    """The images that follow in the group, at most `count`; a negative count gives those before, nearest first."""
    order = neighbours(read, image)
    here = next((at for at, one in enumerate(order) if one.id == image.id), None)
    if here is None:
        return []
    return order[here + 1 : here + 1 + count] if count >= 0 else order[max(0, here + count) : here][::-1]


def track_places(read: Reads, images: Sequence[Image]) -> list[TrackPlaces]:
    """Where each object of a group is, ordered by where it begins.

    Args:
        images: What `neighbours` gives.
    """
    keys: dict[str, list[int]] = {}
    filled: dict[str, list[int]] = {}
    leaves: dict[str, list[int]] = {}
    labels: dict[str, int] = {}
    annotations = read.annotations([image.id for image in images])
    for at, image in enumerate(images):
        for annotation in annotations.get(image.id, ()):
            track = track_of(annotation.attributes)
            if track and annotation.geometry is not None:
                labels.setdefault(track, annotation.label_id)
                places = (keys if is_key(annotation) else filled).setdefault(track, [])
                if places[-1:] != [at]:
                    places.append(at)
                if is_key(annotation) and ends(annotation):
                    leaves.setdefault(track, []).append(at)

    def of(places: dict[str, list[int]], track: str) -> tuple[int, ...]:
        return tuple(places.get(track, ()))

    found = [
        TrackPlaces(track, label_id, of(keys, track), of(filled, track), len(images), of(leaves, track))
        for track, label_id in labels.items()
    ]
    return sorted(found, key=lambda one: min((*one.keys, *one.filled)))


def carry(project: Project, image_id: int, annotation_ids: Sequence[int], count: int = 1) -> Filled:
    """Put shapes of an image also on the next `count` images of its group (before it, if negative); one undo step.

    Raises:
        UsageError: The image is in no group, or there is no image in that direction.
    """
    image = project.read.image(image_id)
    others = next_images(project.read, image, count)
    if image.group and not others:
        raise UsageError(f"{image.name} is the {'last' if count >= 0 else 'first'} image of its group.")
    return project.run(CarryShapes(image_id, tuple(annotation_ids), tuple(one.id for one in others))).result


def fill(project: Project, image_id: int, tracks: Sequence[str] = ()) -> Filled:
    """Fill the images between the key frames of an image's group; one undo step.

    Args:
        tracks: Ids; empty = all of the group.

    Raises:
        UsageError: The image is in no group.
    """
    return project.run(InterpolateShapes(project.read.image(image_id).group, tuple(tracks))).result
