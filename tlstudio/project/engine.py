"""The parent's end of the engine: starts it on first need, sends requests, brings answers back to the owner's thread."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Protocol

from tlstudio.core.changes import Changes
from tlstudio.core.errors import JobCrashed, StudioError
from tlstudio.jobs.child import log_tail
from tlstudio.project.engine_messages import EngineProgress, error_of, progress_sentence
from tlstudio.project.scheduler import Scheduler
from tlstudio.project.settings import BACKBONE_SETTING, DEFAULT_BACKBONE, DEVICE_SETTING, THREADS_SETTING

LOG_FILE = "engine.log"
LOG_BYTES_AT_MOST = 1_000_000
COMMAND = (sys.executable, "-m", "tlstudio.learn.engine")
STOP_SECONDS = 3.0


@dataclass(slots=True)
class _Pending:
    op: str
    future: Future[dict[str, Any]]
    on_progress: Callable[[EngineProgress], None] | None


@dataclass(slots=True)
class _Running:
    """One life of the child."""

    process: subprocess.Popen[bytes]
    pending: dict[int, _Pending] = field(default_factory=dict[int, _Pending])


class EngineSettings(Protocol):
    """Where the client looks up backbone, device and threads."""

    def get(self, key: str, default: Any = None) -> Any:
        """The value stored under a key, or the default."""
        ...


class EngineOwner(Protocol):
    """What the client needs of a project; the command line brings another one for work on no project."""

    @property
    def root(self) -> Path:
        """The folder whose `cache/` the engine uses."""
        ...

    @property
    def scheduler(self) -> Scheduler:
        """Brings answers to the owner's thread."""
        ...

    @property
    def settings(self) -> EngineSettings:
        """Backbone, device, threads."""
        ...

    def tell(self, changes: Changes) -> None:
        """Hears of every change of status."""
        ...


