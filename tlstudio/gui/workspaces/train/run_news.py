"""How runs ended, said in the room's notice: what became better, or what went wrong and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tlstudio.gui.models import training_views as views
from tlstudio.gui.models.sentences import sentence
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.notice import Notice
from tlstudio.gui.workspaces.train.run_actions import RunActions

if TYPE_CHECKING:
    from tlstudio.project.runs import Run


class RunNews(QObject):
    """Writes the notice.

    Args:
        open_results: Shows the results of a run by its id.
    """

    def __init__(
        self, session: Session, notice: Notice, actions: RunActions, open_results: Callable[[str], None]
    ) -> None:
        super().__init__(notice)
        self._session = session
        self._runs = session.project.runs
        self._notice = notice
        self._actions = actions
        self._open_results = open_results

    def tell_end(self, run_id: str) -> None:
        """Say how a run that was watched has ended; one that failed is told by `tell_trouble`."""
        run = next((run for run in self._runs.list() if run.id == run_id), None)
        if run is None:
            self._session.told.emit(self.tr("Run {run} is discarded").format(run=run_id), False)
        elif run.state.value == "done":
            self._notice.tell(
                self.tr("{run} is done").format(run=views.title_of(run)),
                sentence(self._runs.serving_model().why),
                buttons=[(self.tr("Open the results"), lambda: self._open_results(run_id))],
                kind="accepted" if run.better else "acct",
            )

    def tell_trouble(self, runs: Sequence[Run], *, is_working: bool) -> None:
        """Say that the newest run failed or crashed, and how it goes on.

        Args:
            runs: The newest first.
            is_working: Whether one works now: then what was told before is over.
        """
        run = runs[0] if runs and runs[0].state.is_resumable else None
        if run is None:
            if is_working:
                self._notice.hide()
            return
        self._notice.tell(
            f"{views.title_of(run)}: {run.sentence}",
            " ".join(part for part in (run.hint, self.tr("Your labels are safe.")) if part),
            buttons=[
                (self.tr("Resume"), lambda: self._actions.resume(run.id)),
                (self.tr("Delete the run"), lambda: self._actions.delete(run.id)),
            ],
            detail=run.detail,
            kind="err",
        )
