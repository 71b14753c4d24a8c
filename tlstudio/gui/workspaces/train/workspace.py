"""The Train room: one button, live charts, the table of runs, and the results of a run."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tlstudio.core.cards import BackboneCard
from tlstudio.core.changes import Changes
from tlstudio.core.discover import cards
from tlstudio.gui import fonts
from tlstudio.gui.models import training_views as views
from tlstudio.gui.models.said import tr
from tlstudio.gui.models.sentences import sentence
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.notice import Notice
from tlstudio.gui.widgets.page import Page
from tlstudio.gui.widgets.text import Text
from tlstudio.gui.workspaces.base import Workspace
from tlstudio.gui.workspaces.results.page import ResultsPage
from tlstudio.gui.workspaces.train.pages import ReadyPage, RunningPage
from tlstudio.gui.workspaces.train.planning import Planning
from tlstudio.gui.workspaces.train.run_actions import RunActions
from tlstudio.gui.workspaces.train.run_news import RunNews
from tlstudio.gui.workspaces.train.run_results import RunResults
from tlstudio.gui.workspaces.train.runs_table import RunsTable

if TYPE_CHECKING:
    from tlstudio.project.runs import Run

INSTANT = "instant"
# Charts are for eyes: twice a second is enough, and leaves the window free.
REDRAW_MS = 500


class TrainWorkspace(Workspace):
    """Ready, running or results; the runs stay below the first two."""

    room = "train"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._runs = session.project.runs
        self._live: Run | None = None
        self._asked = ""
        found = [card for card in cards("tlstudio.learn.backbones").values() if isinstance(card, BackboneCard)]
        backbones = {card.key: card for card in found if card.taps}
        self.ready = ReadyPage(list(backbones.values()), session.keymap.first("app.primary"))
        self.running = RunningPage()
        self.results = ResultsPage()
        self.table = RunsTable()
        self._serving = Text("", "second", "text2", wrap=True)
        self._no_runs = Text(self.tr("No run yet. The first one appears here with its curve."), "body", "text2")
        self.notice = Notice("err")
        self._do = RunActions(session, self.notice, self._refresh, self)
        self._planning = Planning(session, self.ready, backbones, self.notice)
        self._news = RunNews(session, self.notice, self._do, self.open_results)
        self._results = RunResults(session, self.results, backbones, self._do)
        self._pages = QStackedWidget()
        self._build()
        self._connect()
        self._redraw = QTimer(self, singleShot=True, interval=REDRAW_MS)
        self._redraw.timeout.connect(self._on_redraw)

    def _build(self) -> None:
        self._main = Page()
        self._main.column.addWidget(self.notice)
        self._main.column.addWidget(self.ready)
        self._main.column.addWidget(self.running)
        self._main.column.addWidget(Text(self.tr("Runs"), "section"))
        self._main.column.addWidget(self._no_runs)
        self._main.column.addWidget(self.table)
        self._main.column.addWidget(self._serving)
        self._main.column.addStretch(1)
        self._pages.addWidget(self._main)
        self._pages.addWidget(self.results)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    def _connect(self) -> None:
        self.ready.start_wanted.connect(self._start)
        self.ready.settings_changed.connect(self._planning.plan)
        self.ready.help_wanted.connect(self._go_help)
        self.running.asked.connect(self._ask)
        self.table.opened.connect(self.open_results)
        self.table.menu_wanted.connect(lambda run_id, at: self._do.open_menu(run_id, at, self.open_results))
        self.results.back_wanted.connect(self._leave_results)
        self.results.report_wanted.connect(lambda: self._do.save_report(self._results.run_id))
        self.results.pin_wanted.connect(self._results.toggle_pin)
        self.results.look_wanted.connect(lambda ids: self.room_wanted.emit("data", {"image_ids": list(ids)}))
        self.results.similar_wanted.connect(lambda i: self.room_wanted.emit("data", {"similar_to": i}))
        self.results.used_wanted.connect(
            lambda: self.room_wanted.emit("data", {"image_ids": self._results.image_ids_learnt_from()})
        )
        self.session.thumbnails.ready.connect(self._on_pictures)

    # The workspace protocol.

    def activate(self) -> None:
        self._planning.ask_backbones()
        self._show_all()
        (self.ready.start if self._live is None else self.running.stop).setFocus()

    def deactivate(self) -> None:
        self._redraw.stop()

    def show_target(self, target: object) -> None:
        if isinstance(target, dict) and "run" in target:
            self.open_results(str(target["run"]))

    def on_changes(self, changes: Changes) -> None:
        if changes.touches("decision", "split", "label", "image", "setting"):
            self._show_all()
        elif changes.touches("run", "suggestion") and not self._redraw.isActive():
            self._redraw.start()

    def context(self) -> str:
        return "results" if self._in_results() else "train"

    def subtitle(self) -> str:
        if self._in_results():
            return self.tr("results of run {run}").format(run=self._results.run_id)
        if self._live is not None:
            return self.tr("{run} is {state}").format(
                run=tr("run {run}").format(run=self._live.id), state=tr(self._live.state.value)
            )
        return self.tr("ready")

    def areas(self) -> list[QWidget]:
        if self._in_results():
            return [self.results]
        return [self.ready.start if self._live is None else self.running.stop, self.table]

    def run_action(self, action_id: str, index: int = 0) -> bool:
        chosen = self._chosen()
        handlers = {
            "app.primary": self._primary,
            "train.start": self._start,
            "train.stop": lambda: self._ask("stop"),
            "train.pause": self._pause,
            "train.discard": lambda: self._ask("discard"),
            "train.results": lambda: self.open_results(chosen),
            "train.pin": lambda: self._do.pin(chosen or None),
            "train.report": lambda: self._do.save_report(chosen),
        }
        handler = handlers.get(action_id)
        if handler is None:
            return False
        handler()
        return True

    def reason_off(self, action_id: str) -> str:
        if action_id == "train.start":
            return self.tr("A run works already") if self._live else self._planning.reason_off
        if action_id in ("train.stop", "train.pause", "train.discard") and self._live is None:
            return self.tr("No run works now")
        if action_id in ("train.results", "train.pin", "train.report") and not (
            self._results.run_id or self.table.current_id
        ):
            return self.tr("No run yet")
        return ""

    # What is shown.

    def _in_results(self) -> bool:
        return self._pages.currentWidget() is self.results

    def _refresh(self) -> None:
        if self._in_results():
            self._results.show_pin()
        self._show_all()

    def _show_all(self) -> None:
        before, self._live = self._live, self._runs.live()
        if self._live is None:
            self._asked = ""
        focus = self.focusWidget()
        had_focus = focus is not None and focus.hasFocus() and self._main.isAncestorOf(focus)
        self.ready.setVisible(self._live is None)
        self.running.setVisible(self._live is not None)
        if had_focus and focus is not None and not focus.isVisible():
            # Qt would hand the focus of a hidden button to the rail, out of the room.
            (self.ready.fold if self._live is None else self.running.pause).setFocus()
        self._show_runs()
        if self._live is None:
            self._planning.plan()
        else:
            self._show_progress()
        if before is not None and self._live is None:
            self._news.tell_end(before.id)
        self.subtitle_changed.emit()

    def _show_runs(self) -> None:
        runs = self._runs.list()
        serving = self._runs.serving_model()
        now = datetime.now()
        metric = next((run.metric for run in runs if run.metric), "balanced_accuracy")
        self.table.show_rows([views.run_row(run, serving.model, now) for run in runs], views.metric_title(metric))
        self.table.setVisible(bool(runs))
        self._no_runs.setVisible(not runs)
        self._serving.setText(sentence(serving.why))
        self._news.tell_trouble(runs, is_working=self._live is not None)

    def _show_progress(self) -> None:
        if self._live is None or not self.isVisible():
            return
        live = self._live = self._runs.get(self._live.id)
        serving = self._runs.serving()
        rival = self._runs.get(serving) if serving not in (INSTANT, live.id) else None
        view = views.running_view(live, self._runs.events(live.id), rival)
        self.running.show_view(view, self._picture, self._asked)

    def _on_redraw(self) -> None:
        """Show what the runs wrote meanwhile; everything only when one began or ended."""
        live = self._runs.live()
        before = self._live
        if live is None or before is None or (live.id, live.state) != (before.id, before.state):
            self._show_all()
            return
        self._show_progress()
        if (live.epoch, live.images) != (before.epoch, before.images):
            self._show_runs()

    def _picture(self, image_id: int) -> QImage | None:
        return self.session.thumbnails.get(image_id, fonts.px(160)) if image_id else None

    def _on_pictures(self, _ids: object) -> None:
        if self._in_results():
            self.results.refresh_pictures()
        elif self._live is not None and not self._redraw.isActive():
            self._redraw.start()

    # What can be done.

    def _primary(self) -> None:
        if self._in_results():
            return
        if self._live is None:
            self._start()
        else:
            self._ask("stop")

    def _start(self) -> None:
        if self._live is None:
            self._do.guarded(lambda: self._runs.start(self._runs.plan(**self.ready.form.overrides())))

    def _pause(self) -> None:
        if self._live is not None:
            self._ask("continue" if self._live.state.value == "paused" else "pause")

    def _ask(self, request: str) -> None:
        live = self._live
        if live is not None and self._do.guarded(lambda: self._runs.ask(live.id, request)):
            self._asked = request if request in ("stop", "discard") else ""
        self._show_progress()

    def _go_help(self) -> None:
        counts = self.session.project.read.counts()
        labels = [label for label in self.session.project.read.labels() if counts.by_label.get(label.id)]
        if labels:
            rarest = min(labels, key=lambda label: counts.by_label[label.id])
            self.room_wanted.emit("review", {"label_id": rarest.id})

    # The results of one run.

    def open_results(self, run_id: str) -> None:
        """Show a finished run; one without results says why."""
        if run_id and self._results.show(run_id):
            self.notice.hide()
            self._pages.setCurrentWidget(self.results)
            self.subtitle_changed.emit()

    def _leave_results(self) -> None:
        self._pages.setCurrentWidget(self._main)
        self._show_all()

    def _chosen(self) -> str:
        return self._results.run_id if self._in_results() else self.table.current_id
