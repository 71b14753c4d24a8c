"""From recorded rows to the event that tells the views."""

from __future__ import annotations

from collections.abc import Iterable

from tlstudio.core.changes import Changes
from tlstudio.store.gateway import RowChange

# Above this an event says "any of them": a view that shows the kind reloads faster than it compares ids.
MOST_IDS = 20_000


def changes_of(recorded: Iterable[RowChange], initiator: str = "") -> Changes:
    """Return the kinds and ids of what changed.

    `image`, `annotation`, `decision` and `split` carry image ids, `label` label ids; `setting` carries none.
    """
    ids: dict[str, set[int]] = {}
    for change in recorded:
        row = {**(change.before or {}), **(change.after or {})}
        match change.table:
            case "images":
                ids.setdefault("image", set()).add(change.row_id)
                # An image that comes or goes without a side or a decision changes neither.
                is_update = change.before is not None and change.after is not None
                if "split" in row and (is_update or row["split"]):
                    ids.setdefault("split", set()).add(change.row_id)
                if row.keys() & {"state", "label_ids"} and (is_update or row["state"]):
                    ids.setdefault("decision", set()).add(change.row_id)
            case "labels":
                ids.setdefault("label", set()).add(change.row_id)
            case "annotations" | "decisions":
                kind = change.table.removesuffix("s")
                ids.setdefault(kind, set()).update([row["image_id"]] if "image_id" in row else [])
            case _:
                ids.setdefault("setting", set())
    return Changes({kind: frozenset(i if len(i) <= MOST_IDS else ()) for kind, i in ids.items()}, initiator)


def image_ids_of(recorded: Iterable[RowChange]) -> tuple[int, ...]:
    """The images that the recorded rows belong to, increasing."""
    return tuple(sorted({change.row_id for change in recorded if change.table == "images"}))
