"""Fill the images between key frames of a track, carry shapes to neighbours, keep both in step when a key frame moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tlstudio.core.errors import UsageError
from tlstudio.core.tracks import TRACK, as_key, is_key, track_of
from tlstudio.core.words import Annotation
from tlstudio.project.command import Applied, Command, Context, count_images
from tlstudio.project.commands.filling import Filling
from tlstudio.project.commands.timeline import Timeline
from tlstudio.store.annotations import annotation_of


@dataclass(frozen=True)
class InterpolateShapes(Command):
    """Fill the images between the key frames of tracks, in one step; what somebody placed is never touched.

    Attributes:
        group: The group of the images.
        tracks: Ids; empty = all of the group.
    """

    group: str
    tracks: Sequence[str] = ()

    def apply(self, context: Context) -> Applied:
        """Write shapes; the result is a `Filled`.

        Raises:
            UsageError: No such group, or a project without shapes.
        """
        _check(context, self.group)
        timeline = Timeline(context, self.group)
        work = Filling(context, timeline)
        for track in sorted(timeline.tracks()):
            if not self.tracks or track[0] in self.tracks:
                work.fill(track)
        work.write()
        shapes = work.added_count + work.changed_count
        return Applied(f"Fill {shapes:,} shape{'' if shapes == 1 else 's'} between key frames", work.result())


@dataclass(frozen=True)
class CarryShapes(Command):
    """Put shapes also on other images of the group, as copies that follow them until somebody moves the copy.

    Shapes on no track get one. Images that are finished, or have the track already, are left alone; up to a later key
    frame the copies lie between the two.

    Attributes:
        annotation_ids: Shapes of one image.
        image_ids: Where to; images of the same group.
    """

    image_id: int
    annotation_ids: Sequence[int]
    image_ids: Sequence[int]

    def apply(self, context: Context) -> Applied:
        """Write shapes; the result is a `Filled`.

        Raises:
            UsageError: The image is in no group, an image is of another one, or a shape is not there.
        """
        images = context.rows.rows("images", [self.image_id], columns=("group_name",))
        group = images[0]["group_name"] if images else ""
        _check(context, group)
        timeline = Timeline(context, group)
        if not set(self.image_ids) <= timeline.numbers.keys():
            raise UsageError("Shapes are carried to images of the same group only.")
        work = Filling(context, timeline)
        here = timeline.numbers[self.image_id]
        shapes = timeline.shapes(here)
        for annotation in self._shapes(context):
            name = track_of(annotation.attributes) or str(timeline.free_id())
            track = next((found for found, one in shapes.items() if one.id == annotation.id), (name, 0))
            if is_key(annotation) and track_of(annotation.attributes):
                source = annotation
            else:
                source = replace(annotation, attributes={**as_key(annotation.attributes), TRACK: name})
                work.change(here, track, source)
            for image_id in self.image_ids:
                work.copy(track, source, timeline.numbers[image_id])
            work.follow(track, here)
        work.write()
        reached = len(work.touched & set(self.image_ids))
        return Applied(f"Carry shapes to {count_images(reached)}", work.result())

    def _shapes(self, context: Context) -> list[Annotation]:
        rows = context.rows.rows("annotations", self.annotation_ids)
        if len(rows) < len(set(self.annotation_ids)) or any(row["image_id"] != self.image_id for row in rows):
            raise UsageError("A shape given is no longer there.", hint="It was deleted meanwhile; undo brings it back.")
        return [annotation for annotation in map(annotation_of, rows) if annotation.geometry is not None]


def placed(annotations: Iterable[Annotation]) -> list[Annotation]:
    """Return edited shapes as key frames: whoever moves what was worked out has placed it."""
    return [one if is_key(one) else replace(one, attributes=as_key(one.attributes)) for one in annotations]


def joining(
    context: Context, image_id: int, annotations: Iterable[Annotation], deleted: Iterable[int]
) -> list[Annotation]:
    """Return new shapes of an image as key frames; a copy of what is on the image already is an object of its own."""
    new = placed(annotations)
    if not any(track_of(one.attributes) for one in new):
        return new
    rows = context.rows.find("annotations", "image_id", [image_id])
    taken = {track_of(annotation_of(row).attributes) for row in rows if row["id"] not in set(deleted)}
    result: list[Annotation] = []
    for one in new:
        name = track_of(one.attributes)
        if name and name in taken:
            one = replace(one, attributes={key: value for key, value in one.attributes.items() if key != TRACK})
        taken.add(name)
        result.append(one)
    return result


def follow(context: Context, image_id: int, tracks: Iterable[str]) -> None:
    """Work out anew what lies around an image whose key frames of these tracks were added, changed or deleted."""
    group = context.rows.rows("images", [image_id], columns=("group_name",))[0]["group_name"]
    if not group:
        return
    timeline = Timeline(context, group)
    work = Filling(context, timeline)
    here = timeline.numbers[image_id]
    near = {*timeline.shapes(here), *((name, 0) for name in tracks)}
    for track in sorted(near):
        if track[0] in set(tracks):
            work.follow(track, here)
    work.write()


def _check(context: Context, group: str) -> None:
    if not context.task.has_shapes:
        raise UsageError(f"A {context.task.value} project takes labels of whole images, not shapes.")
    if not group:
        raise UsageError(
            "The image has no neighbours: it is in no group.",
            hint="Frames of a video and pages of a stack are groups; others are made with `tlstudio split --group-by`.",
        )
