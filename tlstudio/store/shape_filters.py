"""Which images pass conditions on their shapes: how many, how large, suggested with which score, seen otherwise by a model."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from tlstudio.core.geometry import encoding, measure
from tlstudio.core.words import Outcome
from tlstudio.store import schema
from tlstudio.store.codes import DECIDED_CODES, OUTCOME_CODES

_PIECE = 1_000

Range = tuple[float, float]
"""Lowest and highest, both included; `inf` = no end."""


def with_objects(connection: Connection, wanted: Range) -> set[int]:
    """Ids of the images with so many shapes; labels of the whole image do not count."""
    i, a = schema.images.c, schema.annotations.c
    drawn = select(a.image_id, func.count().label("number")).where(a.kind != "image").group_by(a.image_id).subquery()
    number = func.coalesce(drawn.c.number, 0)
    query = select(i.id).outerjoin(drawn, drawn.c.image_id == i.id).where(number.between(*wanted))
    return set(connection.execute(query).scalars())


def with_side(connection: Connection, wanted: Range) -> set[int]:
    """Ids of the images with a shape whose upright box has a longer side of so many pixels; points have none."""
    a = schema.annotations.c
    low, high = wanted
    found: set[int] = set()
    rows = connection.execute(select(a.image_id, a.kind, a.geometry).where(a.kind.not_in(("image", "point"))))
    while some := rows.fetchmany(_PIECE):
        for image_id, kind, text in some:
            if image_id not in found:
                box = measure.bounds(encoding.from_text(kind, text))
                if low <= max(box.width, box.height) <= high:
                    found.add(image_id)
    return found


def suggested_within(connection: Connection, wanted: Range) -> set[int]:
    """Ids of the images with an unanswered suggestion of such a score."""
    s = schema.shape_suggestions.c
    query = select(s.image_id).where(s.outcome == OUTCOME_CODES[Outcome.OPEN], s.score.between(*wanted))
    return set(connection.execute(query.distinct()).scalars())


def seen_otherwise(connection: Connection) -> set[int]:
    """Ids of the images on which a person and a model differ.

    Somebody corrected or rejected a suggestion there, or one is still open though the image is finished.
    """
    i, s = schema.images.c, schema.shape_suggestions.c
    refused = select(s.image_id).where(s.outcome.in_([OUTCOME_CODES[o] for o in (Outcome.CORRECTED, Outcome.REJECTED)]))
    ignored = (
        select(s.image_id)
        .join(schema.images, i.id == s.image_id)
        .where(s.outcome == OUTCOME_CODES[Outcome.OPEN], i.state.in_(DECIDED_CODES))
    )
    return set(connection.execute(refused.union(ignored)).scalars())
