"""Answer suggested shapes: accept them as they are, accept them corrected, or reject them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tlstudio.core.errors import UsageError
from tlstudio.core.geometry import encoding, measure
from tlstudio.core.geometry.shapes import Geometry
from tlstudio.core.words import Annotation, Origin, Outcome
from tlstudio.project.command import Applied, Command, Context, count_images
from tlstudio.project.commands.carried_labels import note_labels
from tlstudio.project.commands.shape_suggestions import Answered
from tlstudio.project.commands.shapes import FinishImages
from tlstudio.store.annotations import row_of
from tlstudio.store.codes import OUTCOME_CODES, unpack_labels
from tlstudio.store.gateway import Row


@dataclass(frozen=True)
class AnswerShapes(Command):
    """Make annotations of suggested shapes, and note what became of each suggestion; all in one step.

    A suggestion that was answered before is left alone. One that lies where an annotation of its label lies already
    (IoU from `shape_suggestions.SAME_PLACE`) is accepted as that annotation, so nothing is there twice. Annotations are never changed.

    Attributes:
        accepted: Ids of suggestions.
        labels: Suggestion id -> another label; such a suggestion counts as corrected.
        geometries: Suggestion id -> another shape; likewise.
        rejected: Ids; they are kept as rejected, so the same source does not propose them there again.
        text: For the history; empty = made from the numbers.
    """

    accepted: Sequence[int] = ()
    labels: Mapping[int, int] = field(default_factory=dict[int, int])
    geometries: Mapping[int, Geometry] = field(default_factory=dict[int, Geometry])
    rejected: Sequence[int] = ()
    text: str = ""

    def apply(self, context: Context) -> Applied:
        """Write rows; the result is suggestion id -> annotation id for everything accepted.

        Raises:
            UsageError: A project without shapes, a label that does not exist, or a shape that makes no sense.
        """
        if not context.task.has_shapes:
            raise UsageError(f"A {context.task.value} project takes suggestions for whole images, not shapes.")
        self._check(context)
        accepting = dict.fromkeys((*self.accepted, *self.labels, *self.geometries))
        rows = {row["id"]: row for row in _open_rows(context, (*accepting, *self.rejected))}
        taken = [rows[i] for i in accepting if i in rows and i not in set(self.rejected)]
        refused = [rows[i] for i in dict.fromkeys(self.rejected) if i in rows]
        made = self._accept(context, taken)
        rejected = {"outcome": OUTCOME_CODES[Outcome.REJECTED]}
        context.rows.update("shape_suggestions", {row["id"]: rejected for row in refused})
        touched = {row["image_id"] for row in (*taken, *refused)}
        now = {"changed_at": context.now}
        context.rows.update("images", dict.fromkeys(sorted(touched), now))
        return Applied(self.text or _said(len(taken), len(refused), len(touched)), made)

    def _check(self, context: Context) -> None:
        wanted = set(self.labels.values())
        if len(context.rows.rows("labels", wanted, columns=("position",))) < len(wanted):
            raise UsageError("A label given does not exist in this project.")
        for geometry in self.geometries.values():
            fault = measure.fault_of(geometry)
            if fault:
                raise UsageError(f"A {geometry.kind.replace('_', ' ')} {fault}.")

    def _accept(self, context: Context, rows: Sequence[Row]) -> dict[int, int]:
        if not rows:
            return {}
        there = Answered(context, {row["image_id"] for row in rows})
        made: dict[int, int] = {}
        new: list[tuple[Row, Row]] = []
        for row in rows:
            label_id, geometry = self._answer(row)
            same = 0 if row["id"] in self.geometries else there.annotation(row["image_id"], label_id, geometry)
            if same:
                made[row["id"]] = same
            else:
                new.append((row, _annotation_row(row, label_id, geometry)))
        ids = context.rows.insert("annotations", [annotation for _row, annotation in new])
        made |= {row["id"]: new_id for (row, _annotation), new_id in zip(new, ids, strict=True)}
        context.rows.update("shape_suggestions", {row["id"]: self._outcome(row, made[row["id"]]) for row in rows})
        labels: dict[int, set[int]] = {}
        for _row, annotation in new:
            labels.setdefault(annotation["image_id"], set()).add(annotation["label_id"])
        _note_added(context, labels)
        return made

    def _answer(self, row: Row) -> tuple[int, Geometry]:
        geometry = self.geometries.get(row["id"])
        return (
            self.labels.get(row["id"], row["label_id"]),
            encoding.from_text(row["kind"], row["geometry"]) if geometry is None else geometry,
        )

    def _outcome(self, row: Row, annotation_id: int) -> Row:
        is_corrected = row["id"] in self.geometries or self.labels.get(row["id"], row["label_id"]) != row["label_id"]
        outcome = Outcome.CORRECTED if is_corrected else Outcome.ACCEPTED
        return {"outcome": OUTCOME_CODES[outcome], "annotation_id": annotation_id}


@dataclass(frozen=True)
class AcceptShapes(Command):
    """Accept suggestions as they are: the command behind "accept all above". Nothing a person made is touched."""

    suggestion_ids: Sequence[int]

    def apply(self, context: Context) -> Applied:
        """Write rows; the result is suggestion id -> annotation id."""
        return AnswerShapes(accepted=self.suggestion_ids).apply(context)


@dataclass(frozen=True)
class RejectShapes(Command):
    """Say that suggestions are wrong."""

    suggestion_ids: Sequence[int]

    def apply(self, context: Context) -> Applied:
        """Note it; the result is empty."""
        return AnswerShapes(rejected=self.suggestion_ids).apply(context)


@dataclass(frozen=True)
class FinishAsShown(Command):
    """Say that an image is right as it is shown: suggestions that were shown are accepted.

    Attributes:
        shown: Ids of the suggestions that the person saw.
        dropped: Ids of those that were too uncertain to be shown; they are taken away, unanswered.
        seconds: How long the person looked; None = not measured.
    """

    image_id: int
    shown: Sequence[int] = ()
    dropped: Sequence[int] = ()
    seconds: float | None = None

    def apply(self, context: Context) -> Applied:
        """Accept, take away, finish; the result is suggestion id -> annotation id."""
        answered = AnswerShapes(accepted=self.shown).apply(context)
        context.rows.delete("shape_suggestions", [row["id"] for row in _open_rows(context, self.dropped)])
        finished = FinishImages([self.image_id], True, self.seconds).apply(context)
        number = len(answered.result)
        said = f", accept {number:,} suggested shape{'' if number == 1 else 's'}" if number else ""
        return Applied(finished.text + said, answered.result)


def _open_rows(context: Context, ids: Iterable[int]) -> list[Row]:
    is_open = OUTCOME_CODES[Outcome.OPEN]
    return [row for row in context.rows.rows("shape_suggestions", sorted(set(ids))) if row["outcome"] == is_open]


def _annotation_row(row: Row, label_id: int, geometry: Geometry) -> Row:
    annotation = Annotation(
        0,
        row["image_id"],
        label_id,
        geometry,
        attributes=json.loads(row["attributes"]) if row["attributes"] else {},
        origin=Origin.SUGGESTION,
        score=row["score"],
    )
    return row_of(annotation, row["image_id"])


def _note_added(context: Context, labels: Mapping[int, set[int]]) -> None:
    rows = context.rows.rows("images", sorted(labels), columns=("label_ids",))
    every = {row["id"]: {*unpack_labels(row["label_ids"]), *labels[row["id"]]} for row in rows}
    note_labels(context, every, origin=Origin.SUGGESTION)


def _said(accepted: int, rejected: int, images: int) -> str:
    parts = [
        f"{verb} {number:,} suggested shape{'' if number == 1 else 's'}"
        for verb, number in (("accept", accepted), ("reject", rejected))
        if number
    ]
    return f"{', '.join(parts).capitalize() or 'Accept no suggested shape'} on {count_images(images)}"
