"""Say of an object that goes through a group of images where it is placed, where it leaves, and that it is not there at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tlstudio.core.errors import UsageError
from tlstudio.core.tracks import TRACK_END, as_filled, as_key, ends, is_key
from tlstudio.core.words import Annotation
from tlstudio.project.command import Applied, Command, Context, count_images
from tlstudio.project.commands.filling import Filling
from tlstudio.project.commands.timeline import Timeline, Track


@dataclass(frozen=True)
class ReleaseKeyFrames(Command):
    """Let shapes that somebody placed be worked out again from the key frames around them.

    Attributes:
        annotation_ids: Key frames of one image, each with another key frame of its object elsewhere.
    """

    image_id: int
    annotation_ids: Sequence[int]

    def apply(self, context: Context) -> Applied:
        """Write shapes; the result is a `Filled`.

        Raises:
            UsageError: The image is finished, or a shape is on no track, its object's only key frame, or where it comes in.
        """
        work, here = _begin(context, self.image_id)
        for track, annotation in _chosen(work.timeline, here, self.annotation_ids):
            _check_neighbours(work.timeline, track, here)
            work.change(here, track, replace(annotation, attributes=as_filled(annotation.attributes)))
            work.follow(track, here)
        work.write()
        return Applied(_said("Work out {} again", self.annotation_ids), work.result())


@dataclass(frozen=True)
class EndTracks(Command):
    """Say that objects leave the picture after an image, or that they do not.

    Where an object leaves, what was worked out for it up to its next key frame goes; where it stays after all, the images
    up to there are filled. What somebody placed or locked, and finished images, stay as they are.

    Attributes:
        annotation_ids: Shapes of one image; they become key frames.
        leaves: False takes it back.
    """

    image_id: int
    annotation_ids: Sequence[int]
    leaves: bool = True

    def apply(self, context: Context) -> Applied:
        """Write shapes; the result is a `Filled`.

        Raises:
            UsageError: The image is finished, or a shape is on no track.
        """
        work, here = _begin(context, self.image_id)
        gone: list[Annotation] = []
        for track, annotation in _chosen(work.timeline, here, self.annotation_ids):
            attributes = as_key(annotation.attributes)
            attributes.pop(TRACK_END, None)
            if self.leaves:
                attributes[TRACK_END] = True
                gone += _worked_out_after(work.timeline, track, here)
            work.change(here, track, replace(annotation, attributes=attributes))
            if not self.leaves:
                work.fill(track)
        _delete(context, work, gone)
        work.write()
        text = "Let {} leave the picture" if self.leaves else "Let {} stay in the picture"
        return Applied(_said(text, self.annotation_ids), work.result())


@dataclass(frozen=True)
class DeleteTracks(Command):
    """Delete objects from all images of their group; finished images and locked shapes are left alone.

    Attributes:
        annotation_ids: Shapes of one image; each stands for its object.
    """

    image_id: int
    annotation_ids: Sequence[int]

    def apply(self, context: Context) -> Applied:
        """Delete rows; the result is the number of shapes.

        Raises:
            UsageError: A shape is on no track.
        """
        work, here = _begin(context, self.image_id, may_be_finished=True)
        gone: list[Annotation] = []
        for track, _annotation in _chosen(work.timeline, here, self.annotation_ids):
            for number, moment in enumerate(work.timeline.moments):
                there = work.timeline.shapes(number).get(track)
                if there is not None and not moment.is_finished and not there.locked:
                    gone.append(there)
        _delete(context, work, gone)
        work.write()
        images = count_images(len({one.image_id for one in gone}))
        return Applied(f"{_said('Delete {}', self.annotation_ids)} from {images}", len(gone))


def _begin(context: Context, image_id: int, *, may_be_finished: bool = False) -> tuple[Filling, int]:
    images = context.rows.rows("images", [image_id], columns=("group_name",))
    group = images[0]["group_name"] if images else ""
    if not group:
        raise UsageError("The image has no neighbours: it is in no group.")
    timeline = Timeline(context, group)
    here = timeline.numbers[image_id]
    if timeline.moments[here].is_finished and not may_be_finished:
        raise UsageError("This image is finished.", hint="Say first that it is not finished yet.")
    return Filling(context, timeline), here


def _chosen(timeline: Timeline, here: int, annotation_ids: Sequence[int]) -> list[tuple[Track, Annotation]]:
    on_tracks = {one.id: (track, one) for track, one in timeline.shapes(here).items()}
    if not set(annotation_ids) <= on_tracks.keys():
        raise UsageError("A shape given goes through one image only.", hint="Carry it to other images first.")
    return [on_tracks[i] for i in dict.fromkeys(annotation_ids)]


def _check_neighbours(timeline: Timeline, track: Track, here: int) -> None:
    before, after = timeline.key_before(track, here), timeline.key_after(track, here)
    if before is None and after is None:
        raise UsageError("This is the only key frame of the object.", hint="Place it on another image first.")
    start = None if before is None else timeline.key(track, before)
    if start is not None and ends(start):
        raise UsageError("The object comes into the picture here.", hint="Delete the shape if it is not there.")


def _worked_out_after(timeline: Timeline, track: Track, here: int) -> list[Annotation]:
    """Shapes of a track behind an image up to the next key frame, but locked ones and those of finished images."""
    last = timeline.key_after(track, here)
    found: list[Annotation] = []
    for number in range(here + 1, len(timeline) if last is None else last):
        there = timeline.shapes(number).get(track)
        if there is not None and not is_key(there) and not there.locked and not timeline.moments[number].is_finished:
            found.append(there)
    return found


def _delete(context: Context, work: Filling, gone: Sequence[Annotation]) -> None:
    context.rows.delete("annotations", [one.id for one in gone])
    deleted = {one.id for one in gone}
    work.changed = {i: one for i, one in work.changed.items() if i not in deleted}
    work.touched |= {one.image_id for one in gone}


def _said(text: str, annotation_ids: Sequence[int]) -> str:
    number = len(annotation_ids)
    return text.format("an object" if number == 1 else f"{number:,} objects")
