"""Label Studio's boxes in videos: one result holds the key frames of one object."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tlstudio.core.errors import BadRecord
from tlstudio.core.tracks import TRACK, TRACK_END
from tlstudio.core.words import Attribute
from tlstudio.formats import faults
from tlstudio.formats.gather import Gatherer, Picture
from tlstudio.formats.jsonfile import as_dict, as_list, as_text
from tlstudio.formats.labelstudio_regions import geometry_of
from tlstudio.formats.labelstudio_results import shapes_of
from tlstudio.formats.values import as_number

FindFrame = Callable[[int], Picture | None]
"""Returns the picture of a frame, from 0; None = it is not there, and listed."""

_KIND = "videorectangle"


def read_video(results: Sequence[Mapping[str, Any]], frame: FindFrame, what: str, gathered: Gatherer) -> bool:
    """Add the key frames of each object of a video, between which nothing is filled in; return whether there is any.

    Args:
        what: Names the task for the person.
    """
    tracks = [one for one in results if _is_track(one)]
    for number, result in enumerate(tracks, start=1):
        region_id = as_text(result.get("id"))
        parts = [one for one in results if one is result or (region_id and as_text(one.get("id")) == region_id)]
        track = region_id or f"number {number}"
        _add_track(result, parts, track, frame, f"{what}, region {track}", gathered)
    if tracks:
        gathered.notes.setdefault(
            "The shapes of tracks go to the frames that the file lists; frames between are filled by Fill between key "
            "frames."
        )
    return bool(tracks)


def without_tracks(results: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the results that are not about an object of a video."""
    tracks = {as_text(one.get("id")) for one in results if _is_track(one)}
    return [one for one in results if not _is_track(one) and (as_text(one.get("id")) or None) not in tracks]


def _is_track(result: Mapping[str, Any]) -> bool:
    return as_text(result.get("type")) == _KIND or "sequence" in as_dict(result.get("value"))


def _add_track(
    result: Mapping[str, Any],
    parts: Sequence[Mapping[str, Any]],
    track: str,
    frame: FindFrame,
    what: str,
    gathered: Gatherer,
) -> None:
    entries = [as_dict(one) for one in as_list(as_dict(result.get("value")).get("sequence"))]
    if not entries:
        gathered.skip(what, faults.NO_SHAPE)
    for entry in entries:
        number = as_number(entry.get("frame"))
        # Label Studio counts frames from 1.
        if number is None or number < 1 or number != int(number):
            gathered.skip(what, faults.no_number("frame"))
            continue
        picture = frame(int(number) - 1)
        if picture is None:
            continue
        try:
            geometry = geometry_of({"type": "rectangle", "value": entry}, picture)
        except BadRecord as err:
            gathered.refuse(picture, what, faults.reason_of(err))
            continue
        said: dict[str, Attribute] = {TRACK: track}
        if entry.get("enabled") is False:
            said[TRACK_END] = True
        for shape in shapes_of(geometry, result, parts):
            gathered.add(picture, replace(shape, attributes={**shape.attributes, **said}), what)
