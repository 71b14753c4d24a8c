"""What the engine is told about a project: its images, and what people decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tlstudio.core.words import Split, State, Task
from tlstudio.store.codes import DECIDED_CODES, SPLIT_CODES, STATE_CODES

if TYPE_CHECKING:
    from tlstudio.project.project import Project
    from tlstudio.store.table import ImageTable

STRATEGY_SETTING = "strategy"
# Changed images whose several labels are looked up one by one; above, all decided ones are read at once.
FEW = 200


def images_args(project: Project, known: np.ndarray | None) -> dict[str, Any]:
    """Arguments of the operation `images`.

    Args:
        known: Ids the engine knows; None = send the whole list.
    """
    rows = project.read.strings("id", "path", "content_hash", "page")
    if known is None:
        return {"images": [list(row) for row in rows]}
    old, new = set(known.tolist()), {row[0] for row in rows}
    return {"add": [list(row) for row in rows if row[0] not in old], "remove": sorted(old - new)}


def fit_args(project: Project, generation: int) -> dict[str, Any]:
    """Arguments of the operations `fit` and `predict`; the decisions were told before (`ToldDecisions`)."""
    labels = project.read.labels()
    return {
        "generation": generation,
        "label_ids": [label.id for label in labels],
        "names": [label.name for label in labels],
        "n_classes": len(labels),
        "multilabel": project.info.task is Task.MULTILABEL,
        "strategy": project.settings.get(STRATEGY_SETTING, "default"),
        "seed": generation,
    }


class ToldDecisions:
    """Remembers which decisions the engine knows, so that after a decision only this one is sent."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._table: ImageTable | None = None
        self._label_ids: tuple[int, ...] = ()
        self._life = -1

    def forget(self) -> None:
        """Send everything the next time (the engine may not have heard the last message)."""
        self._table = None

    def news(self, life: int) -> dict[str, Any] | None:
        """Arguments of the operation `decisions`; None when nothing changed since the last call.

        Args:
            life: Number of the engine's life: a new one knows nothing.
        """
        table = self._project.read.table()
        label_ids = tuple(label.id for label in self._project.read.labels())
        before = self._table
        is_whole = (
            before is None
            or life != self._life
            or label_ids != self._label_ids
            or not np.array_equal(before.ids, table.ids)
        )
        self._table, self._label_ids, self._life = table, label_ids, life
        if is_whole or before is None:
            rows = np.flatnonzero(np.isin(table.state, (*DECIDED_CODES, STATE_CODES[State.SKIPPED])))
            return {"whole": True, **self._sorted(table, rows)}
        if table is before:
            return None
        # A decision leaves its time even where state and first label stay the same.
        changed = table.decided_at != before.decided_at
        for name in ("state", "label", "split"):
            changed |= getattr(table, name) != getattr(before, name)
        rows = np.flatnonzero(changed)
        return {"whole": False, **self._sorted(table, rows)} if len(rows) else None

    def _sorted(self, table: ImageTable, rows: np.ndarray) -> dict[str, Any]:
        """Ids of these rows by what they mean for a fit; labels become columns in the order of the palette."""
        state = table.state[rows]
        is_decided = np.isin(state, DECIDED_CODES)
        is_skipped = state == STATE_CODES[State.SKIPPED]
        # The test side measures what is in use, so it may not teach it.
        is_known = is_decided & (table.split[rows] == SPLIT_CODES[Split.TEST])
        ids = table.ids[rows]
        teaching = rows[is_decided & ~is_known]
        return {
            "targets": list(map(list, zip(table.ids[teaching].tolist(), self._columns(table, teaching), strict=True))),
            "known": ids[is_known].tolist(),
            "skipped": ids[is_skipped].tolist(),
            "open": ids[~is_decided & ~is_skipped].tolist(),
        }

    def _columns(self, table: ImageTable, rows: np.ndarray) -> list[list[int]]:
        """Columns of the labels of these rows; an empty list = none of the labels."""
        column = {label_id: number for number, label_id in enumerate(self._label_ids)}
        if self._project.info.task is not Task.MULTILABEL:
            return [[column[label_id]] if label_id in column else [] for label_id in table.label[rows].tolist()]
        ids = table.ids[rows]
        if len(ids) <= FEW:
            labels_of = {image.id: image.label_ids for image in self._project.read.images(ids)}
        else:
            decided = self._project.read.decided()
            labels_of = dict(zip(decided.image_ids.tolist(), decided.label_ids, strict=True))
        return [[column[one] for one in labels_of.get(image_id, ()) if one in column] for image_id in ids.tolist()]
