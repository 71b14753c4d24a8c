"""One call of the program: its options, its voice, the project it opens and the waiting for the engine."""

from __future__ import annotations

import signal
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

import typer

from tlstudio.cli.options import GlobalOptions
from tlstudio.cli.output import Output, skipped_json
from tlstudio.cli.progress import Meter
from tlstudio.core.words import Skipped

if TYPE_CHECKING:
    from tlstudio.project.engine import EngineClient
    from tlstudio.project.project import Project
    from tlstudio.project.scheduler import PlainScheduler

SKIPPED_SOME = 3
INTERRUPTED = 130


class Session:
    """What every verb gets as `ctx.obj`.

    Attributes:
        options: The global options.
        out: Where to speak.
        has_finished: Whether the verb has said how it ended.
    """

    def __init__(self, options: GlobalOptions) -> None:
        self.options = options
        self.out = Output(as_json=options.json)
        self.has_finished = False
        self._scheduler: PlainScheduler | None = None

    @contextmanager
    def project(self, *, read_only: bool = False) -> Generator[Project, None, None]:
        """Open the project that was named, for this verb.

        Args:
            read_only: Also works while a window has it open.
        """
        from tlstudio.project.project import Project

        with Project.open(self.options.project, read_only=read_only, scheduler=self.scheduler) as project:
            self.tune(project.engine)
            yield project

    @property
    def scheduler(self) -> PlainScheduler:
        """Brings work of other threads to this one while it waits."""
        from tlstudio.project.scheduler import PlainScheduler

        if self._scheduler is None:
            self._scheduler = PlainScheduler()
        return self._scheduler

    def tune(self, engine: EngineClient) -> None:
        """Let --device and --threads hold for this call without changing the project's settings."""
        if self.options.device:
            engine.overrides["device"] = self.options.device
        if self.options.threads:
            engine.overrides["threads"] = self.options.threads

    def wait(self, engine: EngineClient, future: Future[Any], title: str) -> Any:
        """Wait for something the engine works on, showing how far it is."""
        with Meter(title) as meter:

            def tick() -> None:
                state = engine.progress
                if state is not None:
                    phase = f"{state.phase[:1].upper()}{state.phase[1:]}"
                    meter.show(state.done, state.total, phase, state.rate, state.seconds_left)

            return self.scheduler.wait_for(future, tick)

    def suggest(self, project: Project) -> None:
        """Bring the suggestions up to date and wait for them."""
        self.wait(project.engine, project.suggestions.refresh(), "Suggestions")

    @contextmanager
    def stoppable(
        self, said: str = "Stopping after this piece; what is finished is kept."
    ) -> Generator[Callable[[], bool], None, None]:
        """Let the first Ctrl+C only be noted, so that the verb can end in order and report; a second one ends at once.

        Args:
            said: What becomes of what was done so far.
        """
        asked = False

        def note(_signal: int, _frame: FrameType | None) -> None:
            nonlocal asked
            if asked:
                raise KeyboardInterrupt
            asked = True
            self.out.note(f"{said} Ctrl+C again ends at once.")

        before = signal.signal(signal.SIGINT, note)
        try:
            yield lambda: asked
        finally:
            signal.signal(signal.SIGINT, before)

    def finish(
        self, values: Mapping[str, Any], text: str, skipped: Sequence[Skipped] | None = None, *, stopped: bool = False
    ) -> None:
        """Print the result; end with 3 where inputs were left out and with 130 where the person stopped it.

        Raises:
            typer.Exit: To end with that code.
        """
        if skipped is not None:
            values = {**values, "skipped": skipped_json(skipped)}
        self.has_finished = True
        self.out.result(values, text)
        if skipped and not self.out.as_json:
            self.out.skipped(skipped)
        if stopped:
            raise typer.Exit(INTERRUPTED)
        if skipped:
            raise typer.Exit(SKIPPED_SOME)


def session_of(ctx: typer.Context) -> Session:
    """The session that `main` put into the context."""
    session = ctx.obj
    assert isinstance(session, Session)
    return session
