"""The fine-tunings of a project: start, watch, stop, resume; and which of them makes the suggestions."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tlstudio.core.changes import Changes
from tlstudio.core.errors import ReadOnlyProject, UsageError, closest
from tlstudio.jobs.child import LOG_FILE, Child
from tlstudio.jobs.control import Control, Request
from tlstudio.jobs.events import Event
from tlstudio.jobs.files import write_json
from tlstudio.jobs.run_folder import RIVAL_FILE
from tlstudio.jobs.spec import write_run
from tlstudio.project.run_duration import pace_of
from tlstudio.project.run_folders import RunFolders
from tlstudio.project.run_log import Run, RunLog, RunState
from tlstudio.project.run_plan import Plan, make_plan
from tlstudio.project.run_watch import RunWatch
from tlstudio.project.serving import INSTANT, Serving, decide, rival_of
from tlstudio.project.settings import BACKBONE_SETTING, DEFAULT_BACKBONE, DEVICE_SETTING, THREADS_SETTING

if TYPE_CHECKING:
    from tlstudio.project.project import Project

JOB_COMMAND = (sys.executable, "-m", "tlstudio.learn.job")
PINNED_SETTING = "pinned_run"


class Runs:
    """All runs below `runs/`, found by looking at the folders.

    One thread tails the diaries of the runs that live; that there is news is told on the project's own thread.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._folders = RunFolders(project.root)
        self._waiting: dict[str, list[Future[Run]]] = {}
        self._reading = threading.RLock()
        self._watch = RunWatch(project.scheduler, self._reading, self._folders.find, self._deliver)
        # A run that an earlier window started goes on without it.
        for log in self._folders.all():
            log.read_new()
            if log.is_held():
                self._watch.watch(log.id, log.offset)

    # What there is.

    def list(self) -> list[Run]:
        """All runs, newest first."""
        with self._reading:
            logs = self._folders.all()
            return [self._summed(log) for log in reversed(logs)]

    def get(self, run_id: str) -> Run:
        """One run.

        Raises:
            UsageError: There is none of this id.
        """
        with self._reading:
            return self._summed(self._folders.get(run_id))

    def events(self, run_id: str) -> list[Event]:
        """The diary of a run (of consecutive lines of progress only the newest), for its charts."""
        with self._reading:
            log = self._folders.get(run_id)
            log.read_new()
            return list(log.events)

    def metrics(self, run_id: str) -> dict[str, Any]:
        """What `metrics.json` says.

        Raises:
            UsageError: There is no such run.
            JobError: It is not done, or the file is damaged.
        """
        return self._folders.get(run_id).metrics()

    def live(self) -> Run | None:
        """The run that works now, if any."""
        return next((run for run in self.list() if run.state.is_live), None)

    # What makes the suggestions.

    def serving(self) -> str:
        """`instant`, or the id of the run that makes the suggestions."""
        return self.serving_model().model

    def serving_model(self) -> Serving:
        """The model in use and why, in words."""
        with self._reading:
            logs = self._folders.all()
            for log in logs:
                log.read_new()
            states = [(log, self._watch.state_of(log)) for log in logs]
        decided = self._project.read.counts().by_label
        used = [label.id for label in self._project.read.labels() if decided.get(label.id)]
        return decide(states, used, self._project.settings.get(PINNED_SETTING))

    def pin(self, run_id: str | None) -> Serving:
        """Let this run (or `instant`) make the suggestions whatever the evidence says; None goes by evidence again.

        Raises:
            UsageError: There is no such run, or it is not done.
        """
        if run_id not in {None, INSTANT}:
            assert run_id is not None
            if self.get(run_id).state is not RunState.DONE:
                raise UsageError(f"Run {run_id} is not done and cannot be pinned.", hint="Pin a finished run.")
        self._project.settings.set(PINNED_SETTING, run_id)
        self._project.tell(Changes.of(run=(), suggestion=()))
        return self.serving_model()

    # Planning and doing.

    def plan(self, **overrides: Any) -> Plan:
        """Say what a fine-tuning would do now; overrides are fields of `RunSpec`.

        Raises:
            UsageError: An unknown setting or backbone.
        """
        runs = self.list()
        live = next((run for run in runs if run.state.is_live), None)
        done = next((run for run in runs if run.state is RunState.DONE), None)
        settings = self._project.settings
        overrides.setdefault("backbone", settings.get(BACKBONE_SETTING, DEFAULT_BACKBONE))
        overrides.setdefault("device", settings.get(DEVICE_SETTING, "auto"))
        overrides.setdefault("threads", settings.get(THREADS_SETTING, 0))
        return make_plan(
            self._project,
            busy=live.title if live else "",
            pace=pace_of(done),
            decided_before=sum(done.images.values()) if done else None,
            **overrides,
        )

    def start(self, plan: Plan | None = None, **overrides: Any) -> Run:
        """Write the run's folder and start its process.

        Args:
            plan: What the person saw; made now when left out.

        Raises:
            UsageError: The plan is off; the sentence is its reason.
            ReadOnlyProject: Open for reading.
            DiskFull: The folder cannot be written.
            JobError: The process cannot be started.
        """
        self._check_writable()
        plan = plan or self.plan(**overrides)
        if plan.reason_off:
            raise UsageError(f"Fine-tuning is off. {plan.reason_off}.", hint="Decide more images, then try again.")
        with self._reading:
            model = self.serving()
            rival = None if model == INSTANT else rival_of(self._folders.get(model))
            folder = self._folders.make()
            write_run(folder, plan.spec, plan.rows)
            if rival:
                write_json(folder / RIVAL_FILE, rival)
            return self._launch(folder)

    def resume(self, run_id: str) -> Run:
        """Let a crashed or failed run go on after its last finished epoch.

        Raises:
            UsageError: It is running, done or discarded.
        """
        self._check_writable()
        with self._reading:
            run = self.get(run_id)
            if not run.state.is_resumable:
                raise UsageError(f"Run {run_id} is {run.state.value} and cannot be resumed.")
            return self._launch(run.folder)

    def ask(self, run_id: str, request: str) -> None:
        """Ask a run to `stop` (keep the best), `discard`, `pause` or `continue`.

        Raises:
            UsageError: An unknown request, or the run does not work now.
        """
        known = {item.value for item in Request}
        if request not in known:
            raise UsageError(f"A run cannot be asked to {request!r}.", hint=closest(request, known))
        run = self.get(run_id)
        if not run.state.is_live:
            raise UsageError(f"Run {run_id} is {run.state.value}.", hint="Only a running run can be asked.")
        Control(run.folder).ask(Request(request))
        self._watch.asked(run_id, Request(request))

    def delete(self, run_id: str) -> None:
        """Delete a run's folder for good.

        Raises:
            UsageError: It is running, or there is none.
            DiskFull: The folder cannot be deleted.
        """
        self._check_writable()
        if self.get(run_id).state.is_live:
            raise UsageError(f"Run {run_id} is running.", hint="Stop or discard it first.")
        self._remove(run_id)

    def export(self, run_id: str, destination: Path) -> Future[dict[str, Any]]:
        """Write a finished run as ONNX with its card into a folder; the engine does it and gives `{files}`.

        Raises:
            UsageError: There is no such run, or it is not done.
        """
        run = self.get(run_id)
        if run.state is not RunState.DONE:
            raise UsageError(f"Run {run_id} is {run.state.value}.", hint="Only a finished run can be exported.")
        args = {"run": str(run.folder), "folder": str(destination.absolute())}
        return self._project.engine.request("export", args)

    # Hearing of it.

    def finished(self, run_id: str) -> Future[Run]:
        """Return a future of the run as it is when it no longer works; resolved on the project's thread."""
        future: Future[Run] = Future()
        with self._reading:
            run = self.get(run_id)
            if run.state.is_live:
                self._waiting.setdefault(run_id, []).append(future)
                self._watch.watch(run_id, self._folders.get(run_id).offset)
            else:
                future.set_result(run)
        return future

    def close(self) -> None:
        """Stop watching; runs go on."""
        self._watch.close()

    def _deliver(self, run_id: str, state: RunState) -> None:
        """Tell that there is news of a run; on the project's thread."""
        if self._watch.is_closed:
            return
        changed = Changes.of(run=[int(run_id)])
        if not state.is_live:
            with self._reading:
                waiting = self._waiting.pop(run_id, [])
            run = self.get(run_id)
            # A child that did not hear "discard" was ended from outside and could not say so.
            unheard = state is RunState.CRASHED and Control(run.folder).read() is Request.DISCARD
            if state is RunState.CANCELLED or unheard:
                self._remove(run_id)
            for future in waiting:
                future.set_result(run)
            changed = changed.merge(Changes.of(suggestion=()))
        self._project.tell(changed)

    # Processes.

    def _summed(self, log: RunLog) -> Run:
        log.read_new()
        state = self._watch.state_of(log)
        return log.run(state)

    def _launch(self, folder: Path) -> Run:
        Control(folder).clear()
        child = Child(
            [*JOB_COMMAND, str(folder), "--root", str(self._project.root)],
            log=folder / LOG_FILE,
            environment={"PYTHONUNBUFFERED": "1"},
        )
        log = self._folders.get(folder.name)
        log.read_new()
        child.start()
        self._watch.watch(folder.name, log.offset, child)
        self._project.tell(Changes.of(run=[int(folder.name)]))
        return self.get(folder.name)

    def _remove(self, run_id: str) -> None:
        with self._reading:
            self._folders.remove(run_id)
        if self._project.settings.get(PINNED_SETTING) == run_id:
            self._project.settings.set(PINNED_SETTING, None)
        self._project.tell(Changes.of(run=[int(run_id)], suggestion=()))

    def _check_writable(self) -> None:
        if self._project.read_only:
            raise ReadOnlyProject(
                "The project is open for reading.", hint="Close the other window, then open it again."
            )


__all__ = ["Plan", "Run", "RunState", "Runs", "Serving"]
