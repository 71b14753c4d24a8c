"""The open image as the room shows it: its objects as stored, its suggestions, the labels. Stores nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from tlstudio.core.words import Annotation, Image, Label
from tlstudio.gui.canvas.convert import shape_of
from tlstudio.gui.canvas.shape_table import EMPTY, ShapeTable
from tlstudio.gui.canvas.shapes import Shape
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.workspaces.shapes.suggesting import Suggesting
from tlstudio.store.reads import Reads


def tr(text: str) -> str:
    """Translate in the context of shapes."""
    return QCoreApplication.translate("shapes", text)


class OpenImage:
    """One image and what is on it.

    Attributes:
        image: None while there is none.
        table: Its shapes as stored, and the suggestions that are shown.
        suggesting: Its open suggestions.
        hidden_labels: Labels whose shapes are not shown, a filter of this window; hidden shapes are stored.
        label_id: What new shapes get; 0 = there is no label.
    """

    def __init__(self, read: Reads) -> None:
        self._read = read
        self.image: Image | None = None
        self.table: ShapeTable = EMPTY
        self.suggesting = Suggesting(read)
        self.hidden_labels: frozenset[int] = frozenset()
        self.label_id = 0
        self._annotations: dict[int, Annotation] = {}
        self._of_image: frozenset[int] = frozenset()
        self._labels: dict[int, Label] | None = None

    # -- labels ----------------------------------------------------------------------------------------------------

    def labels(self) -> dict[int, Label]:
        """Label id -> label, in the order of the palette; kept until `forget_labels`."""
        if self._labels is None:
            self._labels = {label.id: label for label in self._read.labels()}
            if self.label_id not in self._labels:
                self.label_id = next(iter(self._labels), 0)
        return self._labels

    def forget_labels(self) -> None:
        """The labels of the project changed, or may have."""
        self._labels = None

    # -- the open image --------------------------------------------------------------------------------------------

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the open image."""
        return (self.image.width, self.image.height) if self.image is not None else (1, 1)

    def load(self, image_id: int | None) -> Image | None:
        """Open an image: read it and its shapes. None = there is none to open."""
        found = self._read.images([image_id]) if image_id is not None else []
        self.image = found[0] if found else None
        self.read_shapes()
        return self.image

    def read_image(self) -> None:
        """Read the open image's state again."""
        if self.image is not None:
            self.image = self._read.images([self.image.id])[0]

    def read_shapes(self) -> None:
        """Read the open image's shapes again."""
        if self.image is None:
            self._annotations, self.table, self._of_image = {}, EMPTY, frozenset()
            self.suggesting.load(None, ())
            return
        before = {shape.id: shape for shape in self.table.shapes}
        kept = self._annotations
        self._annotations = {one.id: one for one in self._read.annotations([self.image.id])[self.image.id]}
        # Gestures change shapes only: these are not gathered anew after each of them.
        self._of_image = frozenset(one.label_id for one in self._annotations.values() if one.geometry is None)
        shapes: list[Shape] = []
        for one in self._annotations.values():
            # What has not changed stays the same object, so that the canvas draws nothing of it again.
            shape = before[one.id] if kept.get(one.id) == one and one.id in before else shape_of(one)
            if shape is not None:
                shapes.append(self._seen(shape, one))
        self.suggesting.load(self.image, self._annotations.values())
        self.table = ShapeTable.of([*shapes, *(self._seen(shape, None) for shape in self.suggesting.shapes())])

    # -- what is on it ---------------------------------------------------------------------------------------------

    def annotations(self, ids: Iterable[int] | None = None) -> list[Annotation]:
        """Objects of the open image, all or those with these ids, the lowest first."""
        wanted = None if ids is None else set(ids)
        places = (shape.id for shape in self.table.shapes)
        return [self._annotations[i] for i in places if i in self._annotations and (wanted is None or i in wanted)]

    def labels_of_image(self) -> tuple[int, ...]:
        """Labels of the whole open image, in the order of the palette; its shapes' labels are not among them."""
        return tuple(i for i in self.labels() if i in self._of_image)

    def annotations_of(self, image: Image | None) -> tuple[Annotation, ...]:
        """What another image has."""
        return self._read.annotations([image.id])[image.id] if image is not None else ()

    def groups(self) -> set[int]:
        """The numbers of the groups on the open image."""
        return {one.group for one in self._annotations.values() if one.group is not None}

    def show_labels_only(self, hidden: Iterable[int]) -> None:
        """Hide the shapes of some labels in this window; the others are shown."""
        self.hidden_labels = self.suggesting.hidden_labels = frozenset(hidden)
        self.table = ShapeTable.of(self._seen(shape, self._annotations.get(shape.id)) for shape in self.table.shapes)

    def is_suggested(self, ids: Iterable[int]) -> bool:
        """Whether these are suggestions, all of them (and there are some)."""
        wanted = list(ids)
        return bool(wanted) and all(self.suggesting.suggestion(i) is not None for i in wanted)

    def named(self, ids: Iterable[int]) -> str:
        """`a box`, `3 shapes`."""
        shapes = [s for s in (self.table.get(i) for i in ids) if s is not None]
        if len(shapes) == 1:
            return tr("a {}").format(shapes[0].kind.word)
        return tr("{} shapes").format(counted(len(shapes)))

    # -- for gestures ----------------------------------------------------------------------------------------------

    @property
    def _top(self) -> int:
        """The depth at which a new shape lies above all others."""
        own = (self._annotations.get(shape.id) for shape in reversed(self.table.shapes))
        return next((one.z for one in own if one is not None), 0)

    def _depth(self, shape: Shape) -> tuple[bool, int, int]:
        """Orders shapes, the lowest first; suggestions lie above all."""
        own = self._annotations.get(shape.id)
        return (True, 0, 0) if own is None else (False, own.z, own.id)

    def _seen(self, shape: Shape, annotation: Annotation | None) -> Shape:
        """The shape as it is shown: locked, hidden or filtered away; without an annotation it is a suggestion."""
        locked, hidden = (annotation.locked, annotation.hidden) if annotation is not None else (False, False)
        hidden = hidden or shape.label_id in self.hidden_labels
        if (shape.is_locked, shape.is_hidden) == (locked, hidden):
            return shape
        return replace(shape, is_locked=locked, is_hidden=hidden)
