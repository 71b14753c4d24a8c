"""Worker threads that make pictures of whatever is visible: what was asked for last comes first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from tlstudio.imaging.thumbnails import ThumbnailStore
    from tlstudio.project.project import Project

WORKERS = 2

Job = tuple[int, int]  # id, side


class PictureWorkers(QObject):
    """Gathers wishes until the event loop turns, hands them to threads and tells what came in batches.

    Subclasses say what is made: `read_facts`, `has` and `keep` run on the window's thread, `make` on a worker.

    Signals:
        ready: Ids whose pictures came since the last turn of the event loop.
    """

    ready = Signal(set)
    _arrived = Signal()

    def __init__(self, project: Project, name: str, *, most_wanted: int, parent: QObject | None = None) -> None:
        """Prepare; the threads start with the first wish.

        Args:
            name: Of the threads.
            most_wanted: Above this number the oldest wishes are dropped.
        """
        super().__init__(parent)
        self._project = project
        self._name = name
        self._most_wanted = most_wanted
        self._facts: dict[int, Any] = {}
        self._asked: list[Job] = []
        self._wanted: OrderedDict[Job, None] = OrderedDict()
        self._busy: set[Job] = set()
        self._done: list[tuple[Job, Any]] = []
        self._condition = threading.Condition()
        self._closed = False
        self._threads: list[threading.Thread] = []
        self._store: ThumbnailStore | None = None
        self._arrived.connect(self._take_in)
        self._batch = QTimer(self, singleShot=True, interval=0)
        self._batch.timeout.connect(self._start)

    def close(self) -> None:
        """Stop the workers; nothing is emitted afterwards."""
        with self._condition:
            self._closed = True
            self._wanted.clear()
            self._condition.notify_all()
        for thread in self._threads:
            thread.join(timeout=5.0)
        self._threads.clear()
        if self._store is not None:
            self._store.close()
            self._store = None

    # -- what subclasses say ---------------------------------------------------------------------------------------

    def read_facts(self, ids: Iterable[int]) -> dict[int, Any]:
        """Return by id what a worker must know; ids that do not exist are left out."""
        raise NotImplementedError

    def has(self, job: Job) -> bool:
        """Whether a picture is in memory."""
        raise NotImplementedError

    def together(self, first: Job) -> list[Job]:
        """Return what is made at once with a job, itself included; the wishes are locked meanwhile."""
        return [first]

    def make(self, store: ThumbnailStore, jobs: list[Job]) -> list[tuple[Job, Any]]:
        """Make pictures on a worker; what cannot be made is a result too, not an exception."""
        raise NotImplementedError

    def keep(self, made: list[tuple[Job, Any]]) -> None:
        """Take what a worker has made into memory."""
        raise NotImplementedError

    # -- inside ----------------------------------------------------------------------------------------------------

    def _ask(self, jobs: Iterable[Job], *, last: bool = False) -> None:
        """Wish for pictures; `last` = after all that is wished for in this turn of the event loop."""
        if last:
            self._asked[:0] = jobs
        else:
            self._asked.extend(jobs)
        if self._asked and not self._batch.isActive():
            self._batch.start()

    def _start(self) -> None:
        asked, self._asked = self._asked, []
        missing = {number for number, _ in asked if number not in self._facts}
        if missing:
            self._facts.update(self.read_facts(sorted(missing)))
        with self._condition:
            if self._closed:
                return
            for job in reversed(asked):
                if job not in self._busy and job[0] in self._facts and not self.has(job):
                    self._wanted[job] = None
                    self._wanted.move_to_end(job)
            while len(self._wanted) > self._most_wanted:
                self._wanted.popitem(last=False)
            self._condition.notify_all()
        if not self._threads:
            for number in range(WORKERS):
                thread = threading.Thread(target=self._work, name=f"{self._name}-{number}", daemon=True)
                thread.start()
                self._threads.append(thread)

    def _open_store(self) -> ThumbnailStore:
        from tlstudio.imaging.thumbnails import ThumbnailStore  # brings OpenCV: not needed to show the window

        with self._condition:
            if self._store is None:
                self._store = ThumbnailStore(self._project.root / "cache" / "thumbnails.db")
            return self._store

    def _work(self) -> None:
        try:
            store = self._open_store()
        except OSError:  # the project's folder has gone: its pictures cannot be read either
            return
        while True:
            with self._condition:
                while not self._wanted and not self._closed:
                    self._condition.wait()
                if self._closed:
                    return
                first, _ = self._wanted.popitem(last=True)
                jobs = self.together(first)
                for job in jobs:
                    self._wanted.pop(job, None)
                self._busy.update(jobs)
            made = self.make(store, jobs)
            with self._condition:
                self._busy.difference_update(jobs)
                if self._closed:
                    return
                tell = not self._done
                self._done += made
            if tell:
                self._arrived.emit()

    def _take_in(self) -> None:
        with self._condition:
            done, self._done = self._done, []
        self.keep(done)
        if done and not self._closed:
            self.ready.emit({job[0] for job, _ in done})