class EngineClient:
    """The engine of one project. All methods are for the owner's thread; futures resolve there too.

    Wait for a future with the scheduler (`PlainScheduler.wait_for`), never with `future.result()` on the owner's
    thread: that would wait for itself.

    Attributes:
        status: In words for the status line: what is being computed, or why nothing is.
        progress: Of the long operation that runs now; None between them.
        starts: How many times the child was started; whoever keeps state in the engine sends it again after a change.
        opened: The engine's answer to `open`: backbone, runtime, device, notice. Empty before.
        overrides: Backbone, device or threads that hold for this client whatever the settings say.
    """

    def __init__(self, project: EngineOwner) -> None:
        self._project = project
        self._scheduler = project.scheduler
        self._cache = project.root / "cache"
        self._running: _Running | None = None
        self._numbers = 0
        self._stopped = False
        self.status = ""
        self.progress: EngineProgress | None = None
        self.starts = 0
        self.opened: dict[str, Any] = {}
        self.overrides: dict[str, Any] = {}

    @property
    def pid(self) -> int:
        """Process id of the child; 0 while none runs."""
        return self._running.process.pid if self._running else 0

    def request(
        self,
        op: str,
        args: Mapping[str, Any] | None = None,
        *,
        on_progress: Callable[[EngineProgress], None] | None = None,
    ) -> Future[dict[str, Any]]:
        """Ask for an operation (docs/architecture.md has the table); starts the engine when it is not running.

        Returns:
            Resolves on the owner's thread with the result, or with a `StudioError`: what the operation said, or
            `JobCrashed` when the engine died meanwhile.
        """
        future: Future[dict[str, Any]] = Future()
        try:
            if self._running is None:
                self._start()
            self._send(op, dict(args or {}), _Pending(op, future, on_progress))
        except StudioError as error:
            future.set_exception(error)
        return future

    def cancel(self, future: Future[dict[str, Any]]) -> None:
        """Ask for the end of an operation; its future then fails with `EngineCancelled`."""
        if self._running is None:
            return
        number = next((n for n, pending in self._running.pending.items() if pending.future is future), None)
        if number is not None:
            self._send("cancel", {"request": number}, _Pending("cancel", Future(), None))

    def stop(self) -> None:
        """End the child: politely by closing its input, then by force. What waits fails with `JobCrashed`."""
        self._stopped = True
        running, self._running = self._running, None
        if running is None:
            return
        with suppress(OSError):
            assert running.process.stdin is not None
            running.process.stdin.close()
        try:
            running.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            running.process.kill()
            running.process.wait()
        self._fail_all(running, JobCrashed("The engine was stopped."))
        self._show("", None)

    def _start(self) -> None:
        """Start the child and open the project in it.

        Raises:
            JobCrashed: It cannot be started.
        """
        self._cache.mkdir(exist_ok=True)
        log = self._cache / LOG_FILE
        if log.exists() and log.stat().st_size > LOG_BYTES_AT_MOST:
            log.replace(log.with_suffix(".old.log"))
        try:
            with log.open("ab") as stream:
                process = subprocess.Popen(
                    COMMAND,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=stream,
                    env={**os.environ, **_thread_limits(), "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
                    # A Ctrl+C in the terminal is the parent's to handle: it closes our input.
                    start_new_session=sys.platform != "win32",
                )
        except OSError as error:
            raise JobCrashed(
                f"The engine could not be started: {error.strerror or error}.",
                hint="Close other programs, then try again. Your labels are safe.",
            ) from error
        running = _Running(process)
        self._running, self._stopped = running, False
        self.starts += 1
        self.opened = {}
        self._show("Starting the engine …", None)
        assert process.stdout is not None
        threading.Thread(target=self._read, args=(running, process.stdout), name="engine", daemon=True).start()
        self._open()

    def _open(self) -> None:
        settings = self._project.settings
        args = {
            "root": str(self._project.root),
            "cache": str(self._cache),
            "backbone": settings.get(BACKBONE_SETTING, DEFAULT_BACKBONE),
            "device": settings.get(DEVICE_SETTING, "auto"),
            "threads": settings.get(THREADS_SETTING, 0),
            **self.overrides,
        }
        future: Future[dict[str, Any]] = Future()
        future.add_done_callback(self._on_opened)
        self._send("open", args, _Pending("open", future, None))

    def _on_opened(self, future: Future[dict[str, Any]]) -> None:
        error = future.exception()
        if error is None:
            self.opened = future.result()
            self._show(self.opened.get("notice", ""), None)
        elif not self._stopped:
            self._show(getattr(error, "sentence", str(error)), None)

    def _send(self, op: str, args: dict[str, Any], pending: _Pending) -> None:
        running = self._running
        assert running is not None
        assert running.process.stdin is not None
        self._numbers += 1
        running.pending[self._numbers] = pending
        line = json.dumps({"id": self._numbers, "op": op, "args": args}, ensure_ascii=False) + "\n"
        try:
            running.process.stdin.write(line.encode())
            running.process.stdin.flush()
        except (OSError, ValueError):
            # The reading thread sees the same end and fails all that waits, this request too.
            return

    def _read(self, running: _Running, stdout: IO[bytes]) -> None:
        for line in stdout:
            try:
                message = json.loads(line)
            except ValueError:
                continue
            self._scheduler.post(lambda message=message: self._take(running, message))
        stdout.close()
        running.process.wait()
        self._scheduler.post(lambda: self._on_end(running))

    def _take(self, running: _Running, message: dict[str, Any]) -> None:
        number = message.get("id")
        if "progress" in message:
            pending = running.pending.get(int(number or 0))
            if pending is not None:
                progress = EngineProgress(**message["progress"])
                self._show(progress_sentence(progress), progress)
                if pending.on_progress is not None:
                    pending.on_progress(progress)
            return
        pending = running.pending.pop(int(number or 0), None)
        if pending is None:
            return
        if self.progress is not None and not any(p.on_progress or p.op in LONG for p in running.pending.values()):
            self._show("", None)
        if message.get("ok"):
            pending.future.set_result(message.get("result") or {})
        else:
            pending.future.set_exception(error_of(message.get("error") or {}))

    def _on_end(self, running: _Running) -> None:
        """The child's output ended: it died, unless `stop` ended it."""
        if running is not self._running:
            return
        self._running = None
        code = running.process.returncode
        with suppress(OSError):
            assert running.process.stdin is not None
            running.process.stdin.close()
        error = JobCrashed(
            f"The engine ended unexpectedly ({_ending(code)}). It starts again on the next need; your labels are safe.",
            hint="If it happens again, choose a smaller backbone or close other programs.",
            detail=log_tail(self._cache / LOG_FILE),
        )
        self._show(error.sentence, None)
        self._fail_all(running, error)

    def _fail_all(self, running: _Running, error: StudioError) -> None:
        waiting, running.pending = list(running.pending.values()), {}
        for pending in waiting:
            if not pending.future.done():
                pending.future.set_exception(error)

    def _show(self, status: str, progress: EngineProgress | None) -> None:
        if status != self.status or progress != self.progress:
            self.status, self.progress = status, progress
            self._project.tell(Changes.of(engine=()))


LONG = frozenset({"features", "predict", "evaluate", "simulate", "download", "measure", "doctor"})


def _thread_limits() -> dict[str, str]:
    """One: threads that wait for each other make a refit slower whenever a core is busy (69 ms instead of 10).

    The runtime for features computes whole pictures side by side and has its own setting.
    """
    return dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        return f"signal {-code}" + (": out of memory or killed" if code == -9 else "")
    return f"exit code {code}"
