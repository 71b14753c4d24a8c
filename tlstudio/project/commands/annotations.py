"""Set the annotations of images: shapes, and labels of the whole image beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tlstudio.core.errors import UsageError
from tlstudio.core.geometry import measure
from tlstudio.core.words import Annotation, AttributeSpec, Origin, Split, State
from tlstudio.formats.records import LabelledShape, LabelRecord
from tlstudio.project.command import Applied, Command, Context, count_images
from tlstudio.project.commands.decisions import Choice, write_states
from tlstudio.project.commands.labels import AddLabels, clean_name, declare
from tlstudio.store.annotations import row_of
from tlstudio.store.codes import SPLIT_CODES
from tlstudio.store.gateway import Row


@dataclass(frozen=True)
class SetAnnotations(Command):
    """Give images exactly these annotations; an annotation whose id the image has already is changed, not replaced.

    Attributes:
        annotations: Image id -> all its annotations; empty = reviewed, there is nothing of the labels on it.
        finished: Whether the images are decided with it; else they stay undecided (or become so again).
    """

    annotations: Mapping[int, Sequence[Annotation]]
    finished: bool = True
    origin: Origin = Origin.PERSON

    def apply(self, context: Context) -> Applied:
        """Write the differences; the result is the number of images.

        Raises:
            UsageError: The project is about whole images, a label does not exist, or a shape makes no sense.
        """
        if not context.task.has_shapes:
            raise UsageError(f"A {context.task.value} project takes labels of whole images, not shapes.")
        _check(context, [one for several in self.annotations.values() for one in several])
        number = write_annotations(context, self.annotations, finished=self.finished, origin=self.origin)
        several = sum(len(annotations) for annotations in self.annotations.values())
        return Applied(f"Set {several:,} annotation{'' if several == 1 else 's'} on {count_images(number)}", number)


@dataclass(frozen=True)
class ImportAnnotations(Command):
    """Write what a label file says; its caller has resolved conflicts and names the images one by one.

    Attributes:
        records: Image id -> what the file says; it replaces the image's annotations.
        labels: All labels of the file, in its order; missing ones are added.
        source: Name of the file, for the history.
        attributes: Label -> attributes that the file declares; those declared already stay.
    """

    records: Mapping[int, LabelRecord]
    labels: Sequence[str] = ()
    splits: Mapping[int, Split] = field(default_factory=dict[int, Split])
    groups: Mapping[int, str] = field(default_factory=dict[int, str])
    source: str = ""
    attributes: Mapping[str, Sequence[AttributeSpec]] = field(default_factory=dict[str, "Sequence[AttributeSpec]"])

    def apply(self, context: Context) -> Applied:
        """Add labels, write annotations, sides and groups; the result is the number of images decided."""
        named = [shape.label for record in self.records.values() for shape in record.shapes]
        tags = [label for record in self.records.values() for label in record.labels]
        ids: Mapping[str, int] = AddLabels([*self.labels, *tags, *named, *self.attributes]).apply(context).result
        declare(context, {ids[clean_name(label)]: specs for label, specs in self.attributes.items()})
        annotations = {
            image_id: [
                *(Annotation(0, image_id, ids[clean_name(label)], origin=Origin.IMPORT) for label in record.labels),
                *(annotation_from(shape, image_id, ids[clean_name(shape.label)]) for shape in record.shapes),
            ]
            for image_id, record in self.records.items()
        }
        number = write_annotations(context, annotations, finished=True, origin=Origin.IMPORT)
        context.rows.update("images", {i: {"split": SPLIT_CODES[split]} for i, split in self.splits.items()})
        context.rows.update("images", {i: {"group_name": group} for i, group in self.groups.items()})
        return Applied(f"Import {count_images(number)} from {self.source}", number)


def annotation_from(shape: LabelledShape, image_id: int, label_id: int) -> Annotation:
    """Return the annotation that a shape of a label file becomes."""
    return Annotation(
        id=0,
        image_id=image_id,
        label_id=label_id,
        geometry=shape.geometry,
        attributes=shape.attributes,
        occluded=shape.occluded,
        truncated=shape.truncated,
        difficult=shape.difficult,
        note=shape.note,
        group=shape.group,
        z=shape.z,
        origin=Origin.IMPORT,
        score=None,
    )


def write_annotations(
    context: Context, annotations: Mapping[int, Sequence[Annotation]], *, finished: bool, origin: Origin
) -> int:
    """Write rows that differ, and the images' states; return how many images there were (unknown ids are left out)."""
    known = {row["id"] for row in context.rows.rows("images", annotations, columns=("state",))}
    annotations = {image_id: several for image_id, several in annotations.items() if image_id in known}
    before: dict[int, set[int]] = {image_id: set() for image_id in annotations}
    for row in context.rows.find("annotations", "image_id", annotations):
        before[row["image_id"]].add(row["id"])
    inserted: list[Row] = []
    updated: dict[int, Row] = {}
    for image_id, several in annotations.items():
        for annotation in several:
            row = row_of(annotation, image_id)
            if annotation.id in before[image_id]:
                updated[annotation.id] = row
            else:
                inserted.append(row)
    gone = {row_id for ids in before.values() for row_id in ids} - updated.keys()
    context.rows.delete("annotations", sorted(gone))
    context.rows.update("annotations", updated)
    context.rows.insert("annotations", inserted)
    places = {row["id"]: (row["position"], row["id"]) for row in context.rows.rows("labels")}
    choices: dict[int, Choice] = {}
    for image_id, several in annotations.items():
        label_ids = tuple(sorted({one.label_id for one in several}, key=lambda i: places[i]))
        state = State.LABELLED if label_ids else State.REJECTED
        choices[image_id] = Choice(state if finished else State.UNDECIDED, label_ids)
    return len(write_states(context, choices, origin=origin))


def _check(context: Context, annotations: Sequence[Annotation]) -> None:
    known = {row["id"] for row in context.rows.rows("labels", {one.label_id for one in annotations})}
    for annotation in annotations:
        if annotation.label_id not in known:
            raise UsageError("A label given does not exist in this project.")
        fault = measure.fault_of(annotation.geometry) if annotation.geometry is not None else ""
        if fault:
            raise UsageError(f"A {annotation.kind.replace('_', ' ')} {fault}.")
