"""The slices of a series one after the other, whatever their files are called."""

from __future__ import annotations

import numpy as np

from tlstudio.imaging import series
from tlstudio.store.reads import Reads


def in_space(read: Reads, ids: np.ndarray) -> np.ndarray:
    """Put the slices of each series in their order in space, at the places where some of its slices stand.

    Args:
        ids: Image ids in another order, for example that of the files' names, which says nothing of where a slice lies.

    Returns:
        The same ids, int64 (N,).
    """
    groups = read.grouped(series.PREFIX)
    if not groups:
        return ids
    group_of = {image_id: name for name, members in groups.items() for image_id in members}
    there = set(ids.tolist())
    left = {name: iter([i for i in members if i in there]) for name, members in groups.items()}
    ordered = [next(left[group_of[i]]) if i in group_of else i for i in ids.tolist()]
    return np.array(ordered, np.int64)
