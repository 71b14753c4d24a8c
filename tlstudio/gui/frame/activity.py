"""Keeps the status line true: what is being computed, when it was saved, which model suggests, on which device."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from tlstudio.core.changes import Changes
from tlstudio.gui.frame.status_line import StatusLine
from tlstudio.gui.session import Session

_WRITTEN = ("image", "label", "annotation", "decision", "split", "setting")


class Activity(QObject):
    """Background work of the window itself (adding images, exports) goes before what the engine says."""

    def __init__(self, session: Session, line: StatusLine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._line = line
        self._own: tuple[str, float | None] | None = None
        self._cancel: Callable[[], object] | None = None
        self._saved_at = _last_saved(session)
        line.cancel_wanted.connect(self._on_cancel)
        # The engine's words change without an event while it computes; twice a second is what a person can read.
        self._timer = QTimer(self, interval=500)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        self.refresh()

    def begin(self, sentence: str, cancel: Callable[[], object] | None = None) -> None:
        """Announce work of the window."""
        self._own = (sentence, None)
        self._cancel = cancel
        self.refresh()

    def progress(self, sentence: str, share: float | None) -> None:
        """Say how far it is."""
        if self._own is not None:
            self._own = (sentence, share)
            self.refresh()

    def end(self) -> None:
        """Work of the window is over."""
        self._own = None
        self._cancel = None
        self.refresh()

    def on_changes(self, changes: Changes) -> None:
        """Note when something was saved; ask the engine again."""
        if changes.touches(*_WRITTEN):
            self._saved_at = datetime.now()
        self.refresh()

    def saved_sentence(self) -> str:
        """When the last change was saved."""
        if self._session.read_only:
            return self.tr("Read only")
        if self._saved_at is None:
            return self.tr("All saved")
        return self.tr("All saved {}").format(self._saved_at.strftime("%H:%M"))

    def refresh(self) -> None:
        """Show what is true now."""
        if self._own is not None:
            sentence, share = self._own
            self._line.tell(sentence, "busy", 0.0 if share is None else share, can_cancel=self._cancel is not None)
        else:
            self._line.tell(*self._engine_words())
        model = self._model()
        self._line.show_facts(self.saved_sentence(), model, self._device())

    def _engine_words(self) -> tuple[str, str, float | None]:
        project = self._session.project
        suggestions = getattr(project, "_suggestions", None)
        if suggestions is None:
            return self.tr("Ready"), "ok", None
        words = getattr(suggestions, "status", None)
        if callable(words):
            words = words()
        return (str(words), "ok", None) if words else (self.tr("Ready"), "ok", None)

    def _model(self) -> str:
        suggestions = getattr(self._session.project, "_suggestions", None)
        return str(getattr(suggestions, "model", "") or "")

    def _device(self) -> str:
        threads = os.cpu_count() or 1
        return self.tr("CPU, 1 thread") if threads == 1 else self.tr("CPU, {} threads").format(threads)

    def _on_cancel(self) -> None:
        if self._cancel is not None:
            self._cancel()

    def close(self) -> None:
        """Stop asking."""
        self._timer.stop()


def _last_saved(session: Session) -> datetime | None:
    rows = session.project.read.history(1)
    return datetime.fromtimestamp(rows[0].at.timestamp()) if rows else None
