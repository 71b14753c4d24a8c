"""What the engine is told about a project: its images, and what people decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tlstudio.core.words import Split, State, Task
from tlstudio.store.codes import SPLIT_CODES, STATE_CODES

if TYPE_CHECKING:
    from tlstudio.project.project import Project

STRATEGY_SETTING = "strategy"


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
    """Arguments of the operations `fit` and `predict`: labels become columns in the order of the palette."""
    decided = project.read.decided()
    labels = project.read.labels()
    column = {label.id: i for i, label in enumerate(labels)}
    # The test side measures what is in use, so it may not teach it.
    teaches = decided.splits != SPLIT_CODES[Split.TEST]
    ids = decided.image_ids.tolist()
    table = project.read.table()
    return {
        "generation": generation,
        "label_ids": [label.id for label in labels],
        "names": [label.name for label in labels],
        "n_classes": len(labels),
        "multilabel": project.info.task is Task.MULTILABEL,
        "targets": [
            [ids[i], [column[label_id] for label_id in decided.label_ids[i] if label_id in column]]
            for i in np.flatnonzero(teaches)
        ],
        "known": decided.image_ids[~teaches].tolist(),
        "skipped": table.ids[table.state == STATE_CODES[State.SKIPPED]].tolist(),
        "strategy": project.settings.get(STRATEGY_SETTING, "default"),
        "seed": generation,
    }
