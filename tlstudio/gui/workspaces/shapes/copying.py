"""Copy, paste and duplicate annotations with all that is said about them, also from image to image."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from tlstudio.core.words import Annotation, Image, Origin
from tlstudio.gui.canvas.convert import annotation_with, shape_of
from tlstudio.gui.canvas.editing import moved
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.workspaces.shapes.properties import OF_TRACKS

if TYPE_CHECKING:
    from tlstudio.gui.workspaces.shapes.annotating import Annotating

DUPLICATE_STEP = 10.0


def tr(text: str) -> str:
    """Translate in the context of shapes."""
    return QCoreApplication.translate("shapes", text)


class Copying:
    """What was copied keeps its place, its attributes and its flags; locks and hiding stay with the original."""

    def __init__(self, work: Annotating) -> None:
        self._work = work
        self._copied: tuple[Annotation, ...] = ()
        self._origin: Image | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was copied."""
        return not self._copied

    def copy(self, ids: Iterable[int]) -> int:
        """Copy objects of the open image; return how many."""
        self._copied, self._origin = tuple(self._work.annotations(ids)), self._work.image
        return len(self._copied)

    def paste(self) -> list[int]:
        """Put the copied objects where they were, on the open image; return their ids."""
        return self._put(self._copied, self._origin, 0.0)

    def duplicate(self, ids: Iterable[int]) -> list[int]:
        """Copy objects a little to the side."""
        return self._put(self._work.annotations(ids), self._work.image, DUPLICATE_STEP)

    def paste_all_of(self, image: Image | None) -> list[int]:
        """Copy all shapes of another image."""
        return self._put(self._work.annotations_of(image), image, 0.0)

    def _put(self, annotations: Sequence[Annotation], origin: Image | None, step: float) -> list[int]:
        work, here = self._work, self._work.image
        if here is None or origin is None:
            return []
        is_same_object = bool(here.group) and here.group == origin.group and here.id != origin.id
        groups: dict[int, int] = {}
        top = max(work.groups(), default=0)
        new: list[Annotation] = []
        for one in annotations:
            shape = shape_of(one)
            if shape is None or one.label_id not in work.labels() or not _fits(shape.bounds, work.size):
                continue
            placed = annotation_with(one, moved(shape, step, step, work.size), work.size)
            if one.group is not None:
                placed = replace(placed, group=groups.setdefault(one.group, top + len(groups) + 1))
            if not is_same_object:
                kept = {name: value for name, value in one.attributes.items() if name not in OF_TRACKS}
                placed = replace(placed, attributes=kept)
            new.append(replace(placed, locked=False, hidden=False, origin=Origin.PERSON, score=None))
        text = tr("Paste a shape") if len(new) == 1 else tr("Paste {n} shapes").format(n=counted(len(new)))
        return work.add_annotations(new, text)


def _fits(bounds: tuple[float, float, float, float], size: tuple[int, int]) -> bool:
    return bounds[0] >= 0 and bounds[1] >= 0 and bounds[2] <= size[0] and bounds[3] <= size[1]
