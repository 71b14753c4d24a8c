"""Annotations to and from rows of the table `annotations`."""

from __future__ import annotations

import json

from tlstudio.core.geometry import encoding
from tlstudio.core.words import Annotation, Origin
from tlstudio.store.gateway import Row


def annotation_of(row: Row) -> Annotation:
    """Build an `Annotation` from a row.

    Raises:
        BadRecord: Its geometry cannot be read.
    """
    return Annotation(
        id=row["id"],
        image_id=row["image_id"],
        label_id=row["label_id"],
        geometry=None if row["kind"] == "image" else encoding.from_text(row["kind"], row["geometry"] or ""),
        attributes=json.loads(row["attributes"]) if row["attributes"] else {},
        occluded=bool(row["occluded"]),
        truncated=bool(row["truncated"]),
        difficult=bool(row["difficult"]),
        note=row["note"],
        group=row["group_number"],
        z=row["z"],
        origin=Origin(row["origin"]),
        score=row["score"],
        locked=bool(row["locked"]),
        hidden=bool(row["hidden"]),
    )


def row_of(annotation: Annotation, image_id: int) -> Row:
    """Write an annotation as a row of an image, without its id."""
    attributes = dict(annotation.attributes)
    return {
        "image_id": image_id,
        "label_id": annotation.label_id,
        "kind": annotation.kind,
        "geometry": None if annotation.geometry is None else encoding.to_text(annotation.geometry),
        "origin": annotation.origin.value,
        "score": annotation.score,
        "attributes": json.dumps(attributes, ensure_ascii=False, allow_nan=False) if attributes else "",
        "occluded": int(annotation.occluded),
        "truncated": int(annotation.truncated),
        "difficult": int(annotation.difficult),
        "note": annotation.note,
        "group_number": annotation.group,
        "z": annotation.z,
        "locked": int(annotation.locked),
        "hidden": int(annotation.hidden),
    }
