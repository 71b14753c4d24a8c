"""What has been decided about all images, as columns: everything that a fit needs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, select

from tlstudio.store import schema
from tlstudio.store.codes import DECIDED_CODES, unpack_labels
from tlstudio.store.table import ImageTable


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """Everything a fit needs: the decided images in the order of their ids.

    Attributes:
        image_ids: int64 (M,).
        label_ids: M tuples; empty = checked, none of the labels.
        states: uint8 (M,), numbers of `codes.STATE_CODES`.
        splits: uint8 (M,), numbers of `codes.SPLIT_CODES`.
    """

    image_ids: np.ndarray
    label_ids: tuple[tuple[int, ...], ...]
    states: np.ndarray
    splits: np.ndarray


def read_decided(connection: Connection, table: ImageTable) -> Decided:
    """Read the decided images of the table; only those with several labels are asked for by row."""
    rows = np.flatnonzero(np.isin(table.state, DECIDED_CODES))
    i = schema.images.c
    several = {
        int(image_id): unpack_labels(text)
        for image_id, text in connection.execute(select(i.id, i.label_ids).where(i.label_ids.contains(",")))
    }
    label_ids = tuple(
        several.get(image_id) or ((label_id,) if label_id else ())
        for image_id, label_id in zip(table.ids[rows].tolist(), table.label[rows].tolist(), strict=True)
    )
    return Decided(table.ids[rows], label_ids, table.state[rows], table.split[rows])
