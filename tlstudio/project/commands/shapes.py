"""Change single shapes of one image, and say that an image is finished: what the canvas does, gesture by gesture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tlstudio.core.errors import UsageError
from tlstudio.core.geometry import measure
from tlstudio.core.tracks import TRACK, track_of
from tlstudio.core.words import Annotation, Origin, State
from tlstudio.project.command import Applied, Command, Context, count_images
from tlstudio.project.commands import tracks
from tlstudio.project.commands.carried_labels import labels_of, note_labels
from tlstudio.project.commands.decisions import Choice, write_states
from tlstudio.store.annotations import annotation_of, row_of
from tlstudio.store.codes import unpack_labels


@dataclass(frozen=True)
class EditShapes(Command):
    """Add, change and delete annotations of one image in one step; the others are not even read.

    A finished image stays finished. Shapes on a track become key frames, and what was worked out between them follows.

    Attributes:
        added: Their ids are ignored; the result gives them new ones.
        changed: Annotations that the image has, as they are from now on.
        deleted: Ids; those that are gone already are left out.
        text: For the history, for example "Move a box"; empty = made from the numbers.
    """

    image_id: int
    added: Sequence[Annotation] = ()
    changed: Sequence[Annotation] = ()
    deleted: Sequence[int] = ()
    text: str = ""

    def apply(self, context: Context) -> Applied:
        """Write rows; the result is the tuple of the new ids, in the order of `added`.

        Raises:
            UsageError: No such image, label or annotation, a shape that makes no sense, or a project without shapes.
        """
        if not context.task.has_shapes:
            raise UsageError(f"A {context.task.value} project takes labels of whole images, not shapes.")
        before, lost = self._check(context)
        added = tracks.joining(context, self.image_id, self.added, self.deleted)
        changed = tracks.placed(self.changed)
        on_tracks = {track_of(one.attributes) for one in (*added, *changed)} | self._tracks_left(context)
        context.rows.delete("annotations", self.deleted)
        context.rows.update("annotations", {one.id: row_of(one, self.image_id) for one in changed})
        new_ids = context.rows.insert("annotations", [row_of(one, self.image_id) for one in added])
        gone = {i for i in lost if not context.rows.has("annotations", label_id=i, image_id=self.image_id)}
        named = {one.label_id for one in (*added, *changed)}
        note_labels(context, {self.image_id: (before | named) - (gone - named)})
        if on_tracks - {""}:
            tracks.follow(context, self.image_id, on_tracks - {""})
        return Applied(self.text or self._said(), tuple(new_ids))

    def _check(self, context: Context) -> tuple[frozenset[int], frozenset[int]]:
        """Refuse what makes no sense; return the labels that the image has, and those that it may lose."""
        images = context.rows.rows("images", [self.image_id], columns=("label_ids",))
        if not images:
            raise UsageError("That image is no longer in the project.")
        named = {one.label_id for one in (*self.added, *self.changed)}
        if len(context.rows.rows("labels", named, columns=("position",))) < len(named):
            raise UsageError("A label given does not exist in this project.")
        ids = {one.id for one in self.changed} | set(self.deleted)
        rows = context.rows.rows("annotations", ids, columns=("image_id", "label_id"))
        if any(row["image_id"] != self.image_id for row in rows):
            raise UsageError("A shape given belongs to another image.")
        if {one.id for one in self.changed} - {row["id"] for row in rows}:
            raise UsageError("A shape given is no longer there.", hint="It was deleted meanwhile; undo brings it back.")
        for one in (*self.added, *self.changed):
            fault = measure.fault_of(one.geometry) if one.geometry is not None else ""
            if fault:
                raise UsageError(f"A {one.kind.replace('_', ' ')} {fault}.")
        after = {one.id: one.label_id for one in self.changed}
        # A label may have gone from the image only where a shape went or took another one. The other shapes of the
        # image are not read for it: there may be ten thousand.
        lost = frozenset(row["label_id"] for row in rows if after.get(row["id"]) != row["label_id"])
        return frozenset(unpack_labels(images[0]["label_ids"])), lost

    def _tracks_left(self, context: Context) -> set[str]:
        rows = context.rows.rows("annotations", self.deleted) if self.deleted else []
        return {track_of(annotation_of(row).attributes) for row in rows if f'"{TRACK}"' in row["attributes"]}

    def _said(self) -> str:
        parts = [
            f"{verb} {len(those):,} shape{'' if len(those) == 1 else 's'}"
            for verb, those in (("add", self.added), ("change", self.changed), ("delete", self.deleted))
            if those
        ]
        return ", ".join(parts).capitalize()


@dataclass(frozen=True)
class FinishImages(Command):
    """Say that all shapes of images are there and right (also that there are none), or that they are not yet.

    Attributes:
        finished: False makes them undecided again; their shapes stay.
        seconds: How long the person looked at them together; None = not measured.
    """

    image_ids: Sequence[int]
    finished: bool = True
    seconds: float | None = None

    def apply(self, context: Context) -> Applied:
        """Write a diary row and the state; the result is the number of images.

        Raises:
            UsageError: A project without shapes.
        """
        if not context.task.has_shapes:
            raise UsageError(f"Images of a {context.task.value} project are finished by their label.")
        choices: dict[int, Choice] = {}
        for image_id in self.image_ids:
            labels = labels_of(context, image_id)
            state = State.LABELLED if labels else State.REJECTED
            choices[image_id] = Choice(state if self.finished else State.UNDECIDED, labels)
        number = len(write_states(context, choices, origin=Origin.PERSON, seconds=self.seconds))
        return Applied(f"{'Finish' if self.finished else 'Reopen'} {count_images(number)}", number)


@dataclass(frozen=True)
class PutOffImages(Command):
    """Leave images for the end; their shapes stay, and finished images stay finished."""

    image_ids: Sequence[int]
    seconds: float | None = None

    def apply(self, context: Context) -> Applied:
        """Write the state; the result is the number of images put off."""
        choices = {i: Choice(State.SKIPPED, labels_of(context, i)) for i in self.image_ids}
        number = len(write_states(context, choices, origin=Origin.PERSON, seconds=self.seconds, keep_decided=True))
        return Applied(f"Skip {count_images(number)}", number)
