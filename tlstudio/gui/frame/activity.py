"""Keeps the status line true: what is being computed, when it was saved, which model suggests, on which device."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from tlstudio.core.changes import Changes
from tlstudio.gui.frame.status_line import StatusLine
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.sentences import sentence
from tlstudio.gui.session import Session

if TYPE_CHECKING:
    from tlstudio.project.runs import Run

# The engine names its backbone by key; the cards themselves live in a room that the window does not import.
BACKBONE_TITLES = {
    "efficientnet_lite0": "EfficientNet-Lite0",
    "efficientnet_lite1": "EfficientNet-Lite1",
    "efficientnet_lite2": "EfficientNet-Lite2",
}
_WRITTEN = ("image", "label", "annotation", "decision", "split", "setting")


class Work:
    """One piece of the window's background work, as long as it lasts."""

    def __init__(self, activity: Activity, sentence: str, cancel: Callable[[], object] | None) -> None:
        self._activity = activity
        self.sentence = sentence
        self.share: float | None = None
        self.cancel = cancel

    def progress(self, sentence: str, share: float | None) -> None:
        """Say how far it is; 0 to 1, None = nobody knows."""
        self.sentence, self.share = sentence, share
        self._activity.refresh()

    def cannot_stop(self) -> None:
        """From here on it goes to its end."""
        self.cancel = None
        self._activity.refresh()

    def end(self) -> None:
        """It is over."""
        self._activity.over(self)


class Activity(QObject):
    """Background work of the window itself (adding images, exports) goes before what the engine says."""

    def __init__(self, session: Session, line: StatusLine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._line = line
        self._works: list[Work] = []  # the first is being done, the others wait for it
        self._saved_at = _last_saved(session)
        self._run: Run | None = None
        self._ask_run()
        line.cancel_wanted.connect(self._on_cancel)
        # The engine's words change without an event while it computes; twice a second is what a person can read.
        self._timer = QTimer(self, interval=500)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        self.refresh()

    def begin(self, sentence: str, cancel: Callable[[], object] | None = None) -> Work:
        """Announce work of the window; it is shown until its `end`."""
        work = Work(self, sentence, cancel)
        self._works.append(work)
        self.refresh()
        return work

    def over(self, work: Work) -> None:
        """Forget work that has ended."""
        if work in self._works:
            self._works.remove(work)
        self.refresh()

    def on_changes(self, changes: Changes) -> None:
        """Note when something was saved; ask the engine again."""
        if changes.touches(*_WRITTEN):
            self._saved_at = datetime.now()
        if changes.touches("run"):
            self._ask_run()
        self.refresh()

    def _ask_run(self) -> None:
        self._run = None if self._session.project.info.task.has_shapes else self._session.project.runs.live()

    def _run_words(self, run: Run) -> tuple[str, str, float | None]:
        """How far a fine-tuning is: it goes on whatever room is in front."""
        if run.state.value == "paused":
            return self.tr("Run {run} is paused after epoch {epoch}").format(run=run.id, epoch=run.epoch), "info", None
        if not run.epochs or not run.phase.startswith("Epoch"):
            return self.tr("Fine-tuning run {run} gets ready. You can keep labelling").format(run=run.id), "busy", None
        said = self.tr("Fine-tuning run {run}, epoch {epoch} of {epochs}. You can keep labelling").format(
            run=run.id, epoch=min(run.epoch + 1, run.epochs), epochs=run.epochs
        )
        return said, "busy", run.epoch / run.epochs

    def saved_sentence(self) -> str:
        """When the last change was saved."""
        if self._session.read_only:
            return self.tr("Read only")
        if self._session.unsaved:
            return self.tr("Not saved: {}").format(len(self._session.unsaved))
        if self._saved_at is None:
            return self.tr("All saved")
        return self.tr("All saved {}").format(self._saved_at.strftime("%H:%M"))

    def refresh(self) -> None:
        """Show what is true now."""
        if self._works:
            first, waiting = self._works[0], len(self._works) - 1
            text = self.tr("{}; {} more waiting").format(first.sentence, waiting) if waiting else first.sentence
            self._line.tell(text, "busy", first.share or 0.0, can_cancel=first.cancel is not None)
        else:
            self._line.tell(*self._engine_words())
        model = self._model()
        self._line.show_facts(self.saved_sentence(), model, self._device())

    def _shape_words(self) -> str:
        waiting = self._session.project.read.review.waiting()
        if waiting == 1:
            return self.tr("1 suggested shape waits for an answer")
        if waiting:
            return self.tr("{n} suggested shapes wait for an answer").format(n=counted(waiting))
        return self.tr("No suggested shape waits for an answer")

    def _engine_words(self) -> tuple[str, str, float | None]:
        """What the engine does: (sentence, kind, share)."""
        project = self._session.project
        if project.info.task.has_shapes:
            return self._shape_words(), "info", None
        suggestions = project.suggestions
        progress = project.engine.progress
        if progress is not None:
            share = progress.done / progress.total if progress.total else None
            return sentence(project.engine.status), "busy", share
        if suggestions.problem:
            return suggestions.problem, "warn", None
        if suggestions.is_busy:
            return sentence(project.engine.status) or self.tr("Suggestions are on their way"), "busy", None
        if self._run is not None:
            return self._run_words(self._run)
        if suggestions.generation and not suggestions.missing_reason():
            return self.tr("Suggestions are up to date"), "ok", None
        if self._session.read_only:
            return self.tr("Open for reading only"), "info", None
        return sentence(suggestions.missing_reason()) or self.tr("Ready"), "info", None

    def _model(self) -> str:
        """Which model the suggestions come from."""
        project = self._session.project
        model = project.suggestions.model
        backbone = str(project.engine.opened.get("backbone", ""))
        title = BACKBONE_TITLES.get(backbone, backbone)
        if model == "instant":
            return self.tr("{} + your labels").format(title) if title else self.tr("Instant learner")
        return self.tr("Run {}").format(model) if model else title

    def _device(self) -> str:
        device = str(self._session.project.engine.opened.get("device", "cpu"))
        if not device.startswith("cpu"):
            return self.tr("Graphics card") if device.startswith("cuda") else device
        threads = int(self._session.project.engine.opened.get("threads", 0)) or os.cpu_count() or 1
        return self.tr("CPU, 1 thread") if threads == 1 else self.tr("CPU, {} threads").format(threads)

    def _on_cancel(self) -> None:
        if self._works and self._works[0].cancel is not None:
            self._works[0].cancel()

    def close(self) -> None:
        """Stop asking, and all work that can be stopped."""
        self._timer.stop()
        for work in self._works:
            if work.cancel is not None:
                work.cancel()


def _last_saved(session: Session) -> datetime | None:
    rows = session.project.read.history(1)
    return datetime.fromtimestamp(rows[0].at.timestamp()) if rows else None
