"""What the gallery shows of a project for a filter, without a window."""

from __future__ import annotations

import numpy as np

from tlstudio.gui.models.suggested import Suggested
from tlstudio.gui.workspaces.data.data_filter import DataFilter, base_ids, narrowed
from tlstudio.store.reads import Reads


def shown_ids(read: Reads, wanted: DataFilter, suggested: Suggested | None) -> np.ndarray:
    """The ids to show in their order, int64."""
    return narrowed(read, wanted, base_ids(read, wanted), suggested)
