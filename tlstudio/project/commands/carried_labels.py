"""The labels that are repeated with each image: which ones its annotations carry, for filters and lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tlstudio.core.words import Origin, State
from tlstudio.project.command import Context
from tlstudio.project.commands.decisions import Choice, write_states
from tlstudio.store.codes import DECIDED_CODES, STATE_CODES, pack_labels
from tlstudio.store.gateway import Row


def labels_of(context: Context, image_id: int) -> tuple[int, ...]:
    """The labels of an image's annotations, in the order of the palette."""
    rows = context.rows.find("annotations", "image_id", [image_id], columns=("label_id",))
    found = {row["label_id"] for row in rows}
    return _ordered(found, _places(context, found))


def note_labels(context: Context, found: Mapping[int, Iterable[int]], *, origin: Origin = Origin.PERSON) -> None:
    """Keep the labels repeated with images in step; a finished image may become one without anything, or back.

    Args:
        found: Image id -> all labels that its annotations carry now.
        origin: Of the diary's row, where a state follows.
    """
    places = _places(context, {label_id for several in found.values() for label_id in several})
    updated: dict[int, Row] = {}
    choices: dict[int, Choice] = {}
    for row in context.rows.rows("images", sorted(found), columns=("state",)):
        labels = _ordered(found[row["id"]], places)
        is_empty = row["state"] == STATE_CODES[State.REJECTED]
        if row["state"] in DECIDED_CODES and is_empty != (not labels):
            choices[row["id"]] = Choice(State.LABELLED if labels else State.REJECTED, labels)
            continue
        # The time is written at every edit, so that the event and the undo of a moved shape name its image.
        updated[row["id"]] = {
            "label_ids": pack_labels(labels),
            "label_id": labels[0] if labels else 0,
            "decided_at": context.now,
        }
    context.rows.update("images", updated)
    if choices:
        write_states(context, choices, origin=origin)


def _places(context: Context, label_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    rows = context.rows.rows("labels", label_ids, columns=("position",))
    return {row["id"]: (row["position"], row["id"]) for row in rows}


def _ordered(label_ids: Iterable[int], places: Mapping[int, tuple[int, int]]) -> tuple[int, ...]:
    return tuple(sorted({i for i in label_ids if i in places}, key=lambda i: places[i]))
