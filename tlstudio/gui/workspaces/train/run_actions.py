"""What can be done with a run: resume, delete, pin, save its report; errors appear in the room's notice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from tlstudio.core.errors import StudioError
from tlstudio.gui.icons import icon
from tlstudio.gui.models.sentences import sentence
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.notice import Notice


class RunActions(QObject):
    """Acts on runs by id.

    Args:
        notice: Where an error or a question is shown.
        changed: Called after something was done, to show it.
    """

    def __init__(self, session: Session, notice: Notice, changed: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._runs = session.project.runs
        self._notice = notice
        self._changed = changed
        self._window = parent

    def guarded(self, work: Callable[[], object]) -> bool:
        """Do something; show a known error instead of raising it. Return whether it was done."""
        try:
            work()
        except StudioError as error:
            self._notice.tell_error(error)
            return False
        # What was told before, such as which model suggests, may be untrue now.
        self._notice.hide()
        self._changed()
        return True

    def resume(self, run_id: str) -> None:
        """Let a crashed or failed run go on."""
        if self.guarded(lambda: self._runs.resume(run_id)):
            self._notice.hide()

    def delete(self, run_id: str) -> None:
        """Ask once, in place, before deleting: undo cannot bring a run back."""

        def really() -> None:
            if self.guarded(lambda: self._runs.delete(run_id)):
                self._notice.hide()

        self._notice.tell(
            self.tr("Delete run {run} for good?").format(run=run_id),
            self.tr("Its weights, curves and report go. Your labels stay."),
            buttons=[(self.tr("Delete run {run}").format(run=run_id), really)],
            kind="suggested",
        )

    def pin(self, run_id: str | None) -> None:
        """Let a run make the suggestions; None chooses by evidence again."""
        if self.guarded(lambda: self._runs.pin(run_id)):
            self._session.told.emit(sentence(self._runs.serving_model().why).rstrip("."), False)

    def save_report(self, run_id: str) -> None:
        """Ask for a file and write the report there in the background."""
        if not run_id:
            return
        suggested = str(self._session.project.root / f"run-{run_id}.html")
        pattern = self.tr("Web page (*.html)")
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save report"), suggested, pattern)
        if name:
            self.write_report(run_id, Path(name))

    def write_report(self, run_id: str, target: Path) -> None:
        """Write the report of a finished run as one HTML file."""
        folder = self._runs.get(run_id).folder

        def work() -> Path:
            from tlstudio.reports.report import run_report

            return run_report(folder, target)

        def done(path: Path) -> None:
            self._session.told.emit(self.tr("Saved as {name}").format(name=path.name), False)

        self._session.in_background(work, done)

    def open_menu(self, run_id: str, at: QPoint, open_results: Callable[[str], None]) -> None:
        """Show what can be done with a run."""
        run = self._runs.get(run_id)
        serving = self._runs.serving_model()
        is_pinned = serving.pinned and serving.model == run_id
        done = run.state.value == "done"
        pin_text = self.tr("Choose by evidence again") if is_pinned else self.tr("Use this run for suggestions")
        entries: tuple[tuple[str, str, bool, Callable[[], None]], ...] = (
            ("ph.chart-line-up", self.tr("Open the results"), done, lambda: open_results(run_id)),
            ("ph.push-pin-fill", pin_text, done, lambda: self.pin(None if is_pinned else run_id)),
            ("ph.export", self.tr("Save report"), done, lambda: self.save_report(run_id)),
            ("ph.arrow-clockwise", self.tr("Resume"), run.state.is_resumable, lambda: self.resume(run_id)),
            ("ph.trash", self.tr("Delete the run"), not run.state.is_live, lambda: self.delete(run_id)),
        )
        menu = QMenu(self._window)
        for name, text, enabled, act in entries:
            menu.addAction(icon(name), text, act).setEnabled(enabled)
        menu.exec(at)
        menu.deleteLater()
