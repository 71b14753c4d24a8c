"""Annotating one image after the other: what is open, what a gesture changes, what comes next. Without widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from tlstudio.core.words import Annotation, Image, Label
from tlstudio.gui.canvas.convert import annotation_with, geometry_of, shape_of
from tlstudio.gui.canvas.editing import moved
from tlstudio.gui.canvas.shapes import EMPTY, Shape, ShapeTable
from tlstudio.gui.models.attention import Dwell
from tlstudio.gui.models.label_queue import LabelQueue
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.label.order import BY_FILE, LabelOrder, Order
from tlstudio.gui.workspaces.shapes.copying import Copying
from tlstudio.gui.workspaces.shapes.properties import Change
from tlstudio.gui.workspaces.shapes.suggesting import Suggesting, renamed
from tlstudio.gui.workspaces.undecided import needs_person_test
from tlstudio.project.attributes import defaults
from tlstudio.project.command import Command
from tlstudio.project.commands.images import SetFlag
from tlstudio.project.commands.labels import AddLabels
from tlstudio.project.commands.shape_answers import FinishAsShown
from tlstudio.project.commands.shapes import EditShapes, FinishImages, PutOffImages

INITIATOR = "shapes"


def tr(text: str) -> str:
    """Translate in the context of shapes."""
    return QCoreApplication.translate("shapes", text)


class ShapeOrder(LabelOrder):
    """Images as the files lie: nothing is proposed for shapes, so no strategy could order them."""

    def choices(self) -> list[Order]:
        return [Order(BY_FILE, tr("In the order of the files"), tr("To go through everything once, decided or not."))]

    @property
    def key(self) -> str:
        return BY_FILE


class Annotating:
    """The state of the room.

    Attributes:
        table: The shapes of the open image as stored.
        copies: Copy and paste, also from image to image.
        hidden_labels: Labels whose shapes are not shown, a filter of this window; hidden shapes are stored.
        label_id: What new shapes get; 0 = there is no label.
        suggesting: The open suggestions of the open image; those shown are in `table` too. What a gesture changes of
            one is an answer to it.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._project = session.project
        self.order = ShapeOrder(session)
        self.queue = LabelQueue()
        self.dwell = Dwell()
        self.suggesting = Suggesting(session.project.read)
        self._became: dict[int, int] = {}
        self.image: Image | None = None
        self.table: ShapeTable = EMPTY
        self.copies = Copying(self)
        self.hidden_labels: frozenset[int] = frozenset()
        self.label_id = 0
        self._annotations: dict[int, Annotation] = {}
        self._labels: dict[int, Label] | None = None

    # -- labels ----------------------------------------------------------------------------------------------------

    def labels(self) -> dict[int, Label]:
        """Label id -> label, in the order of the palette; kept until `forget_labels`."""
        if self._labels is None:
            self._labels = {label.id: label for label in self._project.read.labels()}
            if self.label_id not in self._labels:
                self.label_id = next(iter(self._labels), 0)
        return self._labels

    def forget_labels(self) -> None:
        """The labels of the project changed, or may have."""
        self._labels = None

    def create_label(self, name: str) -> int | None:
        """Add a label (or find the one with this name); return its id, None where the name cannot be one."""
        outcome = self._session.run(AddLabels((name,)), initiator=INITIATOR)
        self.forget_labels()
        return next(iter(outcome.result.values())) if outcome is not None else None

    # -- the open image --------------------------------------------------------------------------------------------

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the open image."""
        return (self.image.width, self.image.height) if self.image is not None else (1, 1)

    def load(self) -> Image | None:
        """Read the open image and its shapes."""
        image_id = self.queue.current
        found = self._project.read.images([image_id]) if image_id is not None else []
        self.image = found[0] if found else None
        self.read_shapes()
        return self.image

    def read_image(self) -> None:
        """Read the open image's state again."""
        if self.image is not None:
            self.image = self._project.read.images([self.image.id])[0]

    def read_shapes(self) -> None:
        """Read the open image's shapes again."""
        if self.image is None:
            self._annotations, self.table = {}, EMPTY
            self.suggesting.load(None, ())
            return
        before = {shape.id: shape for shape in self.table.shapes}
        kept = self._annotations
        self._annotations = {one.id: one for one in self._project.read.annotations([self.image.id])[self.image.id]}
        shapes: list[Shape] = []
        for one in self._annotations.values():
            # What has not changed stays the same object, so that the canvas draws nothing of it again.
            shape = before[one.id] if kept.get(one.id) == one and one.id in before else shape_of(one)
            if shape is not None:
                shapes.append(self._seen(shape, one))
        self.suggesting.load(self.image, self._annotations.values())
        self.table = ShapeTable.of([*shapes, *(self._seen(shape, None) for shape in self.suggesting.shapes())])

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

    def is_suggested(self, ids: Iterable[int]) -> bool:
        """Whether these are suggestions, all of them (and there are some)."""
        wanted = list(ids)
        return bool(wanted) and all(self.suggesting.suggestion(i) is not None for i in wanted)

    # -- gestures --------------------------------------------------------------------------------------------------

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

    # -- what is said about objects --------------------------------------------------------------------------------

    def annotations(self, ids: Iterable[int] | None = None) -> list[Annotation]:
        """Objects of the open image, all or those with these ids, the lowest first."""
        wanted = None if ids is None else set(ids)
        places = (shape.id for shape in self.table.shapes)
        return [self._annotations[i] for i in places if i in self._annotations and (wanted is None or i in wanted)]

    def annotations_of(self, image: Image | None) -> tuple[Annotation, ...]:
        """What another image has."""
        return self._project.read.annotations([image.id])[image.id] if image is not None else ()

    def groups(self) -> set[int]:
        """The numbers of the groups on the open image."""
        return {one.group for one in self._annotations.values() if one.group is not None}

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

    def show_labels_only(self, hidden: Iterable[int]) -> None:
        """Hide the shapes of some labels in this window; the others are shown."""
        self.hidden_labels = self.suggesting.hidden_labels = frozenset(hidden)
        self.table = ShapeTable.of(self._seen(shape, self._annotations.get(shape.id)) for shape in self.table.shapes)

    # -- images ----------------------------------------------------------------------------------------------------

    def finish(self, finished: bool = True) -> bool:
        """Say that everything of the labels is drawn on the open image, or that it is not.

        Suggestions that are shown are accepted with it; those that are not shown go away.
        """
        if finished and self.suggesting.waiting:
            shown = [one.id for one in self.suggesting.shown]
            dropped = [one.id for one in self.suggesting.uncertain]
            if not self._on_image(lambda i: FinishAsShown(i, shown, dropped, self.dwell.seconds())):
                return False
            self.read_shapes()
            return True
        return self._on_image(lambda i: FinishImages([i], finished, self.dwell.seconds() if finished else None))

    def skip(self) -> bool:
        """Leave the open image for the end."""
        return self._on_image(lambda i: PutOffImages([i], self.dwell.seconds()))

    def flag(self, flagged: bool, note: str | None = None) -> bool:
        """Mark the open image for discussion, or no longer."""
        return self._on_image(lambda i: SetFlag([i], flagged, note))

    def start_order(self) -> None:
        """Take the order anew, the open image stays open."""
        ids, reasons = self.order.images()
        self.queue.replace(ids, reasons, open_image=self.queue.current)

    def to_next(self, step: int = 1) -> bool:
        """Open the next (or previous) image that is not finished; whether there is one."""
        return self.queue.next_where(needs_person_test(self._project.read), step=step)

    # -- inside ----------------------------------------------------------------------------------------------------

    def named(self, ids: Iterable[int]) -> str:
        """`a box`, `3 shapes`."""
        shapes = [s for s in (self.table.get(i) for i in ids) if s is not None]
        if len(shapes) == 1:
            return tr("a {}").format(shapes[0].kind.name.lower().replace("_", " "))
        return tr("{} shapes").format(f"{len(shapes):,}")

    @property
    def _top(self) -> int:
        """The depth at which a new shape lies above all others."""
        own = (self._annotations.get(shape.id) for shape in reversed(self.table.shapes))
        return next((one.z for one in own if one is not None), 0)

    def _depth(self, shape: Shape) -> tuple[bool, int, int]:
        """Orders shapes, the lowest first; suggestions lie above all."""
        own = self._annotations.get(shape.id)
        return (True, 0, 0) if own is None else (False, own.z, own.id)

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

    def _seen(self, shape: Shape, annotation: Annotation | None) -> Shape:
        """The shape as it is shown: locked, hidden or filtered away; without an annotation it is a suggestion."""
        locked, hidden = (annotation.locked, annotation.hidden) if annotation is not None else (False, False)
        hidden = hidden or shape.label_id in self.hidden_labels
        if (shape.is_locked, shape.is_hidden) == (locked, hidden):
            return shape
        return replace(shape, is_locked=locked, is_hidden=hidden)

    def _edit(self, command: EditShapes) -> tuple[int, ...] | None:
        outcome = self._session.run(command, initiator=INITIATOR, toast=False)
        return outcome.result if outcome is not None else None

    def _on_image(self, command: Callable[[int], Command]) -> bool:
        if self.image is None:
            return False
        if self._session.run(command(self.image.id), initiator=INITIATOR, toast=False) is None:
            return False
        self.read_image()
        return True
