"""The suggested shapes of the open image as the canvas shows them, and what a gesture on one says. Without widgets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tlstudio.core.geometry import overlap
from tlstudio.core.words import Annotation, Image, ShapeSuggestion
from tlstudio.gui.canvas.convert import geometry_of, shape_of
from tlstudio.gui.canvas.shapes import Shape
from tlstudio.project.commands.shape_answers import AnswerShapes
from tlstudio.project.commands.shape_suggestions import SAME_PLACE
from tlstudio.store.reads import Reads

# Suggestions and annotations are numbered apart; on the canvas each shape needs a number of its own.
_BELOW = -1_000
STEP = 0.05


def shape_id_of(suggestion_id: int) -> int:
    """The number of a suggestion's shape on the canvas."""
    return _BELOW - suggestion_id


class Suggesting:
    """Open suggestions of one image.

    Attributes:
        least: Score from which suggestions are shown, 0..1; one without a score is always shown.
        waiting: All open suggestions of the image, the least certain first.
        hidden_labels: Labels that the window does not show; their suggestions are not shown either.
    """

    def __init__(self, read: Reads) -> None:
        self._read = read
        self.least = 0.0
        self.waiting: tuple[ShapeSuggestion, ...] = ()
        self.hidden_labels: frozenset[int] = frozenset()
        self._shapes: dict[int, tuple[ShapeSuggestion, Shape]] = {}

    @property
    def shown(self) -> list[ShapeSuggestion]:
        """Those that are certain enough, the least certain first."""
        return [one for one in self.waiting if self._is_certain(one) and one.label_id not in self.hidden_labels]

    @property
    def uncertain(self) -> list[ShapeSuggestion]:
        """Those that are not."""
        return [one for one in self.waiting if not self._is_certain(one)]

    def _is_certain(self, one: ShapeSuggestion) -> bool:
        return one.score is None or one.score >= self.least

    def load(self, image: Image | None, annotations: Iterable[Annotation]) -> None:
        """Read the open suggestions of an image; what is annotated there already is said, so it is not proposed."""
        found = self._read.shape_suggestions([image.id])[image.id] if image is not None else ()
        there = [one for one in annotations if one.geometry is not None] if found else []
        self.waiting = tuple(one for one in reversed(found) if not _is_said(one, there))
        kept = {}
        for one in self.waiting:
            before = self._shapes.get(one.id)
            # What has not changed stays the same object, so that the canvas draws nothing of it again.
            shape = before[1] if before is not None and before[0] == one else _shape_of(one)
            if shape is not None:
                kept[one.id] = (one, shape)
        self._shapes = kept

    def shapes(self) -> list[Shape]:
        """What the canvas holds, the most certain first: the lowest in the pile; hidden labels are among it."""
        certain = [one for one in self.waiting if self._is_certain(one)]
        return [self._shapes[one.id][1] for one in reversed(certain) if one.id in self._shapes]

    def shown_shapes(self) -> list[Shape]:
        """What the person sees of it."""
        return [shape for shape in self.shapes() if shape.label_id not in self.hidden_labels]

    def suggestion(self, shape_id: int) -> ShapeSuggestion | None:
        """The suggestion behind a shape of the canvas; None = it is an annotation."""
        found = self._shapes.get(_BELOW - shape_id)
        return found[0] if found is not None else None

    def next_after(self, shape_id: int | None, step: int) -> int | None:
        """Shape id of the next suggestion, the least certain first; None at the end, or where there is none."""
        ids = [one.id for one in self.shown if one.id in self._shapes]
        here = _BELOW - shape_id if shape_id is not None else None
        place = ids.index(here) + step if here in ids else (0 if step > 0 else len(ids) - 1)
        return shape_id_of(ids[place]) if 0 <= place < len(ids) else None

    def answer(
        self,
        size: tuple[int, int],
        *,
        accepted: Iterable[int] = (),
        changed: Sequence[Shape] = (),
        rejected: Iterable[int] = (),
        text: str = "",
    ) -> AnswerShapes:
        """Build the command for gestures on shapes of the canvas.

        Args:
            size: Width and height of the image.
            accepted: Shape ids, as they are.
            changed: Shapes with another label or place: corrected, and with that accepted.
            rejected: Shape ids.
        """
        labels: dict[int, int] = {}
        geometries = {}
        for shape in changed:
            suggestion, before = self._shapes[_BELOW - shape.id]
            labels[suggestion.id] = shape.label_id
            if shape.rings is not before.rings or shape.pixels is not before.pixels:
                geometries[suggestion.id] = geometry_of(shape, size)
        ids = [suggestion_id for i in accepted if (suggestion_id := _BELOW - i) in self._shapes]
        return AnswerShapes(ids, labels, geometries, [_BELOW - i for i in rejected], text)


def renamed(made: Mapping[int, int], ids: Iterable[int]) -> frozenset[int]:
    """Shape ids after suggestions became annotations (suggestion id -> annotation id)."""
    return frozenset(made.get(_BELOW - i, i) for i in ids)


def _shape_of(one: ShapeSuggestion) -> Shape | None:
    shape = shape_of(Annotation(shape_id_of(one.id), one.image_id, one.label_id, one.geometry))
    return None if shape is None else replace(shape, is_suggestion=True, score=one.score)


def _is_said(one: ShapeSuggestion, there: Sequence[Annotation]) -> bool:
    return any(
        other.label_id == one.label_id
        and other.geometry is not None
        and overlap.iou(one.geometry, other.geometry) >= SAME_PLACE
        for other in there
    )
