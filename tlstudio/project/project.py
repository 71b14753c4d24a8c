"""An open project: commands go in, one event per command comes out, `read` answers questions."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tlstudio.core.changes import Changes
from tlstudio.core.errors import UsageError
from tlstudio.core.words import Image, ProjectInfo, Task
from tlstudio.project import opening
from tlstudio.project.autobackup import AutoBackup
from tlstudio.project.changes_of import changes_of, image_ids_of
from tlstudio.project.command import Command, Context, Outcome, Undone
from tlstudio.project.commands.checks import follow_edits
from tlstudio.project.commands.labels import AddLabels
from tlstudio.project.lock import ProjectLock, user_name
from tlstudio.project.paths import absolute_path, relative_path
from tlstudio.project.scheduler import PlainScheduler, Scheduler
from tlstudio.project.settings import Settings
from tlstudio.store import history
from tlstudio.store.database import Database
from tlstudio.store.reads import Reads

if TYPE_CHECKING:
    from tlstudio.project.engine import EngineClient
    from tlstudio.project.runs import Runs
    from tlstudio.project.suggestions import Suggestions


class Project:
    """One project folder, open for writing or reading; made by `create` or `open`, ended by `close`.

    Attributes:
        root: The folder.
        info: Name and task.
        read_only: Whether commands are refused.
        read: All questions.
        settings: Values stored in the project.
        scheduler: Brings work of other threads back to the owner's thread.
        who: Name of the person as the diary and comments show it; empty = as the system knows them.
    """

    def __init__(self, root: Path, database: Database, lock: ProjectLock | None, scheduler: Scheduler | None) -> None:
        self.root = root
        self.who = ""
        self.read_only = database.read_only
        self.read = Reads(database)
        self.info: ProjectInfo = self.read.info()
        self.settings = Settings(self)
        self.scheduler: Scheduler = scheduler or PlainScheduler()
        self._database = database
        self._lock = lock
        self._backup = None if self.read_only else AutoBackup(root)
        self._listeners: list[Callable[[Changes], None]] = []
        self._owner = threading.get_ident()
        self._writing = threading.RLock()
        self._engine: EngineClient | None = None
        self._suggestions: Suggestions | None = None
        self._runs: Runs | None = None
        if self._backup is not None:
            self._backup.look(self.read.revision())

    @staticmethod
    def create(
        folder: Path,
        *,
        task: Task = Task.CLASSIFICATION,
        name: str = "",
        labels: Sequence[str] = (),
        scheduler: Scheduler | None = None,
    ) -> Project:
        """Make a new project in a folder (which may hold pictures already) and open it.

        Raises:
            UsageError: The folder is a project already.
            DiskFull: The folder cannot be written.
        """
        root = opening.create(folder, task=task, name=name)
        project = Project.open(root, scheduler=scheduler)
        if labels:
            project.run(AddLabels(tuple(labels)))
        return project

    @staticmethod
    def open(folder: Path, *, read_only: bool = False, scheduler: Scheduler | None = None) -> Project:
        """Open a project folder (or a folder inside one is refused: say the folder with project.db).

        Raises:
            NotAProject: No project.db.
            ProjectLocked: Another process writes it; `read_only=True` works meanwhile.
            ProjectTooNew: Written by a later version.
            ProjectDamaged: SQLite cannot read it; the hint names the newest good backup.
            DiskFull: The folder cannot be written; `read_only=True` works.
        """
        root = Path(folder).absolute()
        database, lock = opening.open_database(root, read_only=read_only)
        try:
            return Project(root, database, lock, scheduler)
        except BaseException:
            database.close()
            if lock is not None:
                lock.release()
            raise

    @property
    def person(self) -> str:
        """The name under which decisions, comments and checks are written."""
        return self.who or user_name()

    def run(self, command: Command, *, initiator: str = "", step: int | None = None) -> Outcome:
        """Apply a command: one transaction, one event, one history row (none where there is nothing to undo).

        Args:
            initiator: Name of the view that asks; it comes back in the event.
            step: `Outcome.step` of an earlier command that this one continues; both are undone together.

        Raises:
            UsageError: The command makes no sense; nothing changed.
            ReadOnlyProject: Open for reading.
            DiskFull: It could not be written; nothing changed.
        """
        now = time.time()
        with self._writing:
            with self._database.write() as rows:
                who = self.person
                applied = command.apply(Context(rows, self.info.task, who, now))
                if not rows.recorded:
                    return Outcome(Changes(initiator=initiator), applied.text, applied.result)
                follow_edits(rows)
                revision, written = history.next_revision(rows.connection), None
                if command.is_undoable:
                    name = type(command).__name__
                    written = history.append(rows, command=name, text=applied.text, who=who, at=now, step=step)
                self.read.touch(revision, image_ids_of(rows.recorded))
            changes = changes_of(rows.recorded, initiator)
        self._after(revision, changes)
        return Outcome(changes, applied.text, applied.result, written)

    def undo(self, count: int = 1) -> Undone | None:
        """Take back the newest steps, also those of earlier sessions; None = nothing to undo."""
        return self._replay(history.undo_last, count)

    def redo(self, count: int = 1) -> Undone | None:
        """Do again what was undone last; None = nothing to redo."""
        return self._replay(history.redo_next, count)

    def belong_here(self) -> None:
        """Make the calling thread the owner: the one that listeners are called on.

        A window opens projects on a worker thread and then takes them over; the scheduler must bring work to this
        same thread, or an event told elsewhere would be handed round for ever.
        """
        self._owner = threading.get_ident()

    def on_changes(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Call `listener` after each command, undo and redo; return a function that ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            with suppress(ValueError):
                self._listeners.remove(listener)

        return unsubscribe

    def tell(self, changes: Changes) -> None:
        """Send an event (also used for runs and suggestions, which are not rows of the project).

        Listeners are always called on the owner's thread; from another one the scheduler brings it there.
        """
        if not changes:
            return
        if threading.get_ident() != self._owner:
            self.scheduler.post(lambda: self.tell(changes))
            return
        for listener in list(self._listeners):
            listener(changes)

    def absolute(self, image: Image | str) -> Path:
        """Where an image's file is."""
        return absolute_path(self.root, image if isinstance(image, str) else image.path)

    def relative(self, path: Path) -> str:
        """How a file's path is stored: POSIX, relative to the project where possible."""
        return relative_path(self.root, path)

    @property
    def engine(self) -> EngineClient:
        """The warm worker for features and suggestions; started on first need."""
        if self._engine is None:
            from tlstudio.project.engine import EngineClient

            self._engine = EngineClient(self)
        return self._engine

    @property
    def suggestions(self) -> Suggestions:
        """What the model proposes for undecided images."""
        if self._suggestions is None:
            from tlstudio.project.suggestions import Suggestions

            self._suggestions = Suggestions(self)
        return self._suggestions

    @property
    def runs(self) -> Runs:
        """The fine-tunings of this project."""
        if self._runs is None:
            from tlstudio.project.runs import Runs

            self._runs = Runs(self)
        return self._runs

    def close(self) -> None:
        """Stop the engine, close the file, give the lock back. Running fine-tunings go on."""
        for part in (self._runs, self._suggestions):
            stop = getattr(part, "close", None)
            if stop is not None:
                stop()
        if self._engine is not None:
            self._engine.stop()
        self._engine = self._suggestions = self._runs = None
        if self._backup is not None:
            self._backup.wait()
        self._database.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _after(self, revision: int, changes: Changes) -> None:
        if self._backup is not None:
            self._backup.look(revision)
        self.tell(changes)

    def _replay(self, step: Callable[..., list[history.HistoryRow]], count: int) -> Undone | None:
        if count < 1:
            raise UsageError("The number of steps must be 1 or more.")
        texts: list[str] = []
        with self._writing:
            with self._database.write() as rows:
                for _ in range(count):
                    done = step(rows)
                    if not done:
                        break
                    # A step is called after its last part: "Label 1 image as crack", not "Add label crack".
                    texts.append(max(done, key=lambda row: row.id).text)
                if not texts:
                    return None
                revision = history.next_revision(rows.connection)
                image_ids = image_ids_of(rows.recorded)
                self.read.touch(revision, image_ids)
            changes = changes_of(rows.recorded)
        self._after(revision, changes)
        return Undone("; ".join(texts), changes, image_ids)
