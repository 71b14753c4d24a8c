"""The engine without a project, for verbs about this machine: backbones, doctor."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tlstudio.cli.session import Session
from tlstudio.core.changes import Changes
from tlstudio.project.engine import EngineClient
from tlstudio.project.scheduler import PlainScheduler


class _Defaults:
    """Settings of no project."""

    def get(self, key: str, default: Any = None) -> Any:
        """Always the default."""
        return default


@dataclass(frozen=True)
class Machine:
    """What the engine client needs of a project, where there is none."""

    root: Path
    scheduler: PlainScheduler
    settings: _Defaults

    def tell(self, changes: Changes) -> None:
        """Nobody listens."""


@contextmanager
def machine_engine(session: Session) -> Generator[EngineClient, None, None]:
    """An engine that knows no images; its cache is a folder that is deleted afterwards."""
    with tempfile.TemporaryDirectory(prefix="tlstudio-") as folder:
        engine = EngineClient(Machine(Path(folder), session.scheduler, _Defaults()))
        session.tune(engine)
        try:
            yield engine
        finally:
            engine.stop()
