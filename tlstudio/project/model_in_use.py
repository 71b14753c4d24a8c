"""Which model the next suggestions are asked of, looked up without reading the runs at every decision."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tlstudio.core.changes import Changes
from tlstudio.jobs.run_folder import METRICS_FILE
from tlstudio.project.run_folders import RUNS_FOLDER
from tlstudio.project.serving import INSTANT

if TYPE_CHECKING:
    from tlstudio.project.project import Project


class ModelInUse:
    """The serving model of a project, or the one preferred for now, without runs that turned out to be unusable.

    Attributes:
        preferred: `instant` or the id of a run that somebody asked for by name; empty = the serving model.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._known: tuple[object, str] | None = None
        self._unusable: set[str] = set()
        self.preferred = ""

    def model(self) -> str:
        """`instant`, or the id of a run."""
        chosen = self.preferred or self._serving()
        return INSTANT if chosen in self._unusable else chosen

    def folder(self, run_id: str) -> Path:
        """Where a run lies."""
        return self._project.root / RUNS_FOLDER / run_id

    def give_up(self, model: str) -> bool:
        """Do without a run that failed; False when nothing can step in for it (it was asked for by name)."""
        if model in {INSTANT, self.preferred} or model in self._unusable:
            return False
        self._unusable.add(model)
        return True

    def forget(self, changes: Changes) -> None:
        """Look again where these changes may let another model serve."""
        if changes.touches("setting", "label"):
            self._known = None

    def _serving(self) -> str:
        finished = sorted(self._project.root.glob(f"{RUNS_FOLDER}/*/{METRICS_FILE}"))
        if not finished:
            return INSTANT
        # A run that lacks a label serves until an image carries that label.
        used = np.bincount(self._project.read.table().label).astype(bool).tobytes()
        state = (finished, used)
        if self._known is None or self._known[0] != state:
            self._known = (state, self._project.runs.serving())
        return self._known[1]
