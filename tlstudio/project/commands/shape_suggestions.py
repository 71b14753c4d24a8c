"""Put suggested shapes beside the annotations of images: nothing of it trains or is exported until a person accepts it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tlstudio.core.errors import UsageError
from tlstudio.core.geometry import encoding, measure, overlap
from tlstudio.core.geometry.shapes import Geometry
from tlstudio.core.words import Attribute, Outcome
from tlstudio.project.command import Applied, Command, Context, count_images
from tlstudio.store.codes import OUTCOME_CODES
from tlstudio.store.gateway import Row

SAME_PLACE = 0.8
"""From this intersection over union on, a shape of the same label says the same."""

Suggested = tuple[int, Geometry, float | None, Mapping[str, Attribute]]
"""Label id, shape, score (0..1; None where the source gives none), attributes."""


@dataclass(frozen=True)
class SuggestShapes(Command):
    """Suggest shapes on images; what the same source suggested there before and nobody has decided goes away.

    What is answered is not suggested again: where an annotation of the label lies already, or where a person rejected
    the same shape of the same source (IoU from `SAME_PLACE`). Where another source's open suggestion says the same, the
    new one takes its place, so that nobody is asked twice.

    Attributes:
        suggestions: Image id -> shapes; empty = the source sees nothing (any more). Images that are not in the project
            (any more) are left out.
        source: Model, run or file; what another one suggested elsewhere on the images stays.
        text: For the history; empty = made from the numbers.
    """

    suggestions: Mapping[int, Sequence[Suggested]] = field(default_factory=dict[int, Sequence[Suggested]])
    source: str = ""
    text: str = ""

    def apply(self, context: Context) -> Applied:
        """Replace the open rows of the source; the result is the number of suggestions written.

        Raises:
            UsageError: The project is about whole images, no source is named, a label does not exist, a shape makes no
                sense, or a score is not between 0 and 1.
        """
        if not context.task.has_shapes:
            raise UsageError(f"A {context.task.value} project takes suggestions for whole images, not shapes.")
        if not self.source.strip():
            raise UsageError("Suggested shapes need the name of their source.")
        self._check(context)
        known = {row["id"] for row in context.rows.rows("images", self.suggestions, columns=("state",))}
        gone = clear_open(context, known, self.source)
        answered = Answered(context, known, self.source)
        news = {
            image_id: [one for one in several if not answered.has(image_id, one[0], one[1])]
            for image_id, several in self.suggestions.items()
            if image_id in known
        }
        gone |= _clear_same(context, news)
        rows = [_row(one, image_id, self.source, context.now) for image_id, several in news.items() for one in several]
        context.rows.insert("shape_suggestions", rows)
        touched = gone | {row["image_id"] for row in rows}
        # Names the images in the event and in the undo.
        context.rows.update("images", {image_id: {"changed_at": context.now} for image_id in sorted(touched)})
        said = f"Suggest {len(rows):,} shape{'' if len(rows) == 1 else 's'} on {count_images(len(known))}"
        return Applied(self.text or said, len(rows))

    def _check(self, context: Context) -> None:
        every = [one for several in self.suggestions.values() for one in several]
        labels = {label_id for label_id, _, _, _ in every}
        if len(context.rows.rows("labels", labels, columns=("position",))) < len(labels):
            raise UsageError("A label given does not exist in this project.")
        for _, geometry, score, _ in every:
            fault = measure.fault_of(geometry)
            if fault:
                raise UsageError(f"A suggested {geometry.kind.replace('_', ' ')} {fault}.")
            if score is not None and not 0 <= score <= 1:
                raise UsageError(f"A score is {score:g}, not between 0 and 1.")


@dataclass(frozen=True)
class ClearShapeSuggestions(Command):
    """Take suggestions away without an answer, so that they may be suggested again; what is answered stays.

    Attributes:
        suggestion_ids: Those that are not open (any more) are left alone.
    """

    suggestion_ids: Sequence[int]

    def apply(self, context: Context) -> Applied:
        """Delete open rows; the result is how many."""
        is_open = OUTCOME_CODES[Outcome.OPEN]
        columns = ("image_id", "outcome")
        rows = context.rows.rows("shape_suggestions", sorted(set(self.suggestion_ids)), columns=columns)
        found = [row for row in rows if row["outcome"] == is_open]
        context.rows.delete("shape_suggestions", [row["id"] for row in found])
        touched = {row["image_id"] for row in found}
        context.rows.update("images", {image_id: {"changed_at": context.now} for image_id in sorted(touched)})
        said = f"Take away {len(found):,} suggested shape{'' if len(found) == 1 else 's'}"
        return Applied(f"{said} on {count_images(len(touched))}", len(found))


class Answered:
    """What need not be suggested on images: it is annotated there, or was rejected.

    Args:
        source: Whose rejected shapes count; empty = nobody's.
    """

    def __init__(self, context: Context, image_ids: Iterable[int], source: str = "") -> None:
        self._there: dict[tuple[int, int], list[tuple[int, Geometry]]] = {}
        wanted = sorted(image_ids)
        columns = ("image_id", "label_id", "kind", "geometry")
        for row in context.rows.find("annotations", "image_id", wanted, columns=columns):
            if row["kind"] != "image":
                self._keep(row)
        if not source:
            return
        rejected = OUTCOME_CODES[Outcome.REJECTED]
        columns = (*columns, "source", "outcome")
        for row in context.rows.find("shape_suggestions", "image_id", wanted, columns=columns):
            if row["outcome"] == rejected and row["source"] == source:
                self._keep({**row, "id": 0})

    def has(self, image_id: int, label_id: int, geometry: Geometry) -> bool:
        """Whether the shape is annotated or was rejected."""
        return self._same(image_id, label_id, geometry) is not None

    def annotation(self, image_id: int, label_id: int, geometry: Geometry) -> int:
        """Id of the annotation that says the same; 0 = none."""
        return self._same(image_id, label_id, geometry) or 0

    def _same(self, image_id: int, label_id: int, geometry: Geometry) -> int | None:
        there = self._there.get((image_id, label_id), ())
        return next((i for i, other in there if overlap.iou(geometry, other) >= SAME_PLACE), None)

    def _keep(self, row: Row) -> None:
        geometry = encoding.from_text(row["kind"], row["geometry"] or "")
        self._there.setdefault((row["image_id"], row["label_id"]), []).append((row["id"], geometry))


def clear_open(context: Context, image_ids: Sequence[int] | set[int], source: str = "") -> set[int]:
    """Delete open suggestions of images (of one source, or of all); return the images that had some."""
    rows = context.rows.find(
        "shape_suggestions", "image_id", sorted(image_ids), columns=("image_id", "source", "outcome")
    )
    is_open = OUTCOME_CODES[Outcome.OPEN]
    going = [row for row in rows if row["outcome"] == is_open and source in ("", row["source"])]
    context.rows.delete("shape_suggestions", [row["id"] for row in going])
    return {row["image_id"] for row in going}


def _clear_same(context: Context, news: Mapping[int, Sequence[Suggested]]) -> set[int]:
    """Delete open suggestions that new ones (image id -> shapes) repeat; return the images that had some."""
    is_open = OUTCOME_CODES[Outcome.OPEN]
    columns = ("image_id", "label_id", "kind", "geometry", "outcome")
    found = context.rows.find("shape_suggestions", "image_id", sorted(news), columns=columns)
    same = [row for row in found if row["outcome"] == is_open and _repeated(row, news[row["image_id"]])]
    context.rows.delete("shape_suggestions", [row["id"] for row in same])
    return {row["image_id"] for row in same}


def _repeated(row: Row, news: Sequence[Suggested]) -> bool:
    alike = [one[1] for one in news if one[0] == row["label_id"]]
    if not alike:
        return False
    old = encoding.from_text(row["kind"], row["geometry"])
    return any(overlap.iou(old, new) >= SAME_PLACE for new in alike)


def forget_suggested(context: Context, label_id: int, replacement: int | None) -> None:
    """Take a label from everything that was ever suggested, or exchange it."""
    rows = context.rows.find("shape_suggestions", "label_id", [label_id], columns=("image_id",))
    if replacement is None:
        context.rows.delete("shape_suggestions", [row["id"] for row in rows])
    else:
        context.rows.update("shape_suggestions", {row["id"]: {"label_id": replacement} for row in rows})
    context.rows.update("images", {row["image_id"]: {"changed_at": context.now} for row in rows})


def _row(one: Suggested, image_id: int, source: str, now: float) -> Row:
    label_id, geometry, score, attributes = one
    return {
        "image_id": image_id,
        "label_id": label_id,
        "kind": geometry.kind,
        "geometry": encoding.to_text(geometry),
        "score": None if score is None else float(score),
        "attributes": json.dumps(dict(attributes), ensure_ascii=False, allow_nan=False) if attributes else "",
        "source": source,
        "made_at": now,
        "outcome": OUTCOME_CODES[Outcome.OPEN],
        "annotation_id": 0,
    }
