"""The thread that looks after living runs: tails their diaries, ends a child that does not hear, sees who has died."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from tlstudio.jobs.child import Child
from tlstudio.jobs.control import Request
from tlstudio.project.run_log import RunLog, RunState
from tlstudio.project.scheduler import Scheduler

LOOK_EVERY_SECONDS = 0.15
# A child that was asked to throw its work away is waiting for nothing; one that keeps the best still has to test it.
PATIENCE_SECONDS = {Request.DISCARD: 15.0, Request.STOP: 300.0}
TERMINATE_SECONDS = 5.0


class RunWatch:
    """Watches runs until they no longer work.

    Args:
        reading: Held while diaries are read, by everyone who reads them.
        find: Id -> the run's log; None when its folder is gone.
        deliver: Called on the owner's thread with the id and the state, when the diary has new lines or the state changed.
    """

    def __init__(
        self,
        scheduler: Scheduler,
        reading: threading.RLock,
        find: Callable[[str], RunLog | None],
        deliver: Callable[[str, RunState], None],
    ) -> None:
        self._scheduler, self._reading, self._find, self._deliver = scheduler, reading, find, deliver
        self._children: dict[str, Child] = {}
        self._offsets: dict[str, int] = {}
        self._states: dict[str, RunState] = {}
        self._asked: dict[str, tuple[Request, float]] = {}
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self.is_closed = False

    def watch(self, run_id: str, offset: int, child: Child | None = None) -> None:
        """Tail a diary from this offset on; `child` is the process when it is ours."""
        with self._reading:
            if child is not None:
                self._children[run_id] = child
                self._asked.pop(run_id, None)
            self._offsets.setdefault(run_id, offset)
            if not self.is_closed and self._thread is None:
                self._thread = threading.Thread(target=self._look_after, name="runs", daemon=True)
                self._thread.start()

    def asked(self, run_id: str, request: Request) -> None:
        """Remember when a request was made, so that a child that does not hear it is ended."""
        self._asked[run_id] = (request, time.monotonic())
        self._wake.set()

    def state_of(self, log: RunLog) -> RunState:
        """Where a run stands, our own children considered."""
        child = self._children.get(log.id)
        alive = child is not None and child.poll() is None
        state = log.state()
        if not alive or state.is_live:
            return state
        # Either it has not said its first word yet, or it has said its last and is about to go; its folder is in use.
        return RunState.RUNNING if log.events else RunState.STARTING

    def close(self) -> None:
        """End the thread; runs go on."""
        self.is_closed = True
        self._wake.set()
        thread = self._thread
        if thread is not None:
            thread.join(timeout=5.0)

    def _look_after(self) -> None:
        while not self.is_closed:
            with self._reading:
                for run_id in list(self._offsets):
                    self._look_at(run_id)
                if not self._offsets:
                    self._thread = None
                    return
            self._wake.wait(LOOK_EVERY_SECONDS)
            self._wake.clear()

    def _look_at(self, run_id: str) -> None:
        log = self._find(run_id)
        if log is None:
            del self._offsets[run_id]
            return
        # The state first: a line written after it was taken is read now, or at the next look.
        state = self.state_of(log)
        events, self._offsets[run_id] = log.diary.tail(self._offsets[run_id])
        changed = self._states.get(run_id) is not state
        self._states[run_id] = state
        if state.is_live:
            self._insist(run_id)
        else:
            del self._offsets[run_id]
            self._children.pop(run_id, None)
            self._asked.pop(run_id, None)
        if events or changed:
            self._scheduler.post(lambda: self._deliver(run_id, state))

    def _insist(self, run_id: str) -> None:
        """End a child that has not heard a request for too long."""
        request, since = self._asked.get(run_id, (None, 0.0))
        child = self._children.get(run_id)
        if request is None or request not in PATIENCE_SECONDS or child is None:
            return
        waited = time.monotonic() - since - PATIENCE_SECONDS[request]
        if waited > TERMINATE_SECONDS:
            child.kill()
        elif waited > 0:
            child.terminate()
