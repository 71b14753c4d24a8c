"""Annotating the open image: what a gesture changes, as one command. Without widgets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from tlstudio.core.words import Annotation, Image
from tlstudio.gui.canvas.convert import annotation_with, geometry_of
from tlstudio.gui.canvas.editing import moved
from tlstudio.gui.canvas.shape_table import ShapeTable
from tlstudio.gui.canvas.shapes import Shape
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.shapes.copying import Copying
from tlstudio.gui.workspaces.shapes.open_image import OpenImage
from tlstudio.gui.workspaces.shapes.properties import Change
from tlstudio.gui.workspaces.shapes.suggesting import renamed
from tlstudio.project.attributes import defaults
from tlstudio.project.commands.labels import AddLabels
from tlstudio.project.commands.shapes import EditShapes

INITIATOR = "shapes"


def tr(text: str) -> str:
    """Translate in the context of shapes."""
    return QCoreApplication.translate("shapes", text)


class Annotating(OpenImage):
    """What gestures change of the open image, one undo step each.

    A change of a suggestion is an answer to it: corrected it is accepted, deleted it is rejected.

    Attributes:
        copies: Copy and paste, also from image to image.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session.project.read)
        self._session = session
        self._project = session.project
        self._became: dict[int, int] = {}
        self.copies = Copying(self)

    def create_label(self, name: str) -> int | None:
        """Add a label (or find the one with this name); return its id, None where the name cannot be one."""
        outcome = self._session.run(AddLabels((name,)), initiator=INITIATOR)
        self.forget_labels()
        return next(iter(outcome.result.values())) if outcome is not None else None

    def add(self, shapes: Sequence[Shape], text: str) -> list[int]:
        """Store new shapes; return their ids."""
        return self.edit(text, added=shapes) or []

    def change(self, shapes: Sequence[Shape], text: str) -> bool:
        """Store changed shapes."""
        return self.edit(text, changed=shapes) is not None

    def edit(
        self,
        text: str,
        *,
        added: Sequence[Shape] = (),
        changed: Sequence[Shape] = (),
        deleted: Sequence[int] = (),
    ) -> list[int] | None:
        """Store what one gesture made in one step; return the ids of the new shapes, None where nothing was stored."""
        image = self.image
        corrected = [shape for shape in changed if shape.is_suggestion]
        rejected = [i for i in deleted if self.suggesting.suggestion(i) is not None]
        if corrected or rejected:
            self.answer("" if rejected else text, changed=corrected, rejected=rejected)
            changed = [shape for shape in changed if not shape.is_suggestion]
            deleted = [i for i in deleted if i not in rejected]
        if image is None or not (added or changed or deleted):
            return None
        added = [replace(shape, is_suggestion=False, score=None) for shape in added]
        new = [self._new(image, shape) for shape in added]
        old = [self._changed(shape) for shape in changed]
        ids = self._edit(EditShapes(image.id, added=new, changed=old, deleted=deleted, text=text))
        if ids is None:
            return None
        for shape_id in deleted:
            self._annotations.pop(shape_id, None)
        stored = [*old, *(replace(one, id=new_id) for one, new_id in zip(new, ids, strict=True))]
        self._annotations.update((one.id, one) for one in stored)
        made = [replace(shape, id=new_id) for shape, new_id in zip(added, ids, strict=True)]
        table = self.table.without(deleted) if deleted else self.table
        self.table = table.with_shapes(self._seen(one, self._annotations[one.id]) for one in (*changed, *made))
        return list(ids)

    def add_annotations(self, annotations: Sequence[Annotation], text: str) -> list[int]:
        """Store new objects with all that is said about them, above the others; return their ids."""
        if self.image is None or not annotations:
            return []
        top = self._top
        new = [replace(one, id=0, image_id=self.image.id, z=top) for one in annotations]
        ids = self._edit(EditShapes(self.image.id, added=new, text=text))
        if ids is None:
            return []
        self.read_shapes()
        return list(ids)

    def delete(self, ids: Iterable[int]) -> int:
        """Delete shapes that are not locked; return how many."""
        gone = [i for i in ids if (shape := self.table.get(i)) is not None and not shape.is_locked]
        if self.image is None or not gone:
            return 0
        if self.is_suggested(gone):
            return len(gone) if self.answer(rejected=gone) else 0
        gone = [i for i in gone if self.suggesting.suggestion(i) is None]
        text = tr("Delete {what}").format(what=self.named(gone))
        if self._edit(EditShapes(self.image.id, deleted=gone, text=text)) is None:
            return 0
        for shape_id in gone:
            self._annotations.pop(shape_id, None)
        self.table = self.table.without(gone)
        return len(gone)

    def relabel(self, ids: Iterable[int], label_id: int) -> bool:
        """Give shapes another label."""
        found = [self.table.get(i) for i in ids]
        shapes = [
            replace(s, label_id=label_id)
            for s in found
            if s is not None and (s.is_suggestion or s.label_id != label_id)
        ]
        name = self.labels()[label_id].name
        return self.change(
            shapes, tr("Label {what} as {name}").format(what=self.named(s.id for s in shapes), name=name)
        )

    def nudge(self, ids: Iterable[int], dx: float, dy: float, step: int | None) -> int | None:
        """Move shapes by pixels as part of an undo step; return the step to go on with."""
        found = [self.table.get(i) for i in ids]
        shapes = [
            moved(s, dx, dy, self.size) for s in found if s is not None and not s.is_locked and not s.is_suggestion
        ]
        shapes = [s for s in shapes if s is not self.table.get(s.id)]
        if self.image is None or not shapes:
            return step
        changed = [self._changed(shape) for shape in shapes]
        command = EditShapes(self.image.id, changed=changed, text=tr("Nudge {}").format(self.named(ids)))
        outcome = self._project.run(command, initiator=INITIATOR, step=step)
        self._annotations.update((one.id, one) for one in changed)
        self.table = self.table.with_shapes(shapes)
        return outcome.step

    def say(self, ids: Iterable[int], change: Change, text: str) -> bool:
        """Change what is said about objects, all in one step; whether anything was stored."""
        before = self.annotations(ids)
        changed = [new for old in before if (new := change(old)) != old]
        if (
            self.image is None
            or not changed
            or self._edit(EditShapes(self.image.id, changed=changed, text=text)) is None
        ):
            return False
        is_restacked = any(new.z != self._annotations[new.id].z for new in changed)
        self._annotations.update((one.id, one) for one in changed)
        shapes = [self._seen(shape, one) for one in changed if (shape := self.table.get(one.id)) is not None]
        table = self.table.with_shapes(shapes)
        if is_restacked:
            table = ShapeTable.of(sorted(table.shapes, key=self._depth))
        self.table = table
        return True

    # -- suggestions -----------------------------------------------------------------------------------------------

    def answer(
        self,
        text: str = "",
        *,
        accepted: Iterable[int] = (),
        changed: Sequence[Shape] = (),
        rejected: Iterable[int] = (),
    ) -> bool:
        """Answer suggestions by the ids of their shapes; the shapes of the image are read again."""
        if self.image is None:
            return False
        command = self.suggesting.answer(self.size, accepted=accepted, changed=changed, rejected=rejected, text=text)
        outcome = self._session.run(command, initiator=INITIATOR, toast=False)
        if outcome is None or not outcome.changes:
            return False
        self._became = dict(outcome.result)
        self.read_image()
        self.read_shapes()
        return True

    def now_named(self, ids: Iterable[int]) -> frozenset[int]:
        """Ids of shapes after the last answer: an accepted suggestion goes on as an annotation."""
        return renamed(self._became, ids)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _new(self, image: Image, shape: Shape) -> Annotation:
        """What is stored of a new shape; one with the id of an object is a piece of it, and all is said of it too."""
        whole = self._annotations.get(shape.id)
        if whole is not None:
            return replace(whole, id=0, label_id=shape.label_id, geometry=geometry_of(shape, self.size), z=self._top)
        label = self.labels().get(shape.label_id)
        said = defaults(label) if label is not None else {}
        return Annotation(0, image.id, shape.label_id, geometry_of(shape, self.size), attributes=said, z=self._top)

    def _changed(self, shape: Shape) -> Annotation:
        """The stored object as its shape has become; another label brings what its objects begin with."""
        old = self._annotations[shape.id]
        new = annotation_with(old, shape, self.size)
        if new.label_id == old.label_id or (label := self.labels().get(new.label_id)) is None:
            return new
        return replace(new, attributes={**defaults(label), **new.attributes})

    def _edit(self, command: EditShapes) -> tuple[int, ...] | None:
        outcome = self._session.run(command, initiator=INITIATOR, toast=False)
        return outcome.result if outcome is not None else None
