"""Asks the project which images pass a filter, or are most like one; the newest question wins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tlstudio.gui.models.suggested import Suggested
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.data.data_filter import DataFilter, base_ids, is_slow, narrowed

SIMILAR_COUNT = 200


class AskedImages:
    """A slow question is asked on a thread.

    Args:
        found: Called on the window's thread with the ids in the order shown, int64.
    """

    def __init__(self, session: Session, suggested: Suggested, found: Callable[[np.ndarray], None]) -> None:
        self._session = session
        self._suggested = suggested
        self._found = found
        self._ticket = 0

    def ask(self, wanted: DataFilter) -> None:
        """Ask which images pass a filter."""
        read = self._session.project.read
        self._ticket += 1
        ticket = self._ticket

        def show(ids: np.ndarray) -> None:
            if ticket == self._ticket:
                self._found(narrowed(read, wanted, ids, self._suggested))

        if is_slow(wanted, len(read.table())):
            self._session.in_background(lambda: base_ids(read, wanted), show)
        else:
            show(base_ids(read, wanted))

    def ask_similar(self, image_id: int, found: Callable[[tuple[int, ...]], None]) -> None:
        """Ask for the images most like one; that one comes first."""

        def show(future: Any) -> None:
            error = future.exception()
            if error is not None:
                self._session.report(error)
                return
            found((image_id, *(int(i) for i in future.result()["ids"] if int(i) != image_id)))

        self._session.project.suggestions.similar(image_id, SIMILAR_COUNT).add_done_callback(show)

    def stop(self) -> None:
        """Drop the answer that is still to come."""
        self._ticket += 1
