"""How many images there are of each kind, for chips and the status line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from sqlalchemy import Connection, func, select

from tlstudio.core.words import Split, State
from tlstudio.store import schema
from tlstudio.store.codes import SPLITS, STATES
from tlstudio.store.table import ImageTable


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of images, for chips and the status line.

    Attributes:
        by_label: Label id -> images decided to carry it (several labels: counted under each).
        annotations: Label id -> its shapes and labels of whole images on all images.
    """

    total: int = 0
    by_state: Mapping[State, int] = field(default_factory=dict[State, int])
    by_label: Mapping[int, int] = field(default_factory=dict[int, int])
    by_split: Mapping[Split | None, int] = field(default_factory=dict[Split | None, int])
    flagged: int = 0
    missing: int = 0
    annotations: Mapping[int, int] = field(default_factory=dict[int, int])

    @property
    def decided(self) -> int:
        """Images about which a person has said what is in them."""
        return sum(number for state, number in self.by_state.items() if state.is_decided)


def count(connection: Connection, table: ImageTable, label_ids: Sequence[int]) -> Counts:
    """Count everything once.

    Args:
        label_ids: Of the palette; every one of them is a key.
    """
    states = np.bincount(table.state, minlength=len(STATES))
    splits = np.bincount(table.split, minlength=len(SPLITS))
    a = schema.annotations.c
    query = select(a.label_id, func.count(a.image_id.distinct()), func.count()).group_by(a.label_id)
    per_label = {int(label_id): (int(images), int(shapes)) for label_id, images, shapes in connection.execute(query)}
    return Counts(
        total=len(table),
        by_state={state: int(states[i]) for i, state in enumerate(STATES)},
        by_label={label_id: per_label.get(label_id, (0, 0))[0] for label_id in label_ids},
        by_split={split: int(splits[i]) for i, split in enumerate(SPLITS)},
        flagged=int(table.flagged.sum()),
        missing=int(table.missing.sum()),
        annotations={label_id: per_label.get(label_id, (0, 0))[1] for label_id in label_ids},
    )
