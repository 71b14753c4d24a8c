"""Tracks: one object in several images of a group, by attributes as CVAT's video tracks have them.

* `track_id`: text or number; shapes with the same one, in images of one group, are one object.
* `keyframe`: False = worked out between two key frames; absent or True = somebody placed it.
* `track_end`: True on a key frame after which the object leaves the picture; nothing is filled in up to the next one.
"""

from __future__ import annotations

from collections.abc import Mapping

from tlstudio.core.words import Annotation, Attribute

TRACK = "track_id"
KEYFRAME = "keyframe"
TRACK_END = "track_end"


def track_of(attributes: Mapping[str, Attribute]) -> str:
    """Return the id of the track, numbers as text; empty = on none."""
    value = attributes.get(TRACK, "")
    return f"{value:g}" if isinstance(value, float) else "" if isinstance(value, bool) else str(value)


def is_key(annotation: Annotation) -> bool:
    """Whether somebody placed the shape, rather than that it was worked out."""
    return annotation.attributes.get(KEYFRAME) is not False


def ends(annotation: Annotation) -> bool:
    """Whether the object leaves the picture after this key frame."""
    return annotation.attributes.get(TRACK_END) is True


def as_key(attributes: Mapping[str, Attribute]) -> dict[str, Attribute]:
    """Return the attributes of a shape that somebody placed."""
    return {name: value for name, value in attributes.items() if name != KEYFRAME}


def as_filled(attributes: Mapping[str, Attribute]) -> dict[str, Attribute]:
    """Return the attributes of a shape that was worked out from one with these."""
    kept = {name: value for name, value in attributes.items() if name not in (KEYFRAME, TRACK_END)}
    return {**kept, KEYFRAME: False}
