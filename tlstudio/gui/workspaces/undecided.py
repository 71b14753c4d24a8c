"""Which images still need a person, asked many times in a row."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tlstudio.store.codes import DECIDED_CODES
from tlstudio.store.reads import Reads


def needs_person_test(read: Reads) -> Callable[[int], bool]:
    """Return a test on one snapshot of the project: whether nobody has said what is in an image."""
    table = read.table()
    ids, is_open = table.ids, ~np.isin(table.state, DECIDED_CODES)

    def needs_person(image_id: int) -> bool:
        row = int(np.searchsorted(ids, image_id))
        return row < len(ids) and int(ids[row]) == image_id and bool(is_open[row])

    return needs_person
