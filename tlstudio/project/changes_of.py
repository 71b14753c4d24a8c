"""From recorded rows to the event that tells the views."""

from __future__ import annotations

from collections.abc import Iterable

from tlstudio.core.changes import Changes
from tlstudio.store.gateway import TableChange

# Above this an event says "any of them": a view that shows the kind reloads faster than it compares ids.
MOST_IDS = 20_000


def changes_of(recorded: Iterable[TableChange], initiator: str = "") -> Changes:
    """Return the kinds and ids of what changed.

    `image`, `annotation`, `decision`, `split`, `shape_suggestion`, `comment` and `check` carry image ids, `label` label
    ids; `setting` carries none.
    """
    ids: dict[str, set[int]] = {}
    unnamed: set[str] = set()
    for change in recorded:
        match change.table:
            case "images":
                ids.setdefault("image", set()).update(change.ids)
                _note(ids, "split", _touched(change, "split", {"split"}))
                _note(ids, "decision", _touched(change, "state", {"state", "label_ids"}))
            case "labels":
                ids.setdefault("label", set()).update(change.ids)
            case "annotations" | "decisions" | "shape_suggestions" | "comments" | "checks":
                kind = change.table.removesuffix("s")
                ids.setdefault(kind, set()).update(change.column("image_id"))
                # An update records only what differs, and the image of a row does not.
                if "image_id" not in change.columns:
                    unnamed.add(kind)
            case _:
                ids.setdefault("setting", set())
    for kind in unnamed:
        ids[kind] = set(ids.get("image", ()))
    return Changes({kind: frozenset(i if len(i) <= MOST_IDS else ()) for kind, i in ids.items()}, initiator)


def image_ids_of(recorded: Iterable[TableChange]) -> tuple[int, ...]:
    """The images that the recorded rows belong to, increasing."""
    return tuple(sorted({image_id for change in recorded if change.table == "images" for image_id in change.ids}))


def _touched(change: TableChange, column: str, columns: set[str]) -> Iterable[int]:
    """The images whose side or decision changed."""
    if columns.isdisjoint(change.columns):
        return ()
    if change.before is not None and change.after is not None:
        return change.ids
    # An image that comes or goes without a side or a decision changes neither.
    return [image_id for image_id, code in zip(change.ids, change.column(column), strict=True) if code]


def _note(ids: dict[str, set[int]], kind: str, found: Iterable[int]) -> None:
    if found:
        ids.setdefault(kind, set()).update(found)
