"""The words of `core` from rows of the tables, and declared attributes to and from their column."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from tlstudio.core.geometry import encoding
from tlstudio.core.words import (
    AttributeKind,
    AttributeSpec,
    Comment,
    Decision,
    Image,
    Label,
    Origin,
    ShapeSuggestion,
    SuggestionRef,
)
from tlstudio.store.codes import CHECKS, OUTCOMES, SPLITS, STATES, unpack_labels
from tlstudio.store.gateway import Row


def label_of(row: Row) -> Label:
    """Build a `Label` from a row of the table `labels`."""
    return Label(row["id"], row["name"], row["colour"], row["position"], attributes_from(row["attributes"]))


def attributes_from(text: str) -> tuple[AttributeSpec, ...]:
    """Read what `attributes_text` wrote."""
    return tuple(
        AttributeSpec(one["name"], AttributeKind(one["kind"]), tuple(one["choices"]), one["default"])
        for one in (json.loads(text) if text else ())
    )


def attributes_text(specs: Iterable[AttributeSpec]) -> str:
    """Write declared attributes as the text kept in `labels.attributes`."""
    listed = [
        {"name": one.name, "kind": one.kind.value, "choices": list(one.choices), "default": one.default}
        for one in specs
    ]
    return json.dumps(listed, ensure_ascii=False, allow_nan=False) if listed else ""


def image_of(row: Row) -> Image:
    """Build an `Image` from a row of the table `images`."""
    return Image(
        id=row["id"],
        path=row["path"],
        content_hash=row["content_hash"],
        page=row["page"],
        pages=row["pages"],
        width=row["width"],
        height=row["height"],
        file_bytes=row["file_bytes"],
        perceptual_hash=row["perceptual_hash"],
        group=row["group_name"],
        split=SPLITS[row["split"]],
        state=STATES[row["state"]],
        label_ids=unpack_labels(row["label_ids"]),
        flagged=bool(row["flagged"]),
        note=row["note"],
        missing=bool(row["missing"]),
        added_at=moment(row["added_at"]),
        decided_at=moment(row["decided_at"]) if row["decided_at"] else None,
        check=CHECKS[row["checked"]],
    )


def decision_of(row: Row) -> Decision:
    """Build a `Decision` from a row of the table `decisions`."""
    suggested = row["suggested_label_id"]
    return Decision(
        id=row["id"],
        image_id=row["image_id"],
        state=STATES[row["state"]],
        label_ids=unpack_labels(row["label_ids"]),
        origin=Origin(row["origin"]),
        who=row["who"],
        at=moment(row["at"]),
        seconds=row["seconds"],
        page_size=row["page_size"],
        suggestion=None
        if suggested is None
        else SuggestionRef(suggested, row["suggested_score"], row["suggested_model"], row["suggested_rank"]),
    )


def shape_suggestion_of(row: Row) -> ShapeSuggestion:
    """Build a `ShapeSuggestion` from a row of the table `shape_suggestions`.

    Raises:
        BadRecord: Its geometry cannot be read.
    """
    return ShapeSuggestion(
        id=row["id"],
        image_id=row["image_id"],
        label_id=row["label_id"],
        geometry=encoding.from_text(row["kind"], row["geometry"]),
        score=row["score"],
        source=row["source"],
        made_at=moment(row["made_at"]),
        attributes=json.loads(row["attributes"]) if row["attributes"] else {},
        outcome=OUTCOMES[row["outcome"]],
        annotation_id=row["annotation_id"],
    )


def comment_of(row: Row) -> Comment:
    """Build a `Comment` from a row of the table `comments`."""
    return Comment(
        id=row["id"],
        image_id=row["image_id"],
        text=row["text"],
        who=row["who"],
        at=moment(row["at"]),
        x=row["x"],
        y=row["y"],
        resolved=bool(row["resolved"]),
        answers=row["answers"],
    )


def moment(seconds: float) -> datetime:
    """The time that a column holds as seconds since 1970, in UTC."""
    return datetime.fromtimestamp(seconds, UTC)
