"""Shapes for notebooks and scripts: list, draw, change, delete, label the whole image, finish, suggest, declare attributes.

    import tlstudio
    from tlstudio.core.geometry.shapes import Box

    with tlstudio.open("cells") as p:
        p.declare_attributes("cell", AttributeSpec("stage", AttributeKind.CHOICE, ("early", "late")))
        drawn = p.draw("a.png", "cell", Box(10, 20, 30, 40), attributes={"stage": "late"})
        p.change(replace(drawn, difficult=True))
        p.finish("a.png")

Geometries are those of `tlstudio.core.geometry.shapes`, in pixels of the upright image with (0, 0) at the outer corner
of the first pixel; `tlstudio.core.geometry.rle.encode` makes a `Mask` of a boolean array (H, W).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tlstudio.core.errors import UsageError
from tlstudio.core.geometry import measure
from tlstudio.core.geometry.shapes import Geometry
from tlstudio.core.words import Annotation, Attribute, AttributeSpec, Label, Origin, ShapeSuggestion
from tlstudio.project.attributes import defaults, fits
from tlstudio.project.commands.image_labels import LabelWholeImages, refuse_classes
from tlstudio.project.commands.labels import AddLabels, SetLabelAttributes
from tlstudio.project.commands.shape_suggestions import SuggestShapes
from tlstudio.project.commands.shapes import EditShapes, FinishImages
from tlstudio.project.naming import ImageLike, Images, image_ids, label_named, one_image
from tlstudio.project.project import Project


class ShapeCalls:
    """What `tlstudio.project.api.StudioProject` offers in projects for detection and segmentation."""

    project: Project

    def annotations(self, image: ImageLike) -> tuple[Annotation, ...]:
        """Shapes of an image, and labels of the whole image, lowest first."""
        image_id = one_image(self.project, image)
        return self.project.read.annotations([image_id])[image_id]

    def draw(
        self,
        image: ImageLike,
        label: str,
        geometry: Geometry,
        *,
        attributes: Mapping[str, Attribute] | None = None,
        **said: Any,
    ) -> Annotation:
        """Add a shape; a label that does not exist yet is added, and declared attributes begin with their defaults.

        Args:
            attributes: What else is said about the object, by name.
            said: Further fields of `Annotation`: `occluded`, `truncated`, `difficult`, `note`, `group`, `z`, ...

        Raises:
            UsageError: No such image, a shape that makes no sense, or an attribute of another kind than declared.
        """
        image_id = one_image(self.project, image)
        self._check([geometry])
        added = self.project.run(AddLabels([label]))
        (label_id,) = added.result.values()
        owner = next(one for one in self.project.read.labels() if one.id == label_id)
        values = defaults(owner) | _fitting(owner, attributes or {})
        new = replace(Annotation(0, image_id, label_id, geometry, values, origin=Origin.SCRIPT), **said)
        (annotation_id,) = self.project.run(EditShapes(image_id, added=[new]), step=added.step).result
        return next(one for one in self.annotations(image_id) if one.id == annotation_id)

    def change(self, annotation: Annotation) -> None:
        """Store an annotation as it is now: what `dataclasses.replace` made of one that was listed.

        Raises:
            UsageError: It is no longer there, or it makes no sense now.
        """
        owner = next((one for one in self.project.read.labels() if one.id == annotation.label_id), None)
        if owner is not None:
            _fitting(owner, annotation.attributes)
        self.project.run(EditShapes(annotation.image_id, changed=[annotation]))

    def delete(self, annotations: Annotation | Iterable[Annotation]) -> int:
        """Delete annotations in one undo step; those that are gone already are left out. Returns how many."""
        several = [annotations] if isinstance(annotations, Annotation) else list(annotations)
        by_image: dict[int, list[int]] = {}
        for one in several:
            by_image.setdefault(one.image_id, []).append(one.id)
        before = self.project.read.annotations(by_image)
        step: int | None = None
        count = 0
        for image_id, ids in by_image.items():
            there = [one.id for one in before[image_id] if one.id in ids]
            count += len(there)
            if there:
                step = self.project.run(EditShapes(image_id, deleted=there), step=step).step
        return count

    def label_images(self, images: Images, label: str | Sequence[str], *, remove: bool = False) -> int:
        """Give images labels of the whole image beside their shapes; unknown labels are added.

        Args:
            remove: Take the labels away instead; shapes with these labels stay.

        Returns:
            How many images changed: one that carries the label already does not.

        Raises:
            UsageError: No such image, a project about whole images (see `decide`), or to remove: no such label.
        """
        refuse_classes(self.project.info.task)
        ids = image_ids(self.project, images)
        names = [label] if isinstance(label, str) else list(label)
        if remove:
            gone = [label_named(self.project, name).id for name in names]
            return self.project.run(LabelWholeImages(ids, removed=gone, origin=Origin.SCRIPT)).result
        added = self.project.run(AddLabels(names))
        label_ids = list(added.result.values())
        return self.project.run(LabelWholeImages(ids, label_ids, origin=Origin.SCRIPT), step=added.step).result

    def finish(self, images: Images, finished: bool = True) -> int:
        """Say that all shapes of images are there (also: that there are none), or that they are not. Returns how many."""
        return self.project.run(FinishImages(image_ids(self.project, images), finished)).result

    def suggest_shapes(
        self, image: ImageLike, shapes: Sequence[tuple[str, Geometry, float | None]], *, source: str
    ) -> int:
        """Suggest shapes on an image for a person to review; replaces what the source suggested there before.

        Args:
            shapes: Label, geometry, score (0..1; None = the source gives none); unknown labels are added.
            source: Model, run or file.

        Returns:
            How many are suggested: what was answered already is not suggested again.

        Raises:
            UsageError: No such image, a shape that makes no sense, or a score that is not between 0 and 1.
        """
        image_id = one_image(self.project, image)
        self._check([geometry for _, geometry, _ in shapes])
        added = self.project.run(AddLabels(list(dict.fromkeys(label for label, _, _ in shapes))))
        ids: Mapping[str, int] = added.result
        rows = [(ids[label], geometry, score, {}) for label, geometry, score in shapes]
        return self.project.run(SuggestShapes({image_id: rows}, source=source), step=added.step).result

    def suggested_shapes(self, images: Images | None = None) -> list[ShapeSuggestion]:
        """Suggested shapes that wait for an answer, the most certain first on each image; None = on all images."""
        ids = self.project.read.image_ids() if images is None else image_ids(self.project, images)
        return [one for several in self.project.read.shape_suggestions(ids).values() for one in several]

    def attributes(self, label: str) -> tuple[AttributeSpec, ...]:
        """What can be said about every object of a label, as declared."""
        return label_named(self.project, label).attributes

    def declare_attributes(self, label: str, *specs: AttributeSpec) -> None:
        """Declare all attributes of a label, in the order shown; what is not named is declared no longer.

        Raises:
            UsageError: No such label, or a declaration that makes no sense.
        """
        self.project.run(SetLabelAttributes(label_named(self.project, label).id, specs))

    def _check(self, geometries: Iterable[Geometry]) -> None:
        """Refuse before a label is added: what is refused leaves nothing behind."""
        task = self.project.info.task
        if not task.has_shapes:
            raise UsageError(f"A {task.value} project takes labels of whole images, not shapes.")
        if fault := next((fault for one in geometries if (fault := measure.fault_of(one))), ""):
            raise UsageError(f"The shape {fault}.")


def _fitting(label: Label, values: Mapping[str, Attribute]) -> dict[str, Attribute]:
    for spec in label.attributes:
        if spec.name in values and not fits(spec, values[spec.name]):
            raise UsageError(
                f"{values[spec.name]!r} cannot be the {spec.name} of {label.name}.",
                hint=f"It is declared as {spec.kind.value.replace('_', ' or ')}"
                + (f": {', '.join(spec.choices)}." if spec.choices else "."),
            )
    return dict(values)
