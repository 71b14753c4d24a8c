"""The warm worker of an open project: features and suggestions, asked over a pipe (`python -m tlstudio.learn.engine`).

JSON lines come in on standard input and go out on what was standard output; docs/architecture.md has the table of
operations. Short operations run on the main thread; long ones on a second thread of low priority, so that a refit is
answered at once while features are computed. Features give way to predictions between two batches. Standard input closed means that the parent is gone: exit.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any, TextIO

from tlstudio.core.errors import StudioError, UsageError, closest
from tlstudio.learn.engine_ops.table import Operation, operations
from tlstudio.learn.priority import lower_thread_priority
from tlstudio.learn.session import Session

PROGRESS_SECONDS = 0.1
GOODBYE_SECONDS = 1.0


Lane = queue.SimpleQueue[Callable[[], None] | None]


class Cancelled(Exception):
    """The parent asked for the end of an operation."""


class Job:
    """One request being answered.

    Args:
        number: The request's id.
        send: Writes a message.
        run_first: Runs what waits and goes first, on the calling thread.
    """

    def __init__(self, number: int, send: Callable[[dict[str, Any]], None], run_first: Callable[[], None]) -> None:
        self.number = number
        self._send = send
        self._run_first = run_first
        self._cancelled = threading.Event()
        self._phase = ""
        self._began = 0.0
        self._began_at = 0
        self._told = 0.0

    def cancel(self) -> None:
        """Ask for the end; taken up at the next `check` or `progress`."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether the end was asked for."""
        return self._cancelled.is_set()

    def check(self) -> None:
        """Raise `Cancelled` when the end was asked for."""
        if self.is_cancelled:
            raise Cancelled

    def give_way(self) -> None:
        """Run whole operations that somebody waits for, between two steps of this one. Only on the long lane."""
        self._run_first()

    def progress(self, phase: str, done: int, total: int) -> None:
        """Tell how far it is, at most ten times a second; raises `Cancelled` like `check`."""
        self.check()
        now = time.monotonic()
        if phase != self._phase:
            self._phase, self._began, self._began_at = phase, now, done
        elif now - self._told < PROGRESS_SECONDS and done < total:
            return
        self._told = now
        spent = now - self._began
        rate = (done - self._began_at) / spent if spent > 0.2 else 0.0
        self._send(
            {
                "id": self.number,
                "progress": {
                    "phase": phase,
                    "done": done,
                    "total": total,
                    "rate": round(rate, 2),
                    "seconds_left": round((total - done) / rate, 1) if rate > 0 else None,
                },
            }
        )


class Server:
    """Reads requests, runs each on its lane, writes the answers.

    Args:
        source: Lines of requests.
        sink: Lines of answers.
    """

    def __init__(self, source: TextIO, sink: TextIO) -> None:
        self._source, self._sink = source, sink
        self._writing = threading.Lock()
        self._short: Lane = queue.SimpleQueue()
        self._long: Lane = queue.SimpleQueue()
        self._first: Lane = queue.SimpleQueue()
        self._jobs: dict[int, Job] = {}
        self._session = Session()
        self._operations = operations()

    def serve(self) -> None:
        """Answer until standard input ends."""
        threading.Thread(target=self._read, name="requests", daemon=True).start()
        long_lane = threading.Thread(target=self._run_long_lane, name="long", daemon=True)
        long_lane.start()
        _run_lane(self._short)
        for job in list(self._jobs.values()):
            job.cancel()
        self._long.put(None)
        # Rows computed in the last second are still stored; anything longer would keep a parentless child alive.
        long_lane.join(GOODBYE_SECONDS)

    def _read(self) -> None:
        for line in self._source:
            try:
                request = json.loads(line)
                number, name, args = int(request["id"]), str(request["op"]), dict(request.get("args") or {})
            except (ValueError, KeyError, TypeError):
                print(f"not a request: {line[:200]!r}", file=sys.stderr, flush=True)
                continue
            if name == "cancel":
                self._cancel(number, args)
                continue
            job = Job(number, self._send, self._run_first)
            self._jobs[number] = job
            self._short.put(lambda job=job, name=name, args=args: self._dispatch(job, name, args))
        self._short.put(None)

    def _cancel(self, number: int, args: dict[str, Any]) -> None:
        job = self._jobs.get(int(args.get("request", -1)))
        if job is not None:
            job.cancel()
        self._send({"id": number, "ok": True, "result": {"cancelled": job is not None}})

    def _run_long_lane(self) -> None:
        lower_thread_priority()
        _run_lane(self._long)

    def _dispatch(self, job: Job, name: str, args: dict[str, Any]) -> None:
        """Answer a short request; hand a long one over, so that it sees all that was asked before it."""
        operation = self._operations.get(name)
        if operation is not None and operation.goes_first:
            self._first.put(lambda: self._answer(job, name, args))
            # Where nothing runs that could give way, the lane itself comes to it.
            self._long.put(self._run_first)
        elif operation is not None and operation.is_long:
            self._long.put(lambda: self._answer(job, name, args))
        else:
            self._answer(job, name, args)

    def _run_first(self) -> None:
        while not self._first.empty():
            # Only the long lane takes from here, so what was seen is still there.
            work = self._first.get()
            if work is not None:
                work()

    def _answer(self, job: Job, name: str, args: dict[str, Any]) -> None:
        try:
            job.check()
            result = self._operation(name).run(self._session, args, job)
            self._send({"id": job.number, "ok": True, "result": result})
        except Cancelled:
            self._fail(job, "Cancelled", "Cancelled.")
        except StudioError as error:
            self._fail(job, type(error).__name__, error.sentence, error.hint, error.detail)
        except MemoryError:
            self._fail(job, "OutOfMemory", "Not enough memory.", "Close other programs or choose a smaller backbone.")
        except Exception as error:  # the top of the child: a bug in one operation must not take the others down
            traceback.print_exc()
            self._fail(
                job, "Bug", f"Something went wrong inside the program: {error}", "See Details.", traceback.format_exc()
            )
        finally:
            self._jobs.pop(job.number, None)

    def _operation(self, name: str) -> Operation:
        if name not in self._operations:
            raise UsageError(f"The engine has no operation {name!r}.", hint=closest(name, self._operations))
        return self._operations[name]

    def _fail(self, job: Job, kind: str, sentence: str, hint: str = "", detail: str = "") -> None:
        error = {"kind": kind, "sentence": sentence, "hint": hint, "detail": detail}
        self._send({"id": job.number, "ok": False, "error": error})

    def _send(self, message: dict[str, Any]) -> None:
        text = json.dumps(message, ensure_ascii=False)
        with self._writing:
            try:
                self._sink.write(text + "\n")
                self._sink.flush()
            except (BrokenPipeError, ValueError):
                return  # the parent is gone; the reader sees it too and ends the process


def _run_lane(lane: Lane) -> None:
    while (work := lane.get()) is not None:
        work()


def main() -> None:
    """Serve the parent on the other end of the pipes."""
    # Before anything else is imported that might print: only our messages may reach the parent.
    private = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    with (
        os.fdopen(private, "w", encoding="utf-8", newline="\n") as sink,
        os.fdopen(os.dup(0), "r", encoding="utf-8") as source,
    ):
        Server(source, sink).serve()
    # Threads inside a runtime may still compute; nothing they do is wanted any more.
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
